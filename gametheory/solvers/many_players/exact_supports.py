"""All equilibria with given supports, exactly: points, polytopes, curved sets, or what could not be decided."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import combinations
from math import prod
from operator import lt
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from gametheory.core.continuum import Condition
from gametheory.core.profiles import MixedProfile
from gametheory.solvers.many_players.contradictions import has_contradiction
from gametheory.solvers.many_players.equilibrium_sets import PolytopeProduct, linear_terms
from gametheory.solvers.many_players.isolated_roots import isolated_roots, root_near
from gametheory.solvers.many_players.support_conditions import (
    concerned,
    condition_terms,
    decide,
    halved,
    is_full,
    polytope_points,
    sliced,
    support_conditions,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from gametheory.core.enclosed_profile import EnclosedProfile
    from gametheory.core.normal_form import NormalFormGame
    from gametheory.solvers.many_players.copied_actions import CopiedActions
    from gametheory.solvers.many_players.support_conditions import Point, SupportCondition, SupportConditions

BELOW = 1 - Fraction(1, 1 << 20)
"""Factor that takes lower bounds of probabilities below any that are reached."""
FEW_PAYOFFS = 100
"""Payoffs of a player up to which they are compared one by one."""
MOST_HALVINGS = 9
"""How often a face is cut in half to prove that some conditions are met nowhere on it."""
SHARES = tuple(Fraction(*pair) for pair in ((1, 2), (1, 3), (2, 3), (1, 4), (3, 4), (1, 10), (9, 10)))
"""Where a point of a curved set is looked for, between two extreme points of a player's mixtures."""

Supports: TypeAlias = tuple[tuple[int, ...], ...]
"""For each player the actions that are played with positive probability."""


@dataclass(frozen=True)
class CurvedSet:
    """Equilibria of a profile of supports that are described by polynomials of several players' probabilities.

    Parameters
    ----------
    supports
        For each player the actions that are played.
    free
        Players whose probabilities are not determined by linear conditions.
    conditions
        What holds besides: probabilities are positive on the supports and sum to 1.
    points
        Some of them, or of their closure.
    """

    supports: tuple[tuple[int, ...], ...]
    free: tuple[int, ...]
    conditions: tuple[Condition, ...]
    points: tuple[MixedProfile | EnclosedProfile, ...]


@dataclass
class ExactSets:
    """What was found on profiles of supports.

    Parameters
    ----------
    isolated
        Equilibria that are alone among those with their supports, where several players' mixtures hang together.
    products, curved
        Sets of equilibria, products that are single points included.
    """

    isolated: list[MixedProfile | EnclosedProfile] = field(default_factory=list)
    products: list[PolytopeProduct] = field(default_factory=list)
    curved: list[CurvedSet] = field(default_factory=list)


