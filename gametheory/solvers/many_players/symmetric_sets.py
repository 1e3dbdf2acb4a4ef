"""Infinitely many symmetric equilibria: faces on which the actions that are played always pay the same."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from math import gcd
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from gametheory.core.continuum import Condition, Continuum
from gametheory.polynomials import RealRoot, between, sign_chart

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from gametheory.core.continuum import Term
    from gametheory.core.profiles import MixedProfile
    from gametheory.solvers.many_players.symmetric_faces import GroupGain, SymmetricFace


class LinePoints(NamedTuple):
    """Where nobody gains, by the probability of the second of two actions.

    Parameters
    ----------
    inner
        A rational in each open interval of equilibria.
    alone
        Equilibria that are in the closure of no such interval.
    """

    inner: list[Fraction]
    alone: list[RealRoot]


def line_points(face: SymmetricFace, tick: Callable[[], None]) -> LinePoints:
    """Return where nobody gains on a face without equations on which one group mixes two actions."""
    start, end = RealRoot.rational(Fraction(0)), RealRoot.rational(Fraction(1))
    chart = sign_chart([face.polynomial(gain) for gain in face.gains], start, end, tick=tick)
    signs, borders = list(chart.signs), [start, *chart.roots, end]
    inner = [chart.sample] if max(signs) <= 0 else []
    alone: list[RealRoot] = []
    was_inside = bool(inner)
    for place, crossing in enumerate(chart.crossings, 1):
        tick()
        at_root = [0 if number in crossing.zeros else sign for number, sign in enumerate(signs)]
        for number in crossing.flips:
            signs[number] = -signs[number]
        is_inside = max(signs) <= 0
        if is_inside:
            inner.append(between(borders[place], borders[place + 1]))
        elif not was_inside and max(at_root) <= 0:
            alone.append(crossing.root)
        was_inside = is_inside
    return LinePoints(inner, alone)


def corners(face: SymmetricFace) -> Iterator[MixedProfile]:
    """Yield the pure profiles in which each group plays one of its actions."""
    for chosen in product(*(range(len(support)) for support in face.supports)):
        yield face.profile(
            [
                [Fraction(place == number) for number in range(len(support))]
                for place, support in zip(chosen, face.supports, strict=True)
            ]
        )


def symmetric_continuum(face: SymmetricFace, members: tuple[int, ...]) -> Continuum:
    """Return the equilibria of a face without equations.

    Parameters
    ----------
    face
        Where all actions that are played pay the same.
    members
        Places of points of its closure in the list of equilibria.
    """
    supports: list[tuple[int, ...]] = [()] * face.game.num_players
    conditions, free = [_no_gain(face, gain) for gain in face.gains], []
    for group, support in zip(face.groups, face.supports, strict=True):
        for player, matching in zip(group.players, group.actions, strict=True):
            supports[player] = tuple(sorted(matching[action] for action in support))
            if len(support) > 1:
                free.append(player)
                if player != group.players[0]:
                    conditions += [_equal((group.players[0], action), (player, matching[action])) for action in support]
    return Continuum(face.game, tuple(supports), tuple(sorted(free)), tuple(conditions), members, is_linear=False)


def _equal(first: tuple[int, int], second: tuple[int, int]) -> Condition:
    """Return the condition that two probabilities, each by player and action, are equal."""
    return Condition(((Fraction(1), (first,)), (Fraction(-1), (second,))), is_equation=True)


def _no_gain(face: SymmetricFace, gain: GroupGain) -> Condition:
    """Return the condition that the first player of a group does not gain."""
    axes = [
        (player, [matching[action] for action in support])
        for place, (group, support) in enumerate(zip(face.groups, face.supports, strict=True))
        for player, matching in zip(group.players, group.actions, strict=True)
        if place != gain.group or player != group.players[0]
    ]
    divisor = gcd(*(int(value) for value in gain.table.ravel()))
    terms: list[Term] = []
    for chosen in np.ndindex(gain.table.shape):
        if gain.table[chosen]:
            played = zip(axes, chosen, strict=True)
            factors = tuple((player, actions[number]) for (player, actions), number in played if len(actions) > 1)
            terms.append((Fraction(int(gain.table[chosen]) // divisor), factors))
    return Condition(tuple(terms))
