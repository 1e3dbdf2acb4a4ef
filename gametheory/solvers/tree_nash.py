"""All Nash equilibria of a tree in which at most two players keep a choice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gametheory.analysis.structure import has_perfect_recall
from gametheory.core.profiles import BehaviorProfile
from gametheory.core.realization_plans import mixed_to_realization, realization_to_behavior, to_sequences
from gametheory.errors import UnsupportedGameError
from gametheory.solvers.nash_pairs import search_pairs
from gametheory.solvers.two_player_nash import MixedStrategies, check_at_most_two_choose

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence

    from gametheory.core.profiles import Strategy
    from gametheory.core.solution import Profile
    from gametheory.core.strategic_form import StrategicForm
    from gametheory.solvers.problem import Conclusion, Problem


def search(problem: Problem) -> Generator[Profile, None, Conclusion]:
    """Yield equilibria of a tree; end with the extreme ones in realization plans, subsets and components.

    Complete and exact. The reduced normal form is solved; its maximal Nash subsets and components are those of the
    tree, their vertices are taken anew in realization plans, which is where behavior is linear. Information sets that
    a player's own earlier choice excludes stay undefined. Without perfect recall the answer is in mixed strategies
    over reduced pure plans, since an equilibrium in behavior strategies may not exist.

    Parameters
    ----------
    problem
        A tree.

    Raises
    ------
    UnsupportedGameError
        If more than two players keep a choice, or the normal form is too large.

    References
    ----------
    vonstengel1996 (realization plans); avis2010, section 4.
    """
    form = problem.strategic_form
    if form is None:
        raise UnsupportedGameError("tree_nash needs a tree, got a normal form; use 'two_player_nash'")
    check_at_most_two_choose(problem, "tree_nash")
    if has_perfect_recall(form.tree):
        return (yield from search_pairs(problem, RealizationPlans(form)))
    return (yield from search_pairs(problem, MixedStrategies(form.game)))


class RealizationPlans:
    """Equilibria told in realization plans, and as behavior where they are listed."""

    is_injective = False

    def __init__(self, form: StrategicForm) -> None:
        self._form = form
        self._sequences = tuple(to_sequences(form.tree, player) for player in range(form.tree.num_players))

    def point(self, player: int, strategy: Strategy) -> Strategy:
        """Return the realization plan of a mixed strategy over reduced pure plans."""
        return mixed_to_realization(self._sequences[player], self._form.plans[player], strategy)

    def profile(self, points: Sequence[Strategy]) -> Profile:
        """Return the behavior profile of one realization plan for each player."""
        tree = self._form.tree
        strategies: list[Strategy | None] = [None] * len(tree.infosets)
        for sequences, plan in zip(self._sequences, points, strict=True):
            for infoset, strategy in realization_to_behavior(tree, sequences, plan).items():
                strategies[infoset] = strategy
        return BehaviorProfile(tree, tuple(strategies))
