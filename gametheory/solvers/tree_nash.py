"""All Nash equilibria of a tree in which at most two players keep a choice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gametheory.analysis.structure import has_perfect_recall
from gametheory.core.extensive_form import ExtensiveFormGame
from gametheory.core.profiles import BehaviorProfile
from gametheory.core.realization_plans import mixed_to_realization, realization_to_behavior, to_sequences
from gametheory.errors import UnsupportedGameError
from gametheory.solvers.label_tree import MixedStrategies, check_at_most_two_choose
from gametheory.solvers.nash_pairs import search_pairs
from gametheory.solvers.normal_form_pairs import label_tree_pairs
from gametheory.solvers.sequence_form_pairs import SequenceFormPairs

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence

    from gametheory.core.profiles import Profile, Strategy
    from gametheory.core.pure_plans import PurePlan
    from gametheory.solvers.normal_form_pairs import Representation
    from gametheory.solvers.problem import Conclusion, Problem


def search(problem: Problem) -> Generator[Profile, None, Conclusion]:
    """Yield equilibria of a tree; end with the extreme ones in realization plans, subsets and components.

    Complete and exact. A tree of one or two players is solved in its sequence form; one of more, of which strict
    elimination leaves at most two a choice, in its reduced normal form, whose maximal Nash subsets and components are
    those of the tree. Extreme points are those of realization plans, in which behavior is linear. Information sets that
    a player's own earlier choice excludes stay undefined. Without perfect recall the answer is in mixed strategies
    over reduced pure plans, since an equilibrium in behavior strategies may not exist.

    Parameters
    ----------
    problem
        A tree.

    Raises
    ------
    UnsupportedGameError
        If more than two players keep a choice, or a normal form that is needed is too large.

    References
    ----------
    vonstengel1996 (realization plans); avis2010, section 4.
    """
    tree = problem.game
    if not isinstance(tree, ExtensiveFormGame):
        raise UnsupportedGameError("tree_nash needs a tree, got a normal form; use 'label_tree'")
    has_recall = has_perfect_recall(tree)
    watch, num_listed = problem.watch, problem.num_listed
    if has_recall and tree.num_players <= 2:
        plans = RealizationPlans(tree)
        return (
            yield from search_pairs(SequenceFormPairs(tree, watch), plans.profile, watch=watch, num_listed=num_listed)
        )
    check_at_most_two_choose(problem, "tree_nash")
    told: Representation = MixedStrategies(problem.normal_form)
    if has_recall and problem.strategic_form is not None:
        told = RealizationPlans(tree, problem.strategic_form.plans)
    return (yield from search_pairs(label_tree_pairs(problem, told), told.profile, watch=watch, num_listed=num_listed))


class RealizationPlans:
    """Equilibria told in realization plans, and as behavior where they are listed.

    Parameters
    ----------
    tree
        A tree with perfect recall.
    plans
        For each player the reduced pure plans that mixed strategies are over.
    """

    is_injective = False

    def __init__(self, tree: ExtensiveFormGame, plans: Sequence[Sequence[PurePlan]] = ()) -> None:
        self._tree = tree
        self._plans = plans
        self._sequences = tuple(to_sequences(tree, player) for player in range(tree.num_players))

    def point(self, player: int, strategy: Strategy) -> Strategy:
        """Return the realization plan of a mixed strategy over reduced pure plans."""
        return mixed_to_realization(self._sequences[player], self._plans[player], strategy)

    def profile(self, points: Sequence[Strategy]) -> Profile:
        """Return the behavior profile of one realization plan for each player."""
        strategies: list[Strategy | None] = [None] * len(self._tree.infosets)
        for sequences, plan in zip(self._sequences, points, strict=True):
            for infoset, strategy in realization_to_behavior(self._tree, sequences, plan).items():
                strategies[infoset] = strategy
        return BehaviorProfile(self._tree, tuple(strategies))
