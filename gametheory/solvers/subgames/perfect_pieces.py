"""Sets of subgame-perfect equilibria of two players: products of polytopes of realization plans, with completions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import product
from math import prod
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from gametheory.core.profiles import certain
from gametheory.solvers.normal_forms.extreme_points import extreme_points

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from gametheory.core.profiles import Strategy

Weights: TypeAlias = "tuple[Fraction, ...]"
Plan: TypeAlias = "Mapping[int, Weights]"
"""For each of a player's information sets in a subgame the realization weight of each action; 1 is the subgame's."""
Completion: TypeAlias = "Mapping[int, Strategy]"
"""What is done at information sets that a player's own choices exclude."""
Behavior: TypeAlias = "tuple[tuple[int, Strategy], ...]"
"""What is done at information sets, in their order."""

MOST_POINTS = 500
"""Extreme points of one player in one piece, completions counted, that are followed."""


class TooManyPointsError(Exception):
    """A set of equilibria that is too large to be followed."""

    def __init__(self) -> None:
        super().__init__("too many equilibria to be followed as sets")


class Point(NamedTuple):
    """An extreme plan of one player.

    Parameters
    ----------
    plan
        The weights.
    completions
        All ways to fill in what the plan excludes; one empty way where it excludes nothing.
    payoff
        What the other player gets in the piece.
    """

    plan: Plan
    completions: tuple[Completion, ...]
    payoff: Fraction

    def strategies(self) -> Iterable[Completion]:
        """Yield the complete behaviors."""
        reached = {
            infoset: tuple(weight / sum(weights) for weight in weights)
            for infoset, weights in self.plan.items()
            if any(weights)
        }
        for completion in self.completions:
            yield reached | dict(completion)


class Piece(NamedTuple):
    """A product of two polytopes, every pair of which is a subgame-perfect equilibrium of a subgame.

    Parameters
    ----------
    sides
        For each player the extreme points.
    """

    sides: tuple[tuple[Point, ...], tuple[Point, ...]]

    def is_free(self, player: int) -> bool:
        """Whether the other player gets the same, whatever point of this one is played."""
        return all(point.payoff == self.sides[player][0].payoff for point in self.sides[player])

    @property
    def constant_payoffs(self) -> Weights | None:
        """What the players get if it is the same everywhere, else None."""
        if not (self.is_free(0) and self.is_free(1)):
            return None
        return self.sides[1][0].payoff, self.sides[0][0].payoff


def end_of_play(payoffs: Weights) -> Piece:
    """Return the piece of an end of play, where nobody has anything to do."""
    nothing: tuple[Completion, ...] = ({},)
    return Piece(((Point({}, nothing, payoffs[1]),), (Point({}, nothing, payoffs[0]),)))


class Part(NamedTuple):
    """What a player does after one end of a stage.

    Parameters
    ----------
    side
        Extreme points of what follows.
    weight
        Of the player's own choices up to there.
    shares
        Weight of each extreme point where the payoffs of the other depend on it; None where any of them will do.
    """

    side: Sequence[Point]
    weight: Fraction
    shares: Weights | None


def points_of_stage(own: Plan, parts: Sequence[Part], payoff: Fraction) -> list[Point]:
    """Return the extreme points that an extreme plan of a stage gives, together with what follows.

    Parameters
    ----------
    own
        The plan at the stage's own information sets.
    parts
        What follows each end of the stage.
    payoff
        What the other player gets.
    """
    ways = [_ways(part) for part in parts]
    open_sets = [(infoset, len(weights)) for infoset, weights in own.items() if not any(weights)]
    free = [tuple({infoset: certain(action, size)} for action in range(size)) for infoset, size in open_sets]
    if prod(map(len, ways)) * prod(map(len, free)) > MOST_POINTS:
        raise TooManyPointsError
    found = []
    for chosen in product(*ways):
        plan = dict(own)
        for following, _ in chosen:
            plan.update(following)
        fillings = [*free, *(completions for _, completions in chosen)]
        if prod(map(len, fillings)) > MOST_POINTS:
            raise TooManyPointsError
        completions = tuple(_united(filling) for filling in product(*fillings))
        found.append(Point(dict(sorted(plan.items())), completions, payoff))
    return found


