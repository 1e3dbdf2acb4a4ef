"""Families of games from the literature, constructed exactly: Blotto, inspection, dual cyclic polytopes."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations
from math import gcd, lcm
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from gametheory.core.normal_form import NormalFormGame
from gametheory.core.rationals import to_fraction
from gametheory.errors import InvalidParameterError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gametheory.array_types import PayoffArray

Worth: TypeAlias = "int | str | Fraction"
"""What a battlefield is worth, exact."""


def colonel_blotto(
    troops: tuple[int, int],
    values: Sequence[int | str | Fraction],
    *,
    column_values: Sequence[int | str | Fraction] | None = None,
) -> NormalFormGame:
    """Return Colonel Blotto's game: two colonels divide their troops among battlefields.

    Who sends more troops to a battlefield gets its value; at a tie each gets half of what it is worth to it.

    Parameters
    ----------
    troops
        Number of troops of each colonel.
    values
        What each battlefield is worth, exact.
    column_values
        What each is worth to the second colonel; None for the same, which makes the game constant-sum.

    Raises
    ------
    InvalidParameterError
        If there is no battlefield, a number of troops is negative, or the values differ in number.

    References
    ----------
    borel1921

    Examples
    --------
    >>> game = colonel_blotto((2, 1), [3, 5])
    >>> game.actions[0], [[str(game.payoff(0, (row, column))) for column in range(2)] for row in range(3)]
    (('0-2', '1-1', '2-0'), [['13/2', '5'], ['11/2', '13/2'], ['3', '11/2']])
    """
    second = values if column_values is None else column_values
    if not values or len(values) != len(second) or min(troops) < 0:
        raise InvalidParameterError(
            f"expected at least one battlefield, as many values for both and troops of at least 0, "
            f"got {len(values)} and {len(second)} values and {troops} troops"
        )
    plans = [list(_divisions(number, len(values))) for number in troops]
    first_plans, second_plans = (np.array(listed) for listed in plans)
    lead = np.sign(first_plans[:, None, :] - second_plans[None, :, :]) + 1  # twice the share of the first colonel
    payoffs = [_half_sums(lead, values), _half_sums(2 - lead, second)]
    names = [["-".join(map(str, plan)) for plan in listed] for listed in plans]
    return NormalFormGame.from_bimatrix(*payoffs, actions=names, title="Colonel Blotto")


def _divisions(number: int, parts: int) -> Iterator[tuple[int, ...]]:
    """Yield all ways to divide a number of troops, in lexicographic order."""
    if parts == 1:
        yield (number,)
        return
    for first in range(number + 1):
        yield from ((first, *rest) for rest in _divisions(number - first, parts - 1))


def _half_sums(shares: PayoffArray, values: Sequence[Worth]) -> PayoffArray:
    """Return half the sum of shares times values over the last axis, integers where all are."""
    worth = [to_fraction(value) / 2 for value in values]
    if all(value.denominator == 1 for value in worth):
        sums: PayoffArray = shares @ np.array([int(value) for value in worth])
    else:
        sums = shares.astype(object) @ np.array(worth, dtype=object)
    return sums


def inspection_game(num_periods: int, num_inspections: int, *, gain: int = 1, penalty: int = 1) -> NormalFormGame:
    """Return an inspection game: an inspector chooses periods to inspect, an inspectee a period to violate, or none.

    Zero-sum: a violation that is not inspected costs the inspector ``gain``, an inspected one costs the inspectee
    ``penalty``. Both choose beforehand. The value for the inspector is 0, or
    ``(num_inspections * penalty - (num_periods - num_inspections) * gain) / num_periods`` where that is negative.

    Parameters
    ----------
    num_periods
        Number of periods, at least 1.
    num_inspections
        How many of them the inspector inspects.
    gain, penalty
        At least 0.

    Raises
    ------
    InvalidParameterError
        If a number is out of range.

    References
    ----------
    avenhaus2002

    Examples
    --------
    >>> game = inspection_game(3, 1, gain=2, penalty=5)
    >>> game.actions, game.payoffs[0].tolist()
    ((('1', '2', '3'), ('1', '2', '3', 'none')), [[5, -2, -2, 0], [-2, 5, -2, 0], [-2, -2, 5, 0]])
    """
    if not 0 <= num_inspections <= num_periods or num_periods < 1 or min(gain, penalty) < 0:
        raise InvalidParameterError(
            f"expected at least one period, no more inspections than periods, and gain and penalty of at least 0, "
            f"got {num_periods} periods, {num_inspections} inspections, gain {gain} and penalty {penalty}"
        )
    schedules = list(combinations(range(num_periods), num_inspections))
    table = [[penalty if period in chosen else -gain for period in range(num_periods)] + [0] for chosen in schedules]
    periods = [str(period + 1) for period in range(num_periods)]
    names = [[" ".join(periods[period] for period in chosen) or "none" for chosen in schedules], [*periods, "none"]]
    return NormalFormGame.zero_sum(table, players=["inspector", "inspectee"], actions=names, title="Inspection game")


def many_equilibria_game(num_actions: int) -> NormalFormGame:
    """Return von Stengel's square game with very many equilibria: 3, 15, 75, 383 for 2, 4, 6, 8 actions.

    Both players' best-response polytopes are dual cyclic polytopes, which have the most vertices; their facets are
    labeled so that neighbors change places in pairs. The game is nondegenerate.

    Parameters
    ----------
    num_actions
        Of each player; even.

    Raises
    ------
    InvalidParameterError
        If the number is odd or less than 2.

    References
    ----------
    vonstengel1999

    Examples
    --------
    >>> from gametheory import solve
    >>> len(solve(many_equilibria_game(4)).equilibria)
    15
    """
    _check_even(num_actions)
    return _dual_cyclic_game(num_actions, [place ^ 1 for place in range(2 * num_actions)])


def hard_to_solve_game(num_actions: int) -> NormalFormGame:
    """Return Savani and von Stengel's square game, with one equilibrium that Lemke-Howson takes long to reach.

    Both players' best-response polytopes are dual cyclic polytopes. The equilibrium is fully mixed, and the path of
    Lemke and Howson from any label to it takes exponentially many steps. The game is nondegenerate.

    Parameters
    ----------
    num_actions
        Of each player; even.

    Raises
    ------
    InvalidParameterError
        If the number is odd or less than 2.

    References
    ----------
    savani2006

    Examples
    --------
    >>> from gametheory import solve
    >>> (equilibrium,) = solve(hard_to_solve_game(4)).equilibria
    >>> min(min(strategy) for strategy in equilibrium.play.strategies) > 0
    True
    """
    _check_even(num_actions)
    labels = []
    for place in range(1, 2 * num_actions + 1):
        shift = 0 if place in {1, num_actions} else (-1) ** place
        labels.append(place + (shift if place < num_actions else -shift) - 1)
    return _dual_cyclic_game(num_actions, labels)


def _check_even(num_actions: int) -> None:
    """Raise InvalidParameterError unless a number is even and at least 2."""
    if num_actions < 2 or num_actions % 2:
        raise InvalidParameterError(f"expected an even number of actions, at least 2, got {num_actions}")


def _dual_cyclic_game(num_actions: int, labels: Sequence[int]) -> NormalFormGame:
    """Return the game whose best-response polytopes are dual to a cyclic polytope.

    The facets of the first, in the order of the moment curve, have the labels 0, 1, ..., those of the second the labels
    given.
    """
    place = [labels.index(label) for label in range(2 * num_actions)]
    own, others = list(range(num_actions)), list(range(num_actions, 2 * num_actions))
    column = _facets(num_actions, own, others)
    row = _facets(num_actions, [place[label] for label in others], [place[label] for label in own])
    return NormalFormGame.from_bimatrix(row, list(zip(*column, strict=True)))


def _facets(dimension: int, base: Sequence[int], rest: Sequence[int]) -> list[list[int]]:
    """Return the matrix M of integers for which ``M x <= constant, x >= 0`` is dual to a cyclic polytope.

    The facets of the rest are its rows, those of the base the nonnegativities, each by its place on the moment curve.
    """
    # points t, t^2, ..., with their mean as origin; the polytope is point z <= 1 for each of them
    curve = [[Fraction(place + 1) ** power for power in range(1, dimension + 1)] for place in range(2 * dimension)]
    mean = [sum(column) / len(curve) for column in zip(*curve, strict=True)]
    points = [[entry - middle for entry, middle in zip(point, mean, strict=True)] for point in curve]
    # x = 1 - base z; the others' conditions are -(others / base) x <= 1 - (others / base) 1
    coordinates = _in_terms_of([points[place] for place in base], [points[place] for place in rest])
    rows = [[-entry / (1 - sum(own)) for entry in own] for own in coordinates]
    denominator = lcm(*(entry.denominator for own in rows for entry in own))
    integers = [[int(entry * denominator) for entry in own] for own in rows]
    divisor = gcd(*(entry for own in integers for entry in own))
    return [[entry // divisor for entry in own] for own in integers]


def _in_terms_of(base: Sequence[Sequence[Fraction]], points: Sequence[Sequence[Fraction]]) -> list[list[Fraction]]:
    """Return the coefficients of points as combinations of base vectors, by elimination."""
    size = len(base)
    # one equation for each coordinate: the base's entries, then those of all points
    rows = [[vector[index] for vector in (*base, *points)] for index in range(size)]
    for column in range(size):
        pivot = next(row for row in range(column, size) if rows[row][column])
        rows[column], rows[pivot] = rows[pivot], rows[column]
        rows[column] = [entry / rows[column][column] for entry in rows[column]]
        for row in range(size):
            if row != column and rows[row][column]:
                factor = rows[row][column]
                rows[row] = [entry - factor * own for entry, own in zip(rows[row], rows[column], strict=True)]
    return [[rows[index][size + number] for index in range(size)] for number in range(len(points))]
