"""Equilibria of every kind as plain values."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from gametheory import NormalFormGame, solve
from gametheory.io.equilibrium_json import (
    equilibria_to_json,
    nash_subsets_to_json,
    number_writer,
    strategies_to_json,
)
from gametheory.io.json_values import float_to_json, number_to_json
from unit.rendering.told_games import shipped, solved

LEADERSHIP = NormalFormGame.from_bimatrix(
    [[2, 4], [1, 3]], [[1, 0], [0, 1]], players=["row", "column"], actions=[["T", "B"], ["L", "R"]]
)


def test_distributions_list_what_is_recommended() -> None:
    (told,) = equilibria_to_json(solve(shipped("chicken"), "correlated"))
    assert (told["kind"], told["strategies"], told["max_regret"]) == ("distribution", None, "0")
    assert told["distribution"] == [
        {"actions": {"first": "Give way", "second": "Give way"}, "probability": "1/2"},
        {"actions": {"first": "Give way", "second": "Dare"}, "probability": "1/4"},
        {"actions": {"first": "Dare", "second": "Give way"}, "probability": "1/4"},
    ]
    assert told["payoffs"] == {"first": "21/4", "second": "21/4"}
    assert "commitment" not in told


def test_distributions_of_trees_recommend_plans() -> None:
    (told,) = equilibria_to_json(solve(shipped("trust_game"), "coarse_correlated"))
    assert {choice["actions"]["buyer"] for choice in told["distribution"]} == {"trust=Not"}
    assert sum(Fraction(choice["probability"]) for choice in told["distribution"]) == 1
    assert (told["is_subgame_perfect"], told["subgame_failures"], told["unreached"]) == (None, None, {})


@pytest.mark.parametrize(("tie", "is_attained"), [("strong", True), ("weak", False)])
def test_commitments_name_the_leader(tie: str, *, is_attained: bool) -> None:
    (told,) = equilibria_to_json(solve(LEADERSHIP, "stackelberg", options={"tie": tie}))
    assert told["kind"] == "commitment"
    assert told["commitment"] == {"leader": "row", "is_attained": is_attained}
    assert told["strategies"]["row"] == {"T": "1/2", "B": "1/2"}
    assert (told["payoffs"]["row"], told["max_regret"]) == ("7/2", "0")
    assert told["certificate"]["regrets"]["row"] == "1/2", "the leader is bound, not content"
    assert "distribution" not in told


def test_floats_are_numbers() -> None:
    solution = solve(NormalFormGame.zero_sum([[3, -1, 2], [-2, 4, 1]]), method="interior_point")
    assert number_writer(solution) is float_to_json
    (told,) = equilibria_to_json(solution)
    shares = [share for strategy in told["strategies"].values() for share in strategy.values()]
    assert all(isinstance(share, float) for share in shares)
    assert sum(shares) == pytest.approx(2)
    assert told["payoffs"]["1"] == pytest.approx(1)
    assert isinstance(told["max_regret"], float)
    assert {type(number) for number in told["certificate"]["regrets"].values()} == {float}


def test_exact_numbers_are_text() -> None:
    solution = solved("price_monitoring")
    assert number_writer(solution) is number_to_json
    profile = solution.equilibria[0].profile
    assert strategies_to_json(profile)["amazon"] == {"Monitor": "48/107", "Ignore": "59/107"}
    assert strategies_to_json(profile, float_to_json)["amazon"]["Monitor"] == 48 / 107


def test_open_choices_are_null_in_floats_too() -> None:
    profile = solved("centipede", "nash").equilibria[0].profile
    assert strategies_to_json(profile, float_to_json)["ann"] == {
        "first turn": {"Stop": 1.0, "Pass": 0.0},
        "third turn": None,
    }


def test_a_failing_subgame_is_named() -> None:
    told = equilibria_to_json(solved("trust_game", "nash"))
    assert told[0]["subgame_failures"] == [{"node": "honor", "player": "seller", "gain": "1/2"}]
    rounded = solved("trust_game", "nash").replace(arithmetic="float")
    assert equilibria_to_json(rounded)[0]["subgame_failures"][0]["gain"] == 0.5


def test_proofs_without_information_sets_have_none() -> None:
    found = solved("trust_game", "nash")
    bare = replace(found.equilibria[0], certificate=replace(found.equilibria[0].certificate, infosets=()))
    assert "infosets" in equilibria_to_json(found)[0]["certificate"]
    assert "infosets" not in equilibria_to_json(found.replace(equilibria=(bare,)))[0]["certificate"]


def test_subsets_of_what_has_none_are_an_empty_list() -> None:
    assert nash_subsets_to_json(solve(shipped("chicken"), "correlated")) == []
    assert len(nash_subsets_to_json(solved("chicken"))) == 3
