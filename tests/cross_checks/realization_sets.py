"""Sets of equilibria of two-player trees, told in realization plans."""

from __future__ import annotations

from cross_checks.exact_references import Pair, Subset, components, maximal_subsets, pairs_of, without_inner_points
from cross_checks.pygambit_games import PygambitTree
from cross_checks.tree_references import realization_of_behavior
from gametheory import BehaviorProfile
from gametheory.core.solution import Solution


def plans_of(solution: Solution) -> list[Pair]:
    """The realization plans of the listed equilibria, each checked to be proved and listed once."""
    listed = []
    for equilibrium in solution.equilibria:
        assert equilibrium.max_regret == 0
        assert isinstance(equilibrium.profile, BehaviorProfile)
        tree, strategies = equilibrium.profile.game, equilibrium.profile.strategies
        listed.append((realization_of_behavior(tree, 0, strategies), realization_of_behavior(tree, 1, strategies)))
    assert len(set(listed)) == len(listed)
    return listed


def mapped(theirs: PygambitTree, mixed: set[Pair]) -> tuple[set[Pair], set[frozenset[Pair]], set[Subset]]:
    """Extreme equilibria in realization plans, components and maximal Nash subsets.

    Given are the extreme equilibria of pygambit's reduced normal form. Its maximal Nash subsets are mapped, and of each
    image only the vertices are kept.
    """
    plan_of = theirs.plans(mixed)
    images = {
        group: [
            tuple(without_inner_points(plan_of[player, point] for point in side) for player, side in enumerate(subset))
            for subset in maximal_subsets(group)
        ]
        for group in components(mixed)
    }
    every = {(rows, columns) for listed in images.values() for rows, columns in listed}
    return pairs_of(every), {frozenset(pairs_of(listed)) for listed in images.values()}, every
