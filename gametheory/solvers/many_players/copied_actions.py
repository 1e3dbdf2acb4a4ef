"""Actions that pay every player the same: equilibria are looked for with one of them, and told with all."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from typing import TYPE_CHECKING

import numpy as np

from gametheory.solvers.many_players.equilibrium_sets import PolytopeProduct

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gametheory.core.normal_form import NormalFormGame
    from gametheory.solvers.many_players.support_conditions import Point


@dataclass(frozen=True)
class CopiedActions:
    """Which actions are copies of each other.

    Parameters
    ----------
    classes
        For each player the actions that are left, those together that pay every player the same.

    Examples
    --------
    >>> from gametheory import NormalFormGame
    >>> game = NormalFormGame.from_bimatrix([[4, 0, 4], [1, 2, 1]], [[1, 6, 1], [3, 0, 3]])
    >>> copies = CopiedActions.among(game, [[0, 1], [0, 1, 2]])
    >>> copies.classes, copies.representatives
    ((((0,), (1,)), ((0, 2), (1,))), ((0, 1), (0, 1)))
    """

    classes: tuple[tuple[tuple[int, ...], ...], ...]

    @classmethod
    def among(cls, game: NormalFormGame, kept: Sequence[Sequence[int]]) -> CopiedActions:
        """Return the copies among some actions of a game, where the others play theirs, too."""
        table = np.array([game.integer_payoffs(player).values[np.ix_(*kept)] for player in range(game.num_players)])
        classes = []
        for player, own in enumerate(kept):
            groups: dict[bytes | tuple[int, ...], list[int]] = {}
            for action, part in zip(own, np.moveaxis(table, player + 1, 0), strict=True):
                key = tuple(part.ravel().tolist()) if table.dtype == object else part.tobytes()
                groups.setdefault(key, []).append(action)
            classes.append(tuple(map(tuple, groups.values())))
        return cls(tuple(classes))

    @property
    def representatives(self) -> tuple[tuple[int, ...], ...]:
        """For each player the first action of each class."""
        return tuple(tuple(members[0] for members in own) for own in self.classes)

    @property
    def has_copies(self) -> bool:
        """Whether there are any."""
        return any(len(members) > 1 for own in self.classes for members in own)

    def class_of(self, player: int, action: int) -> tuple[int, ...]:
        """Return an action with all its copies; alone if it is none of those that are left."""
        return next((members for members in self.classes[player] if action in members), (action,))

    def are_played(self, player: int, action: int, support: Sequence[int]) -> bool:
        """Whether an action or a copy of it is in a support."""
        return any(member in support for member in self.class_of(player, action))

    def supports(self, supports: Sequence[Sequence[int]]) -> tuple[tuple[int, ...], ...]:
        """Return supports with all copies."""
        return tuple(
            tuple(sorted(member for action in own for member in self.class_of(player, action)))
            for player, own in enumerate(supports)
        )

    def with_copies(self, one: PolytopeProduct) -> PolytopeProduct:
        """Return the set in which the weight of each action is shared out between it and its copies."""
        supports = self.supports(one.supports)
        places = [
            [own.index(self._played(player, action, own)) for action in actions]
            for player, (own, actions) in enumerate(zip(one.supports, supports, strict=True))
        ]
        wider = [
            tuple(_spread(rows, own) for rows, own in zip(listed, places, strict=True))
            for listed in (one.equations, one.inequalities)
        ]
        vertices = tuple(
            tuple(sorted({chosen for point in points for chosen in _chosen(point, own)}, reverse=True))
            for points, own in zip(one.vertices, places, strict=True)
        )
        return PolytopeProduct(supports, wider[0], wider[1], vertices)

    def _played(self, player: int, action: int, support: Sequence[int]) -> int:
        """Return the member of an action's class that is in a support."""
        return next(member for member in self.class_of(player, action) if member in support)

    def choices(self, supports: Sequence[Sequence[int]]) -> Iterator[tuple[dict[int, int], ...]]:
        """Yield for each player which action takes the place of each that is played: itself or a copy."""
        options = []
        for player, played in enumerate(supports):
            members = [self.class_of(player, action) for action in played]
            options.append([dict(zip(played, chosen, strict=True)) for chosen in product(*members)])
        return product(*options)


def _spread(rows: Sequence[Sequence[int]], places: Sequence[int]) -> tuple[tuple[int, ...], ...]:
    """Return rows with the column of the place that each one stands for."""
    return tuple(tuple(row[place] for place in places) for row in rows)


def _chosen(point: Point, places: Sequence[int]) -> Iterator[Point]:
    """Yield the points that give the weight of each place to one of the places that stand for it."""
    played = [old for old, weight in enumerate(point) if weight]
    for chosen in product(*([at for at, place in enumerate(places) if place == old] for old in played)):
        weights = dict(zip(chosen, (point[old] for old in played), strict=True))
        yield tuple(weights.get(at, Fraction(0)) for at in range(len(places)))
