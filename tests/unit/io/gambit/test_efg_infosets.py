"""Information sets of trees: given once, named by label or number, keys unique."""

from __future__ import annotations

from fractions import Fraction

import pytest

from gametheory.core.extensive_form import ExtensiveFormGame
from gametheory.errors import InconsistentGameFileError
from gametheory.io.gambit.efg_infosets import InfosetTable
from gametheory.io.gambit.efg_reader import read_efg
from gametheory.io.gambit.tokens import Remarks
from unit.io.gambit.sources import HEAD, source

ENDS = 't "" 0\n'


def tree(nodes: str) -> ExtensiveFormGame:
    """The tree of these nodes."""
    game = read_efg(source(HEAD + nodes)).given.game
    assert isinstance(game, ExtensiveFormGame)
    return game


def test_a_new_table_is_empty() -> None:
    table = InfosetTable(source(""), (), Remarks(source("")))
    assert table.named() == ()
    assert table.num_actions == []


def test_numbers_are_of_one_player_and_chance_has_its_own() -> None:
    game = tree(
        'c "" 1 "" { "x" 1/2 "y" .50 } 0\np "" 1 1 "" { "l" } 0\np "" 2 1 "" { "m" "n" } 0\n' + ENDS * 2
        + 'p "" 2 1 "" { "m" "n" } 0\n' + ENDS * 2
    )  # fmt: skip
    assert [infoset.key for infoset in game.infosets] == ["chance:1", "A:1", "B:1"]
    assert game.infoset_nodes(2) == (2, 5)


def test_keys_are_labels_made_unique_or_numbers() -> None:
    game = tree(
        'p "" 1 7 "s" { "l" } 0\np "" 1 -3 "s" { "l" } 0\np "" 1 5 "" { "l" } 0\np "" 1 2 "A:5" { "l" } 0\n' + ENDS
    )
    assert [infoset.key for infoset in game.infosets] == ["s", "s (2)", "A:5 (2)", "A:5"]
    assert [infoset.label for infoset in game.infosets] == ["s", "s", "", "A:5"]
    assert [infoset.number for infoset in game.infosets] == [7, -3, 5, 2]


def test_a_double_label_is_remarked() -> None:
    read = read_efg(source(HEAD + 'p "" 1 1 "s" { "l" } 0\np "" 1 2 "s" { "l" } 0\n' + ENDS))
    assert [(remark.line, remark.message) for remark in read.remarks] == [
        (5, "expected different labels of information sets, got 's' twice; used 's (2)'")
    ]


def test_data_may_be_left_out_or_repeated_in_other_words() -> None:
    game = tree(
        'c "" 1 "s" { "x" 1/2 "y" 0.5 } 0\nc "" 1 0\n' + ENDS * 2 + 'c "" 1 "" { "x" 2/4 "y" 5e-1 } 0\n' + ENDS * 2
    )
    assert game.infoset_nodes(0) == (0, 1, 4)
    assert game.infosets[0].probabilities == (Fraction(1, 2), Fraction(1, 2))


@pytest.mark.parametrize(
    ("second", "sentence"),
    [
        ('{ "x" 1/3 "y" 2/3 }', r"5:9: expected the probabilities of chance's information set 1 as on line 4, got"),
        ('{ "y" 1/2 "x" 1/2 }', r"5:9: expected the actions of chance's information set 1 as on line 4, 'x', 'y', got"),
        ('"z"', r"5:1: expected chance's information set 1 with the label 's', got 'z'"),
    ],
)  # fmt: skip
def test_data_that_disagree_are_refused(second: str, sentence: str) -> None:
    with pytest.raises(InconsistentGameFileError, match=sentence):
        tree(f'c "" 1 "s" {{ "x" 1/2 "y" 1/2 }} 0\nc "" 1 {second} 0\n' + ENDS * 3)


def test_many_actions_are_told_in_part() -> None:
    actions = " ".join(f'"{number}"' for number in range(9))
    with pytest.raises(InconsistentGameFileError, match=r"'0', '1', '2', '3', … \(9 in all\), got 'x'"):
        tree(f'p "" 1 1 "" {{ {actions} }} 0\np "" 1 1 "" {{ "x" }} 0\n')


def test_rounded_probabilities_are_divided_by_their_sum() -> None:
    read = read_efg(source(HEAD + 'c "" 1 "" { "x" 0.3333333333 "y" 0.6666666666 } 0\n' + ENDS * 2))
    game = read.given.game
    assert isinstance(game, ExtensiveFormGame)
    assert game.infosets[0].probabilities == (Fraction(3333333333, 9999999999), Fraction(6666666666, 9999999999))
    assert [(remark.line, remark.column, remark.message) for remark in read.remarks] == [
        (4, 12, "expected probabilities that sum to 1, got 0.9999999999; divided by their sum")
    ]


def test_probabilities_may_be_zero() -> None:
    assert tree('c "" 1 "" { "x" 0 "y" 1 } 0\n' + ENDS * 2).infosets[0].probabilities == (Fraction(0), Fraction(1))


def test_actions_without_a_name_of_their_own() -> None:
    read = read_efg(source(HEAD + 'p "" 1 1 "" { "" "x" "x" "2" } 0\n' + ENDS * 4))
    game = read.given.game
    assert isinstance(game, ExtensiveFormGame)
    assert game.infosets[0].actions == ("1", "x", "x (2)", "2")
    assert game.infosets[0].original_actions == ("", "x", "x", "2")
    assert [remark.message for remark in read.remarks] == [
        "expected a label, got an action without one; used '1'",
        "expected different labels, got the action 'x' twice; used 'x (2)'",
    ]


def test_chance_may_repeat_its_labels_without_a_remark() -> None:
    read = read_efg(source(HEAD + 'c "" 1 "" { "1/2" 1/2 "1/2" 1/2 } 0\n' + ENDS * 2))
    game = read.given.game
    assert isinstance(game, ExtensiveFormGame)
    assert game.infosets[0].actions == ("1/2", "1/2 (2)")
    assert read.remarks == ()
