"""Symmetric conditions as tables of one shape in floats: values and derivatives over simplices of mixtures."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gametheory.array_types import FloatArray
    from gametheory.solvers.many_players.symmetric_faces import SymmetricFace

Corners: TypeAlias = "tuple[FloatArray, ...]"
"""For each group that mixes the corners of a simplex, one a row, by their weights on the actions of the support."""

ROUNDING = 2.0**-50
"""More than the rounding of one step of a contraction, as a share of the largest entry."""


class GroupTables:
    """Gains of a face with an axis for every player of every group that mixes, up to 1 in size.

    A player's own axis is the last one of its group; along it the gain is constant.

    Parameters
    ----------
    face
        Its equations are not all decided by signs.

    Attributes
    ----------
    sizes, members
        Of each group that mixes how many actions it mixes, and how many players it has.
    num_equations
        The first so many gains are equations.
    error
        Bound on the rounding of gains over a simplex of mixtures.
    """

    def __init__(self, face: SymmetricFace) -> None:
        self.mixing = face.mixing
        self.sizes = [len(face.supports[place]) for place in face.mixing]
        self.members = [len(face.groups[place].players) for place in face.mixing]
        gains = sorted(face.gains, key=lambda gain: not gain.is_equation)
        self.owners = [gain.group for gain in gains]
        self.num_equations = len(face.equations)
        axes = [size for size, members in zip(self.sizes, self.members, strict=True) for _ in range(members)]
        self.error = ROUNDING * (1 + sum(axes))
        tables = []
        for gain in gains:
            shape: list[int] = []
            for place, size, members in zip(self.mixing, self.sizes, self.members, strict=True):
                own = place == gain.group
                shape += [size] * (members - own) + [1] * own
            scaled = gain.table / int(abs(gain.table).max())
            tables.append(np.broadcast_to(scaled.astype(np.float64).reshape(shape), axes))
        self.tables: FloatArray = np.array(tables)

    def over(self, corners: Corners) -> FloatArray:
        """Return the gains at each choice of corners by the players, first axis by gain."""
        table = self.tables
        for own, members in zip(corners, self.members, strict=True):
            for _ in range(members):
                table = np.tensordot(table, own, axes=([1], [1]))
        return table

    def slopes(self, values: FloatArray, group: int) -> FloatArray:
        """Return derivatives towards each corner of a group from its first one; there is one player's axis less.

        First axis by gain, then by corner, then the other players.
        """
        towards = np.moveaxis(values, 1 + sum(self.members[:group]), 1)
        steps: FloatArray = (towards[:, 1:] - towards[:, :1]) * self._num_moving(values, group).reshape(
            -1, *[1] * (values.ndim - 1)
        )
        return steps

    def _num_moving(self, values: FloatArray, group: int) -> FloatArray:
        """Return for each gain how many other players of a group there are."""
        owners = self.owners[: len(values)]
        return np.array([self.members[group] - (own == self.mixing[group]) for own in owners], dtype=np.float64)

    def middle_slopes(self, values: FloatArray) -> FloatArray:
        """Return the derivatives in the middle of a simplex, unknowns along the second axis."""
        slopes = (self.slopes(values, group) for group in range(len(self.sizes)))
        return np.concatenate([steps.mean(axis=tuple(range(2, steps.ndim))) for steps in slopes], axis=1)

    def equations_at(self, point: Sequence[FloatArray]) -> tuple[FloatArray, FloatArray]:
        """Return the gains of the equations at a point, and their derivatives by the weights but the first."""
        table = self.tables[: self.num_equations]
        columns, values = [], np.zeros(len(table))
        for group, own in enumerate(point):
            towards = np.moveaxis(table, 1 + sum(self.members[:group]), 1)
            others = [
                weights for other, weights in enumerate(point) for _ in range(self.members[other] - (other == group))
            ]
            for weights in reversed(others):
                towards = towards @ weights
            columns.append((towards[:, 1:] - towards[:, :1]) * self._num_moving(table, group)[:, None])
            values = towards @ own
        return values, np.concatenate(columns, axis=1)
