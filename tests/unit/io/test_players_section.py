"""Players, and actions with their attributes."""

from __future__ import annotations

import pytest

from gametheory.io.players_section import check_player, read_actions, read_attributes, read_players
from gametheory.io.yaml_nodes import Scalar
from unit.io.readings import reading_of, sentences


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{amazon: Amazon, temu: 'Temu: US'}", [("amazon", "Amazon"), ("temu", "Temu: US")]),
        ("[amazon, 1]", [("amazon", "amazon"), ("1", "1")]),
        ('{a: ""}', [("a", "")]),
    ],
)
def test_players_have_keys_and_labels(text: str, expected: list[tuple[str, str]]) -> None:
    reading, node = reading_of(text)
    assert [(player.key, player.label) for player in read_players(reading, node)] == expected
    assert sentences(reading) == []


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("3", "1:1: expected 'players' as a mapping, got '3'"),
        ("[]", "1:1: expected at least one player, got none"),
        ("[a, [b]]", "1:5: expected each entry of 'players' as text, got a list"),
        ("{a: {in_text: the a}}", "1:5: expected the key 'label' in player 'a', got only 'in_text'"),
        ("{a: {label: [A]}}", "1:13: expected 'label' of player 'a' as text, got a list"),
        ("{a: [A]}", "1:5: expected label of player 'a' as text, got a list"),
    ],
)
def test_other_players_are_told(text: str, sentence: str) -> None:
    reading, node = reading_of(text)
    read_players(reading, node)
    assert sentences(reading) == [sentence]


def test_sentences_may_call_a_player_otherwise() -> None:
    reading, node = reading_of("{amazon: Amazon, seller: {label: Top seller, in_text: the top seller}, b: {label: B}}")
    players = [definition.player for definition in read_players(reading, node)]
    assert [(player.label, player.name_in_text) for player in players] == [
        ("Amazon", "Amazon"),
        ("Top seller", "the top seller"),
        ("B", "B"),
    ]
    assert sentences(reading) == []


def test_a_player_with_a_count_is_a_tier() -> None:
    reading, node = reading_of("{a: A, top: {label: Top sellers, count: 20, in_text: the top}, shop: {count: 3}}")
    read = [(player.label, player.in_text, player.count) for player in read_players(reading, node)]
    assert read == [("A", "", None), ("Top sellers", "the top", 20), ("shop", "", 3)]
    assert sentences(reading) == []


@pytest.mark.parametrize(
    ("count", "told"),
    [
        ("0", "expected a count from 1 to 1,000,000,000 of player 'top', got 0"),
        ("2e9", "expected a count from 1 to 1,000,000,000 of player 'top', got 2,000,000,000"),
        ("5/2", "expected a whole number of at least 0 as 'count' of player 'top', got '5/2'"),
    ],
)
def test_counts_are_whole_and_bounded(count: str, told: str) -> None:
    reading, node = reading_of(f"{{top: {{label: Top sellers, count: {count}}}}}")
    read_players(reading, node)
    assert [told in sentence for sentence in sentences(reading)] == [True]


def test_actions_may_have_attributes() -> None:
    reading, node = reading_of("{Watch: {watch: 1, cost: c / 2}, Ignore: {}, '': }")
    watch, ignore, nameless = read_actions(reading, node, "player 'a'")
    assert {name: formula.text for name, formula in watch.attributes.items()} == {"watch": "1", "cost": "c / 2"}
    assert (ignore.name, dict(ignore.attributes), nameless.name) == ("Ignore", {}, "")
    reading, node = reading_of("[no, 1]")
    assert [action.name for action in read_actions(reading, node, "player 'a'")] == ["no", "1"]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Watch", "1:1: expected actions of player 'a' as a mapping, got 'Watch'"),
        ("{}", "1:1: expected at least one action of player 'a', got none"),
        ("{A: 3}", "1:5: expected attributes of action 'A' as a mapping, got '3'"),
        ("{A: {b: }}", "1:9: expected attribute 'b' as a formula, got nothing"),
    ],
)
def test_other_actions_are_told(text: str, sentence: str) -> None:
    reading, node = reading_of(text)
    read_actions(reading, node, "player 'a'")
    assert sentences(reading) == [sentence]


def test_a_key_may_be_no_attribute() -> None:
    reading, node = reading_of("{probability: rest, seen: 1}")
    assert list(read_attributes(reading, node, "branch", without="probability")) == ["seen"]


def test_players_are_known_by_key() -> None:
    reading, node = reading_of("amazn")
    assert isinstance(node, Scalar)
    assert check_player(reading, node, ["amazn"])
    assert not check_player(reading, node, ["amazon", "temu"])
    assert sentences(reading) == [
        "1:1: expected the key of a player ('amazon', 'temu'), got 'amazn'; did you mean 'amazon'?"
    ]
