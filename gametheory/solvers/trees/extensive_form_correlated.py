"""A best extensive-form correlated equilibrium of a tree of two players without chance, in rationals."""

from __future__ import annotations

from fractions import Fraction
from math import prod
from typing import TYPE_CHECKING

import numpy as np

from gametheory.analysis.heartbeat import no_heartbeat
from gametheory.core.correlation_plans import CorrelationPlan, to_distribution
from gametheory.core.extensive_form import CHANCE, ExtensiveFormGame
from gametheory.core.pure_plans import num_pure_plans
from gametheory.core.rationals import INT64_LIMIT, over_common_denominator
from gametheory.core.sequence_form import to_sequence_form
from gametheory.core.solution import Coverage
from gametheory.core.strategic_form import to_normal_form
from gametheory.errors import InvalidParameterError, SolverError, UnsupportedGameError
from gametheory.kernels.exact_basis import IntegerProgramData
from gametheory.solvers.mediation.correlated_programs import EGALITARIAN, WELFARE, CorrelatedOptions
from gametheory.solvers.mediation.distribution_program import best_on_face, exact_optimum
from gametheory.solvers.problem import Conclusion, TooLargeError
from gametheory.solvers.trees.obedient_plans import ObedientPlans
from gametheory.solvers.trees.sequence_gains import gains_of

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Sequence

    from numpy.typing import NDArray

    from gametheory.core.equilibrium import Play
    from gametheory.core.sequence_form import SequenceForm
    from gametheory.solvers.problem import Problem
    from gametheory.solvers.trees.obedient_plans import Row

__all__ = ["CorrelatedOptions", "best_correlation_plan", "search"]

MOST_COEFFICIENTS = 4_000_000
"""Of the linear program, zeros counted."""
MOST_PLAN_PAIRS = 100_000
"""Pairs of reduced pure plans over which the answer is told."""


def search(problem: Problem) -> Generator[Play, None, Conclusion]:
    """Yield one extensive-form correlated equilibrium of which none is better by an objective.

    A mediator draws a plan for each player before play and tells each of them one move at a time, when it comes to make
    it; obeying is a best reply to the other's obedience, at each information set and for each move that is told. Who
    disobeys hears no more. The answer is a distribution over pairs of reduced pure plans. Every correlated equilibrium
    is one of these; some of these are none, since who hears its whole plan at the start knows more.

    Parameters
    ----------
    problem
        A tree, with ``CorrelatedOptions``.

    Raises
    ------
    UnsupportedGameError
        If the game is no tree of two players with perfect recall and without chance moves.
    TooLargeError
        If the linear program would have more than ``MOST_COEFFICIENTS`` coefficients, or the players more than
        ``MOST_PLAN_PAIRS`` pairs of plans.
    InvalidParameterError
        If there is no such objective.

    Notes
    -----
    Rationals throughout. The linear program has a variable for each pair of sequences that can meet in one play, and
    for each that was recommended and information set after it: polynomially many.

    References
    ----------
    vonstengel2008.
    """
    tree = problem.game
    if not isinstance(tree, ExtensiveFormGame):
        raise UnsupportedGameError(
            "extensive_form_correlated needs a tree, got a normal form; use concept 'correlated'"
        )
    num_pairs = prod(num_pure_plans(tree, player) or 0 for player in range(tree.num_players))
    if tree.num_players == 2 and num_pairs > MOST_PLAN_PAIRS:
        raise TooLargeError(
            f"concept {problem.concept!r} tells a distribution over at most {MOST_PLAN_PAIRS:,} pairs of plans, got "
            f"{num_pairs:,}; use best_correlation_plan, which tells pairs of sequences, or concept 'nash'"
        )
    heartbeat = problem.watch.tick
    plan = best_correlation_plan(tree, problem.options_as(CorrelatedOptions).objective, heartbeat=heartbeat)
    strategic = to_normal_form(tree, heartbeat=heartbeat)
    yield to_distribution(plan, strategic, heartbeat=heartbeat)
    return Conclusion(Coverage.AT_LEAST_ONE, statistics={"pairs_of_sequences": len(plan.weights)})