def _ways(part: Part) -> list[tuple[Plan, tuple[Completion, ...]]]:
    """Return what a player can do after one end of a stage: plans, each with its completions."""
    if part.weight == 0:
        nothing = {infoset: (Fraction(0),) * len(weights) for infoset, weights in part.side[0].plan.items()}
        return [(nothing, tuple(strategy for point in part.side for strategy in point.strategies()))]
    if part.shares is None:
        return [(_scaled([(part.weight, point.plan)]), point.completions) for point in part.side]
    mixed = [(share, point) for share, point in zip(part.shares, part.side, strict=True) if share]
    plan = _scaled([(share, point.plan) for share, point in mixed])
    excluded = [infoset for infoset, weights in plan.items() if not any(weights)]
    completions = {
        tuple((infoset, completion[infoset]) for infoset in excluded): None
        for _, point in mixed
        for completion in point.completions
    }
    return [(plan, tuple(map(dict, completions)))]


def _scaled(weighted: Sequence[tuple[Fraction, Plan]]) -> dict[int, Weights]:
    """Return the sum of plans with weights."""
    return {
        infoset: tuple(
            sum((share * plan[infoset][action] for share, plan in weighted), Fraction(0))
            for action in range(len(weights))
        )
        for infoset, weights in weighted[0][1].items()
    }


def _items(completion: Completion) -> Behavior:
    """Return a completion in a form that can be compared."""
    return tuple(sorted(completion.items()))


def _united(parts: Iterable[Completion]) -> Completion:
    united: dict[int, Strategy] = {}
    for part in parts:
        united.update(part)
    return united


def vertices(points: Sequence[Point], heartbeat: Callable[[], None]) -> tuple[Point, ...]:
    """Return the points of which none is a mixture of others, equal ones put together."""
    merged: dict[tuple[Weights, ...], Point] = {}
    for point in points:
        key = tuple(point.plan.values())
        known = merged.get(key)
        if known is not None:
            ways = {_items(way): way for alike in (known, point) for way in alike.completions}
            merged[key] = point._replace(completions=tuple(ways.values()))
        else:
            merged[key] = point
    if len(merged) > MOST_POINTS:
        raise TooManyPointsError
    flat = [sum(key, ()) for key in merged]
    kept = extreme_points(flat, heartbeat=heartbeat)
    listed = list(merged.values())
    return tuple(listed[index] for index in kept)


def maximal(pieces: Sequence[Piece], heartbeat: Callable[[], None]) -> tuple[Piece, ...]:
    """Return the pieces that no other one contains, of equal ones the last."""
    kept = list(pieces)
    for piece in pieces:
        others = [other for other in kept if other is not piece]
        if any(_holds(other, piece, heartbeat) for other in others):
            kept = others
    return tuple(kept)


def _holds(large: Piece, small: Piece, heartbeat: Callable[[], None]) -> bool:
    """Whether a piece contains another one."""
    return all(_has_point(large.sides[player], point, heartbeat) for player in (0, 1) for point in small.sides[player])


def _has_point(side: Sequence[Point], point: Point, heartbeat: Callable[[], None]) -> bool:
    """Whether a plan is a mixture of others, and its completions are completions there too."""
    heartbeat()
    for other in side:
        if other.plan == point.plan:
            return set(map(_items, point.completions)) <= set(map(_items, other.completions))
    if any(not any(weights) for weights in point.plan.values()):
        return False
    flat = [sum(other.plan.values(), ()) for other in (*side, point)]
    if any(not min(column[:-1]) <= column[-1] <= max(column[:-1]) for column in zip(*flat, strict=True)):
        return False
    return len(side) not in extreme_points(flat, heartbeat=heartbeat)


def behaviors(side: Sequence[Point]) -> Iterator[Behavior]:
    """Yield what one player does at all of its information sets, for each extreme point and completion."""
    for point in side:
        for strategy in point.strategies():
            yield _items(strategy)
