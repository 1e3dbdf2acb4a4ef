"""Trees are written node inside node or node by node, and nothing about them is lost."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gametheory.core.extensive_form import ExtensiveFormGame
from gametheory.core.tree_builder import TreeBuilder
from gametheory.io.game_file import read_game_text
from gametheory.io.game_file_writer import write_game
from gametheory.io.tree_writer import MAX_NESTED_DEPTH

TEXTS = st.sampled_from(["", "x", "y", "a:1", "chance:1", "two words", "null", "1/2", "[", "é\n\t'\"", "/", "~"])


@st.composite
def trees(draw: st.DrawFn) -> ExtensiveFormGame:
    """Return a tree with chance, shared information sets and outcomes, and odd labels."""
    builder = TreeBuilder({"a": "Ann", "b": "B: [ob]"})
    outcomes = [
        builder.outcome([draw(st.integers(-9, 9)), draw(st.fractions(max_denominator=7))], draw(TEXTS))
        for _ in range(draw(st.integers(1, 4)))
    ]
    open_nodes = [(0, 0)]
    while open_nodes:
        node, depth = open_nodes.pop()
        kind = "end" if depth == 4 else draw(st.sampled_from(["end", "chance", "a", "b"]))
        label = draw(TEXTS)
        if kind == "end":
            builder.label(node, label)
        if (kind == "end" or draw(st.booleans())) and draw(st.integers(0, 5)):
            builder.place(node, draw(st.sampled_from(outcomes)))
        if kind == "end":
            continue
        if kind == "chance":
            name = draw(st.sampled_from([None, "one event"]))
            children = builder.chance(node, {"up": Fraction(1, 3), "on, on": Fraction(2, 3)}, infoset=name, label=label)
        else:
            name = draw(st.sampled_from([None, "h 1", "h 2", "a:2"]))
            infoset_label = draw(st.sampled_from(["shown", ""])) if name == "h 2" else None
            children = builder.move(node, kind, ["L", "a: b"], infoset=name, infoset_label=infoset_label, label=label)
        open_nodes += [(child, depth + 1) for child in children]
    return builder.build()


@given(trees())
@settings(max_examples=150)
def test_a_tree_reads_back_equal(game: ExtensiveFormGame) -> None:
    text = write_game(game)
    assert read_game_text(text).to_game() == game
    assert write_game(read_game_text(text).to_game()) == text


@given(trees(), st.data())
@settings(max_examples=50)
def test_labels_of_chance_moves_read_back(game: ExtensiveFormGame, data: st.DataObject) -> None:
    relabeled = replace(game, infosets=tuple(replace(infoset, label=data.draw(TEXTS)) for infoset in game.infosets))
    assert read_game_text(write_game(relabeled)).to_game() == relabeled


def chain(length: int) -> ExtensiveFormGame:
    """Return a tree in which two players may stop at any of many turns."""
    builder = TreeBuilder(["a", "b"])
    node = 0
    for turn in range(length):
        stop, node = builder.move(node, turn % 2, ["Stop", "Pass"])
        builder.payoffs(stop, [turn, -turn])
    builder.payoffs(node, [0, 0])
    return builder.build()


@pytest.mark.parametrize("length", [MAX_NESTED_DEPTH, MAX_NESTED_DEPTH + 1])
def test_deep_trees_are_written_node_by_node(length: int) -> None:
    text = write_game(chain(length))
    assert ("nodes:\n" in text) == (length > MAX_NESTED_DEPTH)
    assert read_game_text(text).to_game() == chain(length)


def test_chance_is_written_node_by_node_too() -> None:
    builder = TreeBuilder(["a"])
    node = 0
    for _ in range(MAX_NESTED_DEPTH + 1):
        node, stop = builder.chance(node, {"on": "1/3", "off": "2/3"}, infoset="coin")
        builder.payoffs(stop, [1])
    game = builder.build()
    text = write_game(game)
    assert 'n0: {chance: coin, branches: {"on": {probability: 1/3, next: n1}, "off": {probability: 2/3' in text
    assert read_game_text(text).to_game() == game


def test_chance_at_every_move_fits_into_the_depth_of_a_file() -> None:
    builder = TreeBuilder(["a"])
    node = 0
    for _ in range(MAX_NESTED_DEPTH):
        node, stop = builder.chance(node, {"on": "1/2", "off": "1/2"})
        builder.payoffs(stop, [1])
    builder.payoffs(node, [2])
    game = builder.build()
    text = write_game(game)
    assert "tree:\n" in text
    assert read_game_text(text).to_game() == game


def test_a_wide_tree_is_written_node_by_node() -> None:
    builder = TreeBuilder(["a"])
    for number, node in enumerate(builder.move(0, "a", [f"action {number}" for number in range(6_000)])):
        builder.payoffs(node, [number])
    game = builder.build()
    assert "nodes:\n" in write_game(game)
    assert read_game_text(write_game(game)).to_game() == game


def test_long_labels_make_a_tree_flat() -> None:
    builder = TreeBuilder(["a"])
    for node in builder.move(0, "a", [f"{number}" + "x" * 2_000 for number in range(400)]):
        builder.payoffs(node, [1])
    assert read_game_text(write_game(builder.build())).to_game() == builder.build()


def test_ten_thousand_moves_deep() -> None:
    game = chain(10_000)
    read = read_game_text(write_game(game)).to_game()
    assert isinstance(read, ExtensiveFormGame)
    assert np.array_equal(read.parent, game.parent)
    assert read.num_nodes == 20_001


def test_outcomes_without_a_node_are_kept() -> None:
    builder = TreeBuilder(["a", "b"])
    builder.outcome([1, 2], "never")
    win = builder.outcome({"b": "1/3"}, "win")
    for node in builder.move(0, "a", ["Left", "Right"]):
        builder.place(node, win)
    text = write_game(builder.build())
    assert "outcomes:\n  never: {payoffs: [1, 2]}\n  win: {payoffs: [0, 1/3]}\n" in text
    assert "      outcome: win\n" in text
    assert read_game_text(text).to_game() == builder.build()
