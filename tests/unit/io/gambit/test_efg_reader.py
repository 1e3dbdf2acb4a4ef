"""Trees in Gambit's format as games."""

from __future__ import annotations

import pytest

from gametheory import TreeBuilder
from gametheory.core.extensive_form import NO_ACTION, NO_PARENT, ExtensiveFormGame
from gametheory.errors import InconsistentGameFileError, MalformedGameFileError
from gametheory.io.gambit import efg_reader
from gametheory.io.gambit.efg_reader import read_efg
from unit.io.gambit.sources import HEAD, source

POKER = """EFG 2 R "A card" { "Rose" "Colin" }
"One card."

c "deal" 1 "" { "king" 1/3 "queen" 2/3 } 0
p "" 1 1 "holds king" { "bet" "fold" } 0
p "" 2 1 "sees bet" { "call" "pass" } 1 "ante" { 1, -1 }
t "" 2 "high" { 2, -2 }
t "" 3 "low" { 1, -1 }
t "" 4 "lost" { -1, 1 }
p "" 1 2 "holds queen" { "bet" "fold" } 0
p "" 2 1 "sees bet" { "call" "pass" } 1 "ante" { 1, -1 }
t "" 5 "caught" { -2, 2 }
t "" 3 "low" { 1, -1 }
t "" 4 "lost" { -1, 1 }
"""


def test_a_tree_with_chance_shared_outcomes_and_payoffs_on_the_way() -> None:
    builder = TreeBuilder(["Rose", "Colin"])
    winnings = {"ante": 1, "high": 2, "low": 1, "lost": -1, "caught": -2}
    outcomes = [builder.outcome([won, -won], label) for label, won in winnings.items()]
    king, queen = builder.chance(0, {"king": "1/3", "queen": "2/3"}, infoset="chance:1", label="deal")
    for node, holds, called in ((king, "holds king", 1), (queen, "holds queen", 4)):
        bet, fold = builder.move(node, "Rose", ["bet", "fold"], infoset=holds)
        call, passed = builder.move(bet, "Colin", ["call", "pass"], infoset="sees bet")
        for at, outcome in ((bet, 0), (call, called), (passed, 2), (fold, 3)):
            builder.place(at, outcomes[outcome])
    read = read_efg(source(POKER))
    game = read.given.game
    assert isinstance(game, ExtensiveFormGame)
    mine = builder.build()
    assert game.infosets[1:] == mine.infosets[1:]
    assert game.infosets[0].actions == mine.infosets[0].actions
    assert (game.title, game.comment) == ("A card", "One card.")
    assert game.parent.tolist() == mine.parent.tolist() == [NO_PARENT, 0, 1, 2, 2, 1, 0, 6, 7, 7, 6]
    assert game.parent_action.tolist() == mine.parent_action.tolist()
    assert game.parent_action[0] == NO_ACTION
    assert game.outcome.tolist() == mine.outcome.tolist()
    assert game.outcome_payoffs.tolist() == mine.outcome_payoffs.tolist()
    assert game.node_labels == ("deal", *[""] * 10)
    assert read.remarks == ()


def test_a_game_of_one_node() -> None:
    game = read_efg(source('EFG 2 D "" { "only" } t "" 1 { 7 }')).given.game
    assert isinstance(game, ExtensiveFormGame)
    assert game.num_nodes == 1
    assert game.path_payoffs(0).values.tolist() == [7]


def test_white_space_is_free() -> None:
    spaced = (
        " ".join(POKER.split("\n")).replace('"Rose" "Colin"', '"Rose""Colin"').replace(" { ", "{").replace(" }", "}")
    )
    assert read_efg(source(spaced)).given.game == read_efg(source(POKER)).given.game


def test_the_comment_may_be_left_out() -> None:
    assert read_efg(source(POKER.replace('"One card."\n', ""))).given.game == read_efg(source(POKER)).given.game


def test_labels_of_nodes_that_stand_twice_are_kept_with_a_remark() -> None:
    read = read_efg(source(HEAD + 'p "n" 1 1 "" { "l" "r" } 0\nt "n" 0\nt "n" 0\n'))
    assert isinstance(read.given.game, ExtensiveFormGame)
    assert read.given.game.node_labels == ("n", "n", "n")
    assert [(remark.line, remark.column, remark.message) for remark in read.remarks] == [
        (5, 1, "expected different labels of nodes, got 'n' twice; kept (and 1 more such place)")
    ]


def test_escapes_in_labels() -> None:
    read = read_efg(source('EFG 2 R "a \\"b\\" \\\\ \\c" { "A" } "x\ny" t "" 0'))
    assert (read.given.game.title, read.given.game.comment) == ('a "b" \\ \\c', "x\ny")


def test_depth_has_no_limit() -> None:
    text = HEAD + 'p "" 1 1 "" { "go" } 0\n' * 20_000 + 't "" 1 "" { 1, 2 }\n'
    game = read_efg(source(text)).given.game
    assert isinstance(game, ExtensiveFormGame)
    assert int(game.depth.max()) == 20_000


def test_text_behind_the_tree_is_an_error() -> None:
    with pytest.raises(MalformedGameFileError, match="f:5:1: expected the end of the file behind the last node, got"):
        read_efg(source(HEAD + 't "" 0\nmore'))


def test_players_exist() -> None:
    with pytest.raises(InconsistentGameFileError, match="f:4:6: expected a player from 1 to 2, got 3"):
        read_efg(source(HEAD + 'p "" 3 1 "" { "l" } 0\nt "" 0'))


def test_trees_have_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(efg_reader, "MAX_NODES", 3)
    with pytest.raises(InconsistentGameFileError, match="expected at most 3 nodes, got more"):
        read_efg(source(POKER))
