"""Payoffs by player, as a mapping or a list."""

from __future__ import annotations

import pytest

from gametheory.io.payoff_formulas import read_payoff_formulas
from gametheory.models.definitions import FormulaPayoffs
from unit.io.readings import fields_of, sentences


def read(text: str, *, is_complete: bool = True) -> tuple[FormulaPayoffs | None, list[str]]:
    reading, fields = fields_of(text)
    payoffs = read_payoff_formulas(reading, *fields["payoffs"], ["a", "b"], is_complete=is_complete)
    return payoffs, sentences(reading)


@pytest.mark.parametrize("text", ["payoffs: {b: -1/2, a: 3 * x}", "payoffs: [3 * x, -1/2]"])
def test_payoffs_are_in_the_order_of_the_players(text: str) -> None:
    payoffs, told = read(text)
    assert payoffs is not None
    assert [(player, formula.text) for player, formula in payoffs.by_player.items()] == [("a", "3 * x"), ("b", "-1/2")]
    assert (payoffs.place.line, payoffs.place.column, told) == (1, 1, [])


def test_players_may_be_left_out_on_the_way() -> None:
    payoffs, told = read("payoffs: {b: 1}", is_complete=False)
    assert payoffs is not None
    assert list(payoffs.by_player) == ["b"]
    assert told == []


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("payoffs: {b: 1}", "1:10: expected payoffs of every player, got none of 'a'"),
        ("payoffs: {b: 1, c: 2}", "1:17: expected the key of a player ('a', 'b'), got 'c'"),
        ("payoffs: [1, 2, 3]", "1:10: expected 2 payoffs ('a', 'b'), got 3"),
        ("payoffs: 3", "1:10: expected payoffs by player ('a', 'b') or as a list, got '3'"),
        ("payoffs: {a: 1, b: }", "1:20: expected payoff of 'b' as a formula, got nothing"),
        ("payoffs: [1, 1 +]", "1:17: expected a number or a name, got the end of the formula"),
        ("payoffs: [1, 1/0]", "1:14: expected a denominator other than 0, got '1/0' as payoff of 'b'"),
    ],
)
def test_mistakes(text: str, sentence: str) -> None:
    assert read(text)[1] == [sentence]
