"""Polytopes of realization plans, given by the sequences that may be used and by what must be best replies to them.

In plans alone such a polytope has one row for each plan to which the other player could deviate; where these are too
many, the duals of its information sets stay as variables.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import prod
from typing import TYPE_CHECKING, cast

from gametheory.core.block_products import Block, BlockProduct
from gametheory.core.rational_points import RationalPoints, in_descending_order, integer_points
from gametheory.core.rationals import over_denominator
from gametheory.kernels.block_vertices import block_vertices
from gametheory.kernels.integer_tableau import CONSTANT_COLUMN, NO_VARIABLE, IntegerTableau
from gametheory.kernels.plan_faces import lowered, restricted
from gametheory.solvers.normal_forms.extreme_points import extreme_points
from gametheory.solvers.trees.best_reply_polyhedra import Row, add
from gametheory.solvers.trees.corner_points import CornerPoints

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from gametheory.core.profiles import Strategy
    from gametheory.core.rational_points import IntegerPoint
    from gametheory.kernels.block_vertices import VertexBlock
    from gametheory.kernels.cone_vertices import ConeVertices
    from gametheory.solvers.trees.best_reply_polyhedra import BestReplyPolyhedra

MOST_DEVIATIONS = 64
"""Plans that a player could follow after a deviation, up to which each has a row."""


@dataclass(frozen=True, slots=True)
class PlanPolytope:
    """All realization plans of a side that use only some sequences and make some plan of the other a best reply.

    Parameters
    ----------
    side
        Whose plans: 0 or 1.
    support
        Bit mask of the labels that may have weight; at each information set that they reach it has an action.
    replies
        Bit mask of the labels of the other side that must be best replies; at each information set that they reach it
        has an action.
    """

    side: int
    support: int
    replies: int


def polytope_vertices(
    polyhedra: BestReplyPolyhedra,
    polytope: PlanPolytope,
    heartbeat: Callable[[], None],
    *,
    not_negative: Iterable[Row] = (),
    zero: Iterable[Row] = (),
) -> BlockProduct | None:
    """Return the vertices of a polytope of realization plans as a product of blocks; None if it is empty.

    Parameters
    ----------
    polyhedra
        The game.
    polytope
        Its supports; those of a maximal Nash subset are ``TreeSubset.polytopes``.
    heartbeat
        Called often; what it raises passes through.
    not_negative, zero
        More conditions: linear functions ``{own sequence: coefficient}`` in integers that must not be negative, or must
        be zero; sequence 0 is the empty one, of weight 1. A cone over a set of plans of a subgame, for example, is told
        by homogeneous conditions, those without sequence 0.

    Notes
    -----
    The face of a maximal Nash subset within which a cone lies is not known beforehand: supports may shrink. All
    vertices are taken anew, and variables that are zero on the whole are found.
    """
    system = _PlanSystem(polyhedra, polytope, heartbeat)
    for row in system.reply_conditions():
        if not system.restrict(row, is_zero=True):
            return None
    for row in zero:
        if not system.restrict(row, is_zero=True):
            return None
    for row in system.deviation_conditions():
        if not system.restrict(row, is_zero=False):
            return None
    for row in not_negative:
        if not system.restrict(row, is_zero=False):
            return None
    return system.vertices()


class _PlanSystem:
    """Equations of a polytope, restricted by one condition after the other; variables are own sequences, then more."""

    def __init__(self, polyhedra: BestReplyPolyhedra, polytope: PlanPolytope, heartbeat: Callable[[], None]) -> None:
        self._polyhedra = polyhedra
        self._heartbeat = heartbeat
        self._side, self._other = polytope.side, 1 - polytope.side
        own, other = polyhedra.labels[self._side], polyhedra.labels[self._other]
        self._num_sequences = len(own) + 1
        self._used = [True, *(bool(polytope.support >> label & 1) for label in own)]
        self._is_reply = [True, *(bool(polytope.replies >> label & 1) for label in other)]
        self._next_variable = self._num_sequences
        self._has_duals = False
        self._tableau = self._plans()
        self._paid: list[Row] = [{} for _ in range(len(other) + 1)]
        for (reply, sequence), payoff in polyhedra.payoffs[self._other].items():
            if self._used[sequence]:
                self._paid[reply][sequence] = payoff
        self._positions_after: list[list[int]] = [[] for _ in self._is_reply]
        for position, before in enumerate(polyhedra.sequences[self._other].before):
            self._positions_after[before].append(position)

    def _plans(self) -> IntegerTableau:
        """Return all plans over the used sequences, starting with the first pure one."""
        before_of = self._polyhedra.sequences[self._side].before
        rows: dict[int, Row] = {}
        plan: dict[int, Row] = {0: {0: 1}}
        for position, before in enumerate(before_of):
            if not self._used[before]:
                continue
            first, *later = [action for action in self._polyhedra.actions(self._side, position) if self._used[action]]
            rest = dict(plan[before])
            for sequence in later:
                plan[sequence] = {sequence: 1}
                add(rest, plan[sequence], -1)
            plan[first] = rows[first] = rest
        nonbasic = [NO_VARIABLE, *(sequence for sequence in plan if sequence and sequence not in rows)]
        entries = [[row.get(0, 0), *(-row.get(variable, 0) for variable in nonbasic[1:])] for row in rows.values()]
        return IntegerTableau(entries, list(rows), nonbasic, 1)

    def reply_conditions(self) -> Iterator[Row]:
        """Yield what must be zero: all replies at an information set are worth the same."""
        for position in self._reached_positions():
            first, *later = self._replies_at(position)
            for reply in later:
                yield _difference(self._worth(first), self._worth(reply))

    def deviation_conditions(self) -> Iterator[Row]:
        """Yield what must not be negative: what any plan that begins with a deviation loses."""
        for position in self._reached_positions():
            best = self._worth(self._replies_at(position)[0])
            for reply in self._polyhedra.actions(self._other, position):
                if not self._is_reply[reply]:
                    for worth in self._deviations(reply):
                        yield _difference(best, worth)

    def _reached_positions(self) -> list[int]:
        """Places of the other's information sets that its replies reach."""
        before_of = self._polyhedra.sequences[self._other].before
        return [position for position, before in enumerate(before_of) if self._is_reply[before]]

    def _replies_at(self, position: int) -> list[int]:
        return [reply for reply in self._polyhedra.actions(self._other, position) if self._is_reply[reply]]

    def _worth(self, reply: int) -> Row:
        """Return what a reply is worth, with further replies."""
        worth = dict(self._paid[reply])
        for position in self._positions_after[reply]:
            add(worth, self._worth(self._replies_at(position)[0]), 1)
        return worth

    def _deviations(self, reply: int) -> list[Row]:
        """Return what a deviation is worth with each plan that may follow; or with duals, and conditions on those."""
        following = [
            _undominated(
                worth for action in self._polyhedra.actions(self._other, position) for worth in self._deviations(action)
            )
            for position in self._positions_after[reply]
        ]
        if prod(map(len, following)) > MOST_DEVIATIONS:
            following = [[self._dual(listed)] if len(listed) > 1 else listed for listed in following]
        sums = [dict(self._paid[reply])]
        for listed in following:
            self._heartbeat()
            sums = _undominated(_sum(worth, more) for worth in sums for more in listed)
        return sums

    def _dual(self, worths: Sequence[Row]) -> Row:
        """Return a new variable plus the first of some functions, and let it be no less than the others."""
        variable, self._next_variable = self._next_variable, self._next_variable + 1
        self._has_duals = True
        self._tableau = IntegerTableau(
            [[*row, 0] for row in self._tableau.rows],
            self._tableau.basic,
            [*self._tableau.nonbasic, variable],
            self._tableau.denominator,
        )
        dual = {**worths[0], variable: 1}
        for worth in worths[1:]:
            self.restrict(_difference(dual, worth), is_zero=False)  # a dual can always grow
        return dual

    def restrict(self, row: Row, *, is_zero: bool) -> bool:
        """Add a condition; False if nothing is left."""
        entries = self._in_nonbasic(row)
        sign = -1 if entries[CONSTANT_COLUMN] < 0 else 1
        if not any(entries):
            return True
        tableau, variable = self._tableau, self._next_variable
        self._next_variable += 1
        extended = IntegerTableau(
            [*tableau.rows, [sign * entry for entry in entries]],
            [*tableau.basic, variable],
            tableau.nonbasic,
            tableau.denominator,
        )
        face: IntegerTableau | None = extended
        if is_zero:
            face = restricted(extended, 1 << variable, self._heartbeat)
        elif sign < 0:
            face = lowered(extended, variable, self._heartbeat)
        if face is not None:
            self._tableau = face
        return face is not None

    def _in_nonbasic(self, row: Row) -> list[int]:
        """Return a linear function of sequences as a row of the tableau: it is what a new basic variable would be."""
        tableau = self._tableau
        entries = [
            tableau.denominator * row.get(0, 0),
            *(-tableau.denominator * row.get(variable, 0) for variable in tableau.nonbasic[1:]),
        ]
        for variable, known in zip(tableau.basic, tableau.rows, strict=True):
            factor = row.get(variable, 0)
            if factor:
                entries = [entry + factor * other for entry, other in zip(entries, known, strict=True)]
        return entries

    def vertices(self) -> BlockProduct:
        """Return the vertices of what is left."""
        told = [sequence for sequence in range(1, self._num_sequences) if self._used[sequence]]
        present = {*self._tableau.basic, *self._tableau.nonbasic[1:]}
        found = block_vertices(
            self._tableau,
            [sequence for sequence in told if sequence in present],
            self._heartbeat,
            self._polyhedra.known_blocks,
        )
        base = [Fraction(1), *(Fraction(0) for _ in range(self._num_sequences - 1))]
        for sequence, weight in found.constants.items():
            base[sequence] = weight
        return BlockProduct(tuple(base), tuple(filter(None, map(self._block, found.blocks))))

    def _block(self, found: VertexBlock) -> Block | None:
        """Return a block with its vertices in order, those that are mixtures of others left out."""
        if not (isinstance(found.vertices, tuple) or self._has_duals):
            return Block(found.variables, CornerPoints(cast("ConeVertices", found.vertices)))
        vertices: list[IntegerPoint] = list(dict.fromkeys(found.vertices))
        if self._has_duals:
            points = [over_denominator(*vertex) for vertex in vertices]
            vertices = [vertices[index] for index in extreme_points(points, heartbeat=self._heartbeat)]
        return Block(found.variables, RationalPoints(in_descending_order(vertices)))


