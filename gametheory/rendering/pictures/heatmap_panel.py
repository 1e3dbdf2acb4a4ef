"""One panel of a heat map: the cells of one player's payoffs, their labels, and the scale of colors."""

from __future__ import annotations

from collections import defaultdict
from itertools import groupby
from typing import TYPE_CHECKING

import numpy as np

from gametheory.core.rationals import to_fraction
from gametheory.rendering.pictures.color_scale import NUM_LEVELS, scale_color
from gametheory.rendering.pictures.plot_frame import round_ticks
from gametheory.rendering.pictures.scene import Box, Line, Tiles
from gametheory.rendering.pictures.style import INK, LABEL_FONT, NAME_FONT, NOTE_FONT, PAPER, RULE, player_color
from gametheory.rendering.pictures.text_wrap import wrap, wrap_plan

if TYPE_CHECKING:
    from collections.abc import Iterator
    from fractions import Fraction

    from gametheory.array_types import BooleanArray, IndexArray
    from gametheory.core.normal_form import NormalFormGame
    from gametheory.rendering.pictures.number_labels import NumberLabels
    from gametheory.rendering.pictures.scene import Point, Sheet
    from gametheory.rendering.pictures.text_block import TextBlock, TypeSetter

SIDE = 300.0
LARGEST_CELL = (56.0, 32.0)
WIDEST_ROW_LABEL = 84.0
NARROWEST_COLUMN_LABEL = 60.0
STRIDES = (1, 2, 5, 10, 20, 25, 50, 100)
TICK = 3.0
BESIDE = 4.0
BAR_WIDTH = 9.0
LEAST_BAR = 90.0
SEAM = 0.5
"""By how much cells reach below neighbors that are painted later."""
GROUND = -1
"""The level of cells that show the color below all others, and of what lies beyond the last row and column."""


