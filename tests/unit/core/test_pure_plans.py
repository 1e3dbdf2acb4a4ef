"""Pure plans, complete and reduced, against their definitions."""

from __future__ import annotations

import itertools
import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gametheory import ExtensiveFormGame, TreeBuilder
from gametheory.core.pure_plans import PurePlan, last_own_choices, num_pure_plans, own_histories, pure_plans
from unit.core.random_trees import random_tree


def reached_sets(tree: ExtensiveFormGame, player: int, plan: dict[int, int]) -> dict[int, int]:
    """The part of a plan at sets that the plan itself does not exclude."""
    found = {}
    pending = [0]
    while pending:
        node = pending.pop()
        children = tree.children(node)
        infoset = int(tree.infoset[node])
        if children and tree.infosets[infoset].player == player:
            found[infoset] = plan[infoset]
            children = [children[plan[infoset]]]
        pending += children
    return found


@settings(max_examples=60)
@given(st.integers(0, 10_000), st.booleans())
def test_reduced_plans_are_the_classes_of_complete_ones(seed: int, has_recall: bool) -> None:
    tree = random_tree(seed, has_recall=has_recall, depth=3)
    for player in range(tree.num_players):
        sets = tree.player_infosets(player)
        sizes = [tree.infosets[infoset].num_actions for infoset in sets]
        complete = list(pure_plans(tree, player, is_reduced=False))
        assert num_pure_plans(tree, player, is_reduced=False) == len(complete)
        assert [plan.actions for plan in complete] == list(itertools.product(*map(range, sizes)))
        assert len(complete) == math.prod(sizes)
        classes = {
            tuple(reached_sets(tree, player, dict(zip(sets, plan.actions, strict=True))).get(h) for h in sets)
            for plan in complete
        }
        reduced = [plan.actions for plan in pure_plans(tree, player)]
        assert len(reduced) == len(set(reduced))
        remembers = all(len(choices) == 1 for choices in last_own_choices(tree, player).values())
        assert num_pure_plans(tree, player) == (len(reduced) if remembers else None)
        assert set(reduced) == classes


@given(st.integers(0, 10_000), st.booleans())
def test_last_own_choices_end_the_histories(seed: int, has_recall: bool) -> None:
    tree = random_tree(seed, has_recall=has_recall)
    for player in range(tree.num_players):
        last = last_own_choices(tree, player)
        histories = own_histories(tree, player)
        assert last.keys() == histories.keys() == set(tree.player_infosets(player))
        for infoset, found in histories.items():
            assert set(last[infoset]) == {own[-1] if own else None for own in found}


def test_order_and_names() -> None:
    builder = TreeBuilder(["solo"])
    out, enter = builder.move(0, "solo", ["Out", "In"], infoset="start")
    builder.move(enter, "solo", ["low", "high"], infoset="then")
    tree = builder.build()
    assert [plan.name(tree) for plan in pure_plans(tree, 0)] == [
        "start=Out",
        "start=In; then=low",
        "start=In; then=high",
    ]
    assert next(pure_plans(tree, 0)) == PurePlan((0, 1), (0, None))
    assert out == 1


def test_absent_minded_driver_has_two_plans() -> None:
    builder = TreeBuilder(["driver"])
    _, on = builder.move(0, "driver", ["exit", "on"], infoset="junction")
    builder.move(on, "driver", ["exit", "on"], infoset="junction")
    tree = builder.build()
    assert [plan.actions for plan in pure_plans(tree, 0)] == [(0,), (1,)]
    assert own_histories(tree, 0) == {0: ((), ((0, 1),))}


def test_forgetful_player_keeps_every_combination() -> None:
    builder = TreeBuilder(["solo"])
    for node in builder.move(0, "solo", ["L", "R"], infoset="h1"):
        builder.move(node, "solo", ["L", "R"], infoset="h2")
    assert [plan.actions for plan in pure_plans(builder.build(), 0)] == [(0, 0), (0, 1), (1, 0), (1, 1)]


def test_player_without_moves_has_one_plan() -> None:
    builder = TreeBuilder(["one", "idle"])
    builder.move(0, "one", ["x"])
    tree = builder.build()
    assert [plan.actions for plan in pure_plans(tree, 1)] == [()]
    assert PurePlan((), ()).name(tree) == ""


def test_plans_are_made_one_by_one() -> None:
    builder = TreeBuilder(["solo"])
    for node in builder.chance(0, {str(number): "1/40" for number in range(40)}):
        builder.move(node, "solo", ["L", "R"])
    tree = builder.build()
    plans = pure_plans(tree, 0)
    assert num_pure_plans(tree, 0) == 2**40
    assert sum(next(plans).actions[-1] or 0 for _ in range(4)) == 2


def test_a_heartbeat_stops_the_search_before_there_is_a_plan() -> None:
    builder = TreeBuilder(["one"])
    node = 0
    for number in range(30):
        end, node = builder.move(node, "one", ["stop", "go"])
        builder.payoffs(end, [number])
    builder.payoffs(node, [7])
    tree = builder.build()
    beats: list[int] = []

    def stop() -> None:
        beats.append(1)
        if len(beats) == 20:
            raise TimeoutError("enough")

    with pytest.raises(TimeoutError, match="enough"):
        next(pure_plans(tree, 0, is_reduced=False, heartbeat=stop))
    assert next(pure_plans(tree, 0)) == next(pure_plans(tree, 0, heartbeat=lambda: beats.append(1)))
    assert len(beats) > 20