def _difference(one: Row, other: Row) -> Row:
    difference = dict(one)
    add(difference, other, -1)
    return difference


def _sum(one: Row, other: Row) -> Row:
    total = dict(one)
    add(total, other, 1)
    return total


def _undominated(rows: Iterable[Row]) -> list[Row]:
    """Return functions of nonnegative variables without those that another is nowhere below, each once."""
    kept: list[Row] = []
    for row in rows:
        if not any(_is_above(other, row) for other in kept):
            kept = [other for other in kept if not _is_above(row, other)]
            kept.append(row)
    return kept


def _is_above(one: Row, other: Row) -> bool:
    return all(one.get(variable, 0) >= other.get(variable, 0) for variable in one.keys() | other.keys())


def relative_interior(product: BlockProduct) -> Strategy:
    """Return a mean of the vertices of a polytope, each weighted with its common denominator: numbers stay short.

    Of very many vertices some are enough that lie in no proper face together.
    """
    mean = list(product.base)
    for block in product.blocks:
        corners = block.vertices
        points = corners.spread() if isinstance(corners, CornerPoints) else integer_points(corners)
        total = sum(denominator for _, denominator in points)
        for sequence, numerators in zip(block.sequences, zip(*(ints for ints, _ in points), strict=True), strict=True):
            mean[sequence] = Fraction(sum(numerators), total)
    return tuple(mean)
