"""Roots of symmetric conditions on simplices of mixtures: cut in half until each part is ruled out or has one root."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple, Protocol

import numpy as np

from gametheory.solvers.many_players.group_tables import ROUNDING, GroupTables
from gametheory.solvers.many_players.symmetric_roots import SymmetricNewton

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gametheory.array_types import FloatArray
    from gametheory.solvers.many_players.group_tables import Corners
    from gametheory.solvers.many_players.symmetric_faces import Lots, SymmetricFace

MOST_PARTS = 20_000
"""Parts that are looked at before the rest is given up."""
NARROWEST = 2.0**-24
"""Width below which parts are given up."""
INFLATION = 2.0
"""How much larger than a part the simplex is in which its root must be the only one."""
INSIDE = 0.01
"""Least weight on each corner of that simplex that a root must have to count as inside."""
SAME = 1e-9
"""Roots in floats nearer to each other than this are one."""


class Settles(Protocol):
    """Says whether it is certain that a root with positive weights is there; lists it where it is an equilibrium."""

    def __call__(self, lots: Lots, *, is_exact: bool) -> bool:
        """Settle one root."""


class _KnownRoot(NamedTuple):
    """Where a root is in floats, and whether it is certain that it is there."""

    point: list[FloatArray]
    is_certain: bool


class SimplexSearch:
    """Looks for all roots of the conditions of a face.

    Parameters
    ----------
    face
        Its equations are not all decided by signs.
    settles
        Called once for each root with positive weights.
    tick
        Called at each part.

    Notes
    -----
    A gain is linear in what each single player does. Over a simplex of mixtures, the same for all players of a group,
    it therefore lies between the least and the largest of its values at choices of corners, its Bernstein coefficients.
    A part is ruled out by the sign of a gain, or of a combination of gains in which the equations nearly part. Where
    the derivatives over an enlarged part, so combined, are dominated by their diagonal, it holds one root at most; one
    that is certain and well inside closes the part.
    """

    def __init__(self, face: SymmetricFace, settles: Settles, tick: Callable[[], None]) -> None:
        self._face, self._settles, self._tick = face, settles, tick
        self._tables = GroupTables(face)
        self._newton = SymmetricNewton(face, self._tables, tick)
        self._is_square = len(face.equations) == face.num_unknowns
        self._roots: list[_KnownRoot] = []

    def run(self) -> bool:
        """Look at all parts; return whether every root with positive weights was settled."""
        waiting: list[Corners] = [tuple(np.eye(size) for size in self._tables.sizes)]
        for _ in range(MOST_PARTS):
            if not waiting:
                return True
            self._tick()
            part = waiting.pop()
            if not self._is_closed(part):
                group, first, second = _longest_edge(part)
                if np.abs(part[group][first] - part[group][second]).max() < NARROWEST:
                    return False
                middle = (part[group][first] + part[group][second]) / 2
                for replaced in (first, second):
                    corners = part[group].copy()
                    corners[replaced] = middle
                    waiting.append((*part[:group], corners, *part[group + 1 :]))
        return not waiting

    def _is_closed(self, part: Corners) -> bool:
        """Whether no root is left to be found in a part."""
        tables = self._tables
        values = tables.over(part)
        flat = values.reshape(len(values), -1)
        low, high = flat.min(axis=1), flat.max(axis=1)
        if (low > tables.error).any() or (high[: tables.num_equations] < -tables.error).any():
            return True
        inverse = self._inverse(values[: tables.num_equations]) if self._is_square else None
        if inverse is None:
            return False
        combined = inverse @ flat[: tables.num_equations]
        error = 2 * (tables.error + ROUNDING * len(inverse)) * np.abs(inverse).sum(axis=1)
        if (combined.min(axis=1) > error).any() or (combined.max(axis=1) < -error).any():
            return True
        large = tuple(own.mean(axis=0) + INFLATION * (own - own.mean(axis=0)) for own in part)
        if not self._is_injective(large, inverse):
            return False
        root = self._root_near([own.mean(axis=0) for own in part])
        return root is not None and root.is_certain and _is_inside(root.point, large)

    def _inverse(self, values: FloatArray) -> FloatArray | None:
        """Return the inverse of the derivatives in the middle of a part; None where there is none."""
        try:
            inverse = np.linalg.inv(self._tables.middle_slopes(values)).astype(np.float64)
        except np.linalg.LinAlgError:
            return None
        return inverse if np.isfinite(inverse).all() else None

    def _is_injective(self, large: Corners, inverse: FloatArray) -> bool:
        """Whether no two points of a simplex have the same gains, by derivatives that their diagonal dominates."""
        tables = self._tables
        stretch = max(float(np.abs(own).sum(axis=1).max()) for own in large) ** sum(tables.members)
        values = tables.over(large)[: tables.num_equations]
        least, most = [], []
        for group in range(len(tables.sizes)):
            steps = tables.slopes(values, group)
            flat = np.tensordot(inverse, steps.reshape(*steps.shape[:2], -1), axes=([1], [0]))
            least.append(flat.min(axis=2))
            most.append(flat.max(axis=2))
        low, high = np.concatenate(least, axis=1), np.concatenate(most, axis=1)
        rounding = 8 * max(tables.members) * (tables.error + ROUNDING * len(inverse)) * stretch
        slack = rounding * np.abs(inverse).sum(axis=1)
        sizes = np.maximum(np.abs(low), np.abs(high)) + slack[:, None]
        beside = sizes.sum(axis=1) - np.diag(sizes)
        return bool((np.diag(low) - slack > beside * (1 + ROUNDING)).all())

    def _root_near(self, start: Sequence[FloatArray]) -> _KnownRoot | None:
        """Return the root that Newton's method finds from a start; None where it finds none."""
        point = self._newton.float_root(start)
        if point is None:
            return None
        for known in self._roots:
            if all(np.abs(a - b).max() < SAME for a, b in zip(known.point, point, strict=True)):
                return known
        root = _KnownRoot(point, self._is_certain(point))
        self._roots.append(root)
        return root

    def _is_certain(self, point: Sequence[FloatArray]) -> bool:
        """Whether a root is surely there; it is told if it has positive weights and nobody gains otherwise."""
        found = self._newton.settled(point)
        if found is None:
            return False
        is_positive = all(weight > 0 for own in found.lots for weight in own)
        if not found.is_exact:
            return is_positive and self._settles(found.lots, is_exact=False)
        if is_positive and all(gain <= 0 for gain in self._face.gains_at(found.lots, self._face.inequalities)):
            self._settles(found.lots, is_exact=True)
        return True


def _longest_edge(part: Corners) -> tuple[int, int, int]:
    """Return the group and the two of its corners that lie furthest apart."""
    edges = [(group, *pair) for group, own in enumerate(part) for pair in combinations(range(len(own)), 2)]
    return max(edges, key=lambda edge: float(np.abs(part[edge[0]][edge[1]] - part[edge[0]][edge[2]]).max()))


def _is_inside(point: Sequence[FloatArray], large: Corners) -> bool:
    """Whether a point lies well inside a simplex."""
    return all(np.linalg.solve(own.T, weights).min() > INSIDE for own, weights in zip(large, point, strict=True))
