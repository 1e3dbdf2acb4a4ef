"""Subgame-perfect equilibria where leaders move first and every tier's sellers then draw by the same lot."""

from __future__ import annotations

from itertools import product
from math import prod
from typing import TYPE_CHECKING, NamedTuple

from gametheory.analysis.tiers.symmetric_means import means_of
from gametheory.core.led_symmetric_profile import LedSymmetricProfile
from gametheory.core.solution import Coverage, Termination
from gametheory.core.symmetric_profile import SymmetricProfile
from gametheory.errors import UnsupportedGameError
from gametheory.solvers.problem import Conclusion, Problem
from gametheory.solvers.tiers.leader_plays import LeaderPlays
from gametheory.solvers.tiers.tier_symmetric import search as search_symmetric

if TYPE_CHECKING:
    from collections.abc import Generator, Mapping, Sequence
    from fractions import Fraction

    from gametheory.core.led_tiered_game import History, LedTieredGame
    from gametheory.core.symmetric_profile import Enclosed

ONLY_SUBGAME_PERFECT = "equilibria that are not subgame perfect, which rest on threats, were not looked for"
"""What is left out where another concept than subgame perfection was asked for."""


class _Branch(NamedTuple):
    """Symmetric equilibria of the game that is left after a history.

    Parameters
    ----------
    equilibria
        Those that were found.
    unresolved
        What was not decided, in sentences.
    """

    equilibria: tuple[SymmetricProfile, ...]
    unresolved: tuple[str, ...]


def symmetric_plans(
    problem: Problem, game: LedTieredGame, most_selections: int, *, empty: History | None = None
) -> Generator[LedSymmetricProfile, None, Conclusion]:
    """Yield leaders' moves at every history, and symmetric profiles of tiers after each, that are best from there on.

    Parameters
    ----------
    problem, game
        A game of tiers that follow leaders.
    most_selections
        Ways to choose one equilibrium in every branch up to which all of them are continued.
    empty
        A history after which there is no equilibrium by counts, where these were asked for.

    Raises
    ------
    UnsupportedGameError
        If a branch has no symmetric equilibrium that ``tier_symmetric`` finds.
    """
    branches = {history: _solved(problem, game, history) for history in game.histories}
    num_selections = prod(len(branch.equilibria) for branch in branches.values())
    is_reduced = num_selections > most_selections
    choices = [
        (_best_for_sellers(branch.equilibria),) if is_reduced else branch.equilibria for branch in branches.values()
    ]
    unresolved: list[str] = []
    if empty is not None:
        unresolved.append(
            f"{game.place_of(empty)} there is no equilibrium by counts, which is proved: every branch is played by a "
            f"symmetric equilibrium, and plans with others were not looked for"
        )
    if is_reduced:
        unresolved.append(
            f"there are {num_selections:,} ways to choose one equilibrium in every branch, more than "
            f"{most_selections:,}: each branch is played by the one that gives its sellers most in total"
        )
    for history, branch in branches.items():
        unresolved += [f"{game.place_of(history)}: {sentence}" for sentence in branch.unresolved]
    found: list[LedSymmetricProfile] = []
    is_cut = False
    for selection in product(*choices):
        by_history = dict(zip(branches, selection, strict=True))
        plays = LeaderPlays(game, _LeaderPayoffs(by_history).at, problem.num_listed, problem.watch.tick)
        for play in plays.from_history(()):
            if len(found) == problem.num_listed:
                is_cut = True
                break
            found.append(LedSymmetricProfile.of_plan(game, play.by_stage(game), selection))
            yield found[-1]
        if plays.undecided is not None:
            unresolved.append(f"which move is best {game.place_of(plays.undecided)} was not decided")
    if is_cut:
        unresolved.append(f"the list was cut at {len(found):,} equilibria; raise the number of equilibria listed")
    if problem.concept != "subgame_perfect":
        unresolved.append(ONLY_SUBGAME_PERFECT)
    return Conclusion(
        Coverage.PARTIAL if unresolved else Coverage.ALL,
        num_extreme=None if unresolved else len(found),
        unresolved=tuple(dict.fromkeys(unresolved)),
        termination=Termination.COUNT_REACHED if is_cut else Termination.EXHAUSTED,
        statistics={"branches": len(branches), "selections": num_selections},
        arithmetic="exact" if all(profile.is_exact for profile in found) else "interval",
    )


def _solved(problem: Problem, game: LedTieredGame, history: History) -> _Branch:
    """Return the symmetric equilibria of a branch."""
    running = search_symmetric(Problem(game.after(history), "symmetric", problem.watch, num_listed=problem.num_listed))
    while True:
        try:
            next(running)
        except StopIteration as end:
            conclusion: Conclusion = end.value
            break
    found = [play for play in conclusion.profiles or () if isinstance(play, SymmetricProfile)]
    if not found:
        raise UnsupportedGameError(
            f"tier_stages needs an equilibrium by counts, or a symmetric one in which at most two tiers mix, in every "
            f"branch, got none {game.place_of(history)}; leave out actions of tiers that mix there"
        )
    return _Branch(tuple(found), conclusion.unresolved)


def _best_for_sellers(equilibria: Sequence[SymmetricProfile]) -> SymmetricProfile:
    """Return the equilibrium with the largest total of the sellers' payoffs, the first of equal ones."""

    def total(profile: SymmetricProfile) -> Fraction | int:
        means, game = means_of(profile), profile.game
        return sum(game.counts[tier] * means.payoff(tier) for tier in game.tiers)

    return max(equilibria, key=total)


class _LeaderPayoffs:
    """Bounds on leaders' payoffs, each worked out once.

    Parameters
    ----------
    played
        What is played after each history of all leaders' moves.
    """

    def __init__(self, played: Mapping[History, SymmetricProfile]) -> None:
        self._means = {history: means_of(profile) for history, profile in played.items()}
        self._known: dict[tuple[int, History], Enclosed] = {}

    def at(self, leader: int, history: History) -> Enclosed:
        """Return the ends of an interval that holds what a leader gets after a history."""
        if (leader, history) not in self._known:
            self._known[leader, history] = self._means[history].payoff_bounds(leader)
        return self._known[leader, history]
