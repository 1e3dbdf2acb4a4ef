from __future__ import annotations

import pytest

from gametheory import UnsupportedGameError, draw, solve
from gametheory.rendering.draw import check_drawable
from unit.models.tier_files import adoption, tier_game


def test_the_gain_of_each_tier_stands_against_its_share() -> None:
    game = adoption(10_000)
    svg = draw(game).svg
    assert "shop: what one seller gains" in svg
    assert "Everybody else is at the first action." in svg
    for concept in ("pure", "symmetric", "large_population"):
        solution = solve(game, concept)
        assert "Everybody else stays at equilibrium 2" in draw(game, solution, 1).svg


def test_other_kinds_and_many_tiers_are_refused() -> None:
    with pytest.raises(UnsupportedGameError, match="of tiers only the kind 'best-response' is drawn, got 'table'"):
        draw(adoption(10), kind="table")
    with pytest.raises(UnsupportedGameError, match="expected from 1 to 6 tiers with a choice for a picture, got 0"):
        check_drawable(tier_game({"shop": (3, ["A"])}, {"shop": "0"}))
    check_drawable(adoption(4), "best-response")


def test_few_sellers_have_few_points() -> None:
    assert draw(adoption(2)).svg.startswith("<?xml")
