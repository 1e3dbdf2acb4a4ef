"""Payoff tables: the last player's action varies fastest."""

from __future__ import annotations

from fractions import Fraction

import pytest

from gametheory.io.payoff_table import read_payoff_table
from gametheory.models.definitions import TablePayoffs
from gametheory.models.formulas.syntax import Formula
from unit.io.readings import fields_of, sentences

ACTIONS = {"row": ["Top", "Bottom"], "column": ["Left", "Middle", "Right"]}


def read(text: str) -> tuple[TablePayoffs | None, list[str]]:
    reading, fields = fields_of(text)
    return read_payoff_table(reading, *fields["payoffs"], ACTIONS), sentences(reading)


@pytest.mark.parametrize(
    "text",
    [
        "payoffs: [[[1, 2], [3, 4], [5, 6]], [[7, 8], [9, 10], [11, 1/3]]]",
        "payoffs:\n  Bottom: {Right: [11, 1/3], Left: [7, 8], Middle: {column: 10, row: 9}}\n"
        "  Top: [[1, 2], [3, 4], {row: 5, column: 6}]\n",
    ],
)
def test_lists_and_mappings_mean_the_same(text: str) -> None:
    table, told = read(text)
    assert told == []
    assert table is not None
    assert table.rows == ((1, 2), (3, 4), (5, 6), (7, 8), (9, 10), (11, Fraction(1, 3)))


def test_entries_may_be_formulas() -> None:
    table, _ = read("payoffs: [[[x, '2'], [3, 4], [5, 6]], [[7, 8], [9, 10], [11, 1 - x]]]")
    assert table is not None
    assert isinstance(table.rows[0][0], Formula)
    assert (table.rows[0][1], getattr(table.rows[5][1], "text", None)) == (2, "1 - x")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "payoffs: [[[1, 2], [3, 4]], [[7], [9, 10], [11, 12]]]",
            [
                "1:11: expected 3 entries, one for each action of 'column' after (Top), got 2; "
                "missing are the payoffs of (Top, Right)",
                "1:30: expected payoffs of every player at (Bottom, Left), got none of 'column'",
            ],
        ),
        (
            "payoffs: [[[1, 2], [3, 4], [5, 1/0]], [[7, 8], [9, 10], {row: 1, col: 2}]]",
            [
                "1:32: expected a denominator other than 0, got '1/0' as payoff of (Top, Right)",
                "1:66: expected the key of a player ('row', 'column'), got 'col'; did you mean 'column'?",
            ],
        ),
        (
            "payoffs: {Top: [], Button: []}",
            ["1:20: expected one of the actions 'Top', 'Bottom', got 'Button'; did you mean 'Bottom'?"],
        ),
    ],
)
def test_mistakes_are_told_at_once(text: str, expected: list[str]) -> None:
    assert read(text) == (None, expected)
