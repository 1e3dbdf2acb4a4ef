"""Branching tree over labels that lists the vertices of a polyhedron, each with a face of a partner polyhedron.

Two polyhedra in the nonnegative orthant share the names of their variables, called labels. The tree lists the
vertices of the first, the primary, whose positive variables can all be zero in the second, the partner. Branching on
a label: the vertex has it (its variable is zero in the primary), or it lacks it (its variable is positive in the
primary, and zero in the partner). A vertex is thus reached on one path only, that of its exact set of labels,
however degenerate it is. In the family of Audet et al. (2001) and Avis, Rosenberg, Savani and von Stengel (2010).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from operator import mul
from typing import TYPE_CHECKING

from gametheory.kernels.integer_tableau import (
    CONSTANT_COLUMN,
    IntegerTableau,
    eliminating_rows,
    fixed_at_zero,
    positive_variables,
    without_columns,
    without_zeros,
)

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence

SCORE_BITS = 64
"""Binary places of the ratios that choose the label to branch on; they steer the search, never the answer."""


@dataclass(slots=True)
class LabelNode:
    """Vertices that have some labels and lack others.

    Parameters
    ----------
    primary
        Face on which the labels that the vertices have are zero.
    partner
        Face of the partner on which the labels that the vertices lack are zero; None if there is no partner.
    undecided
        Bit mask of labels.
    lacked
        Bit mask of labels that must be positive at the vertex.
    """

    primary: IntegerTableau
    partner: IntegerTableau | None
    undecided: int
    lacked: int = 0


@dataclass(slots=True)
class NodeCount:
    """Number of nodes that a search has looked at."""

    nodes: int = 0


def vertices(
    root: LabelNode, scales: tuple[Sequence[int], Sequence[int]], count: NodeCount | None = None
) -> Iterator[LabelNode | None]:
    """Vertices of the primary polyhedron whose positive variables can be zero in the partner.

    Parameters
    ----------
    root
        Both polyhedra, with the labels to decide.
    scales
        For the primary and the partner, a positive typical size of each label's variable. Only the order of the
        search depends on them.
    count
        Told of each node.

    Yields
    ------
    LabelNode or None
        A vertex as a node whose primary has no nonbasic variable left, each once; None is a heartbeat, after each
        pivot at the latest, and within pivots that take long.

    Notes
    -----
    Memory: the tableaux of one path. A vertex's positive columns are linearly independent, so branches that lack
    dependent columns are cut; without this test a degenerate face costs as much as all its faces together.
    """
    stack = [root]
    while stack:
        node = stack.pop()
        if count is not None:
            count.nodes += 1
        yield None
        if not (yield from _is_settled(node)):
            continue
        if len(node.primary.nonbasic) == 1:
            yield node
        else:  # with all labels decided, a column left would depend on the lacked ones
            label = _branching_label(node, scales)
            for decide in (_lack, _have):
                child = replace(node)
                if (yield from decide(child, label)):
                    stack.append(child)


def _lack(node: LabelNode, label: int) -> Generator[None, None, bool]:
    """Let the vertex lack a label; False if the partner has no such face."""
    node.undecided &= ~(1 << label)
    node.lacked |= 1 << label
    if node.partner is not None:
        node.partner = yield from fixed_at_zero(node.partner, label)
        return node.partner is not None
    return True


def _have(node: LabelNode, label: int) -> Generator[None, None, bool]:
    """Let the vertex have a label; False if the primary has no such face."""
    node.undecided &= ~(1 << label)
    face = yield from fixed_at_zero(node.primary, label)
    if face is not None:
        node.primary = face
    return face is not None


def _is_settled(node: LabelNode) -> Generator[None, None, bool]:
    """Decide all labels that follow from the others; False if no vertex is left."""
    while True:
        if not (yield from _has_no_zero_left(node)):
            return False
        lacked = positive_variables(node.primary) & node.undecided
        had = positive_variables(node.partner) & node.undecided if node.partner is not None else 0
        if lacked & had:
            return False
        if not lacked | had:
            return True
        for decide, mask in ((_lack, lacked), (_have, had)):
            for label in _members(mask):
                if not (yield from decide(node, label)):
                    return False


def _members(mask: int) -> Iterator[int]:
    """Elements of a bit mask, largest first."""
    while mask:
        label = mask.bit_length() - 1
        mask ^= 1 << label
        yield label


def _has_no_zero_left(node: LabelNode) -> Generator[None, None, bool]:
    """Drop variables that are zero at every vertex; False if a lacked one is."""
    while True:
        node.primary, zero = without_zeros(node.primary)
        node.undecided &= ~zero
        dependent = yield from _dependent_columns(node.primary, node.lacked)
        if zero & node.lacked or dependent is None:
            return False
        if not dependent:
            break
        for column in dependent:
            node.undecided &= ~(1 << node.primary.nonbasic[column])
        node.primary = without_columns(node.primary, dependent)
    if node.partner is not None:
        node.partner, _ = without_zeros(node.partner)
    return True


def _dependent_columns(tableau: IntegerTableau, lacked: int) -> Generator[None, None, set[int] | None]:
    """Columns that depend linearly on those of the lacked variables; None if those depend on one another."""
    free = [row for variable, row in zip(tableau.basic, tableau.rows, strict=True) if not lacked >> variable & 1]
    columns = range(1, len(tableau.nonbasic))
    entering = [column for column in columns if lacked >> tableau.nonbasic[column] & 1]
    rest = IntegerTableau(free, [], tableau.nonbasic, tableau.denominator)
    for column in entering:
        index = next((index for index, row in enumerate(rest.rows) if row[column]), -1)
        if index < 0:
            return None
        yield
        rows = yield from eliminating_rows(rest, index, column)
        rest = IntegerTableau(rows[:index] + rows[index + 1 :], [], rest.nonbasic, abs(rest.rows[index][column]))
    is_used = [any(entries) for entries in zip(*rest.rows, strict=True)] or [False] * len(tableau.nonbasic)
    return {column for column in columns if not is_used[column]}.difference(entering)


def _branching_label(node: LabelNode, scales: tuple[Sequence[int], Sequence[int]]) -> int:
    """Undecided label with the largest product of scores, so that both branches are likely to be empty soon."""
    primary = _scores(node.primary, scales[0])
    partner = _scores(node.partner, scales[1]) if node.partner is not None else {}

    def merit(label: int) -> tuple[int, int]:
        first, second = primary.get(label, 0), partner.get(label, 0)
        return first * second, first + second

    return max(_members(node.undecided), key=merit)


def _scores(tableau: IntegerTableau, scales: Sequence[int]) -> dict[int, int]:
    """How far, at least, some nonbasic variable must grow for each basic variable to reach zero."""
    sizes = [scales[variable] for variable in tableau.nonbasic[1:]]
    scores = {}
    for variable, row in zip(tableau.basic, tableau.rows, strict=True):
        steepest = max(map(mul, row[1:], sizes), default=0)
        if steepest > 0:
            scores[variable] = (row[CONSTANT_COLUMN] << SCORE_BITS) // steepest
    return scores
