"""Games in numbers are built from the start."""

from __future__ import annotations

from gametheory import NormalFormGame
from gametheory.models.given_body import GivenBody

GAME = NormalFormGame([[3, 1]])


def test_the_game_is_the_same_at_any_values() -> None:
    built = GivenBody(GAME).build({}, "a title", "a path")
    assert built.game is GAME
    assert (built.arithmetic, built.unused_stages) == ("exact", ())


def test_there_are_no_formulas() -> None:
    assert GivenBody(GAME).widest_scopes() == []
