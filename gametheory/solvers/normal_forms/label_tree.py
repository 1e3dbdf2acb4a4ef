"""All Nash equilibria of a normal form in which at most two players keep a choice."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gametheory.core.profiles import MixedProfile
from gametheory.errors import UnsupportedGameError
from gametheory.solvers.normal_forms.nash_pairs import search_pairs
from gametheory.solvers.normal_forms.normal_form_pairs import label_tree_pairs

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence

    from gametheory.core.normal_form import NormalFormGame
    from gametheory.core.profiles import Profile, Strategy
    from gametheory.solvers.problem import Conclusion, Problem
    from gametheory.solvers.solution_order import Key


def search(problem: Problem) -> Generator[Profile, None, Conclusion]:
    """Yield the extreme equilibria of a normal form; end with maximal Nash subsets and components.

    Complete and exact, degenerate or not, for one and two players and for every game that iterated strict elimination
    reduces to that. Every equilibrium is a convex combination within a maximal Nash subset.

    Parameters
    ----------
    problem
        A normal form, or a tree whose equilibria are told in mixed strategies over its reduced pure plans.

    Raises
    ------
    UnsupportedGameError
        If more than two players keep a choice.

    Notes
    -----
    Rationals throughout. Cost grows exponentially with the smaller number of actions that elimination leaves.
    ``statistics`` tells nodes and pivots of the tree of labels, and in ``arithmetic`` the largest integers that a pivot
    needed: ``int64``, ``int128`` and so on, or ``integers`` of any size.

    References
    ----------
    avis2010, section 4.
    """
    check_at_most_two_choose(problem, "label_tree")
    mixed = MixedStrategies(problem.normal_form)
    run = label_tree_pairs(problem, mixed)
    conclusion = yield from search_pairs(
        run, mixed.profile, watch=problem.watch, num_listed=problem.num_listed, to_key=mixed_key
    )
    return replace(conclusion, statistics={**conclusion.statistics, **run.statistics})


def check_at_most_two_choose(problem: Problem, method: str) -> None:
    """Raise UnsupportedGameError, in the name of a method, if elimination leaves more than two players a choice."""
    if problem.normal_form.num_players <= 2:
        return
    choosing = problem.choosing_players
    if len(choosing) > 2:
        labels = ", ".join(problem.game.players[player].label for player in choosing)
        raise UnsupportedGameError(
            f"{method} needs at most two players with a choice after iterated strict elimination, "
            f"got {len(choosing)} ({labels}); use method 'pure_enumeration', or 'subgame_perfect' on a tree"
        )


def mixed_key(strategies: Sequence[Strategy]) -> Key:
    """Return what mixed profiles are sorted by, as `order_key` does: larger probabilities first."""
    return tuple(tuple(-probability if probability else 0 for probability in strategy) for strategy in strategies)


class MixedStrategies:
    """Equilibria told in the mixed strategies of the normal form themselves."""

    is_injective = True

    def __init__(self, game: NormalFormGame) -> None:
        self._game = game

    def point(self, player: int, strategy: Strategy) -> Strategy:
        """Return the strategy as it is."""
        return strategy

    def profile(self, points: Sequence[Strategy]) -> Profile:
        """Return the mixed profile."""
        return MixedProfile(self._game, tuple(points))
