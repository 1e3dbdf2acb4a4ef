"""Trees as Gambit's text."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gametheory import TreeBuilder, load
from gametheory.core.extensive_form import ExtensiveFormGame
from gametheory.errors import UnsupportedGameError
from gametheory.io.gambit.efg_reader import read_efg
from gametheory.io.gambit.efg_writer import infoset_numbers, write_efg
from unit.io.gambit.sources import HEAD, source
from unit.io.gambit.test_efg_reader import POKER


def read(text: str) -> ExtensiveFormGame:
    """The tree of a text."""
    game = read_efg(source(text)).given.game
    assert isinstance(game, ExtensiveFormGame)
    return game


def test_a_file_read_and_written_is_the_same_file() -> None:
    assert write_efg(read(POKER)) == POKER


@pytest.mark.parametrize(
    "nodes",
    [
        'p "n\n" 2 7 "s" { "a \\"q\\"" "\\\\" } 0\nt "" 1 "" { -1/3, 2 }\nt "é" 0\n',
        'p "" 1 -3 "" { "" "" } 0\nt "" 2 "" { 1, 2 }\nt "" 1 "" { 1, 2 }\n',
        'c "" 4 "s" { "x" 0 "x" 1 } 1 "way" { 1, 0 }\nt "" 1 "way" { 1, 0 }\nt "" 0\n',
        'p "" 1 2 "s" { "l" } 0\np "" 1 1 "s" { "l" } 0\nt "" 0\n',
    ],
)
def test_labels_and_numbers_of_the_file_are_kept(nodes: str) -> None:
    assert write_efg(read(HEAD + nodes)) == HEAD + nodes


def test_players_keep_their_labels() -> None:
    text = 'EFG 2 R "" { "" "A" "A" }\n""\n\nt "" 0\n'
    assert write_efg(read(text)) == text


def test_sets_get_the_numbers_of_their_keys_or_the_next_free_ones() -> None:
    builder = TreeBuilder(["a", "b"])
    (after,) = builder.move(0, "a", ["x"], infoset="first")
    (after,) = builder.move(after, "a", ["x"], infoset="a:1", infoset_label="")
    (after,) = builder.move(after, "a", ["x"])
    (after,) = builder.move(after, "b", ["x"], infoset="b:9")
    builder.chance(after, {"x": 1})
    game = builder.build()
    assert infoset_numbers(game) == [2, 1, 3, 9, 1]
    twice = replace(game, infosets=tuple(replace(infoset, number=5) for infoset in game.infosets))
    assert infoset_numbers(twice) == [5, 1, 2, 5, 5]


def test_outcomes_at_no_node_are_left_out() -> None:
    builder = TreeBuilder(["a"])
    builder.outcome([1], "never")
    builder.payoffs(0, [2], outcome="always")
    assert write_efg(builder.build()).endswith('t "" 2 "always" { 2 }\n')


def test_shipped_trees_read_back() -> None:
    game = load("selten_horse").to_game()
    assert isinstance(game, ExtensiveFormGame)
    assert read(write_efg(game)).path_payoffs(2).values.tolist() == game.path_payoffs(2).values.tolist()


def test_what_the_format_cannot_hold() -> None:
    builder = TreeBuilder(["a"])
    builder.label(0, "a\0b")
    with pytest.raises(UnsupportedGameError, match="expected printable labels, got"):
        write_efg(builder.build())
    builder.label(0, "")
    builder.payoffs(0, [10**2000])
    with pytest.raises(UnsupportedGameError, match="expected numbers of at most 1,000 digits"):
        write_efg(builder.build())
