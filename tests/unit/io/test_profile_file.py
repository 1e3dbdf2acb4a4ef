"""Profiles of the user's own."""

from __future__ import annotations

import json
from fractions import Fraction

import pytest

from gametheory import (
    BehaviorProfile,
    GameFileError,
    InconsistentGameFileError,
    MalformedGameFileError,
    MixedProfile,
    NormalFormGame,
    TreeBuilder,
)
from gametheory.io.equilibrium_json import strategies_to_json
from gametheory.io.profile_file import read_profile
from unit.rendering.told_games import forgetful, shipped, solved

PRICES = shipped("price_monitoring").to_game()
CENTIPEDE = shipped("centipede").to_game()


def test_yaml_of_normal_forms() -> None:
    text = "amazon: {Monitor: 0.4, Ignore: 3/5}\nseller: Keep parity\n"
    profile = read_profile(text, PRICES, "profile.yaml")
    assert isinstance(profile, MixedProfile)
    assert profile["amazon"]["Monitor"] == Fraction(2, 5)
    assert profile["seller"] == {"Undercut on Temu": 0, "Keep parity": 1, "Delist": 0}


def test_trees_may_leave_sets_open() -> None:
    text = b"ann:\n  first turn: Stop\n  third turn: null\nbob: {second turn: {Stop: 1}, last turn: }\n"
    profile = read_profile(text, CENTIPEDE, "profile.yaml")
    assert isinstance(profile, BehaviorProfile)
    assert profile["ann"] == {"first turn": {"Stop": 1, "Pass": 0}, "third turn": None}
    assert profile["bob"]["last turn"] is None
    assert (
        read_profile("ann: {first turn: Stop}\nbob: {second turn: Stop}\n", CENTIPEDE, "x")["bob"]["last turn"] is None
    )


@pytest.mark.parametrize("name", ["price_monitoring", "centipede", "choose_one_of_two"])
def test_solutions_are_read_again(name: str) -> None:
    equilibria = solved(name, "nash").equilibria
    assert equilibria
    for equilibrium in equilibria:
        text = json.dumps(strategies_to_json(equilibrium.profile))
        assert read_profile(text, equilibrium.profile.game, "x").strategies == equilibrium.profile.strategies


def test_whole_plans_are_read_again() -> None:
    profile = forgetful().equilibria[0].profile
    read = read_profile(json.dumps(strategies_to_json(profile)), forgetful().game, "x")
    assert isinstance(read, MixedProfile)
    assert read.strategies == profile.strategies


def test_players_that_forget_may_use_behavior_strategies() -> None:
    text = "{pair: {first: L, second: x}, guard: {guess: {l: 1/3, r: 2/3}}}"
    assert isinstance(read_profile(text, forgetful().game, "x"), BehaviorProfile)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("{pair: {first=L; second=z: 1}, guard: guess=l}", "an action of player 'pair' \\('first=L; second=x'"),
        ("{pair: {frist: a=b}, guard: {gess: l}}", "an information set of player 'pair' \\('first', 'second'\\)"),
        ("{pair: {frist=L: 1}, guard: l}", "an information set of player 'pair' .*, got 'frist=L'"),
    ],
)
def test_profiles_that_do_not_fit_players_that_forget(text: str, sentence: str) -> None:
    with pytest.raises(GameFileError, match=sentence):
        read_profile(text, forgetful().game, "x")


