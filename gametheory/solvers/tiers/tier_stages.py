"""Subgame-perfect equilibria where leaders move first and tiers follow: counts in every branch, then backward."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from math import prod
from typing import TYPE_CHECKING, NamedTuple

from gametheory.core.count_profile import CountProfile
from gametheory.core.led_count_profile import LedCountProfile
from gametheory.core.led_tiered_game import LedTieredGame
from gametheory.core.solution import Coverage, Termination
from gametheory.errors import UnsupportedGameError
from gametheory.solvers.problem import Conclusion, Problem
from gametheory.solvers.tiers.leader_plays import LeaderPlays
from gametheory.solvers.tiers.symmetric_stages import ONLY_SUBGAME_PERFECT, symmetric_plans
from gametheory.solvers.tiers.tier_counts import search as search_counts

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Mapping

    from gametheory.core.led_symmetric_profile import LedSymmetricProfile
    from gametheory.core.led_tiered_game import History
    from gametheory.core.tiered_game import Counts, TieredGame

MOST_SELECTIONS = 1_000
"""Ways to choose one equilibrium in every branch up to which all of them are continued backward."""
MOST_BRANCHES = 10_000
"""Histories of the leaders' moves up to which branches are solved."""


class _Branch(NamedTuple):
    """Equilibria of the game that is left after a history.

    Parameters
    ----------
    game
        What is left.
    equilibria
        Count vectors; all of them, or the leading one of each box where a box is large.
    is_all
        Whether none is left out.
    """

    game: TieredGame
    equilibria: tuple[Counts, ...]
    is_all: bool


def search(problem: Problem) -> Generator[LedCountProfile | LedSymmetricProfile, None, Conclusion]:
    """Yield leaders' moves at every history, and what tiers do after each, that are best from there on.

    Parameters
    ----------
    problem
        A game of tiers that follow leaders.

    Raises
    ------
    UnsupportedGameError
        If nobody leads, there are more than ``MOST_BRANCHES`` branches, or one has neither an equilibrium by counts
        nor a symmetric one that is found.

    Notes
    -----
    Each branch is solved by ``tier_counts``. Up to ``MOST_SELECTIONS`` ways to choose one of its equilibria in every
    branch are all continued by backward induction, every best move of an indifferent leader included; where there
    are more, each branch is played by the equilibrium that gives its sellers most in total, and coverage is partial.
    Where a branch has no equilibrium by counts, which is proved, or concept ``symmetric`` is asked for, all branches
    are played by symmetric equilibria.
    """
    game = problem.game
    if not isinstance(game, LedTieredGame):
        raise UnsupportedGameError("tier_stages needs leaders whom tiers follow, got another game; use concept 'nash'")
    if game.num_histories > MOST_BRANCHES:
        raise UnsupportedGameError(
            f"tier_stages needs at most {MOST_BRANCHES:,} histories of what comes first, got {game.num_histories:,}; "
            f"leave out actions"
        )
    if problem.concept == "symmetric":
        return (yield from symmetric_plans(problem, game, MOST_SELECTIONS))
    branches: dict[History, _Branch] = {}
    for history in game.histories:
        branches[history] = _solved(problem, game, history)
        if not branches[history].equilibria:
            return (yield from symmetric_plans(problem, game, MOST_SELECTIONS, empty=history))
    return (yield from _count_plans(problem, game, branches))


def _count_plans(
    problem: Problem, game: LedTieredGame, branches: Mapping[History, _Branch]
) -> Generator[LedCountProfile, None, Conclusion]:
    """Yield leaders' moves at every history, and counts of tiers after each, that are best from there on."""
    num_selections = prod(len(branch.equilibria) for branch in branches.values())
    unresolved = list(_unresolved(game, branches, num_selections))
    choices = [
        branch.equilibria if num_selections <= MOST_SELECTIONS else (_best_for_sellers(branch),)
        for branch in branches.values()
    ]
    num_found = 0
    is_cut = False
    for selection in product(*choices):
        by_history = dict(zip(branches, selection, strict=True))
        plays = LeaderPlays(game, _LeaderPayoffs(game, by_history).at, problem.num_listed, problem.watch.tick)
        for play in plays.from_history(()):
            if num_found == problem.num_listed:
                is_cut = True
                break
            num_found += 1
            yield LedCountProfile.of_plan(game, play.by_stage(game), selection)
    if is_cut:
        unresolved.append(f"the list was cut at {num_found:,} equilibria; raise the number of equilibria listed")
    if problem.concept != "subgame_perfect":
        unresolved.append(ONLY_SUBGAME_PERFECT)
    return Conclusion(
        Coverage.PARTIAL if unresolved else Coverage.ALL_PURE,
        num_extreme=None if unresolved else num_found,
        unresolved=tuple(unresolved),
        termination=Termination.COUNT_REACHED if is_cut else Termination.EXHAUSTED,
        statistics={"branches": len(branches), "selections": num_selections},
    )


def _solved(problem: Problem, game: LedTieredGame, history: History) -> _Branch:
    """Return the equilibria of a branch as count vectors; none where that is proved."""
    branch = game.after(history)
    running = search_counts(Problem(branch, "pure", problem.watch, num_listed=problem.num_listed))
    while True:
        try:
            next(running)
        except StopIteration as end:
            conclusion: Conclusion = end.value
            break
    boxes = [box for box in conclusion.profiles or () if isinstance(box, CountProfile)]
    numbers = [box.num_vectors for box in boxes]
    if None in numbers or sum(number or 0 for number in numbers) > MOST_SELECTIONS:
        return _Branch(branch, tuple(box.lead for box in boxes), is_all=False)
    listed = tuple(counts for box in boxes for counts in box.vectors())
    return _Branch(branch, listed, conclusion.coverage is Coverage.ALL)


def _unresolved(game: LedTieredGame, branches: Mapping[History, _Branch], num_selections: int) -> Iterator[str]:
    """Yield what is not looked at, in sentences."""
    cut = [history for history, branch in branches.items() if not branch.is_all]
    if cut:
        yield (
            f"{game.place_of(cut[0])} there are more equilibria in counts than are continued: of each family the one "
            f"with earlier actions as often as possible"
        )
    if num_selections > MOST_SELECTIONS:
        yield (
            f"there are {num_selections:,} ways to choose one equilibrium in every branch, more than "
            f"{MOST_SELECTIONS:,}: each branch is played by the one that gives its sellers most in total"
        )


def _best_for_sellers(branch: _Branch) -> Counts:
    """Return the equilibrium of a branch with the largest total of the sellers' payoffs, the first of equal ones."""
    game = branch.game

    def total(counts: Counts) -> Fraction:
        return sum(
            (
                number * game.payoff(tier, action, counts)
                for tier in game.tiers
                for action, number in enumerate(counts[tier])
                if number
            ),
            Fraction(0),
        )

    return max(branch.equilibria, key=total)


class _LeaderPayoffs:
    """Leaders' payoffs under a choice of one equilibrium in every branch."""

    def __init__(self, game: LedTieredGame, selection: Mapping[History, Counts]) -> None:
        self._game = game
        self._selection = selection

    def at(self, leader: int, history: History) -> tuple[Fraction, Fraction]:
        """Return what a leader gets after a history, twice."""
        payoff = self._game.after(history).payoff(leader, 0, self._selection[history])
        return payoff, payoff
