"""The sequence form and the reduced normal form of a tree have the same equilibria."""

from __future__ import annotations

from collections.abc import Generator
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from gametheory import ExtensiveFormGame
from gametheory.core.profiles import BehaviorProfile, Profile
from gametheory.solvers.normal_forms.nash_pairs import search_pairs
from gametheory.solvers.normal_forms.normal_form_pairs import label_tree_pairs
from gametheory.solvers.problem import Conclusion, Problem
from gametheory.solvers.trees import tree_nash
from gametheory.solvers.trees.tree_nash import RealizationPlans
from gametheory.solvers.watch import Watch
from oracles.backward_enumeration import random_tree


def concluded(running: Generator[Profile, None, Conclusion]) -> Conclusion:
    while True:
        try:
            next(running)
        except StopIteration as end:
            conclusion: Conclusion = end.value
            return conclusion


def told(tree: ExtensiveFormGame, *, in_sequences: bool) -> tuple[Any, ...]:
    """Extreme equilibria, components and maximal Nash subsets, in no order."""
    problem = Problem(tree, "nash", Watch(), num_listed=100_000)
    assert problem.strategic_form is not None
    if in_sequences:
        found = concluded(tree_nash.search(problem))
    else:
        plans = RealizationPlans(tree, problem.strategic_form.plans)
        pairs = label_tree_pairs(problem, plans)
        found = concluded(search_pairs(pairs, plans.profile, watch=Watch(), num_listed=100_000))
    assert found.profiles
    profiles = [profile.strategies for profile in found.profiles if isinstance(profile, BehaviorProfile)]
    assert len(profiles) == len(found.profiles)
    components = {frozenset(profiles[position] for position in component) for component in found.components}
    subsets = {tuple(frozenset(points) for points in subset.strategies) for subset in found.subsets}
    return set(profiles), components, subsets, found.num_extreme


@settings(max_examples=150)
@given(st.integers(0, 10**9), st.integers(1, 2), st.integers(1, 4))
def test_both_forms_agree(seed: int, num_players: int, largest: int) -> None:
    tree = random_tree(seed, num_players, num_choices=4, largest=largest)
    assert told(tree, in_sequences=True) == told(tree, in_sequences=False)
