from __future__ import annotations

import pytest

from gametheory.errors import InconsistentGameFileError
from gametheory.models.definitions import ActionDefinition, Place
from gametheory.models.library import Library
from gametheory.models.mistakes import Mistakes
from gametheory.models.positions import moves_position
from gametheory.models.scopes import Scope
from unit.models.descriptions import actions, formula


def test_moves_with_their_attributes() -> None:
    constants = Scope(Library((), (), Mistakes()))
    moves = actions({"Monitor": {"watch": "1"}, "Ignore": {"watch": "0"}})
    position = moves_position("amazon", moves, constants, Mistakes())
    assert position.labels == ("Monitor", "Ignore")
    assert [move["watch"].text for move in position.attributes] == ["1", "0"]


def test_misspelled_attributes_and_equal_names_are_told() -> None:
    mistakes = Mistakes()
    moves = (
        ActionDefinition("Monitor", {"watch": formula("1")}, Place(1, 1)),
        ActionDefinition("Ignore", {"wach": formula("0")}, Place(2, 1)),
        ActionDefinition("Ignore", {"watch": formula("0"), "wach": formula("0")}, Place(3, 1)),
    )
    moves_position("amazon", moves, Scope(Library((), (), mistakes)), mistakes)
    with pytest.raises(InconsistentGameFileError, match="expected attribute") as caught:
        mistakes.raise_if_any("a.yaml")
    assert [mistake.message for mistake in caught.value.mistakes] == [
        "expected attribute 'wach' at 'Monitor' of 'amazon', as at 'Ignore'; write wach: 0 if that is meant",
        "expected attribute 'watch' at 'Ignore' of 'amazon', as at 'Monitor'; write watch: 0 if that is meant",
        "expected different actions at 'amazon', got 'Ignore' twice; rename one",
    ]
