"""Trees: payoffs on the way, information sets by name, equality."""

from __future__ import annotations

import pickle
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gametheory import ExtensiveFormGame, TreeBuilder
from gametheory.core import hooks
from gametheory.core.infosets import CHANCE
from gametheory.core.source import GameSource
from unit.core.random_trees import random_tree


def story(high: object = 2, title: str = "") -> ExtensiveFormGame:
    builder = TreeBuilder({"a": "Ann", "b": "Bob"})
    out, enter = builder.move(0, "a", ["Out", "In"], infoset="entry")
    builder.payoffs(enter, [-1, 0], outcome="cost")
    fight, share = builder.move(enter, "b", ["F", "S"], infoset="reply")
    builder.payoffs(fight, ["-1/2", -1])
    builder.payoffs(share, [high, 1])
    heads, _ = builder.chance(out, {"h": "1/4", "t": "3/4"}, infoset="coin")
    builder.payoffs(heads, [0, 3])
    return builder.build(title=title)


def test_payoffs_add_up_along_the_path() -> None:
    tree = story()
    assert tree.terminals == (2, 3, 5, 6)
    assert [
        (Fraction(tree.path_payoffs(0).values.item(end), tree.path_payoffs(0).denominator)) for end in tree.terminals
    ] == [0, 0, Fraction(-3, 2), 1]
    assert tree.path_payoffs(1).values[list(tree.terminals)].tolist() == [3, 0, -1, 1]
    assert tree.integer_payoffs(0).denominator == 2
    assert tree.integer_payoffs(0).values.tolist() == [0, 0, 0, 0, -2, -1, 4]


def test_places() -> None:
    tree = story()
    assert (tree.num_players, tree.num_nodes) == (2, 7)
    assert tree.children(0) == [1, 4]
    assert tree.children(2) == []
    assert tree.child_lists[4] == [5, 6]
    assert tree.depth.tolist() == [0, 1, 2, 2, 1, 2, 2]
    assert tree.subtree_size.tolist() == [7, 3, 1, 1, 3, 1, 1]
    assert [infoset.key for infoset in tree.infosets] == ["entry", "coin", "reply"]
    assert (tree.player_infosets(0), tree.player_infosets(1), tree.player_infosets(CHANCE)) == ((0,), (2,), (1,))
    assert tree.infoset_nodes(2) == (4,)
    assert (tree.player_index("b"), tree.infoset_index("b", "reply")) == (1, 2)
    with pytest.raises(KeyError, match="no information set 'coin'; there are reply"):
        tree.infoset_index("b", "coin")


def test_equal_by_value_and_labels() -> None:
    tree = story()
    assert tree == story("2.0", title="another")
    assert hash(tree) == hash(story("2.0"))
    assert tree != story(3)
    assert tree != "tree"
    builder = TreeBuilder(["a"])
    builder.payoffs(0, [0.5])
    exact = TreeBuilder(["a"])
    exact.payoffs(0, ["1/2"])
    assert builder.build() == exact.build()
    exact.label(0, "named")
    assert builder.build() != exact.build()


@given(st.integers(0, 10_000))
def test_pickled_trees_are_equal_and_read_only(seed: int) -> None:
    tree = random_tree(seed)
    assert tree.terminals
    again = pickle.loads(pickle.dumps(tree))
    assert again == tree
    assert hash(again) == hash(tree)
    assert (again.title, again.comment, again.node_labels) == (tree.title, tree.comment, tree.node_labels)
    assert not again.parent.flags.writeable
    assert not again.outcome_payoffs.flags.writeable


def test_arrays_cannot_be_changed() -> None:
    tree = story()
    for array in (tree.parent, tree.infoset, tree.outcome, tree.outcome_payoffs):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 0


def test_huge_payoffs_stay_exact() -> None:
    builder = TreeBuilder(["a"])
    (end,) = builder.move(0, "a", ["go"])
    builder.payoffs(0, [2**62])
    builder.payoffs(end, [2**62])
    tree = builder.build()
    assert tree.integer_payoffs(0).values.dtype == np.int64
    assert tree.path_payoffs(0).values.item(1) == 2**63


def test_a_tree_is_its_own_source() -> None:
    tree = story(title="Entry")
    assert tree.to_game() is tree
    assert isinstance(tree, GameSource)
    assert (tree.default_concept, dict(tree.parameter_values), tree.game_arithmetic) == (None, {}, "exact")
    assert repr(tree) == "<ExtensiveFormGame 'Entry': 7 nodes, 4 ends, Ann, Bob>"


def test_notebook_picture_comes_from_the_hook(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hooks, "call", lambda name, *subjects: f"{name} of {len(subjects)}")
    assert story()._repr_svg_() == "draw_svg of 1"
