"""Titles with the parameters that were set."""

from __future__ import annotations

from gametheory import NormalFormGame, load
from gametheory.rendering.sentences.game_title import title_at


def test_only_values_that_were_set_stand_in_the_title() -> None:
    model = load("price_monitoring")
    assert title_at("Prices", model) == "Prices"
    changed = model.with_values(temu_sales=3, margin="1/3")
    assert title_at("Prices", changed) == "Prices at temu_sales = 3, margin = 1/3"
    assert title_at("", changed).startswith("Untitled game at temu_sales = 3")


def test_games_of_numbers_keep_their_title() -> None:
    assert title_at("", None) == ""
    assert title_at("Numbers", NormalFormGame.zero_sum([[1, 2], [3, 0]])) == "Numbers"
