"""Gambit's tables as games."""

from __future__ import annotations

from fractions import Fraction

import pytest

from gametheory.core.extensive_form import NO_OUTCOME
from gametheory.core.normal_form import NormalFormGame
from gametheory.errors import InconsistentGameFileError, MalformedGameFileError
from gametheory.io.gambit.nfg_reader import read_nfg
from unit.io.gambit.sources import source

HEAD = 'NFG 1 R "t" { "A" "B" }\n'
OUTCOMES = HEAD + '{ { "u" "d" }\n{ "l" "m" "r" }\n}\n"c"\n\n{\n{ "w" 1, 2 }\n{ "" 3/4 -5 }\n}\n1 2 0 2 1 1\n'


def game_of(text: str) -> NormalFormGame:
    """The game of a text."""
    game = read_nfg(source(text)).given.game
    assert isinstance(game, NormalFormGame)
    return game


def test_the_first_player_varies_fastest() -> None:
    game = game_of('NFG 1 R "t" { "A" "B" "C" } { 2 3 1 } ' + " ".join(map(str, range(18))))
    assert game.num_actions == (2, 3, 1)
    assert [game.payoff(player, (1, 2, 0)) for player in range(3)] == [15, 16, 17]
    assert game.payoff(0, (1, 0, 0)) == 3
    assert game.actions == (("1", "2"), ("1", "2", "3"), ("1",))


def test_outcomes_have_labels_and_stand_at_several_profiles() -> None:
    read = read_nfg(source(OUTCOMES))
    game = game_of(OUTCOMES)
    assert game.actions == (("u", "d"), ("l", "m", "r"))
    assert game.comment == "c"
    assert game.payoffs[0].tolist() == [[1, 0, 1], [Fraction(3, 4), Fraction(3, 4), 1]]
    assert game.payoff(1, (1, 0)) == -5
    assert read.given.outcomes is not None
    assert read.given.outcomes.labels == ("w", "")
    assert read.given.outcomes.outcome.tolist() == [[0, NO_OUTCOME, 0], [1, 1, 0]]


def test_an_empty_list_of_outcomes_is_a_game_without_payoffs() -> None:
    game = game_of(HEAD + "{ 2 1 } { } 0 0")
    assert game.payoffs.tolist() == [[[0], [0]], [[0], [0]]]


def test_labels_with_payoffs_and_a_comment() -> None:
    game = game_of(HEAD + '{ { "u" } { "l" "r" } } "said" 1 2 3 .5')
    assert (game.comment, game.payoff(1, (0, 1))) == ("said", Fraction(1, 2))


def test_one_player_with_one_action() -> None:
    assert game_of('NFG 1 D "" { "a" } { 1 } 3').payoffs.tolist() == [[3]]


def test_actions_without_a_name_of_their_own() -> None:
    read = read_nfg(source(HEAD + '{ { "u" "u" "" } { "l" } } 1 2 3 4 5 6'))
    assert game_of(HEAD + '{ { "u" "u" "" } { "l" } } 1 2 3 4 5 6').actions == (("u", "u (2)", "3"), ("l",))
    assert read.given.original_actions == (("u", "u", ""), ("l",))
    assert [(remark.line, remark.column) for remark in read.remarks] == [(2, 9), (2, 13)]


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ("{ 2 2 } 1 2 3", "f:2:14: expected 8 payoffs, 2 for each of 4 profiles, got 3"),
        ("{ 1 1 } 1 2 3", "f:2:13: expected 2 payoffs, 2 for each of 1 profile, got 3"),
        ("{ 2 1 } { } 0 0 0", "f:2:17: expected 2 outcome numbers, one for each profile, got 3"),
        ("{ 2 1 } { } 0 1", "f:2:15: expected an outcome from 0, which is none, to 0, got 1"),
        ("{ 1 } 1", "f:2:1: expected the actions of 2 players, got those of 1"),
        ("{ 99999 1 } 1", "expected a number of actions whose payoffs the file holds, got 99,999"),
        ("{ 1 0 } 1", "expected at least one action of each player, got 0"),
        ('{ { "a" } { } } 1', "expected at least one action of each player, got none"),
        ('{ 1 1 } { { "" 1 } } 1', "expected 2 payoffs, one for each player, got 1"),
    ],
)
def test_what_is_no_game_is_told(body: str, sentence: str) -> None:
    with pytest.raises(InconsistentGameFileError, match=sentence):
        read_nfg(source(HEAD + body))


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ('{ 1 1 } { { "" 1 x } } 1', "f:2:18: expected a payoff or '}', got 'x'"),
        ('{ 1 1 } { { "" 1 1/0 } } 1', "expected a denominator other than 0, got '1/0'"),
        ('{ 1 1 } { "" 1 } 1', "expected an outcome, which begins with '{', or '}', got the text ''"),
        ("{ 1 1 } 1, 2", "expected a number such as 3, 0.15 or -1/3, got '1,'"),
    ],
)
def test_what_is_not_in_the_format_is_told(body: str, sentence: str) -> None:
    with pytest.raises(MalformedGameFileError, match=sentence):
        read_nfg(source(HEAD + body))
