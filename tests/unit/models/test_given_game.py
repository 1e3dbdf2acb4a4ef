"""Games in numbers as bodies of models."""

from __future__ import annotations

from gametheory import NormalFormGame
from gametheory.models.definitions import GivenGame, ModelDescription, PlayerDefinition
from gametheory.models.model import GameModel
from gametheory.models.places import NOWHERE

GAME = NormalFormGame([[3, 1]], players=["if"])


def test_keys_may_be_words_of_formulas() -> None:
    model = GameModel(ModelDescription((PlayerDefinition("if", "If"),), GivenGame(GAME), title="One"))
    assert model.to_game() is GAME
    assert (model.arithmetic, model.title, model.unused_stages) == ("exact", "One", ())


def test_nothing_else_is_kept_unless_it_is_given() -> None:
    given = GivenGame(GAME)
    assert (given.original_actions, given.outcomes, given.place) == (None, None, NOWHERE)
