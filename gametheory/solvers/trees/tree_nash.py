"""All Nash equilibria of a tree in which at most two players keep a choice."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from gametheory.analysis.structure import has_perfect_recall
from gametheory.core.extensive_form import ExtensiveFormGame
from gametheory.core.profiles import BehaviorProfile
from gametheory.core.realization_plans import mixed_to_realization, realization_to_behavior, to_sequences
from gametheory.core.solution import Coverage, Termination
from gametheory.errors import UnsupportedGameError
from gametheory.solvers.normal_forms.label_tree import MixedStrategies, check_at_most_two_choose
from gametheory.solvers.normal_forms.nash_pairs import search_pairs
from gametheory.solvers.normal_forms.normal_form_pairs import label_tree_pairs
from gametheory.solvers.problem import Conclusion, FoundSubset
from gametheory.solvers.trees.best_reply_polyhedra import BestReplyPolyhedra
from gametheory.solvers.trees.subset_unions import SubsetUnion, product_in_order
from gametheory.solvers.trees.tree_subsets import maximal_subsets

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence

    from gametheory.core.profiles import Profile, Strategy
    from gametheory.core.pure_plans import PurePlan
    from gametheory.solvers.normal_forms.normal_form_pairs import Representation
    from gametheory.solvers.problem import Problem

MOST_TOLD = 100
"""Extreme points of a subset that are told when it is found; all that are listed follow in the end."""


def search(problem: Problem) -> Generator[Profile, None, Conclusion]:
    """Yield equilibria of a tree; end with the extreme ones in realization plans, subsets and components.

    Complete and exact. A tree of one or two players is solved in its sequence form, its maximal Nash subsets told as
    products of blocks; one of more, of which strict elimination leaves at most two a choice, in its reduced normal
    form, whose maximal Nash subsets and components are those of the tree. Extreme points are those of realization
    plans, in which behavior is linear. Information sets that a player's own earlier choice excludes stay undefined.
    Without perfect recall the answer is in mixed strategies over reduced pure plans, since an equilibrium in behavior
    strategies may not exist.

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
    if has_recall and tree.num_players <= 2:
        return (yield from _search_sequence_form(problem, tree))
    check_at_most_two_choose(problem, "tree_nash")
    told: Representation = MixedStrategies(problem.normal_form)
    if has_recall and problem.strategic_form is not None:
        told = RealizationPlans(tree, problem.strategic_form.plans)
    pairs = label_tree_pairs(problem, told)
    return (yield from search_pairs(pairs, told.profile, watch=problem.watch, num_listed=problem.num_listed))


def _search_sequence_form(problem: Problem, tree: ExtensiveFormGame) -> Generator[Profile, None, Conclusion]:
    """Yield some equilibria of each maximal Nash subset as it is found; end with all."""
    watch = problem.watch
    profile_of = RealizationPlans(tree).profile
    polyhedra = BestReplyPolyhedra(tree, watch)
    known: dict[Sequence[Strategy], Profile] = {}
    subsets = []
    for subset in maximal_subsets(polyhedra, watch):
        subsets.append(subset)
        for pair in islice(product_in_order(subset.sides), MOST_TOLD):
            watch.tick()
            if pair not in known and len(known) < problem.num_listed:
                known[pair] = profile_of(pair[: tree.num_players])
                watch.found = len(known)
                yield known[pair]
    union = SubsetUnion(polyhedra, subsets, watch)
    num_extreme = union.num_extreme()
    profiles = []
    members: list[list[int]] = [[] for _ in subsets]
    for position, (pair, holding) in enumerate(islice(union.in_order(), problem.num_listed)):
        profiles.append(known.get(pair) or profile_of(pair[: tree.num_players]))
        for number in holding:
            members[number].append(position)
    component_of = union.components()
    return Conclusion(
        Coverage.ALL,
        profiles=profiles,
        is_in_order=True,
        num_found=num_extreme,
        components=_grouped(members, component_of),
        subsets=tuple(
            FoundSubset(subset.sides[: tree.num_players], tuple(listed), component)
            for subset, listed, component in zip(subsets, members, component_of, strict=True)
        ),
        num_extreme=num_extreme,
        termination=Termination.EXHAUSTED if num_extreme == len(profiles) else Termination.COUNT_REACHED,
    )


def _grouped(members: Sequence[Sequence[int]], component_of: Sequence[int]) -> tuple[tuple[int, ...], ...]:
    """Return the positions of the listed equilibria of each component."""
    grouped: list[set[int]] = [set() for _ in range(max(component_of) + 1)]
    for listed, component in zip(members, component_of, strict=True):
        grouped[component].update(listed)
    return tuple(tuple(sorted(positions)) for positions in grouped)


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
        # by identity, each with its plan, so that no other plan can take its place
        self._known: dict[tuple[int, int], tuple[Strategy, dict[int, Strategy | None]]] = {}

    def point(self, player: int, strategy: Strategy) -> Strategy:
        """Return the realization plan of a mixed strategy over reduced pure plans."""
        return mixed_to_realization(self._sequences[player], self._plans[player], strategy)

    def profile(self, points: Sequence[Strategy]) -> Profile:
        """Return the behavior profile of one realization plan for each player."""
        strategies: list[Strategy | None] = [None] * len(self._tree.infosets)
        for player, (sequences, plan) in enumerate(zip(self._sequences, points, strict=True)):
            key = player, id(plan)
            if key not in self._known:
                self._known[key] = plan, realization_to_behavior(self._tree, sequences, plan)
            for infoset, strategy in self._known[key][1].items():
                strategies[infoset] = strategy
        return BehaviorProfile(self._tree, tuple(strategies))
