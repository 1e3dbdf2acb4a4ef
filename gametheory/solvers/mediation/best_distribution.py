"""A best (coarse) correlated equilibrium by an objective, with the proof that none is better."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from gametheory.analysis.heartbeat import no_heartbeat
from gametheory.analysis.profiles.correlated_bound import PayoffBound, is_proved
from gametheory.core.distributions import Distribution
from gametheory.core.solution import Coverage
from gametheory.errors import InvalidParameterError, SolverError
from gametheory.kernels.exact_basis import IntegerProgramData
from gametheory.solvers.mediation.correlated_programs import EGALITARIAN, WELFARE, CorrelatedOptions, polytope_of
from gametheory.solvers.mediation.distribution_program import (
    best_on_face,
    distribution_program,
    exact_optimum,
    minimum_program,
)
from gametheory.solvers.problem import Conclusion

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Sequence

    from gametheory.core.distributions import ActionProfile
    from gametheory.core.equilibrium import Play
    from gametheory.solvers.mediation.correlated_programs import IncentivePolytope
    from gametheory.solvers.mediation.distribution_program import Optimum
    from gametheory.solvers.problem import Problem


class BestDistribution(NamedTuple):
    """A best equilibrium by an objective.

    Parameters
    ----------
    probabilities
        By profile of actions; those of probability 0 left out.
    bound
        Why no equilibrium is better.
    """

    probabilities: dict[ActionProfile, Fraction]
    bound: PayoffBound


def search_best(problem: Problem, *, is_coarse: bool) -> Generator[Play, None, Conclusion]:
    """Yield one best (coarse) correlated equilibrium by the objective of ``CorrelatedOptions``."""
    polytope = polytope_of(problem, is_coarse=is_coarse)
    objective = problem.options_as(CorrelatedOptions).objective
    best = best_distribution(polytope, objective, heartbeat=problem.watch.tick)
    yield Distribution(problem.normal_form, best.probabilities, is_coarse)
    return Conclusion(
        Coverage.AT_LEAST_ONE,
        statistics={"profiles": polytope.game.num_profiles, "deviations": len(polytope.deviations)},
    )


def best_distribution(
    polytope: IncentivePolytope, objective: str, *, heartbeat: Callable[[], None] = no_heartbeat
) -> BestDistribution:
    """Return a best equilibrium by an objective, and the proof that none is better.

    Parameters
    ----------
    polytope
        The equilibria.
    objective
        As in ``CorrelatedOptions``.
    heartbeat
        Called in the linear programs; what it raises stops them.

    Raises
    ------
    InvalidParameterError
        If there is no such objective.
    SolverError
        If the linear program does not prove its answer.
    """
    keys = [player.key for player in polytope.game.players]
    if objective not in (WELFARE, EGALITARIAN, *keys):
        names = ", ".join(map(repr, (WELFARE, EGALITARIAN, *keys)))
        raise InvalidParameterError(f"expected an objective among {names}, got {objective!r}")
    sums = polytope.payoffs.sum(axis=0, dtype=object)
    if objective == EGALITARIAN:
        program, weights = minimum_program(polytope.incentives, polytope.payoffs), None
        sums = np.append(sums, 0)
    else:
        weights = [Fraction(objective in (WELFARE, key)) for key in keys]
        costs = sums if objective == WELFARE else polytope.payoffs[keys.index(objective)]
        program = distribution_program(polytope.incentives, costs)
    optimum = _existing_optimum(program, heartbeat)
    bound = _bound(polytope, optimum, weights, heartbeat)
    point: Sequence[Fraction] = optimum.point
    if objective != WELFARE:
        point = best_on_face(program, optimum, sums, heartbeat=heartbeat)
    return BestDistribution(polytope.probabilities(point[: polytope.game.num_profiles]), bound)


def _existing_optimum(program: IntegerProgramData, heartbeat: Callable[[], None]) -> Optimum:
    """Return the optimum of a program that has one: every game has a correlated equilibrium."""
    optimum = exact_optimum(program, heartbeat=heartbeat)
    if optimum is None:
        raise SolverError("a linear program found no correlated equilibrium; please report the game")
    return optimum


def _bound(
    polytope: IncentivePolytope, optimum: Optimum, weights: list[Fraction] | None, heartbeat: Callable[[], None]
) -> PayoffBound:
    """Return what the multipliers prove, checked apart from the program; without weights these are multipliers too.

    Raises
    ------
    SolverError
        If they prove nothing.
    """
    multipliers = [-price for price in optimum.multipliers[1:]]
    prices = multipliers[: len(polytope.deviations)]
    value = optimum.value
    if weights is None:
        total = sum(multipliers[len(prices) :])
        weights = [weight / total for weight in multipliers[len(prices) :]]
        prices = [price / total for price in prices]
        value += int(polytope.payoffs.min())
    priced = {deviation: price for deviation, price in zip(polytope.deviations, prices, strict=True) if price}
    bound = PayoffBound(tuple(weights), priced, value / polytope.unit)
    if not is_proved(polytope.game, bound, heartbeat=heartbeat):
        raise SolverError("a linear program over correlated equilibria fails its proof; please report the game")
    return bound
