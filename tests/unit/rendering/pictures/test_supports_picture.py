"""All equilibria in one chart."""

from __future__ import annotations

import numpy as np
import pytest

from gametheory import MixedProfile, NormalFormGame, draw, load, solve
from gametheory.errors import UnsupportedGameError
from gametheory.rendering.pictures.canvas import FontRuler
from gametheory.rendering.pictures.number_labels import NumberLabels
from gametheory.rendering.pictures.plot_frame import Plot
from gametheory.rendering.pictures.scene import Box, Text
from gametheory.rendering.pictures.style import pale, player_color
from gametheory.rendering.pictures.supports_picture import (
    DARKEST,
    MOST_ROWS,
    PALEST,
    ROW_HEIGHT,
    check_supports,
    draw_supports,
)
from gametheory.rendering.pictures.text_block import TypeSetter

GAME = NormalFormGame(
    np.zeros((3, 2, 3, 2), dtype=np.int64),
    players={"a": "Amazon", "t": "Temu", "s": "Seller"},
    actions=[["Watch", "Ignore"], ["Press", "Match", "Leave"], ["Stay", "Go"]],
)
PURE = MixedProfile(GAME, [[1, 0], [0, 0, 1], [0, 1]])
MIXED = MixedProfile(GAME, [["1/4", "3/4"], ["1/3", 0, "2/3"], [1, 0]])


def plot_of(profiles: list[MixedProfile], components: list[list[int]] | None = None) -> Plot:
    return draw_supports(GAME, profiles, TypeSetter(FontRuler()), NumberLabels(), components=components or [])


def texts(plot: Plot) -> list[Text]:
    return [item for item in plot.drawing.sheet.items if isinstance(item, Text)]


def test_each_row_is_an_equilibrium() -> None:
    plot = plot_of([PURE, MIXED])
    contents = [item.content for item in texts(plot)]
    assert contents[:1] == ["1"]
    assert [content for content in contents if "/" in content] == ["1/4", "3/4", "1/3", "2/3"]
    assert {"Amazon", "Temu", "Seller", "Watch", "Leave", "Go"} <= set(contents)
    boxes = [item for item in plot.drawing.sheet.items if isinstance(item, Box)]
    rows = sorted({box.y for box in boxes})
    assert rows[1] - rows[0] == pytest.approx(ROW_HEIGHT)
    assert [sum(box.y == row for box in boxes) for row in rows] == [3, 5]
    assert plot.notes == ("Each row is an equilibrium, numbered as listed. Filled: played, darker where more often.",)


def test_what_is_played_more_often_is_darker() -> None:
    boxes = [item for item in plot_of([MIXED]).drawing.sheet.items if isinstance(item, Box)]
    fills = [pale(player_color(0), PALEST + (DARKEST - PALEST) * share) for share in (0.25, 0.75)]
    assert [box.fill for box in boxes[:2]] == fills
    assert boxes[-1].fill == pale(player_color(2), DARKEST)


def test_components_have_letters() -> None:
    plot = plot_of([PURE, MIXED, PURE, MIXED], [[0], [1, 3], [2]])
    heights = [item.baseline for item in texts(plot) if item.content == "A"]
    numbers = {item.content: item.baseline for item in texts(plot) if item.content in {"2", "4"}}
    assert heights == pytest.approx([numbers["2"], numbers["4"]])
    assert plot.notes[1] == "Rows with the same letter belong to one component: a connected set of equilibria."


def test_long_lists_are_cut_and_say_so() -> None:
    plot = plot_of([PURE] * (MOST_ROWS + 1))
    assert str(MOST_ROWS) in [item.content for item in texts(plot)]
    assert str(MOST_ROWS + 1) not in [item.content for item in texts(plot)]
    assert plot.notes[-1] == f"The first {MOST_ROWS} of {MOST_ROWS + 1} equilibria that are listed."


def test_none_is_listed() -> None:
    assert plot_of([]).notes == ("No equilibrium is listed.",)


def test_too_many_actions() -> None:
    check_supports(GAME)
    with pytest.raises(UnsupportedGameError, match="at most 60 actions of all players together, got 61"):
        check_supports(NormalFormGame.zero_sum(np.zeros((31, 30), dtype=np.int64)))


def test_a_solution_is_needed() -> None:
    with pytest.raises(UnsupportedGameError, match="shows the equilibria of a solution, got none"):
        draw(GAME, kind="supports")
    model = load("chicken")
    with pytest.raises(UnsupportedGameError, match="shows strategies of each player, got concept 'correlated'"):
        draw(model, solve(model, "correlated"), kind="supports")


@pytest.mark.parametrize(("game", "components"), [("selten_horse", "AABB"), ("nine_equilibria", "")])
def test_games_of_three_players(game: str, components: str) -> None:
    model = load(game)
    picture = draw(model, solve(model, "nash"), kind="supports")
    contents = [item.content for item in picture.scene.items if isinstance(item, Text)]
    assert "Concept nash, coverage all." in contents
    assert [content for content in contents if content in {"A", "B"}] == list(components)
