"""Payoff tables on paper."""

from __future__ import annotations

import numpy as np
import pytest

from gametheory import MixedProfile, NormalFormGame
from gametheory.core.distributions import Distribution
from gametheory.errors import UnsupportedGameError
from gametheory.rendering.pictures.canvas import FontRuler
from gametheory.rendering.pictures.number_labels import NumberLabels
from gametheory.rendering.pictures.scene import Box, Drawing, Line, Text
from gametheory.rendering.pictures.style import INK, SHADE
from gametheory.rendering.pictures.table_picture import WIDEST_PAGE, check_size, draw_tables
from gametheory.rendering.pictures.text_block import TypeSetter
from rendering import sample_games

GAME = NormalFormGame.from_bimatrix(
    [[3, 0], [1, 2]],
    [[1, 0], [0, 4]],
    players={"amazon": "Amazon", "seller": "Top seller"},
    actions=[["Monitor", "Ignore"], ["Undercut", "Keep parity"]],
)


def drawing_of(game: NormalFormGame, profile: MixedProfile | Distribution | None = None) -> Drawing:
    return draw_tables(game, TypeSetter(FontRuler()), NumberLabels(), profile)


def texts(drawing: Drawing) -> list[Text]:
    return [item for item in drawing.sheet.items if isinstance(item, Text)]


def test_two_players() -> None:
    drawing = drawing_of(GAME)
    contents = [text.content for text in texts(drawing)]
    assert contents[:4] == ["Top seller", "Amazon", "Undercut", "Keep parity"]
    assert [content for content in contents if content != ", "][4:] == [
        "Monitor",
        "3",
        "1",
        "0",
        "0",
        "Ignore",
        "1",
        "0",
        "2",
        "4",
    ]
    by_content = {text.content: text for text in texts(drawing)}
    assert by_content["Undercut"].x < by_content["Keep parity"].x
    assert by_content["Monitor"].baseline < by_content["Ignore"].baseline


def test_marks() -> None:
    drawing = drawing_of(GAME, MixedProfile(GAME, [[1, 0], [1, 0]]))
    lines = [item for item in drawing.sheet.items if isinstance(item, Line)]
    assert len([line for line in lines if line.color == INK]) == 2
    assert len([line for line in lines if line.color != INK]) == 4
    (shaded,) = [item for item in drawing.sheet.items if isinstance(item, Box) and item.fill == SHADE]
    assert shaded.x == min(item.x for item in drawing.sheet.items if isinstance(item, Box))


def test_commas_of_a_column_stand_below_each_other() -> None:
    commas = [text.x for text in texts(drawing_of(GAME)) if text.content == ", "]
    assert len({round(place, 3) for place in commas}) == 2


def test_one_player() -> None:
    contents = [text.content for text in texts(drawing_of(NormalFormGame([[4, 7]], players=["alone"])))]
    assert contents == ["alone", "1", "4", "2", "7"]


def test_three_players_have_a_table_for_each_action_of_the_third() -> None:
    game = sample_games.random_table(4, 2, 2, 9)
    drawing = drawing_of(game)
    headings = [text for text in texts(drawing) if text.content.startswith("Player 3:")]
    assert len(headings) == 9
    assert len({heading.baseline for heading in headings}) > 1
    assert drawing.width <= WIDEST_PAGE


def test_four_players_have_a_list() -> None:
    contents = [text.content for text in texts(drawing_of(sample_games.random_table(4, 2, 1, 1, 2)))]
    assert contents[0] == "Actions"
    assert "Payoffs" in contents


@pytest.mark.parametrize(
    ("shape", "advice"),
    [((2, 31), "choose kind 'heatmap'"), ((31, 1), "choose kind 'heatmap'")]
    + [(shape, r"leave out actions \(in Python game\.restrict\)") for shape in [(31,), (2, 201), (2, 2, 31)]],
)
def test_large_tables_are_refused(shape: tuple[int, ...], advice: str) -> None:
    game = NormalFormGame(np.zeros((len(shape), *shape), dtype=np.int64))
    with pytest.raises(UnsupportedGameError, match=rf"at most 30 actions a player, got .*; {advice}"):
        check_size(game)


def test_long_lists_are_refused() -> None:
    check_size(NormalFormGame(np.zeros((4, 2, 2, 5, 10), dtype=np.int64)))
    with pytest.raises(UnsupportedGameError, match="at most 200 profiles of 4 players, got 220"):
        check_size(NormalFormGame(np.zeros((4, 2, 2, 5, 11), dtype=np.int64)))


def test_distributions_have_probabilities_below_payoffs() -> None:
    drawing = drawing_of(GAME, Distribution(GAME, {(0, 0): "3/4", (1, 1): "1/4"}))
    by_content = {text.content: text for text in texts(drawing)}
    assert {"3/4", "1/4"} <= set(by_content)
    assert by_content["3/4"].baseline > by_content["3"].baseline
    assert by_content["3/4"].baseline < by_content["1/4"].baseline
    assert sum(isinstance(item, Box) and item.fill == SHADE for item in drawing.sheet.items) == 2
    assert drawing.height > drawing_of(GAME).height
