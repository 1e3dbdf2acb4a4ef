"""The best plan of a player who forgets, against all plans tried one by one."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gametheory import ExtensiveFormGame, TreeBuilder, UnsupportedGameError
from gametheory.analysis.heartbeat import no_heartbeat
from gametheory.analysis.trees import plan_search
from gametheory.analysis.trees.own_histories import meets_a_set_twice
from gametheory.analysis.trees.plan_search import best_plan_value
from gametheory.core.pure_plans import pure_plans
from unit.core.random_trees import random_tree


def value_of_plan(tree: ExtensiveFormGame, chosen: dict[int, int | None], worths: dict[int, int]) -> int:
    """The sum over the nodes to which the plan goes."""
    is_met = [True] * tree.num_nodes
    for node in range(1, tree.num_nodes):
        before = int(tree.parent[node])
        infoset = int(tree.infoset[before])
        is_met[node] = is_met[before] and chosen.get(infoset, tree.parent_action[node]) == tree.parent_action[node]
    return sum(worth for node, worth in worths.items() if is_met[node])


@settings(max_examples=60)
@given(st.integers(0, 10_000))
def test_no_plan_is_better_and_one_is_as_good(seed: int) -> None:
    tree = random_tree(seed, has_recall=False, num_players=2)
    rng = random.Random(seed)
    payoffs = [rng.randint(-9, 9) for _ in range(tree.num_nodes)]
    weights = {node: rng.randint(1, 4) for node in range(tree.num_nodes)}
    worths = {node: weights[node] * payoffs[node] for node in weights}
    for player in range(tree.num_players):
        if meets_a_set_twice(tree, player):
            continue
        plans = [dict(zip(plan.infosets, plan.actions, strict=True)) for plan in pure_plans(tree, player)]
        expected = max(value_of_plan(tree, plan, worths) for plan in plans)
        assert best_plan_value(tree, player, weights=weights, payoffs=payoffs, heartbeat=no_heartbeat) == expected


def guessing(num_guesses: int) -> ExtensiveFormGame:
    """Chance draws, the player guesses again and again without seeing anything, and forgets what it said."""
    builder = TreeBuilder({"solo": "Solo"})
    nodes = list(builder.chance(0, {"x": "1/3", "y": "2/3"}))
    for guess in range(num_guesses):
        nodes = [after for node in nodes for after in builder.move(node, "solo", ["L", "R"], infoset=f"h{guess}")]
    return builder.build()


def test_the_search_beats_and_is_stopped() -> None:
    tree = guessing(5)
    weights = dict.fromkeys(range(tree.num_nodes), 1)
    rng = random.Random(4)
    payoffs = [rng.randint(0, 99) if tree.infoset[node] < 0 else 0 for node in range(tree.num_nodes)]
    plans = [dict(zip(plan.infosets, plan.actions, strict=True)) for plan in pure_plans(tree, 0)]
    beats: list[None] = []
    best = best_plan_value(tree, 0, weights=weights, payoffs=payoffs, heartbeat=lambda: beats.append(None))
    assert best == max(value_of_plan(tree, plan, dict(enumerate(payoffs))) for plan in plans)
    assert len(beats) > 5


def test_too_many_steps_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plan_search, "MOST_STEPS", 4)
    tree = guessing(4)
    weights = dict.fromkeys(range(tree.num_nodes), 1)
    with pytest.raises(UnsupportedGameError, match="of Solo, who lacks perfect recall, takes more than 4 steps"):
        best_plan_value(tree, 0, weights=weights, payoffs=[1] * tree.num_nodes, heartbeat=no_heartbeat)