def test_information_sets_may_be_called_as_plans() -> None:
    builder = TreeBuilder(["pair"])
    left, right = builder.move(0, "pair", ["L", "R"], infoset="one")
    ends = [builder.move(node, "pair", ["x", "y"], infoset="one=L")[0] for node in (left, right)]
    builder.payoffs(ends[0], [3])
    game = builder.build()
    over_plans = "{pair: {one=L; one=L=x: 1/3, one=R; one=L=y: 2/3}}"
    assert isinstance(read_profile(over_plans, game, "x"), MixedProfile)
    assert isinstance(read_profile("{pair: {one: L, one=L: x}}", game, "x"), BehaviorProfile)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("amazon: Monitor", r"x:1:1: expected a strategy of every player, got none of 'seller'"),
        ("{amazon: Watch, seller: Delist}", r"x:1:10: expected an action of player 'amazon' \('Monitor', 'Ignore'\)"),
        ("{amazon: {Monitor: 1/2}, seller: Delist}", r"of player 'amazon' to sum to 1, got 1/2; add 1/2"),
        ("{amazon: {Monitor: 2}, seller: Delist}", r"a number from 0 to 1 as probability of 'Monitor', got 2"),
    ],
)
def test_profiles_that_do_not_fit_normal_forms(text: str, sentence: str) -> None:
    with pytest.raises(InconsistentGameFileError, match=sentence):
        read_profile(text, PRICES, "x")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("{ann: {fourth turn: Stop}, bob: {last turn: Stop}}", "'ann' \\('first turn', 'third turn'\\), got 'fourth"),
        ("{ann: {first turn: Wait}, bob: null}", "an action of information set 'first turn' of player 'ann'"),
        ("{ann: {first turn: Pass}, bob: null}", "x:1:32: .*'second turn' of player 'bob', which play reaches"),
        ("{ann: {first turn: Stop}, bob: }", "x:1:32: .*'second turn' of player 'bob', which a deviation of .*'ann'"),
    ],
)
def test_profiles_that_do_not_fit_trees(text: str, sentence: str) -> None:
    with pytest.raises(InconsistentGameFileError, match=sentence):
        read_profile(text, CENTIPEDE, "x")


def test_equilibria_and_solutions_are_profiles() -> None:
    strategies = {"amazon": "Ignore", "seller": {"Keep parity": "1/3", "Delist": "2/3"}}
    for document in (strategies, {"strategies": strategies}, {"equilibria": [{"strategies": strategies}]}):
        assert read_profile(json.dumps(document), PRICES, "x")["seller"]["Delist"] == Fraction(2, 3)


def test_a_player_may_be_called_as_a_key_of_solutions() -> None:
    game = NormalFormGame([[[3, 1]], [[0, 2]]], players=["strategies", "equilibria"], actions=[["a"], ["b", "c"]])
    assert read_profile("{strategies: a, equilibria: c}", game, "x")["equilibria"] == {"b": 0, "c": 1}


def test_keys_stand_once() -> None:
    with pytest.raises(MalformedGameFileError, match=r"x:2:1: .*'amazon'"):
        read_profile("amazon: Monitor\namazon: Ignore\nseller: Delist\n", PRICES, "x")


def test_text_that_is_not_yaml() -> None:
    with pytest.raises(MalformedGameFileError, match=r"profile\.yaml:1:"):
        read_profile("{amazon: [", PRICES, "profile.yaml")


def test_long_probabilities_of_solvers_read_back() -> None:
    rare = Fraction(3, 7 * 10**5000)
    profile = MixedProfile(PRICES, [[rare, 1 - rare], [0, 1, 0]])
    assert read_profile(json.dumps(strategies_to_json(profile)), PRICES, "x") == profile


@pytest.mark.parametrize("text", ["1e999999999", "0." + "3" * 2000, "9" * 100_001, "1/" + "0" * 2000])
def test_numbers_that_would_take_long_are_refused(text: str) -> None:
    with pytest.raises(MalformedGameFileError, match="x:1:20: expected a number of at most 1,000 digits"):
        read_profile(f"{{amazon: {{Monitor: {text}}}, seller: Delist}}", PRICES, "x")


def test_long_sums_are_shown_in_brief() -> None:
    with pytest.raises(InconsistentGameFileError, match=r"to sum to 1, got ≈1\.42857e-5002; add ≈1$"):
        read_profile(f"{{amazon: {{Monitor: 1/7{'0' * 5001}}}, seller: Delist}}", PRICES, "x")
