"""All pure equilibria: player after player, profiles are dropped in which it has a better reply."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gametheory.analysis.structure import has_perfect_recall
from gametheory.core.profiles import BehaviorProfile, MixedProfile, certain
from gametheory.core.solution import Coverage, Termination
from gametheory.errors import UnsupportedGameError
from gametheory.solvers.problem import Conclusion

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Sequence

    from gametheory.array_types import BooleanArray, PayoffArray
    from gametheory.core.normal_form import NormalFormGame
    from gametheory.core.profiles import Profile, Strategy
    from gametheory.core.strategic_form import StrategicForm
    from gametheory.solvers.problem import Problem
    from gametheory.solvers.watch import Watch


def search(problem: Problem) -> Generator[Profile, None, Conclusion]:
    """Yield the pure equilibria of a game of any number of players; an empty list is proved.

    In a tree these are profiles of reduced pure plans: what a player's own choice excludes stays undefined.

    Parameters
    ----------
    problem
        A normal form or a tree. As concept ``nash`` it must have a pure equilibrium.

    Raises
    ------
    UnsupportedGameError
        If concept ``nash`` is asked and no equilibrium is pure.

    Notes
    -----
    Exact comparisons in NumPy. Every payoff of the first player is looked at, of each further player only those at
    profiles that are best replies of all before it and at its deviations from them: where the best replies of one
    player say nothing of those of another, no more than three players have, however many players there are. A million
    profiles of 20 players with two actions each take some 20 ms.
    """
    game = problem.normal_form
    is_equilibrium = pure_equilibria(game, problem.watch)
    positions = np.argwhere(is_equilibrium)
    if problem.concept == "nash" and not len(positions):
        raise UnsupportedGameError(_no_pure_sentence(problem))
    to_profile = _profile_maker(problem)
    found, listed = len(positions), positions[: problem.num_listed].tolist()
    for actions in listed:
        problem.watch.tick(len(listed))
        yield to_profile(actions)
    is_cut = len(listed) < found
    is_all = problem.concept == "pure"
    return Conclusion(
        Coverage.PARTIAL if is_cut else Coverage.ALL_PURE,
        is_in_order=problem.strategic_form is None,
        num_extreme=found if is_all else None,
        unresolved=(f"{len(listed):,} of {found:,} pure equilibria are listed",) if is_cut else (),
        termination=Termination.COUNT_REACHED if is_cut else Termination.EXHAUSTED,
        statistics={"profiles": game.num_profiles} | ({} if is_all else {"num_pure": found}),
    )


def pure_equilibria(game: NormalFormGame, watch: Watch) -> BooleanArray:
    """Return for each profile of actions, shape ``num_actions``, whether nobody gains by deviating."""
    first = _comparable_payoffs(game, 0)
    left = np.flatnonzero(first == first.max(axis=0))
    stride = game.num_profiles // game.num_actions[0]
    for player, size in enumerate(game.num_actions[1:], 1):
        watch.tick(game.num_players)
        stride //= size
        payoffs = _comparable_payoffs(game, player).reshape(-1)
        own, without = payoffs[left], left - left // stride % size * stride
        is_best = np.ones(len(left), dtype=np.bool_)
        for action in range(size):
            is_best &= own >= payoffs[without + action * stride]
        left = left[is_best]
    result = np.zeros(game.num_profiles, dtype=np.bool_)
    result[left] = True
    return result.reshape(game.num_actions)


def _comparable_payoffs(game: NormalFormGame, player: int) -> PayoffArray:
    """Return a player's payoffs in any unit: integers and floats compare exactly, Fractions faster as integers."""
    return game.integer_payoffs(player).values if game.payoffs.dtype == object else game.payoffs[player]


def _no_pure_sentence(problem: Problem) -> str:
    """Return why concept 'nash' is not answered and what to do."""
    choosing = problem.choosing_players
    if len(choosing) <= 2:
        return "no equilibrium of this game is pure; leave out method 'pure_enumeration' to get the mixed ones"
    labels = ", ".join(problem.game.players[player].label for player in choosing)
    return (
        f"concept 'nash' with {len(choosing)} players who keep a choice after iterated strict elimination ({labels}) "
        "needs a pure equilibrium, and enumeration proves that there is none; mixed equilibria are found for two such "
        "players: fix what one of them does, or use concept 'pure' for the empty list with its proof"
    )


def _profile_maker(problem: Problem) -> Callable[[Sequence[int]], Profile]:
    """Return the function that turns one action index for each player into a profile."""
    form = problem.strategic_form
    if form is not None and has_perfect_recall(form.tree):
        return lambda actions: _behavior(form, actions)
    game = problem.normal_form
    return lambda actions: MixedProfile(
        game,
        tuple(certain(action, size) for action, size in zip(actions, game.num_actions, strict=True)),
    )


def _behavior(form: StrategicForm, actions: Sequence[int]) -> Profile:
    """Return the behavior of one reduced pure plan for each player."""
    strategies: list[Strategy | None] = [None] * len(form.tree.infosets)
    for plans, chosen in zip(form.plans, actions, strict=True):
        plan = plans[chosen]
        for infoset, action in zip(plan.infosets, plan.actions, strict=True):
            if action is not None:
                strategies[infoset] = certain(action, form.tree.infosets[infoset].num_actions)
    return BehaviorProfile(form.tree, tuple(strategies))
