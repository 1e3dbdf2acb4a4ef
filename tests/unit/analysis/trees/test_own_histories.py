"""Own histories, against the package's other walk and against a look at each path."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from gametheory import ExtensiveFormGame, TreeBuilder
from gametheory.analysis.structure import has_perfect_recall
from gametheory.analysis.trees.own_histories import NOTHING, meets_a_set_twice, own_histories
from gametheory.core import pure_plans
from unit.core.random_trees import random_tree


def path(tree: ExtensiveFormGame, node: int) -> list[tuple[int, int]]:
    """The (node, action) pairs on the way to a node, the last first."""
    steps = []
    while node:
        steps.append((int(tree.parent[node]), int(tree.parent_action[node])))
        node = int(tree.parent[node])
    return steps


@given(st.integers(0, 10_000), st.booleans())
def test_last_choices_are_those_on_the_path(seed: int, has_recall: bool) -> None:
    tree = random_tree(seed, has_recall=has_recall)
    for player in range(tree.num_players):
        own = own_histories(tree, player)
        assert tuple(own.first) == tree.player_infosets(player)
        numbers = {NOTHING}
        for infoset, first in own.first.items():
            numbers |= set(range(first, first + tree.infosets[infoset].num_actions))
            assert own.before[infoset] == own.last[tree.infoset_nodes(infoset)[0]]
        assert numbers == set(range(own.num_choices))
        for node in range(tree.num_nodes):
            made = [(int(tree.infoset[before]), action) for before, action in path(tree, node)]
            mine = [own.first[infoset] + action for infoset, action in made if infoset in own.first]
            assert own.last[node] == (mine[0] if mine else NOTHING)


@given(st.integers(0, 10_000), st.booleans())
def test_recall_and_absent_minds_agree_with_the_description_of_the_tree(seed: int, has_recall: bool) -> None:
    tree = random_tree(seed, has_recall=has_recall)
    for player in range(tree.num_players):
        assert own_histories(tree, player).has_recall == has_perfect_recall(tree, player)
        histories = pure_plans.own_histories(tree, player)
        is_repeated = any(infoset in dict(own) for infoset, found in histories.items() for own in found)
        assert meets_a_set_twice(tree, player) == is_repeated


def test_what_is_forgotten_is_seen() -> None:
    builder = TreeBuilder(["driver", "owner"])
    left, right = builder.move(0, "driver", ["left", "right"], infoset="start")
    for node in (left, right):
        builder.move(node, "driver", ["stay", "go"], infoset="later")
    tree = builder.build()
    own = own_histories(tree, 0)
    assert (own.has_recall, own.first, own.num_choices) == (False, {0: 1, 1: 3}, 5)
    assert own_histories(tree, 1).has_recall
    assert not meets_a_set_twice(tree, 0)
