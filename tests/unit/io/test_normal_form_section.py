"""Actions by player, and payoffs in each of their notations."""

from __future__ import annotations

from pathlib import Path

import pytest

from gametheory.io.normal_form_section import read_normal_form
from gametheory.models.definitions import FormulaPayoffs, NormalFormDefinition, TablePayoffs
from unit.io.readings import fields_of, sentences

ACTIONS = "actions: {b: [L, R], a: [T]}\n"


def read(text: str, folder: Path | None = None) -> tuple[NormalFormDefinition | None, list[str]]:
    reading, fields = fields_of(text, folder)
    return read_normal_form(reading, fields, {"a": None, "b": None}), sentences(reading)


def test_actions_are_in_the_order_of_the_players() -> None:
    definition, told = read(ACTIONS + "payoffs: {b: 1, a: 2}\n")
    assert told == []
    assert definition is not None
    assert {key: [action.name for action in actions] for key, actions in definition.actions.items()} == {
        "a": ["T"], "b": ["L", "R"],
    }  # fmt: skip
    assert list(definition.actions) == ["a", "b"]
    assert isinstance(definition.payoffs, FormulaPayoffs)


@pytest.mark.parametrize("payoffs", ["[[[1, 2], [3, 4]]]", "{T: {R: [3, 4], L: [1, 2]}}", "{csv: t.csv}"])
def test_tables(payoffs: str, tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("a,b,payoff a,payoff b\nT,L,1,2\nT,R,3,4\n")
    definition, told = read(f"{ACTIONS}payoffs: {payoffs}\n", tmp_path)
    assert told == []
    assert definition is not None
    assert isinstance(definition.payoffs, TablePayoffs)
    assert definition.payoffs.rows == ((1, 2), (3, 4))


def test_an_action_may_be_called_csv() -> None:
    definition, told = read("actions: {a: [csv], b: [L]}\npayoffs: {csv: {L: [1, 2]}}\n")
    assert told == []
    assert definition is not None
    assert isinstance(definition.payoffs, TablePayoffs)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("payoffs: {a: 1, b: 1}", []),
        ("actions: {a: [T], b: []}", ["1:22: expected at least one action of player 'b', got none"]),
        ("actions: 3\npayoffs: []", ["1:10: expected 'actions' as a mapping, got '3'"]),
        ("actions: {a: [T]}\npayoffs: []", ["1:10: expected actions of every player, got none of 'b'"]),
        (
            ACTIONS + "payoffs: much",
            [
                "2:10: expected payoffs as formulas by player, a table with the player last, a mapping of "
                "actions or {csv: file}, got 'much'"
            ],
        ),
        (ACTIONS + "payoffs: {a: 1}", ["2:10: expected payoffs of every player, got none of 'b'"]),
    ],
)
def test_mistakes(text: str, expected: list[str]) -> None:
    definition, told = read(text)
    assert told == expected
    assert definition is None or told