def best_correlation_plan(
    tree: ExtensiveFormGame, objective: str = WELFARE, *, heartbeat: Callable[[], None] | None = None
) -> CorrelationPlan:
    """Return the correlation plan of an extensive-form correlated equilibrium of which none is better by an objective.

    As ``search``, but told in pairs of sequences, also where pairs of plans are too many to be listed.
    ``judge_correlation_plan`` proves that nobody gains by disobeying.

    Parameters
    ----------
    tree
        Two players with perfect recall, without chance moves.
    objective
        As in ``CorrelatedOptions``.
    heartbeat
        Called regularly; what it raises passes through. None for nobody.

    Raises
    ------
    UnsupportedGameError
        If the tree is no such tree.
    TooLargeError
        If the linear program would have more than ``MOST_COEFFICIENTS`` coefficients.
    InvalidParameterError
        If there is no such objective.

    Examples
    --------
    >>> from gametheory import load
    >>> plan = best_correlation_plan(load("trust_game").to_game())
    >>> plan, plan["trust=Trust", "honor=Honor"]
    (<CorrelationPlan of 'Trust': 6 of 9 pairs of sequences are told>, Fraction(0, 1))
    """
    heard = heartbeat or no_heartbeat
    form = _checked_form(tree, heard)
    keys = [player.key for player in tree.players]
    if objective not in (WELFARE, EGALITARIAN, *keys):
        names = ", ".join(map(repr, (WELFARE, EGALITARIAN, *keys)))
        raise InvalidParameterError(f"expected an objective among {names}, got {objective!r}")
    plans = ObedientPlans(form)
    incentives = plans.incentives(heard)
    num_rows = 1 + len(plans.equations) + len(incentives)
    if num_rows * plans.num_variables > MOST_COEFFICIENTS:
        raise TooLargeError(
            f"extensive_form_correlated needs a linear program of at most {MOST_COEFFICIENTS:,} coefficients, got "
            f"{num_rows:,} conditions times {plans.num_variables:,} variables; use concept 'nash'"
        )
    point = _best_point(plans, incentives, keys, objective, heartbeat=heard)
    return CorrelationPlan(tree, {pair: point[number] for pair, number in plans.pairs.items()})


def _checked_form(tree: ExtensiveFormGame, heartbeat: Callable[[], None]) -> SequenceForm:
    """Return the sequence form of a tree of two players with perfect recall and without chance.

    Raises
    ------
    UnsupportedGameError
        If it is none.
    """
    if tree.num_players != 2 or tree.player_infosets(CHANCE):
        got = "chance moves" if tree.num_players == 2 else f"{tree.num_players} players"
        raise UnsupportedGameError(
            f"extensive_form_correlated needs 2 players and no chance moves, got {got}; use concept 'correlated'"
        )
    return to_sequence_form(tree, heartbeat=heartbeat)


def _best_point(
    plans: ObedientPlans,
    incentives: Sequence[Row],
    keys: Sequence[str],
    objective: str,
    *,
    heartbeat: Callable[[], None],
) -> Sequence[Fraction]:
    """Return the weights of a best equilibrium by an objective, and after them what does not matter."""
    payoffs = _payoffs(plans)
    sums = payoffs.sum(axis=0)
    rows = [*incentives]
    size = plans.num_variables
    if objective == EGALITARIAN:  # one more variable: what the player who gets less gets
        rows += [{number: int(amount) for number, amount in enumerate(own) if amount} | {size: -1} for own in payoffs]
        size += 1
        costs, sums = np.zeros(size, dtype=object), np.append(sums, 0)
        costs[-1] = 1
    else:
        costs = sums if objective == WELFARE else payoffs[keys.index(objective)]
    program = _program(plans.equations, rows, costs, heartbeat)
    optimum = exact_optimum(program, heartbeat=heartbeat)
    if optimum is None:
        raise SolverError("a linear program found no extensive-form correlated equilibrium; please report the game")
    return optimum.point if objective == WELFARE else best_on_face(program, optimum, sums, heartbeat=heartbeat)


def _payoffs(plans: ObedientPlans) -> NDArray[np.object_]:
    """Return both players' payoffs above the smallest of all, in common integer units, by variable."""
    gains = [gains_of(plans.form, player) for player in (0, 1)]
    lowest = min(own.smallest for own in gains)
    amounts, _ = over_common_denominator([amount for own in gains for amount in (own.unit, own.smallest - lowest)])
    table = np.zeros((2, plans.num_variables), dtype=object)
    for player in (0, 1):
        unit, constant = amounts[2 * player : 2 * player + 2]
        for number, value in plans.gains[player].items():
            table[player, number] = unit * value
        table[player, plans.pairs[0, 0]] += constant
    return table


def _program(
    equations: Sequence[Row], rows: Sequence[Row], costs: NDArray[np.object_], heartbeat: Callable[[], None]
) -> IntegerProgramData:
    """Return the program that maximizes costs over correlation plans for which some functions are at least 0."""
    listed: list[Row] = [{0: 1}, *equations, *rows]
    matrix = np.zeros((len(listed), len(costs)), dtype=object)
    for place, row in enumerate(listed):
        heartbeat()
        matrix[place, list(row)] = list(row.values())
    bounds = np.zeros(len(listed), dtype=object)
    bounds[0] = 1
    fits = abs(matrix).max() < INT64_LIMIT
    return IntegerProgramData(matrix.astype(np.int64) if fits else matrix, bounds, costs, range(1 + len(equations)))
