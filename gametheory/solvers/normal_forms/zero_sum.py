"""All optimal strategies of a zero-sum or constant-sum game of two players, exactly."""

from __future__ import annotations

from fractions import Fraction
from itertools import islice, product
from operator import mul
from typing import TYPE_CHECKING

import numpy as np

from gametheory.core.profiles import MixedProfile
from gametheory.core.rationals import format_fraction, over_common_denominator, over_denominator
from gametheory.core.solution import Coverage, Termination
from gametheory.kernels.heartbeats import finished
from gametheory.kernels.optimal_strategies import (
    is_only_optimal,
    lowest_terms,
    optimal_on_support,
    optimal_vertices,
)
from gametheory.linear_program import LinearProgram, Relation, solve_linear_program
from gametheory.solvers.normal_forms.constant_sum import check_constant_sum, unit_payoffs
from gametheory.solvers.problem import Conclusion, FoundSubset

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence

    from gametheory.core.normal_form import NormalFormGame
    from gametheory.core.profiles import Profile, Strategy
    from gametheory.kernels.optimal_strategies import IntegerMatrix, Weights
    from gametheory.solvers.problem import Problem
    from gametheory.solvers.watch import Watch

FLOAT_ENTRIES = 2_500
"""Games with at least this many profiles of actions are first solved in floats, for the likely support."""
FLOAT_NASH_CONV = 1e-12
"""Sum of regrets to which they are, as a share of the range of payoffs."""
FRACTIONS_AT_ONCE = 50
"""Probabilities that are reduced to lowest terms between two looks at the clock."""
MOST_VERTICES = 500_000
"""Extreme optimal strategies of one player after which the search stops."""


def search(problem: Problem) -> Generator[Profile, None, Conclusion]:
    """Yield the extreme equilibria of a zero-sum or constant-sum game: all pairs of extreme optimal strategies.

    Complete and exact, degenerate or not. Every pair of optimal strategies is an equilibrium, so there is one maximal
    Nash subset and one component, of index +1. Where no more than one equilibrium is asked for
    (``Limits(equilibria=1)``) the search ends with the first, and the others are not listed.

    Parameters
    ----------
    problem
        A normal form.

    Raises
    ------
    UnsupportedGameError
        If there are not two players, or their payoffs do not add up to a constant.

    Notes
    -----
    Rationals throughout. One pair of optimal strategies is found by linear programming; in larger games floats propose
    a support, on which the strategies are solved and then checked against every action; where 500 actions of each
    player are played that takes a second, and probabilities are fractions of 1,500 digits. All others lie on the face
    that this pair tells: its vertices are listed, which can be exponentially many. ``statistics`` holds the ``value``
    of the game to the first player, as a fraction, and the number of extreme optimal strategies of each player.
    """
    game = problem.normal_form
    check_constant_sum(game, "zero_sum")
    payoffs = game.integer_payoffs(0).values.tolist()
    rows, columns = optimal_pair(game, payoffs, problem.watch)
    value = _value(payoffs, rows, columns) / game.integer_payoffs(0).denominator
    statistics: dict[str, int | float | str] = {"value": format_fraction(value)}
    pair = (_probabilities(rows, problem.watch), _probabilities(columns, problem.watch))
    yield MixedProfile(game, pair)
    if problem.limits.equilibria == 1:
        return Conclusion(Coverage.AT_LEAST_ONE, statistics=statistics)
    by_column = [[-payoff for payoff in column] for column in zip(*payoffs, strict=True)]
    sides: list[list[Strategy]] = []
    for side, (table, own, other) in enumerate(((payoffs, rows, columns), (by_column, columns, rows))):
        found: list[Strategy] = []
        for strategy in _extreme_strategies(table, own, other, problem.watch):
            found.append(strategy)
            if strategy != pair[side] and len(found) <= problem.num_listed:
                yield MixedProfile(game, (strategy, pair[1]) if side == 0 else (pair[0], strategy))
            if len(found) > MOST_VERTICES:
                return Conclusion(
                    Coverage.PARTIAL,
                    statistics=statistics,
                    unresolved=(f"a player has more than {MOST_VERTICES:,} extreme optimal strategies",),
                    termination=Termination.COUNT_REACHED,
                )
        sides.append(sorted(found, key=_larger_first))
    return _conclusion(problem, game, sides, statistics)


