"""Numbers and games as plain values."""

from __future__ import annotations

import json
from fractions import Fraction

import pytest

from gametheory import NormalFormGame
from gametheory.io.json_values import by_player, float_to_json, game_to_json, number_to_json, plain_values
from oracles.classic_trees import trust

GAME = NormalFormGame.from_bimatrix(
    [[1, 2, 3], [4, 5, 6]], [[0, 0, 1], [1, 0, 0]], players={"ann": "Ann", "bob": "Bob"}, title="Two by three"
)


@pytest.mark.parametrize(
    ("value", "exact", "rounded"),
    [(Fraction(1, 3), "1/3", 1 / 3), (Fraction(-2), "-2", -2.0), (Fraction(1, 10), "1/10", 0.1), (0.25, 0.25, 0.25)],
)
def test_numbers_are_text_where_they_are_exact(value: Fraction | float, exact: object, rounded: float) -> None:
    assert number_to_json(value) == exact
    assert float_to_json(value) == rounded
    assert isinstance(float_to_json(value), float)


def test_numbers_of_players_stand_by_their_keys() -> None:
    values = (Fraction(1, 2), Fraction(3))
    assert by_player(GAME, values, number_to_json) == {"ann": "1/2", "bob": "3"}
    assert by_player(GAME, values, float_to_json) == {"ann": 0.5, "bob": 3.0}
    with pytest.raises(ValueError, match="shorter"):
        by_player(GAME, values[:1], number_to_json)


def test_other_values_stay_what_they_are() -> None:
    values = {"value": Fraction(2, 3), "seconds": 0.5, "steps": 7, "arithmetic": "int64", "leader": None}
    assert plain_values(values) == values | {"value": "2/3"}
    assert json.loads(json.dumps(plain_values(values))) == plain_values(values)


def test_games_are_told_by_form_and_size() -> None:
    assert game_to_json(GAME) == {
        "title": "Two by three",
        "form": "normal",
        "players": [{"key": "ann", "label": "Ann"}, {"key": "bob", "label": "Bob"}],
        "num_actions": [2, 3],
    }
    told = game_to_json(trust())
    assert (told["form"], "num_actions" in told) == ("extensive", False)
    assert (told["num_nodes"], told["num_terminals"], told["num_infosets"]) == (5, 3, 2)
