"""Which games have a best-response diagram, and which of the two."""

from __future__ import annotations

import numpy as np
import pytest

from gametheory import MixedProfile, NormalFormGame
from gametheory.errors import UnsupportedGameError
from gametheory.rendering.pictures.best_response_picture import diagrammed_game, draw_best_responses
from gametheory.rendering.pictures.canvas import FontRuler
from gametheory.rendering.pictures.number_labels import NumberLabels
from gametheory.rendering.pictures.scene import Text
from gametheory.rendering.pictures.text_block import TypeSetter

SETTER = TypeSetter(FontRuler())
SQUARE = NormalFormGame.from_bimatrix([[3, 0], [1, 2]], [[1, 0], [0, 4]])
REDUCIBLE = NormalFormGame.from_bimatrix(
    [[0, 9, 1], [4, 0, 5], [0, 4, 1]],
    [[1, 3, 2], [1, 0, 2], [0, 1, 9]],
    actions=[["T", "M", "B"], ["L", "C", "R"]],
)


def test_games_with_two_actions_are_drawn_as_they_are() -> None:
    for game in (SQUARE, SQUARE.restrict([[0, 1], [1]])):
        diagrammed = diagrammed_game(game)
        assert diagrammed.game is game
        assert diagrammed.note == ""


def test_larger_games_are_reduced_first() -> None:
    diagrammed = diagrammed_game(REDUCIBLE)
    assert diagrammed.kept == ((0, 1), (1, 2))
    assert diagrammed.game.num_actions == (2, 2)
    assert diagrammed.note == (
        "Drawn after iterated strict elimination, which takes 3 x 3 to 2 x 2 and no equilibrium away. "
        "Eliminated of 1: B; of 2: L."
    ).replace("of 1", f"of {REDUCIBLE.players[0].label}").replace("of 2", f"of {REDUCIBLE.players[1].label}")


def test_profiles_are_restricted_with_the_game() -> None:
    diagrammed = diagrammed_game(REDUCIBLE)
    inside = diagrammed.restricted(MixedProfile(REDUCIBLE, [["1/4", "3/4", 0], [0, 0, 1]]))
    assert inside is not None
    assert [list(map(str, strategy)) for strategy in inside.strategies] == [["1/4", "3/4"], ["0", "1"]]
    assert diagrammed.restricted(MixedProfile(REDUCIBLE, [["1/4", 0, "3/4"], [0, 0, 1]])) is None


@pytest.mark.parametrize(
    ("shape", "sentence"),
    [
        ((2, 2, 2), "got 3 players; choose kind 'table'"),
        ((31, 2), "at most 30 actions, of which one has two, .* got 31 x 2; choose kind 'heatmap'"),
        ((3, 4), "got 3 x 4 and then 3 x 4; choose kind 'table'"),
        ((1, 3), "got 1 x 3 and then 1 x 3; choose kind 'table'"),
    ],
)
def test_other_games_have_none(shape: tuple[int, ...], sentence: str) -> None:
    with pytest.raises(UnsupportedGameError, match=sentence):
        diagrammed_game(NormalFormGame(np.zeros((len(shape), *shape), dtype=np.int64)))


def test_two_actions_each_give_the_square_and_others_the_lines() -> None:
    for game, start in ((SQUARE, "Best replies of"), (SQUARE.restrict([[0, 1], [1]]), "Highest payoff of")):
        drawing = draw_best_responses(game, SETTER, NumberLabels()).drawing
        assert any(isinstance(item, Text) and item.content.startswith(start) for item in drawing.sheet.items)
