"""A best correlated equilibrium of the agent form of a tree, of any number of players, in rationals."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from gametheory.analysis.dominance.elimination import eliminate
from gametheory.analysis.profiles.correlated_bound import PayoffBound, is_proved
from gametheory.core.distributions import Distribution
from gametheory.core.extensive_form import ExtensiveFormGame
from gametheory.core.infoset_players import infosets_as_players
from gametheory.core.solution import Coverage
from gametheory.core.strategic_form import to_normal_form
from gametheory.errors import InvalidParameterError, SolverError, UnsupportedGameError
from gametheory.solvers.mediation.correlated_programs import (
    EGALITARIAN,
    MOST_COEFFICIENTS,
    WELFARE,
    CorrelatedOptions,
    IncentivePolytope,
)
from gametheory.solvers.mediation.distribution_program import (
    best_on_face,
    distribution_program,
    exact_optimum,
    minimum_program,
)
from gametheory.solvers.problem import Conclusion, TooLargeError

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Mapping, Sequence

    from numpy.typing import NDArray

    from gametheory.core.distributions import ActionProfile
    from gametheory.core.equilibrium import Play
    from gametheory.solvers.problem import Problem

__all__ = ["CorrelatedOptions", "search"]


def search(problem: Problem) -> Generator[Play, None, Conclusion]:
    """Yield one agent-form correlated equilibrium of which none is better by an objective.

    A mediator draws a move for every information set and tells it there, when play comes to it; each information set
    decides for itself whether it obeys, all others obeying, those of the same player too. The answer is a distribution
    over profiles of complete plans. Every correlated equilibrium of the normal form is one of these. Some of these are
    none, and not even extensive-form correlated equilibria: a player might gain by changing several moves together.

    Parameters
    ----------
    problem
        A tree of any number of players, with ``CorrelatedOptions``; objectives are about its players, not about their
        information sets.

    Raises
    ------
    UnsupportedGameError
        If the game is no tree, or somebody can come to one information set twice in a play.
    TooLargeError
        If the linear program would be too large.
    InvalidParameterError
        If there is no such objective.

    Notes
    -----
    Rationals throughout. The linear program has a variable for each profile of moves of all information sets that
    iterated strict elimination of the agent form leaves: exponentially many in the number of information sets.

    References
    ----------
    vonstengel2008.
    """
    tree = problem.game
    if not isinstance(tree, ExtensiveFormGame):
        raise UnsupportedGameError("agent_form_correlated needs a tree, got a normal form; use concept 'correlated'")
    objective = _checked(tree, problem.options_as(CorrelatedOptions).objective)
    polytope = _polytope(tree, problem)
    point = _best_point(polytope, tree.num_players, objective, heartbeat=problem.watch.tick)
    yield _told(tree, polytope.probabilities(point), problem.watch.tick)
    return Conclusion(
        Coverage.AT_LEAST_ONE,
        statistics={"profiles": polytope.game.num_profiles, "deviations": len(polytope.deviations)},
    )


def _comes_to_a_set_twice(tree: ExtensiveFormGame, player: int) -> bool:
    """Whether one play can come to two nodes of an information set, which then are neighbors in preorder."""
    nodes = (tree.infoset_nodes(infoset) for infoset in tree.player_infosets(player))
    return any(later < node + tree.subtree_size[node] for own in nodes for node, later in pairwise(own))


def _checked(tree: ExtensiveFormGame, objective: str) -> str:
    """Return the objective, once the tree is known to be of the right kind and the objective to exist."""
    for player, owner in enumerate(tree.players):
        if _comes_to_a_set_twice(tree, player):
            raise UnsupportedGameError(
                f"agent_form_correlated needs plays that come to each information set at most once, but {owner.label} "
                f"can come to one twice; use concept 'correlated'"
            )
    allowed = (WELFARE, EGALITARIAN, *(player.key for player in tree.players))
    if objective not in allowed:
        raise InvalidParameterError(f"expected an objective among {', '.join(map(repr, allowed))}, got {objective!r}")
    return objective


def _polytope(tree: ExtensiveFormGame, problem: Problem) -> IncentivePolytope:
    """Return the correlated equilibria of the agent form, the owners added as players who have nothing to choose."""
    agents = infosets_as_players(tree)
    num_profiles = 1
    for infoset in agents.infosets:
        num_profiles *= 1 if infoset.is_chance else infoset.num_actions
    if num_profiles > MOST_COEFFICIENTS:
        raise TooLargeError(_too_large(problem, f"{num_profiles:,} profiles of moves"))
    with_owners = replace(
        agents,
        players=(*agents.players, *tree.players),
        outcome_payoffs=np.hstack([agents.outcome_payoffs, tree.outcome_payoffs]),
    )
    game = to_normal_form(with_owners, heartbeat=problem.watch.tick).game
    reduction = eliminate(game, progress=lambda progress: problem.watch.tick(progress.total))
    left = reduction.game
    num_deviations = sum(size * (size - 1) for size in left.num_actions)
    if left.num_profiles * (num_deviations + 1) > MOST_COEFFICIENTS:
        raise TooLargeError(_too_large(problem, f"{left.num_profiles:,} profiles times {num_deviations:,} deviations"))
    return IncentivePolytope(left, is_coarse=False, kept=reduction.kept)


def _too_large(problem: Problem, got: str) -> str:
    return (
        f"concept {problem.concept!r} needs a linear program of at most {MOST_COEFFICIENTS:,} coefficients over moves "
        f"at all information sets, got {got}; use concept 'correlated', which counts reduced plans only"
    )


def _best_point(
    polytope: IncentivePolytope, num_owners: int, objective: str, *, heartbeat: Callable[[], None]
) -> list[Fraction]:
    """Return the probabilities of a best equilibrium by an objective of the owners, the last players of the game.

    Raises
    ------
    SolverError
        If the linear program does not prove its answer.
    """
    owners = polytope.payoffs[-num_owners:]
    keys = [player.key for player in polytope.game.players[-num_owners:]]
    sums = owners.sum(axis=0, dtype=object)
    if objective == EGALITARIAN:
        program, weights = minimum_program(polytope.incentives, owners), None
        sums = np.append(sums, 0)
    else:
        weights = [Fraction(objective in (WELFARE, key)) for key in keys]
        costs = sums if objective == WELFARE else owners[keys.index(objective)]
        program = distribution_program(polytope.incentives, costs)
    optimum = exact_optimum(program, heartbeat=heartbeat)
    if optimum is None:
        raise SolverError("a linear program found no agent-form correlated equilibrium; please report the game")
    multipliers = [-price for price in optimum.multipliers[1:]]
    _prove(polytope, owners, optimum.value, multipliers, weights=weights, heartbeat=heartbeat)
    point = optimum.point
    if objective != WELFARE:
        point = best_on_face(program, optimum, sums, heartbeat=heartbeat)
    return list(point[: polytope.game.num_profiles])


def _prove(
    polytope: IncentivePolytope,
    owners: NDArray[Any],
    value: Fraction,
    multipliers: Sequence[Fraction],
    *,
    weights: Sequence[Fraction] | None,
    heartbeat: Callable[[], None],
) -> None:
    """Check apart from the program that no equilibrium is better; without weights the multipliers give these too."""
    prices = multipliers[: len(polytope.deviations)]
    if weights is None:
        total = sum(multipliers[len(prices) :], Fraction(0))
        weights = [weight / total for weight in multipliers[len(prices) :]]
        prices = [price / total for price in prices]
        value += int(owners.min())
    priced = {deviation: price for deviation, price in zip(polytope.deviations, prices, strict=True) if price}
    of_agents = [Fraction(0)] * (polytope.game.num_players - len(weights))
    bound = PayoffBound((*of_agents, *weights), priced, value / polytope.unit)
    if not is_proved(polytope.game, bound, heartbeat=heartbeat):
        raise SolverError("a linear program over agent-form correlated equilibria fails its proof; report the game")


def _told(
    tree: ExtensiveFormGame, probabilities: Mapping[ActionProfile, Fraction], heartbeat: Callable[[], None]
) -> Distribution:
    """Return a distribution over moves of all information sets as one over profiles of complete plans."""
    form = to_normal_form(tree, is_reduced=False, heartbeat=heartbeat)
    movers = [index for index, infoset in enumerate(tree.infosets) if not infoset.is_chance]
    places = [{plan.actions: place for place, plan in enumerate(plans)} for plans in form.plans]
    told = {}
    for profile, probability in probabilities.items():
        moves = dict(zip(movers, profile, strict=False))
        chosen = (
            own[tuple(moves[infoset] for infoset in plans[0].infosets)]
            for own, plans in zip(places, form.plans, strict=True)
        )
        told[tuple(chosen)] = probability
    return Distribution(form.game, told)