class ExactSupports:
    """Looks for equilibria with given supports, each profile of supports once.

    Parameters
    ----------
    game
        A normal form.
    copies
        For each player the actions that are not dominated, those together that pay every player the same: of these
        only the first one is played.
    tick
        Called between steps.
    """

    def __init__(self, game: NormalFormGame, copies: CopiedActions, tick: Callable[[], None]) -> None:
        self._game, self._tick = game, tick
        self._copies, self._kept = copies, copies.representatives
        self._payoffs = [game.integer_payoffs(player).values for player in range(game.num_players)]
        self._is_decided: dict[Supports, bool] = {}
        self._flat = [table.ravel().tolist() if table.size <= FEW_PAYOFFS else [] for table in self._payoffs]
        self._worse: dict[tuple[int, Supports], frozenset[int]] = {}
        self.found = ExactSets()

    def undecided_within(self, actions: Sequence[Sequence[int]]) -> list[Supports]:
        """Find all equilibria that play none but these actions; return supports with which there may be others."""
        return [supports for supports in self._undominated([], actions) if not self.decides(supports)]

    def decides_near(self, supports: Supports, lower: Sequence[Sequence[float]]) -> bool:
        """Find the equilibria of a profile of supports above some lower bounds; return whether there are no others.

        Parameters
        ----------
        supports
            The actions that are played with positive probability.
        lower
            For each player and action a bound that its probability reaches.
        """
        corners = []
        for support, bounds in zip(supports, lower, strict=True):
            least = [Fraction(bounds[action]) * BELOW for action in support]
            rest = 1 - sum(least)
            if rest <= 0:
                return False
            corners.append(
                [tuple(low + rest * (place == other) for other, low in enumerate(least)) for place in range(len(least))]
            )
        conditions = support_conditions(self._payoffs, supports, self._tick, kept=self._kept, corners=corners)
        return self._settles(conditions, is_part=True)

    def _undominated(self, chosen: list[tuple[int, ...]], actions: Sequence[Sequence[int]]) -> Iterator[Supports]:
        """Yield supports in which no action is worse than another one against all that the others may do."""
        player = len(chosen)
        if player == len(actions):
            yield tuple(chosen)
            return
        for subset in _subsets(actions[player]):
            self._tick()
            supports = [*chosen, subset]
            if not any(self._has_worse(other, supports, actions) for other in range(player + 1)):
                yield from self._undominated(supports, actions)

    def _has_worse(self, player: int, chosen: Sequence[tuple[int, ...]], actions: Sequence[Sequence[int]]) -> bool:
        """Whether an action of a player's support pays less than another one, whatever the others play of theirs."""
        met = tuple(tuple(own) for own in (*chosen, *actions[len(chosen) :]))
        key = (player, met[:player] + met[player + 1 :])
        if key not in self._worse:
            self._worse[key] = self._worse_actions(player, met)
        return not self._worse[key].isdisjoint(chosen[player])

    def _worse_actions(self, player: int, met: Sequence[tuple[int, ...]]) -> frozenset[int]:
        """Return a player's actions that pay less than another one against all that the others may play."""
        own = self._kept[player]
        if self._payoffs[player].size > FEW_PAYOFFS:
            listed = [own if other == player else actions for other, actions in enumerate(met)]
            table = np.moveaxis(self._payoffs[player][np.ix_(*listed)], player, 0).reshape(len(own), -1)
            return frozenset(
                action for action, pays in zip(own, table, strict=True) if bool((table > pays).all(axis=1).any())
            )
        flat, sizes = self._flat[player], self._payoffs[player].shape
        places = [0]
        for other, actions in enumerate(met):
            step = prod(sizes[other + 1 :])
            if other != player:
                places = [place + action * step for place in places for action in actions]
        step = prod(sizes[player + 1 :])
        rows = [[flat[place + action * step] for place in places] for action in own]
        return frozenset(
            action for action, row in zip(own, rows, strict=True) if any(all(map(lt, row, other)) for other in rows)
        )

    def add_pure(self, actions: Sequence[int]) -> None:
        """Note a pure equilibrium; with its actions alone there is no other."""
        supports = tuple((action,) for action in actions)
        nothing: tuple[tuple[tuple[int, ...], ...], ...] = ((),) * len(supports)
        self._is_decided[supports] = True
        self.found.products.append(PolytopeProduct(supports, nothing, nothing, (((Fraction(1),),),) * len(supports)))

    def has_decided(self, supports: Supports) -> bool:
        """Whether all equilibria of a profile of supports were found before."""
        return self._is_decided.get(supports, False)

    def root_near(self, supports: Supports, guess: Sequence[Sequence[float]]) -> MixedProfile | EnclosedProfile | None:
        """Return the isolated equilibrium next to a guess, if linear conditions or elimination give it."""
        conditions = support_conditions(self._payoffs, supports, self._tick, kept=self._kept)
        if conditions.is_empty:
            return None
        if conditions.is_point:
            return self._profile([points[0] for points in conditions.vertices], supports)
        return root_near(self._game, conditions, guess, self._tick, copies=self._copies)

    def decides(self, supports: Supports) -> bool:
        """Find all equilibria of a profile of supports; return whether there are surely no others."""
        if supports not in self._is_decided:
            self._is_decided[supports] = self._solve(supports)
        return self._is_decided[supports]

    def _solve(self, supports: Supports) -> bool:
        return self._settles(support_conditions(self._payoffs, supports, self._tick, kept=self._kept), is_part=False)

    def _settles(self, conditions: SupportConditions, *, is_part: bool) -> bool:
        """Find all equilibria that meet conditions, on the whole face or a part of it; return whether that succeeded.

        Of parts only points are told: sets would be cut.
        """
        if conditions.is_empty:
            return True
        if conditions.is_point and is_part:
            self.found.isolated.append(self._profile([own[0] for own in conditions.vertices], conditions.supports))
            return True
        if not conditions.equations and all(len(self._axes(conditions, c)) == 1 for c in conditions.inequalities):
            if not is_part:
                self._solve_linear(conditions)
            return not is_part
        if conditions.equations:
            roots = isolated_roots(self._game, conditions, self._tick, copies=self._copies)
            if roots.is_decided:
                self.found.isolated += roots.profiles
                return True
            if roots.split is not None:
                unknown, values = roots.split
                parts = [sliced(conditions, unknown, value, self._tick) for value in values]
                settled = [self._settles(part, is_part=is_part) for part in parts]
                return all(settled)
        return not is_part and self._solve_curved(conditions)

    def _axes(self, conditions: SupportConditions, condition: SupportCondition) -> list[int]:
        return concerned(conditions.at_vertices(condition))

    def _solve_linear(self, conditions: SupportConditions) -> None:
        """Find a product of polytopes."""
        inequalities: list[list[list[int]]] = [[] for _ in conditions.supports]
        for condition in conditions.inequalities:
            (player,) = self._axes(conditions, condition)
            inequalities[player].append(conditions.row(condition, player))
        vertices = []
        for support, equations, rows in zip(conditions.supports, conditions.rows, inequalities, strict=True):
            points = polytope_points(len(support), equations, rows, self._tick)
            if not is_full(points):
                return
            vertices.append(tuple(points))
        self.found.products.append(
            PolytopeProduct(conditions.supports, _frozen(conditions.rows), _frozen(inequalities), tuple(vertices))
        )

    def _solve_curved(self, conditions: SupportConditions) -> bool:
        """Find a point of a set that polynomials describe, or prove that the set is empty."""
        has_room = len(conditions.equations) < sum(len(points) - 1 for points in conditions.vertices)
        point = next(self._points(conditions), None) if has_room else None
        if point is None:
            return self._is_nowhere(conditions, MOST_HALVINGS)
        self.found.curved.append(curved_set(conditions, point))
        return True

    def _is_nowhere(self, conditions: SupportConditions, halvings: int) -> bool:
        """Whether conditions are met nowhere, as parts of the face show one by one."""
        if conditions.is_empty or has_contradiction(conditions):
            return True
        if halvings == 0 or conditions.is_point:
            return False
        player = max(range(len(conditions.vertices)), key=lambda index: _length(conditions.vertices[index]))
        return all(self._is_nowhere(part, halvings - 1) for part in halved(conditions, player, self._tick))

    def _points(self, conditions: SupportConditions) -> Iterator[MixedProfile]:
        """Yield rational points of a set: one player's mixture after the other is chosen until the rest is decided."""
        if conditions.is_point:
            yield self._profile([points[0] for points in conditions.vertices], conditions.supports)
            return
        if conditions.equations:
            roots = isolated_roots(self._game, conditions, self._tick, copies=self._copies)
            yield from (profile for profile in roots.profiles if isinstance(profile, MixedProfile))
            if roots.is_decided:
                return
        for player, points in enumerate(conditions.vertices):
            if len(points) == 1:
                continue
            for chosen in _samples(points):
                self._tick()
                narrowed = copy(conditions)
                narrowed.rows = [list(rows) for rows in conditions.rows]
                narrowed.vertices = [
                    [chosen] if other == player else own for other, own in enumerate(conditions.vertices)
                ]
                decide(narrowed, self._tick)
                if not narrowed.is_empty:
                    yield from self._points(narrowed)

    def _profile(self, points: Sequence[Point], supports: Sequence[Sequence[int]]) -> MixedProfile:
        strategies = []
        for size, support, point in zip(self._game.num_actions, supports, points, strict=True):
            strategy = [Fraction(0)] * size
            for action, weight in zip(support, point, strict=True):
                strategy[action] = weight
            strategies.append(tuple(strategy))
        return MixedProfile(self._game, tuple(strategies))


