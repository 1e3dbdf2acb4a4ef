"""Equilibria of random trees against pygambit's reduced normal form, told in realization plans, and its payoffs."""

from __future__ import annotations

import random
from dataclasses import replace

import numpy as np
import pytest

from cross_checks.exact_references import Pair, Subset, is_pure
from cross_checks.pygambit_games import PygambitTree, extreme_equilibria, to_fraction
from cross_checks.random_games import random_strategy
from cross_checks.random_trees import TreeDraw, signalling_tree, trees, ultimatum
from cross_checks.realization_sets import mapped, plans_of
from cross_checks.solved import check_complete, components_of, subsets_of
from cross_checks.tree_references import num_choosing, num_reduced_plans
from gametheory import BehaviorProfile, ExtensiveFormGame, judge, solve
from gametheory.analysis.profile_payoffs import expected_payoffs
from gametheory.core.players import Player

DRAWS = {
    "open": TreeDraw(depth=3),
    "hidden": TreeDraw(depth=3, num_signals=1),
    "deep": TreeDraw(depth=4, num_signals=1),
    "deeper": TreeDraw(depth=5, end_share=0.3),
    "deepest": TreeDraw(depth=5, num_signals=1, end_share=0.25, chance_share=0.1),
    "wide": TreeDraw(depth=4, num_signals=3, largest_payoff=1),
    "no chance": TreeDraw(depth=3, num_signals=1, chance_share=0),
    "much chance": TreeDraw(depth=4, num_signals=1, chance_share=0.5),
    "few ties": TreeDraw(depth=3, num_signals=1, largest_payoff=30),
    "all ties": TreeDraw(depth=3, num_signals=2, largest_payoff=0),
    "zero or one": TreeDraw(depth=3, num_signals=1, largest_payoff=1, inner_payoff_share=0),
}

MOST_PLANS = 36


def is_worth_solving(tree: ExtensiveFormGame) -> bool:
    """Whether both players have several plans, but not so many that pygambit takes long."""
    numbers = [num_reduced_plans(tree, player) for player in (0, 1)]
    return min(numbers) >= 3 and numbers[0] * numbers[1] <= MOST_PLANS


def reference(tree: ExtensiveFormGame) -> tuple[set[Pair], set[frozenset[Pair]], set[Subset]]:
    """Extreme equilibria, components and subsets by pygambit."""
    theirs = PygambitTree(tree)
    return mapped(theirs, extreme_equilibria(theirs.game))


def check_solution(tree: ExtensiveFormGame) -> set[Pair]:
    """Compare equilibria, subsets and components; return the extreme equilibria in realization plans."""
    pairs, grouped, subsets = reference(tree)
    solution = solve(tree)
    check_complete(solution)
    listed = plans_of(solution)
    assert set(listed) == pairs, tree.title
    assert subsets_of(solution) == subsets, tree.title
    assert components_of(solution, listed) == grouped, tree.title
    return pairs


@pytest.mark.parametrize("kind", DRAWS)
def test_equilibria_subsets_and_components(kind: str) -> None:
    numbers_found = {len(check_solution(tree)) for tree in trees(DRAWS[kind], kind, 20, is_worth_solving)}
    assert len(numbers_found) > 2


@pytest.mark.parametrize(("num_types", "num_actions"), [(1, 2), (1, 3), (2, 2)])
def test_signalling(num_types: int, num_actions: int) -> None:
    drawn = [signalling_tree(f"{num_types} {num_actions} #{index}", num_types, num_actions) for index in range(15)]
    num_dropped = 0
    for tree in drawn:
        num_dropped += len(extreme_equilibria(PygambitTree(tree).game)) > len(check_solution(tree))
    assert num_dropped  # trees in which the normal form has extreme equilibria that are mixtures of others here


def test_signalling_of_three_types() -> None:
    for index in range(4):
        check_solution(signalling_tree(f"3 2 #{index}", 3, 2))


def test_ultimatum() -> None:
    tree = ultimatum(3)
    assert len(extreme_equilibria(PygambitTree(tree).game)) == 21
    assert len(check_solution(tree)) == 13


def with_bystander(tree: ExtensiveFormGame) -> ExtensiveFormGame:
    """The same tree with a third player, who is paid but never moves: solved through its reduced normal form."""
    paid = np.column_stack([tree.outcome_payoffs, range(len(tree.outcome_payoffs))])
    return replace(tree, players=(*tree.players, Player("cleo", "Cleo")), outcome_payoffs=paid)


@pytest.mark.parametrize("kind", ["open", "deeper", "all ties", "zero or one"])
def test_equilibria_beside_a_bystander(kind: str) -> None:
    drawn = [*trees(DRAWS[kind], f"bystander {kind}", 6, is_worth_solving), signalling_tree(f"bystander {kind}", 1, 3)]
    for tree in drawn:
        pairs, grouped, subsets = reference(tree)
        solution = solve(with_bystander(tree))
        check_complete(solution)
        listed = plans_of(solution)
        assert set(listed) == pairs, tree.title
        assert components_of(solution, listed) == grouped, tree.title
        assert len(solution.nash_subsets) == len(subsets), tree.title


def test_pure_equilibria() -> None:
    for tree in trees(DRAWS["deep"], "pure", 10, is_worth_solving):
        pairs, _, _ = reference(tree)
        solution = solve(tree, "pure")
        pure = {pair for pair in pairs if all(map(is_pure, pair))}
        assert set(plans_of(solution)) == pure, tree.title


@pytest.mark.parametrize("num_players", [2, 3])
def test_payoffs_and_regrets_of_any_behavior(num_players: int) -> None:
    regrets = set()
    draw = TreeDraw(num_players=num_players, depth=5, num_signals=1)
    for tree in trees(draw, f"behavior of {num_players}", 40, lambda tree: num_choosing(tree) == num_players):
        rng = random.Random(tree.title)
        theirs = PygambitTree(tree)
        strategies = [
            None if infoset.is_chance else random_strategy(rng, infoset.num_actions) for infoset in tree.infosets
        ]
        behavior = theirs.behavior(strategies)
        ours = BehaviorProfile(tree, tuple(strategies))
        payoffs = tuple(to_fraction(behavior.payoff(player)) for player in theirs.game.players)
        assert expected_payoffs(tree, ours) == payoffs, tree.title
        certificate = judge(tree, ours)
        assert certificate.payoffs == payoffs, tree.title
        assert certificate.max_regret == to_fraction(behavior.max_regret()), tree.title
        regrets.add(certificate.max_regret)
    assert len(regrets) > 10
