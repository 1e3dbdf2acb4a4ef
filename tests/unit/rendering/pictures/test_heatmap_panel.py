"""One panel of a heat map: cells, labels and scale."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from gametheory import NormalFormGame
from gametheory.analysis.profiles.best_replies import best_reply_table
from gametheory.rendering.pictures.canvas import FontRuler
from gametheory.rendering.pictures.color_scale import NUM_LEVELS, scale_color
from gametheory.rendering.pictures.heatmap_panel import BAR_WIDTH, SEAM, HeatmapPanel
from gametheory.rendering.pictures.number_labels import NumberLabels
from gametheory.rendering.pictures.scene import Box, Line, Sheet, Text, Tiles
from gametheory.rendering.pictures.style import INK
from gametheory.rendering.pictures.text_block import TypeSetter

SETTER = TypeSetter(FontRuler())
GAME = NormalFormGame.from_bimatrix(
    [[0, 0, 31], [0, 0, 16]],
    [[1, 2, 3], [6, 5, 4]],
    players=["row", "column"],
    actions=[["Top", "Bottom"], ["Left", "Middle", "Right"]],
)


def placed(game: NormalFormGame, player: int) -> tuple[HeatmapPanel, Sheet]:
    sheet = Sheet()
    panel = HeatmapPanel(game, player, SETTER, NumberLabels())
    panel.place(sheet, best_reply_table(game)[player])
    return panel, sheet


def cells(sheet: Sheet) -> list[Tiles]:
    return [item for item in sheet.items if isinstance(item, Tiles)]


def colors_at(sheet: Sheet, x: float, y: float) -> list[str]:
    """The colors of the tiles at a place, the one that is seen last."""
    return [
        tiles.fill
        for tiles in cells(sheet)
        if any(left <= x <= left + width and upper <= y <= upper + height for left, upper, width, height in tiles.boxes)
    ]


def texts(sheet: Sheet) -> list[Text]:
    return [item for item in sheet.items if isinstance(item, Text)]


def test_the_most_frequent_color_lies_below_all_others() -> None:
    panel, sheet = placed(GAME, 0)
    wide, high = panel.cell_width, panel.cell_height
    assert cells(sheet) == [
        Tiles(((0.0, 0.0, 3 * wide, 2 * high),), scale_color(0)),
        Tiles(((2 * wide, high - SEAM, wide, high + SEAM),), scale_color(16)),
        Tiles(((2 * wide, 0.0, wide, high),), scale_color(31)),
    ]


def test_neighbors_of_one_color_are_one_box() -> None:
    table = [[0, 31, 31, 0, 0], [0, 31, 31, 0, 0], [0, 0, 0, 31, 0]]
    panel, sheet = placed(NormalFormGame.from_bimatrix(table, table), 0)
    wide, high = panel.cell_width, panel.cell_height
    assert cells(sheet)[1].boxes == ((wide, 0.0, 2 * wide, 2 * high), (3 * wide, 2 * high, wide, high))


def test_cells_reach_below_darker_neighbors_only() -> None:
    table = [[0, 9, 9, 9], [9, 5, 9, 0], [9, 9, 9, 0], [0, 0, 0, 0], [0, 0, 0, 0]]
    panel, sheet = placed(NormalFormGame.from_bimatrix(table, table), 0)
    wide, high = panel.cell_width, panel.cell_height
    (middling,) = next(tiles for tiles in cells(sheet) if tiles.fill == scale_color(17)).boxes
    assert middling == (wide - SEAM, high, wide + 2 * SEAM, high + SEAM), "above it left stands a lighter one"
    assert cells(sheet)[0].fill == scale_color(0)


@pytest.mark.parametrize("seed", range(5))
def test_every_cell_has_its_color(seed: int) -> None:
    rng = np.random.default_rng(seed)
    table = rng.integers(0, 3, (7, 9))
    game = NormalFormGame.from_bimatrix(table, table)
    panel, sheet = placed(game, 0)
    levels = {0: 0, 1: NUM_LEVELS // 2, 2: NUM_LEVELS - 1}
    for row in range(7):
        for column in range(9):
            x, y = panel.middle((row, column))
            assert colors_at(sheet, x, y)[-1] == scale_color(levels[int(table[row, column])])


@pytest.mark.parametrize("seed", range(5))
def test_no_cell_covers_a_part_of_another(seed: int) -> None:
    table = np.random.default_rng(seed).integers(0, 5, (8, 6))
    panel, sheet = placed(NormalFormGame.from_bimatrix(table, table), 0)
    for row in range(8):
        for column in range(6):
            x, y = panel.middle((row, column))
            near = 0.49 * panel.cell_width, 0.49 * panel.cell_height
            places = [(x + right * near[0], y + down * near[1]) for right in (-1, 1) for down in (-1, 1)]
            assert {colors_at(sheet, *place)[-1] for place in places} == {colors_at(sheet, x, y)[-1]}


def test_best_replies_are_outlined_down_columns_and_along_rows() -> None:
    for player, expected in ((0, [(0, 0, 2), (1, 0, 2), (2, 0, 1)]), (1, [(2, 0, 1), (0, 1, 1)])):
        panel, sheet = placed(GAME, player)
        inked = [item.points for item in sheet.items if isinstance(item, Line) and item.color == INK]
        boxes = [points for points in inked if len(points) == 5 and points[2][0] <= panel.width]
        found = [
            (
                int(points[0][0] / panel.cell_width),
                int(points[0][1] / panel.cell_height),
                round((points[2][1] - points[0][1]) / panel.cell_height),
            )
            for points in boxes
        ]
        assert found == expected


def test_all_labels_where_there_is_room() -> None:
    _, sheet = placed(GAME, 0)
    assert [text.content for text in texts(sheet)] == [
        *("Top", "Bottom", "Left", "Middle", "Right", "row", "column", "Payoff of row"),
        *("0", "10", "20", "30"),
    ]


def test_labels_are_thinned_where_there_is_none() -> None:
    table = np.arange(200 * 150).reshape(200, 150)
    names = [[f"fee {number}" for number in range(size)] for size in (200, 150)]
    _, sheet = placed(NormalFormGame.from_bimatrix(table, table, actions=names), 0)
    written = [text.content for text in texts(sheet) if text.content.startswith("fee")]
    numbers = [int(name.removeprefix("fee ")) for name in written]
    rows = numbers[: numbers.index(0, 1)]
    columns = numbers[numbers.index(0, 1) :]
    assert {later - earlier for earlier, later in pairwise(rows)} == {10}
    assert {later - earlier for earlier, later in pairwise(columns)} == {20}


def test_one_payoff_has_one_color_and_one_tick() -> None:
    game = NormalFormGame.zero_sum([[0, 0]])
    _, sheet = placed(game, 0)
    (cell,) = cells(sheet)
    (bar,) = [item for item in sheet.items if isinstance(item, Box) and item.width == BAR_WIDTH]
    assert cell.fill == bar.fill == scale_color(NUM_LEVELS // 2)
    assert texts(sheet)[-1].content == "0"


def test_payoffs_of_any_size_have_levels() -> None:
    game = NormalFormGame([[["1e400", "1/3"], [0, "-1e400"]]] * 2)
    _, sheet = placed(game, 1)
    assert {tiles.fill for tiles in cells(sheet)} == {
        scale_color(NUM_LEVELS - 1),
        scale_color(NUM_LEVELS // 2),
        scale_color(0),
    }
