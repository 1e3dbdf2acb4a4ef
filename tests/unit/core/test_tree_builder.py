"""Building trees node by node, and what goes wrong on the way."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from gametheory import InvalidGameError, TreeBuilder
from gametheory.core.infosets import CHANCE
from gametheory.core.tree_arrays import NO_OUTCOME, NO_PARENT, TERMINAL


def trust() -> TreeBuilder:
    builder = TreeBuilder({"buyer": "Buyer", "seller": "Seller"})
    trusted, _ = builder.move(0, "buyer", ["Trust", "Not"], infoset="trust", infoset_label="Trust?", label="start")
    builder.move(trusted, "seller", ["Honor", "Abuse"])
    return builder


def test_nodes_are_renumbered_in_preorder() -> None:
    builder = trust()
    builder.label(2, "refused")
    builder.payoffs(4, {"seller": 2, "buyer": -1}, outcome="abused")
    builder.payoffs(2, ["1/2", 0])
    tree = builder.build(title="Trust", comment="by hand")
    assert tree.parent.tolist() == [NO_PARENT, 0, 1, 1, 0]
    assert tree.parent_action.tolist() == [-1, 0, 0, 1, 1]
    assert tree.infoset.tolist() == [0, 1, TERMINAL, TERMINAL, TERMINAL]
    assert tree.outcome.tolist() == [NO_OUTCOME, NO_OUTCOME, NO_OUTCOME, 0, 1]
    assert tree.node_labels == ("start", "", "", "", "refused")
    assert tree.outcome_labels == ("abused", "")
    assert tree.outcome_payoffs.tolist() == [[-1, 2], [Fraction(1, 2), 0]]
    assert [(infoset.key, infoset.label) for infoset in tree.infosets] == [("trust", "Trust?"), ("seller:1", "")]
    assert (tree.title, tree.comment) == ("Trust", "by hand")


def test_unnamed_sets_get_free_numbers() -> None:
    builder = TreeBuilder(["a", "b"])
    first, second, third = builder.move(0, "a", ["x", "y", "z"])
    builder.move(first, "a", ["x"], infoset="a:2")
    builder.move(second, "b", ["x"])
    (end,) = builder.move(third, "a", ["x"])
    builder.chance(end, {"h": "1/3", "t": "2/3"})
    tree = builder.build()
    assert [infoset.key for infoset in tree.infosets] == ["a:1", "a:2", "b:1", "a:3", "chance:1"]
    assert tree.infosets[-1].player == CHANCE
    assert tree.infosets[-1].probabilities == (Fraction(1, 3), Fraction(2, 3))


def test_one_name_is_one_set_of_a_player() -> None:
    builder = TreeBuilder(["a", "b"])
    left, right = builder.move(0, "a", ["L", "R"], infoset="h")
    builder.move(left, "b", ["l", "r"], infoset="h")
    builder.move(right, "b", ["l", "r"], infoset="h")
    tree = builder.build()
    assert [(infoset.player, infoset.key) for infoset in tree.infosets] == [(0, "h"), (1, "h")]
    assert tree.infoset_nodes(1) == (1, 4)


def test_outcomes_can_be_placed_more_than_once() -> None:
    builder = trust()
    draw = builder.outcome([3, 4], "draw")
    unused = builder.outcome([0, 1])
    for node in (2, 3):
        builder.place(node, draw)
    tree = builder.build()
    assert unused == 1
    assert tree.outcome.tolist().count(draw) == 2
    assert tree.outcome_labels == ("draw", "")


def test_payoffs_keep_their_kind() -> None:
    for rows, dtype in (([1, 2], np.int64), ([0.5, 0.25], np.float64), (["0.1", 2], object), ([2**70, 1], object)):
        builder = trust()
        builder.payoffs(2, rows)
        assert builder.build().outcome_payoffs.dtype == dtype
    assert trust().build().outcome_payoffs.shape == (0, 2)


def test_builder_can_go_on_after_building() -> None:
    builder = trust()
    before = builder.build()
    builder.move(2, "buyer", ["again"])
    assert (before.num_nodes, builder.build().num_nodes) == (5, 6)


def test_moves_that_make_no_game() -> None:
    builder = trust()
    with pytest.raises(InvalidGameError, match="expected a node without a move, got node 0, which has one"):
        builder.move(0, "buyer", ["x"])
    with pytest.raises(InvalidGameError, match="expected a node without a move, got node 1, which has one"):
        builder.chance(1, {"x": 1})
    with pytest.raises(InvalidGameError, match="no player 'bank'; the players are buyer, seller"):
        builder.move(2, "bank", ["x"])
    with pytest.raises(InvalidGameError, match="out of range"):
        builder.move(2, 5, ["x"])
    with pytest.raises(InvalidGameError, match="expected different actions at information set 'h', got 'x' twice"):
        builder.move(3, "buyer", ["x", "x"], infoset="h")
    assert builder.build().num_nodes == 5


def test_information_sets_with_different_actions_are_refused() -> None:
    builder = trust()
    with pytest.raises(
        InvalidGameError,
        match=r"same actions at every node of information set 'trust', got \['Trust', 'Not'\] and \['Not', 'Trust'\]",
    ):
        builder.move(2, "buyer", ["Not", "Trust"], infoset="trust")


def test_chance_that_does_not_sum_to_one() -> None:
    with pytest.raises(InvalidGameError, match="expected probabilities at chance move 'coin' to sum to 1, got 19/20"):
        TreeBuilder(["a"]).chance(0, {"h": "0.5", "t": "0.45"}, infoset="coin")
    with pytest.raises(InvalidGameError, match="expected a finite number, got 'half'"):
        TreeBuilder(["a"]).chance(0, {"h": "half", "t": "half"})


def test_payoffs_that_do_not_fit() -> None:
    builder = trust()
    with pytest.raises(InvalidGameError, match="expected 2 payoffs, got 3"):
        builder.payoffs(2, [1, 2, 3])
    with pytest.raises(InvalidGameError, match="no player 'bank'"):
        builder.payoffs(2, {"bank": 1})
    builder.payoffs(2, [1, 2])
    with pytest.raises(InvalidGameError, match="expected one outcome at node 2, got a second one"):
        builder.payoffs(2, [1, 2])


@pytest.mark.parametrize("value", ["much", float("nan"), float("-inf")])
def test_payoffs_that_are_no_numbers_are_refused_at_once_and_where_they_stand(value: Any) -> None:
    builder = trust()
    with pytest.raises(InvalidGameError, match=r"expected a finite number, got .* \(payoffs at node 3\)"):
        builder.payoffs(3, [1, value])
    builder.payoffs(3, [1, "1/3"])
    assert builder.build().outcome_payoffs.tolist() == [[1, Fraction(1, 3)]]


def test_refused_payoffs_leave_no_trace() -> None:
    builder = trust()
    builder.payoffs(2, [1, 2])
    with pytest.raises(InvalidGameError, match="got a second one"):
        builder.payoffs(2, [3, 4])
    assert builder.build().outcome_payoffs.tolist() == [[1, 2]]


@pytest.mark.parametrize("node", [5, -1, 99])
def test_nodes_that_were_never_made(node: int) -> None:
    builder = trust()
    sentence = f"expected one of 5 nodes made so far, got {node}"
    with pytest.raises(InvalidGameError, match=sentence):
        builder.move(node, "buyer", ["x"])
    with pytest.raises(InvalidGameError, match=sentence):
        builder.chance(node, {"x": 1})
    with pytest.raises(InvalidGameError, match=sentence):
        builder.payoffs(node, [1, 2])
    with pytest.raises(InvalidGameError, match=sentence):
        builder.label(node, "x")


@pytest.mark.parametrize("outcome", [1, -1])
def test_outcomes_that_were_never_made(outcome: int) -> None:
    builder = trust()
    builder.outcome([1, 2])
    with pytest.raises(InvalidGameError, match=f"expected one of 1 outcomes, got {outcome}"):
        builder.place(2, outcome)


def test_players_are_checked() -> None:
    with pytest.raises(InvalidGameError, match="expected different player keys, got 'a' twice"):
        TreeBuilder(["a", "a"])


def test_hundred_thousand_nodes() -> None:
    builder = TreeBuilder(["a", "b"])
    frontier = [0]
    for level in range(16):
        following = []
        for node in frontier:
            following += builder.move(node, level % 2, ["l", "r"], infoset=f"level {level}")
        frontier = following
    for value, end in enumerate(frontier):
        builder.payoffs(end, [value, -value])
    tree = builder.build()
    assert tree.num_nodes == 2**17 - 1
    assert [len(tree.infoset_nodes(index)) for index in range(16)] == [2**level for level in range(16)]
    assert tree.path_payoffs(1).values[-1] == 1 - 2**16


def test_path_of_fifty_thousand_moves() -> None:
    builder = TreeBuilder(["a", "b"])
    node = 0
    for step in range(50_000):
        stop, node = builder.move(node, step % 2, ["stop", "go"])
        builder.payoffs(stop, [step, 1])
    tree = builder.build()
    assert tree.num_nodes == 100_001
    assert tree.depth.max() == 50_000
    assert tree.subtree_size[0] == 100_001
    assert tree == builder.build()
