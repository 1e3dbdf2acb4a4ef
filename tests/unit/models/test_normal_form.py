from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest

from gametheory.core.normal_form import NormalFormGame
from gametheory.errors import InconsistentGameFileError
from gametheory.models.definitions import NormalFormDefinition, Place, TablePayoffs
from gametheory.models.model import GameModel
from unit.models.descriptions import actions, described, formula, normal_form

AMAZON = {"Monitor": {"watch": "1"}, "Ignore": {"watch": "0"}}
SELLER = {
    "Undercut on Temu": {"listed": "1", "cheaper": "1"},
    "Keep parity": {"listed": "1", "cheaper": "0"},
    "Delist": {"listed": "0", "cheaper": "0"},
}
MONITORING = described(
    ["amazon", "seller"],
    normal_form(
        {"amazon": AMAZON, "seller": SELLER},
        amazon="commission * through_amazon * (1 - suppressed * caught * (1 - recaptured)) - scan_cost * amazon.watch",
        seller="margin * (through_amazon * (1 - suppressed * caught) + on_temu)",
    ),
    numbers={
        "amazon_sales": "30", "temu_sales": "10", "commission": "0.15", "margin": "0.2", "suppressed": "1/4",
        "withdrawn": "0.6", "recaptured": "0.95", "scan_cost": "0.1", "diversion": "0.4",
    },
    names={
        "through_amazon": "amazon_sales - diversion * on_temu",
        "caught": "amazon.watch * seller.cheaper",
        "on_temu": "temu_sales * seller.listed * (1 if seller.cheaper else 1/5) * (1 - withdrawn * caught)",
    },
)  # fmt: skip


def built(model: GameModel, **values: str) -> NormalFormGame:
    game = model.at(**values)
    assert isinstance(game, NormalFormGame)
    return game


def test_price_monitoring_is_indifferent_at_its_known_equilibrium() -> None:
    game = built(GameModel(MONITORING))
    monitor = Fraction(48, 107)
    undercut = Fraction(400, 1227)
    mixes = [monitor, 1 - monitor]
    columns = [sum(mixes[row] * game.payoff(1, (row, column)) for row in range(2)) for column in range(3)]
    assert columns[0] == columns[1] > columns[2]
    weights = [undercut, 1 - undercut]
    rows = [sum(weights[column] * game.payoff(0, (row, column)) for column in range(2)) for row in range(2)]
    assert rows[0] == rows[1]
    assert game.actions == (("Monitor", "Ignore"), ("Undercut on Temu", "Keep parity", "Delist"))


def test_payoffs_by_hand_at_other_values() -> None:
    game = built(GameModel(MONITORING), commission="0.1", scan_cost="1")
    assert game.payoff(0, (0, 2)) == 3 - 1
    assert game.payoff(0, (1, 0)) == Fraction(1, 10) * 26
    assert game.payoff(1, (1, 1)) == Fraction(1, 5) * (30 - Fraction(8, 10) + 2)


def test_integer_payoffs_are_integers_and_one_player_is_a_game() -> None:
    model = GameModel(
        described(["seller"], normal_form({"seller": {"A": {}, "B": {}}}, seller="7 if seller == 'B' else 2"))
    )
    assert built(model).payoffs.dtype == np.int64
    assert built(model).payoffs.tolist() == [[2, 7]]


def table(*rows: tuple[object, ...]) -> GameModel:
    two = actions({"L": {"x": "1"}, "R": {"x": "2"}})
    body = NormalFormDefinition({"row": two, "column": two}, TablePayoffs(rows, Place(5, 1)))  # type: ignore[arg-type]
    return GameModel(described(["row", "column"], body, numbers={"fee": "1/2"}))


def test_tables_hold_numbers_and_formulas() -> None:
    game = built(table((1, Fraction(1, 3)), (formula("fee"), formula("-2")), (3, formula("column.x")), (4, 5)), fee="3")
    assert game.payoffs[0].tolist() == [[1, 3], [3, 4]]
    assert game.payoffs[1].tolist() == [[Fraction(1, 3), -2], [1, 5]]


def test_wrong_tables() -> None:
    with pytest.raises(InconsistentGameFileError, match=":5:1: expected payoffs for 4 profiles, got 1"):
        table((1, 2))
    with pytest.raises(InconsistentGameFileError, match=":8:1: expected one payoff for each of 2 players, got 1"):
        table((1, 2), (formula("1", 8),), (1, 2), (1, 2))
    with pytest.raises(InconsistentGameFileError, match=":5:1: expected one payoff for each of 2 players, got 0"):
        table((1, 2), (), (1, 2), (1, 2))


def test_formulas_without_a_value_name_profile_and_values() -> None:
    body = normal_form({"a": {"L": {"x": "1"}, "R": {"x": "0"}}, "b": {"U": {}}}, a="1", b="1")
    payoffs = replace(body.payoffs, by_player={"a": formula("fee / a.x", 4), "b": formula("log(fee - 2)", 5)})
    model = GameModel(described("ab", replace(body, payoffs=payoffs), numbers={"fee": "1"}), "m")
    with pytest.raises(InconsistentGameFileError, match="no value") as caught:
        model.to_game()
    prefix = "this formula has no value: "
    assert str(caught.value).splitlines() == [
        f"m:4:5: {prefix}division by zero at profile (R, U) with fee = 1",
        f"m:5:1: {prefix}logarithm of a number that is not positive, -1 at profile (L, U) with fee = 1",
    ]
    with pytest.raises(InconsistentGameFileError, match="division by zero"):
        model.at(fee=4)


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        (normal_form({"a": {"L": {}}, "c": {"U": {}}}, a="1", b="1"), "actions of an unknown player 'c'"),
        (normal_form({"a": {"L": {}}}, a="1", b="1"), "expected at least one action of player 'b', got none"),
        (
            normal_form({"a": {"L": {}}, "b": {"U": {}}}, a="1"),
            "all players in every profile, got none of b",
        ),
        (normal_form({"a": {"L": {"x": "b.x"}}, "b": {"U": {}}}, a="1", b="1"), "'b' cannot stand in an attribute"),
        (normal_form({"a": {"L": {}, "R": {"x": "1"}}, "b": {"U": {}}}, a="1", b="1"), "expected attribute 'x' at 'L'"),
        (normal_form({k: {str(i): {} for i in range(4000)} for k in "ab"}, a="1", b="1"), "got 32,000,000"),
    ],
)
def test_wrong_descriptions(body: NormalFormDefinition, sentence: str) -> None:
    with pytest.raises(InconsistentGameFileError, match=sentence):
        GameModel(described("ab", body))


def test_a_large_game_shares_its_parts() -> None:
    moves = {name: {f"{name}{number}": {"x": str(number)} for number in range(40)} for name in "ab"}
    model = GameModel(described("ab", normal_form(moves, a="fee * a.x - b.x", b="heavy * b.x"), numbers={"fee": "2"},
                                names={"heavy": "fee ** 60"}))  # fmt: skip
    assert built(model).payoff(0, (3, 5)) == 1
    assert built(model, fee="1/2").payoff(1, (3, 5)) == Fraction(5, 2**60)