class HeatmapPanel:
    """The payoffs of one player of a two-player game, rows downwards and columns to the right from 0, 0.

    Parameters
    ----------
    game, player
        Whose payoffs.
    setter, numbers
        Measure texts and write numbers.
    """

    def __init__(self, game: NormalFormGame, player: int, setter: TypeSetter, numbers: NumberLabels) -> None:
        self.game, self.player, self.setter, self.numbers = game, player, setter, numbers
        self.num_rows, self.num_columns = game.num_actions
        self.cell_width = min(LARGEST_CELL[0], SIDE / self.num_columns)
        self.cell_height = min(LARGEST_CELL[1], SIDE / self.num_rows)
        self.width, self.height = self.cell_width * self.num_columns, self.cell_height * self.num_rows

    @staticmethod
    def ticks(game: NormalFormGame, player: int) -> list[Fraction]:
        """Return the payoffs that are written at a player's scale."""
        return round_ticks(*_range(game, player))

    def place(self, sheet: Sheet, is_best: BooleanArray) -> None:
        """Draw the panel.

        Parameters
        ----------
        sheet
            Where to draw.
        is_best
            Shape ``[row, column]``: where the player's action is a best reply.
        """
        sheet.extend(self._cells())
        self._outlines(sheet, is_best)
        sheet.add(Line(_outline(0.0, 0.0, self.width, self.height), 0.7, RULE))
        top = self._column_labels(sheet, self._row_labels(sheet))
        title = self._text(f"Payoff of {self.game.players[self.player].label}", self.player)
        sheet.extend(title.place(0.0, top - title.height - 8.0))
        self._scale(sheet)

    def middle(self, cell: tuple[int, int]) -> Point:
        """Return the middle of a cell, given by row and column."""
        return (cell[1] + 0.5) * self.cell_width, (cell[0] + 0.5) * self.cell_height

    def _levels(self) -> IndexArray:
        """Return the color level of each cell, shape ``[row, column]``."""
        values = self.game.integer_payoffs(self.player).values.astype(object)
        low, high = values.min(), values.max()
        if low == high:
            return np.full(values.shape, NUM_LEVELS // 2, dtype=np.int32)
        levels: IndexArray = np.minimum((values - low) * NUM_LEVELS // (high - low), NUM_LEVELS - 1).astype(np.int32)
        return levels

    def _cells(self) -> Iterator[Tiles]:
        """Yield the cells color by color: below all others the most frequent one, then from light to dark."""
        levels = self._levels()
        ground = int(np.bincount(levels.ravel()).argmax())
        yield Tiles(((0.0, 0.0, self.width, self.height),), scale_color(ground))
        edged = np.pad(np.where(levels == ground, GROUND, levels), ((0, 1), (0, 1)), constant_values=GROUND).tolist()
        boxes: defaultdict[int, list[tuple[float, float, float, float]]] = defaultdict(list)
        for rows, columns, level in _blocks(edged):
            boxes[level].append(self._box(edged, rows, columns))
        for level in sorted(boxes):
            yield Tiles(tuple(boxes[level]), scale_color(level))

    def _box(self, levels: list[list[int]], rows: range, columns: range) -> tuple[float, float, float, float]:
        """Return left side, upper side, width and height of a block of cells.

        It reaches a seam below neighbors that are painted later: they cover that, and where a viewer blends their edges
        no other color shines through.
        """
        level = levels[rows.start][columns.start]
        left, right = (
            SEAM if all(levels[row][column] >= level for row in rows) else 0.0
            for column in (columns.start - 1, columns.stop)
        )
        across = range(columns.start - bool(left), columns.stop + bool(right))
        above, below = (
            SEAM if all(levels[row][column] >= level for column in across) else 0.0
            for row in (rows.start - 1, rows.stop)
        )
        return (
            columns.start * self.cell_width - left,
            rows.start * self.cell_height - above,
            len(columns) * self.cell_width + left + right,
            len(rows) * self.cell_height + above + below,
        )

    def _outlines(self, sheet: Sheet, is_best: BooleanArray) -> None:
        """Outline best replies: runs of cells down a column for the row player, along a row for the other one."""
        ink = min(0.9, min(self.cell_width, self.cell_height) / 4)
        inset = 1.2 * ink
        marks = is_best.T if self.player == 0 else is_best
        for lane, marked in enumerate(marks.tolist()):
            for is_run, members in groupby(range(len(marked)), key=marked.__getitem__):
                run = list(members)
                rows, columns = ((lane, lane), (run[0], run[-1])) if self.player else ((run[0], run[-1]), (lane, lane))
                corners = _outline(
                    columns[0] * self.cell_width + inset,
                    rows[0] * self.cell_height + inset,
                    (columns[1] + 1) * self.cell_width - inset,
                    (rows[1] + 1) * self.cell_height - inset,
                )
                if is_run:
                    sheet.add(Line(corners, 2.4 * ink, PAPER), Line(corners, ink, INK))

    def _row_labels(self, sheet: Sheet) -> float:
        """Write the names of rows, as many as have room, and return where the first one begins."""
        labels = [self._label(name, WIDEST_ROW_LABEL) for name in self.game.actions[0]]
        stride = _stride(max(label.height for label in labels) / self.cell_height)
        for row in range(0, self.num_rows, stride):
            _, y = self.middle((row, 0))
            if stride > 1:
                sheet.add(Line(((-TICK, y), (0.0, y)), 0.6))
            sheet.extend(labels[row].place(-TICK - BESIDE, y - labels[row].height / 2, "right"))
        return (self.cell_height - labels[0].height) / 2

    def _column_labels(self, sheet: Sheet, rows_top: float) -> float:
        """Write the names of columns, as many as have room, and the players' names; return where they begin.

        All stand above the first row's name, which may reach beyond its row.
        """
        widest = max(self.cell_width - 4.0, NARROWEST_COLUMN_LABEL)
        labels = [self._label(name, widest) for name in self.game.actions[1]]
        stride = _stride((max(label.width for label in labels) + 4.0) / self.cell_width)
        shown = range(0, self.num_columns, stride)
        bottom = min(-TICK, rows_top) - 1.0
        for column in shown:
            x, _ = self.middle((0, column))
            if stride > 1:
                sheet.add(Line(((x, -TICK), (x, 0.0)), 0.6))
            sheet.extend(labels[column].place(x, bottom - labels[column].height, "middle"))
        top = bottom - max(labels[column].height for column in shown)
        rows, columns = (self._text(self.game.players[player].label, player) for player in (0, 1))
        top -= max(rows.height, columns.height) + 1.0
        sheet.extend(rows.place(-TICK - BESIDE, top, "right"))
        sheet.extend(columns.place(max(self.width / 2, columns.width / 2), top, "middle"))
        return top

    def _scale(self, sheet: Sheet) -> None:
        """Draw the scale of colors with its ticks, right of the cells."""
        low, high = _range(self.game, self.player)
        left, height = self.width + 14.0, max(self.height, LEAST_BAR)
        levels = range(NUM_LEVELS) if low < high else [NUM_LEVELS // 2]
        step = height / len(levels)
        for index, level in enumerate(reversed(levels)):
            top = index * step
            sheet.add(Box(left, top, BAR_WIDTH, height - top, scale_color(level)))
        sheet.add(Line(_outline(left, 0.0, left + BAR_WIDTH, height), 0.7, RULE))
        for tick in self.ticks(self.game, self.player):
            y = height * (1 - float((tick - low) / (high - low))) if low < high else height / 2
            right = left + BAR_WIDTH
            sheet.add(Line(((right, y), (right + TICK, y)), 0.6))
            label = self.setter.lines([self.numbers.payoff(tick)], LABEL_FONT)
            sheet.extend(label.place(right + TICK + 3.0, y - label.height / 2))

    def _label(self, name: str, width: float) -> TextBlock:
        """Return the name of an action."""
        return self.setter.lines(wrap_plan(name, NOTE_FONT, width, self.setter.ruler), NOTE_FONT)

    def _text(self, content: str, player: int) -> TextBlock:
        """Return words in a player's color."""
        lines = wrap(content, NAME_FONT, SIDE, self.setter.ruler)
        return self.setter.lines(lines, NAME_FONT, player_color(player))


def _blocks(levels: list[list[int]]) -> Iterator[tuple[range, range, int]]:
    """Yield rows, columns and level of neighbors of one color: runs along rows, equal runs below each other at once."""
    open_runs: dict[tuple[int, int, int], int] = {}
    for row, colors in enumerate(levels):
        runs = {}
        start = 0
        for level, members in groupby(colors):
            end = start + sum(1 for _ in members)
            if level != GROUND:
                runs[start, end, level] = open_runs.pop((start, end, level), row)
            start = end
        for (first, last, level), top in open_runs.items():
            yield range(top, row), range(first, last), level
        open_runs = runs


def _range(game: NormalFormGame, player: int) -> tuple[Fraction, Fraction]:
    """Return a player's lowest and highest payoff."""
    table = game.payoffs[player]
    return to_fraction(table.min()), to_fraction(table.max())


def _stride(needed: float) -> int:
    """Return every how many-th label is written where a label needs the room of that many cells."""
    return next((stride for stride in STRIDES if stride >= needed), STRIDES[-1])


def _outline(left: float, top: float, right: float, bottom: float) -> tuple[Point, ...]:
    """Return the corners of a rectangle, the first one again at the end."""
    return (left, top), (right, top), (right, bottom), (left, bottom), (left, top)