def _conclusion(
    problem: Problem,
    game: NormalFormGame,
    sides: Sequence[Sequence[Strategy]],
    statistics: dict[str, int | float | str],
) -> Conclusion:
    """Return all pairs of extreme optimal strategies, the list cut where no more are asked for."""
    num_found = len(sides[0]) * len(sides[1])
    profiles = [
        MixedProfile(game, pair) for pair in _ticking(islice(product(*sides), problem.num_listed), problem.watch)
    ]
    members = tuple(range(len(profiles)))
    return Conclusion(
        Coverage.ALL,
        profiles=profiles,
        is_in_order=True,
        num_found=num_found,
        components=(members,),
        component_indices=(1,),
        subsets=(FoundSubset((tuple(sides[0]), tuple(sides[1])), members),),
        num_extreme=num_found,
        statistics={**statistics, "row_strategies": len(sides[0]), "column_strategies": len(sides[1])},
    )


def _ticking(pairs: Iterator[tuple[Strategy, ...]], watch: Watch) -> Iterator[tuple[Strategy, ...]]:
    """Yield pairs while the clock looks on."""
    for pair in pairs:
        watch.tick()
        yield pair


def _larger_first(strategy: Strategy) -> tuple[Fraction | float, ...]:
    """Return what strategies are sorted by."""
    return tuple(-probability for probability in strategy)


def _probabilities(weights: Weights, watch: Watch) -> Strategy:
    """Return weights as probabilities, a few at a time: their numbers may be long."""
    total = sum(weights)
    probabilities: list[Fraction] = []
    for start in range(0, len(weights), FRACTIONS_AT_ONCE):
        watch.tick()
        probabilities.extend(over_denominator(weights[start : start + FRACTIONS_AT_ONCE], total))
    return tuple(probabilities)


def optimal_pair(game: NormalFormGame, payoffs: IntegerMatrix, watch: Watch) -> tuple[Weights, Weights]:
    """Return one optimal strategy of each player, as weights in lowest terms.

    Parameters
    ----------
    game
        A constant-sum game of two players.
    payoffs
        The first player's, as integers.
    watch
        The clock.
    """
    if len(payoffs) * len(payoffs[0]) >= FLOAT_ENTRIES:
        found = _pair_on_float_support(game, payoffs, watch)
        if found is not None:
            return found
    lowest = min(map(min, payoffs))
    positive = [[payoff - lowest + 1 for payoff in row] for row in payoffs]
    program = LinearProgram([1] * len(positive[0]), positive, [Relation.AT_MOST] * len(positive), [1] * len(positive))
    result = solve_linear_program(program, heartbeat=watch.tick)
    return _weights(result.multipliers), _weights(result.point)


def _weights(amounts: Sequence[Fraction]) -> Weights:
    """Return proportional integers in lowest terms."""
    integers, _ = over_common_denominator(amounts)
    return lowest_terms(integers)


def _pair_on_float_support(
    game: NormalFormGame, payoffs: IntegerMatrix, watch: Watch
) -> tuple[Weights, Weights] | None:
    """Return the optimal strategies on the support that floats propose; None if it is not that of a vertex."""
    from gametheory.kernels.matrix_game import approximations

    iterations = approximations(unit_payoffs(game.payoffs[0]).values, FLOAT_NASH_CONV)
    best = next(iterations)
    for found in iterations:
        watch.tick()
        best = found
    rows, columns = np.flatnonzero(best.row_strategy).tolist(), np.flatnonzero(best.column_strategy).tolist()
    if len(rows) != len(columns):
        return None
    return finished(optimal_on_support(payoffs, rows, columns), watch.tick)


def _value(payoffs: IntegerMatrix, rows: Weights, columns: Weights) -> Fraction:
    """Return what the first player gets from any row that it plays."""
    played = next(row for row, weight in zip(payoffs, rows, strict=True) if weight)
    return Fraction(sum(map(mul, played, columns)), sum(columns))


def _extreme_strategies(payoffs: IntegerMatrix, own: Weights, other: Weights, watch: Watch) -> Iterator[Strategy]:
    """Yield the extreme optimal strategies of a player.

    Parameters
    ----------
    payoffs
        The player's own, each own action a row.
    own, other
        One optimal strategy of the player and of the opponent.
    watch
        The clock.
    """
    played = [action for action, weight in enumerate(other) if weight]
    by_action = []
    for row in payoffs:
        watch.tick()
        by_action.append(sum(row[action] * other[action] for action in played))
    best = max(by_action)
    best_replies = [action for action, payoff in enumerate(by_action) if payoff == best]
    if finished(is_only_optimal(payoffs, best_replies, played), watch.tick):
        yield _probabilities(own, watch)
        return
    for weights in optimal_vertices(payoffs, best_replies, played):
        watch.tick()
        if weights is not None:
            yield _probabilities(weights, watch)
