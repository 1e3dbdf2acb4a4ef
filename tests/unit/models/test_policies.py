"""Policies: what the file may say, and the games that they leave."""

from __future__ import annotations

import re
from fractions import Fraction
from io import StringIO

import pytest

from gametheory import GameModel, InconsistentGameFileError, InvalidParameterError, load, solve
from gametheory.models.policies import at_policy_values, changed_model

HEAD = """gametheory: 1
title: Shop
form: normal
parameters: {fee: {value: 1/4, range: [0, 1/2], assumption: a quarter}}
players: {shop: Shop, rival: Rival}
actions: {shop: {Sell: {sold: 1}, Close: {sold: 0}}, rival: [Enter, Wait]}
payoffs: {shop: (1 - fee) * 12 * shop.sold, rival: 3 if rival == "Enter" else 1}
policies:
"""


def model_with(policies: str) -> GameModel:
    return load(StringIO(HEAD + policies))


def test_values_are_worked_out_at_present_ones() -> None:
    model = model_with("  cap: {set: {fee: 'min(fee, 1/6)'}, assumption: a sixth}\n")
    assert model.with_policy("cap").parameter_values["fee"] == Fraction(1, 6)
    assert model.with_values(fee="1/10").with_policy("cap").parameter_values["fee"] == Fraction(1, 10)
    assert model.parameter_values["fee"] == Fraction(1, 4)


def test_one_changed_game_serves_all_values() -> None:
    model = model_with("  close: {remove: {shop: [Sell]}}\n")
    changed = changed_model(model, "close")
    again = at_policy_values(changed, model.with_values(fee="1/3"), "close")
    assert again.to_game().num_actions == (1, 2)
    assert again.parameter_values["fee"] == Fraction(1, 3)


def test_title_and_expectations_are_those_of_the_policy() -> None:
    changed = load("price_monitoring").with_policy("no_monitoring")
    assert changed.title == "Price monitoring: No price monitoring"
    assert changed.expect == ()
    assert changed.description.policies == {}


@pytest.mark.parametrize(
    ("policies", "sentence"),
    [
        ("  a: {set: {fee: 0}}\n", "9:3: expected 'source' or 'assumption' at policy 'a', which brings new numbers"),
        ("  a: {set: {fe: 0}, assumption: x}\n", "9:13: unknown parameter 'fe' in policy 'a'; did you mean 'fee'?"),
        ("  a: {set: {fee: 1}, assumption: x}\n", "9:18: expected fee from 0 to 1/2, got 1 in policy 'a'; change it"),
        ("  a: {set: {fee: fees}, assumption: x}\n", "9:18: unknown name 'fees'; did you mean 'fee'?"),
        ("  a: {set: {fee: 1 / (fee - 1/4)}, assumption: x}\n", "this formula has no value: division by zero"),
        ("  a: {remove: {shops: [Sell]}}\n", "9:16: expected the key of a player under 'remove' of policy 'a'"),
        ("  a: {remove: {shop: [Sel]}}\n", "9:23: 'shop' has no action 'Sel' that policy 'a' could remove"),
        ("  a: {remove: {shop: [Sell, Close]}}\n", "9:16: expected policy 'a' to leave 'shop' at least one action"),
        ("  a: {add: {shop: {Sell: {sold: 2}}}, assumption: x}\n", "9:20: 'shop' already has the action 'Sell'"),
        ("  a: {stages: {entry: {when: 0}}}\n", "9:16: unknown stage 'entry' in policy 'a'; this game has none"),
    ],
)
def test_mistakes_have_a_place(policies: str, sentence: str) -> None:
    with pytest.raises(InconsistentGameFileError, match=re.escape(sentence)):
        model_with(policies)


def test_a_value_may_leave_the_range_elsewhere() -> None:
    model = model_with("  double: {set: {fee: 2 * fee}, assumption: twice}\n")
    with pytest.raises(InconsistentGameFileError, match="expected fee from 0 to 1/2, got 2/3 in policy 'double'"):
        model.with_values(fee="1/3").with_policy("double")


def test_unknown_policies() -> None:
    with pytest.raises(InvalidParameterError, match=r"unknown policy 'no_monitorin'; did you mean 'no_monitoring'\?"):
        load("price_monitoring").with_policy("no_monitorin")
    with pytest.raises(InvalidParameterError, match="unknown policy 'ban'; this file has none"):
        load("chicken").with_policy("ban")


def test_each_policy_of_the_shipped_games_leaves_a_game() -> None:
    names = ["price_monitoring", "choose_one_of_two", "monitoring_scope", "multichannel_fulfilment", "two_store_limit"]
    for name in names:
        model = load(name)
        assert model.description.policies
        for policy in model.description.policies:
            assert solve(model.with_policy(policy)).equilibria
