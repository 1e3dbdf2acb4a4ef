"""Equilibria with given supports that fill products of polytopes, and how such sets hang together."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations, product
from math import gcd, lcm
from operator import mul
from typing import TYPE_CHECKING

from gametheory.core.continuum import Condition
from gametheory.core.rationals import to_fraction
from gametheory.solvers.many_players.support_conditions import polytope_points

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from gametheory.core.profiles import MixedProfile, Strategy
    from gametheory.solvers.many_players.support_conditions import Point


@dataclass(frozen=True)
class PolytopeProduct:
    """All equilibria of a profile of supports, where they are the inside of a product of polytopes.

    Parameters
    ----------
    supports
        For each player the actions that are played.
    equations, inequalities
        For each player the coefficients of what is 0, and of what is at most 0.
    vertices
        For each player the extreme points, over its support.
    """

    supports: tuple[tuple[int, ...], ...]
    equations: tuple[tuple[tuple[int, ...], ...], ...]
    inequalities: tuple[tuple[tuple[int, ...], ...], ...]
    vertices: tuple[tuple[Point, ...], ...]

    @property
    def is_point(self) -> bool:
        """Whether it is a single equilibrium."""
        return all(len(points) == 1 for points in self.vertices)

    @property
    def free(self) -> tuple[int, ...]:
        """Players who have several extreme points."""
        return tuple(player for player, points in enumerate(self.vertices) if len(points) > 1)

    def strategies(self, player: int, num_actions: int) -> list[Strategy]:
        """Return a player's extreme points as strategies over all its actions."""
        listed: list[Strategy] = []
        for point in self.vertices[player]:
            strategy = [Fraction(0)] * num_actions
            for action, weight in zip(self.supports[player], point, strict=True):
                strategy[action] = weight
            listed.append(tuple(strategy))
        return listed

    def profiles(self, num_actions: Sequence[int]) -> Iterator[tuple[Strategy, ...]]:
        """Yield every combination of extreme points."""
        return product(*(self.strategies(player, size) for player, size in enumerate(num_actions)))

    def holds(self, other: PolytopeProduct) -> bool:
        """Whether its closure holds another set."""
        if self.is_point:
            return other.is_point and self.supports == other.supports and self.vertices == other.vertices
        return all(self._holds_points(player, other) for player in range(len(self.supports)))

    def _holds_points(self, player: int, other: PolytopeProduct) -> bool:
        mine, theirs = self.supports[player], other.supports[player]
        if not set(theirs) <= set(mine):
            return False
        places = [mine.index(action) for action in theirs]
        for point in other.vertices[player]:
            for rows, is_equation in ((self.equations[player], True), (self.inequalities[player], False)):
                for row in rows:
                    value = sum(map(mul, (row[place] for place in places), point), Fraction(0))
                    if value > 0 or (is_equation and value < 0):
                        return False
        return True

    def meets(self, other: PolytopeProduct, tick: Callable[[], None]) -> bool:
        """Whether the closures have an equilibrium in common."""
        if self.is_point and other.is_point:
            return self.supports == other.supports and self.vertices == other.vertices
        return all(self._meets(player, other, tick) for player in range(len(self.supports)))

    def _meets(self, player: int, other: PolytopeProduct, tick: Callable[[], None]) -> bool:
        common = [action for action in self.supports[player] if action in other.supports[player]]
        if not common:
            return False
        equations, inequalities = [], []
        for one in (self, other):
            places = [one.supports[player].index(action) for action in common]
            equations += [[row[place] for place in places] for row in one.equations[player]]
            inequalities += [[row[place] for place in places] for row in one.inequalities[player]]
        return bool(polytope_points(len(common), equations, inequalities, tick))

    def conditions(self) -> tuple[Condition, ...]:
        """Return what holds besides: probabilities are positive on the supports and sum to 1."""
        told = []
        for listed, is_equation in ((self.equations, True), (self.inequalities, False)):
            for player, rows in enumerate(listed):
                is_tight = [is_equation or self._is_tight(player, row) for row in rows]
                told += [
                    Condition(linear_terms(player, self.supports[player], row), is_equation)
                    for row, is_needed in zip(rows, is_tight, strict=True)
                    if is_needed
                ]
        return tuple(dict.fromkeys(told))

    def _is_tight(self, player: int, row: Sequence[int]) -> bool:
        """Whether an inequality of a player binds at some extreme point; otherwise the others imply it."""
        return any(sum(map(mul, row, point)) == 0 for point in self.vertices[player])


def linear_terms(
    player: int, support: Sequence[int], row: Sequence[int]
) -> tuple[tuple[Fraction, tuple[tuple[int, int], ...]], ...]:
    """Return the terms of a linear condition on one player's probabilities."""
    divisor = gcd(*row)
    return tuple(
        (Fraction(value // divisor), ((player, action),)) for action, value in zip(support, row, strict=True) if value
    )


def single_point(profile: MixedProfile) -> PolytopeProduct:
    """Return one equilibrium as a set."""
    supports, equations, vertices = [], [], []
    for own in profile.strategies:
        support = tuple(action for action, weight in enumerate(own) if weight)
        numbers = [to_fraction(own[action]) for action in support]
        scale = lcm(*(number.denominator for number in numbers))
        weights = [int(number * scale) for number in numbers]
        rows = [[0] * len(support) for _ in support[1:]]
        for place, row in enumerate(rows, 1):
            row[0], row[place] = -weights[place], weights[0]
        supports.append(support)
        equations.append(tuple(tuple(row) for row in rows))
        vertices.append((tuple(numbers),))
    return PolytopeProduct(tuple(supports), tuple(equations), ((),) * len(supports), tuple(vertices))


def maximal(sets: Sequence[PolytopeProduct], tick: Callable[[], None]) -> list[PolytopeProduct]:
    """Return the sets that lie in the closure of no other."""
    left: list[PolytopeProduct] = []
    for one in sorted(sets, key=lambda found: -sum(map(len, found.supports))):
        tick()
        if not any(other.holds(one) for other in left):
            left = [other for other in left if not one.holds(other)] + [one]
    return left


def connected(sets: Sequence[PolytopeProduct], tick: Callable[[], None]) -> list[list[int]]:
    """Return the positions of sets whose closures hang together."""
    group = list(range(len(sets)))
    for first, second in combinations(range(len(sets)), 2):
        tick()
        if group[first] != group[second] and sets[first].meets(sets[second], tick):
            merged, kept = group[second], group[first]
            group = [kept if number == merged else number for number in group]
    return [[place for place, number in enumerate(group) if number == one] for one in dict.fromkeys(group)]
