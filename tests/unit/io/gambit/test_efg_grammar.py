"""The patterns of nodes, and the walk that tells what is wrong."""

from __future__ import annotations

import pytest

from gametheory.io.gambit.efg_grammar import (
    ACTION,
    BRANCH,
    NODE,
    are_actions,
    are_branches,
    node_mistake,
    offset_of_node,
    payoff_words,
    walk_payoffs,
)
from gametheory.io.gambit.tokens import Cursor
from unit.io.gambit.sources import source


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ('t "n" 3 "o" { 1, 2 }', {1: "n", 11: "3", 12: "o", 13: " 1, 2 "}),
        ('t"n"0', {1: "n", 11: "0"}),
        ('p "" 2 -7 "s" { "}" "\\"" } 0', {2: "", 3: "2", 4: "-7", 5: "s", 6: ' "}" "\\"" ', 11: "0"}),
        ('p "x" 2 7 0', {2: "x", 3: "2", 4: "7", 11: "0"}),
        ('\n c "" 1 { "a" 1 } 2 { 3 }', {7: "", 8: "1", 10: ' "a" 1 ', 11: "2", 13: " 3 "}),
    ],
)
def test_nodes(text: str, groups: dict[int, str]) -> None:
    found = NODE.match(text)
    assert found is not None
    assert {number: group for number, group in enumerate(found.groups(), 1) if group is not None} == groups
    assert found.end() == len(text)
    assert text[offset_of_node(found)] == text.strip()[0]


@pytest.mark.parametrize(
    "text", ['t "" 1 "" { 1', 't "" 1 "x', 'q "" 0', 't "" 1.5', 'p "" 1 0', 't "" 1 { 1 } { 2 }', 't "" 1 "" { { } }']
)
def test_what_is_no_node_has_a_mistake(text: str) -> None:
    assert NODE.match(text) is None
    assert str(node_mistake(source(text), 0, is_complete=False)).startswith("f:1:")


def test_nothing_follows_a_complete_tree() -> None:
    error = node_mistake(source('t "" 0'), 0, is_complete=True)
    assert str(error) == "f:1:1: expected the end of the file behind the last node, got 't'"


def test_what_stands_in_braces() -> None:
    assert are_actions(' "a""b" ')
    assert not are_actions(" ")
    assert not are_actions(' "a" 1')
    assert ACTION.findall('"a" "b c"') == ["a", "b c"]
    assert are_branches('"a" 1/2 "b".5')
    assert not are_branches('"a" 1/2 "b"')
    assert BRANCH.findall('"a" 1/2 "b" .5') == [("a", "1/2"), ("b", ".5")]
    assert payoff_words(" 1, 2 3, ") == ["1", "2", "3"]
    assert payoff_words("") == []
    assert payoff_words("1,, 2") is None
    assert payoff_words(', 1 "x"') is None


def test_payoffs_are_passed_with_their_label() -> None:
    cursor = Cursor(source('{ "win" 1, 2 } next'))
    walk_payoffs(cursor, has_label=True)
    assert cursor.take("next") == "next"