def curved_set(conditions: SupportConditions, *points: MixedProfile | EnclosedProfile) -> CurvedSet:
    """Return the set of equilibria that meet conditions, with some of them."""
    told = [
        Condition(linear_terms(player, conditions.supports[player], row), is_equation=True)
        for player, rows in enumerate(conditions.rows)
        for row in rows
    ]
    told += [Condition(condition_terms(c, conditions.supports), c.is_equation) for c in conditions.conditions]
    free = tuple(player for player, own in enumerate(conditions.vertices) if len(own) > 1)
    return CurvedSet(conditions.supports, free, tuple(dict.fromkeys(told)), points)


def _samples(points: Sequence[Point]) -> Iterator[Point]:
    """Yield mixtures of extreme points: of all of them, and of the first with all others."""
    others = [sum(column, Fraction(0)) / (len(points) - 1) for column in zip(*points[1:], strict=True)]
    for share in SHARES:
        yield tuple(share * a + (1 - share) * b for a, b in zip(points[0], others, strict=True))


def _length(points: Sequence[Point]) -> Fraction:
    """Return how far the first two of some points lie apart; 0 of a single one."""
    return sum((abs(a - b) for a, b in zip(points[0], points[-1], strict=True)), Fraction(0))


def _subsets(actions: Sequence[int]) -> list[tuple[int, ...]]:
    """Return the nonempty subsets of actions."""
    return [chosen for size in range(1, len(actions) + 1) for chosen in combinations(actions, size)]


def _frozen(rows: Sequence[Sequence[Sequence[int]]]) -> tuple[tuple[tuple[int, ...], ...], ...]:
    return tuple(tuple(tuple(row) for row in own) for own in rows)
