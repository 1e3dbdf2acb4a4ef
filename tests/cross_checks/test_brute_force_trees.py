"""Subgame-perfect equilibria of random trees against brute force over complete pure plans."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

import pytest

from cross_checks.random_trees import TreeDraw, trees
from cross_checks.tree_references import (
    Behavior,
    as_behavior,
    is_subgame_perfect,
    num_choosing,
    num_complete_plans,
    pure_subgame_perfect,
    realization_of_behavior,
)
from gametheory import ExtensiveFormGame, UnsupportedGameError, solve
from gametheory.core.profiles import Strategy
from gametheory.core.solution import Coverage, Solution

DRAWS = {
    "two": TreeDraw(depth=4),
    "two hidden": TreeDraw(depth=3, num_signals=1),
    "two deep": TreeDraw(depth=5, end_share=0.3, num_signals=1),
    "two few ties": TreeDraw(depth=4, largest_payoff=30),
    "three": TreeDraw(num_players=3, depth=4, end_share=0.25),
    "three hidden": TreeDraw(num_players=3, depth=4, num_signals=1, end_share=0.25),
}

MOST_PLANS = 160


def can_be_enumerated(tree: ExtensiveFormGame) -> bool:
    return num_choosing(tree) == tree.num_players and 8 <= num_complete_plans(tree) <= MOST_PLANS


def behavior_of(strategies: Sequence[Strategy | None]) -> Behavior:
    return {index: strategy for index, strategy in enumerate(strategies) if strategy is not None}


def pure_plans_of(solution: Solution) -> list[tuple[tuple[int, int], ...]]:
    """The listed pure equilibria as complete plans."""
    pure = [equilibrium.profile for equilibrium in solution.equilibria if equilibrium.profile.is_pure]
    return [
        tuple((index, strategy.index(1)) for index, strategy in enumerate(profile.strategies) if strategy is not None)
        for profile in pure
    ]


@pytest.mark.parametrize("kind", DRAWS)
def test_subgame_perfect(kind: str) -> None:
    numbers_found = set()
    for tree in trees(DRAWS[kind], kind, 20, can_be_enumerated):
        expected = pure_subgame_perfect(tree)
        try:
            solution = solve(tree, "subgame_perfect")
        except UnsupportedGameError:
            assert (tree.num_players, expected) == (3, set()), tree.title
            continue
        listed = pure_plans_of(solution)
        assert set(listed) == expected, tree.title
        assert len(listed) == len(expected) == solution.statistics["num_pure"], tree.title
        assert solution.equilibria, tree.title
        for equilibrium in solution.equilibria:
            assert equilibrium.profile.is_complete
            assert is_subgame_perfect(tree, behavior_of(equilibrium.profile.strategies)), tree.title
            assert equilibrium.is_subgame_perfect, tree.title
        numbers_found.add(len(listed))
    assert len(numbers_found) > 1


@pytest.mark.parametrize("kind", ["two", "two hidden", "two deep", "two few ties"])
def test_nash_equilibria_say_whether_they_are_subgame_perfect(kind: str) -> None:
    verdicts = set()
    for tree in trees(DRAWS[kind], f"verdict {kind}", 12, can_be_enumerated):
        perfect = {plans_of(tree, as_behavior_list(tree, dict(plan))) for plan in pure_subgame_perfect(tree)}
        solution = solve(tree)
        assert solution.coverage is Coverage.ALL
        judged = {plans_of(tree, found.profile.strategies): found for found in solution.equilibria}
        assert perfect <= judged.keys(), tree.title
        for plans, equilibrium in judged.items():
            completions = pure_completions(tree, equilibrium.profile.strategies)
            is_perfect = any(is_subgame_perfect(tree, behavior) for behavior in completions)
            if is_perfect or len(completions) == 1:
                assert equilibrium.is_subgame_perfect is is_perfect, tree.title
            assert plans not in perfect or equilibrium.is_subgame_perfect, tree.title
            verdicts.add(equilibrium.is_subgame_perfect)
    assert verdicts >= {True, False}


def plans_of(tree: ExtensiveFormGame, strategies: Sequence[Strategy | None]) -> tuple[object, ...]:
    return tuple(realization_of_behavior(tree, player, strategies) for player in range(tree.num_players))


def as_behavior_list(tree: ExtensiveFormGame, plan: dict[int, int]) -> list[Strategy | None]:
    chosen = as_behavior(tree, plan)
    return [tuple(chosen[index]) if index in chosen else None for index in range(len(tree.infosets))]


def pure_completions(tree: ExtensiveFormGame, strategies: Sequence[Strategy | None]) -> list[Behavior]:
    """The profile with one action for certain at each set where it says nothing, in every way."""
    undefined = [
        index for index, infoset in enumerate(tree.infosets) if not infoset.is_chance and strategies[index] is None
    ]
    choices = product(*(range(tree.infosets[index].num_actions) for index in undefined))
    return [
        {**behavior_of(strategies), **as_behavior(tree, dict(zip(undefined, actions, strict=True)))}
        for actions in choices
    ]
