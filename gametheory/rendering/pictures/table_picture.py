"""Pictures of normal forms: payoff tables with best replies and equilibria marked."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

from gametheory.errors import UnsupportedGameError
from gametheory.rendering.pictures.heatmap_picture import MOST_ACTIONS
from gametheory.rendering.pictures.scene import Box, Drawing, Sheet, shifted
from gametheory.rendering.pictures.style import (
    NAME_FONT,
    PAYOFF_FONT,
    QUIET_INK,
    RULE,
    player_color,
)
from gametheory.rendering.pictures.table_cells import PURE_LINE, WIDEST_NAME, TableCells
from gametheory.rendering.pictures.text_wrap import wrap
from gametheory.rendering.tables.profile_list import draw_profile_list

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gametheory.core.distributions import Distribution
    from gametheory.core.normal_form import NormalFormGame
    from gametheory.core.profiles import MixedProfile
    from gametheory.rendering.pictures.number_labels import NumberLabels
    from gametheory.rendering.pictures.text_block import TextBlock, TypeSetter

MOST_ROWS = 30
MOST_PANELS = 30
MOST_LISTED_PROFILES = 200
WIDEST_COLUMN_LABEL = 84.0
WIDEST_PAGE = 900.0
BESIDE_CELL = 7.0
ABOVE_CELL = 4.5
BELOW_PAYOFFS = 2.5
BETWEEN_PANELS = 26.0
SEPARATOR = ", "
_USE_MAP = "choose kind 'heatmap'"
_USE_FEWER = "leave out actions (in Python game.restrict), or print it as a table"


def check_size(game: NormalFormGame) -> None:
    """Raise UnsupportedGameError if the tables of a game are too large for a picture."""
    sizes = game.num_actions
    if game.num_players > 3 and game.num_profiles > MOST_LISTED_PROFILES:
        raise UnsupportedGameError(
            f"a picture lists at most {MOST_LISTED_PROFILES} profiles of {game.num_players} players, "
            f"got {game.num_profiles:,}; leave out actions (in Python game.restrict), or print the solution as a table"
        )
    if game.num_players <= 3 and (max(sizes[:2]) > MOST_ROWS or max(sizes[2:], default=0) > MOST_PANELS):
        has_map = game.num_players == 2 and max(sizes) <= MOST_ACTIONS
        raise UnsupportedGameError(
            f"a picture of a payoff table holds at most {MOST_ROWS} actions a player, "
            f"got {' x '.join(map(str, sizes))}; {_USE_MAP if has_map else _USE_FEWER}"
        )


def draw_tables(
    game: NormalFormGame,
    setter: TypeSetter,
    numbers: NumberLabels,
    shown: MixedProfile | Distribution | None = None,
) -> Drawing:
    """Return the drawing of a game's payoff tables.

    Parameters
    ----------
    game
        A column for one player, a table for two, a table for each action of the third player, else a list of profiles.
    setter, numbers
        Measure texts and write numbers.
    shown
        A mixed profile: its probabilities stand beside the actions; or a distribution over profiles of actions: its
        probabilities stand below the payoffs. The support is shaded.
    """
    cells = TableCells(game, setter, numbers, shown)
    if game.num_players > 3:
        return draw_profile_list(cells)
    tables = _Panels(cells)
    panels = [tables.panel(others) for others in product(*(range(size) for size in game.num_actions[2:]))]
    return _side_by_side(panels)


def _side_by_side(panels: Sequence[Drawing]) -> Drawing:
    """Return the panels in rows that are no wider than the page."""
    sheet = Sheet()
    left = top = row_height = width = 0.0
    for panel in panels:
        if left and left + panel.width > WIDEST_PAGE:
            left, top, row_height = 0.0, top + row_height + BETWEEN_PANELS, 0.0
        sheet.extend(shifted(item, left, top) for item in panel.sheet.items)
        width, row_height = max(width, left + panel.width), max(row_height, panel.height)
        left += panel.width + BETWEEN_PANELS
    return Drawing(sheet, width, top + row_height)


@dataclass(frozen=True, slots=True)
class _Headers:
    """The labels around a panel and the lines between its cells."""

    row_names: list[TextBlock]
    row_probabilities: list[TextBlock]
    column_labels: list[TextBlock]
    cell_width: float
    cell_heights: list[float]


class _Panels:
    """Everything that the panels of one game share."""

    def __init__(self, cells: TableCells) -> None:
        self.cells, self.game, self.setter = cells, cells.game, cells.setter

    def panel(self, others: tuple[int, ...]) -> Drawing:
        """Return the table of the first two players for an action of the third, if there is one."""
        game = self.game
        columns = range(game.num_actions[1]) if game.num_players > 1 else range(1)
        cells = [
            [(row, column, *others)[: game.num_players] for column in columns] for row in range(game.num_actions[0])
        ]
        headers = self._headers(cells)
        sheet = Sheet()
        label_width = max(block.width for block in (*headers.row_names, self.cells.name(0)))
        probability_width = max(block.width for block in headers.row_probabilities)
        left = label_width + (probability_width + BESIDE_CELL if probability_width else 0.0) + BESIDE_CELL
        width = left + headers.cell_width * len(columns)
        top = self._heading(sheet, others, left, width)
        top = self._column_labels(sheet, headers, left, top)
        for row, height in enumerate(headers.cell_heights):
            name, probability = headers.row_names[row], headers.row_probabilities[row]
            sheet.extend(name.place(label_width, top + (height - name.height) / 2, "right"))
            sheet.extend(probability.place(left - BESIDE_CELL, top + (height - probability.height) / 2, "right"))
            for column, cell in enumerate(cells[row]):
                box = Box(left + column * headers.cell_width, top, headers.cell_width, height)
                self._cell(sheet, cell, box)
            top += height
        return Drawing(sheet, max(width + PURE_LINE, WIDEST_NAME if others else 0.0), top + PURE_LINE)

    def _headers(self, cells: list[list[tuple[int, ...]]]) -> _Headers:
        """Return the labels of rows and columns and the sizes of the cells."""
        game = self.game
        widest = max(self.setter.separated(self.cells.payoffs(cell), SEPARATOR).width for row in cells for cell in row)
        above = 0.0 if game.num_players == 1 else self.cells.name(1).width / game.num_actions[1]
        columns: list[TextBlock] = []
        if game.num_players > 1:
            columns = [
                self.cells.label(name, max(widest, WIDEST_COLUMN_LABEL)).above(self.cells.probability(1, index))
                for index, name in enumerate(game.actions[1])
            ]
        rows = [self.cells.label(name, WIDEST_NAME) for name in game.actions[0]]
        recommended = [[self.cells.recommended(cell) for cell in row] for row in cells]
        belows = [max(block.height + BELOW_PAYOFFS * bool(block.lines) for block in row) for row in recommended]
        widest = max(widest, *(block.width for row in recommended for block in row))
        return _Headers(
            row_names=rows,
            row_probabilities=[self.cells.probability(0, index) for index in range(len(rows))],
            column_labels=columns,
            cell_width=max([widest, above, *(block.width for block in columns)]) + 2 * BESIDE_CELL,
            cell_heights=[
                max(PAYOFF_FONT.line_height + 1 + below, row.height) + 2 * ABOVE_CELL
                for row, below in zip(rows, belows, strict=True)
            ],
        )

    def _heading(self, sheet: Sheet, others: tuple[int, ...], left: float, right: float) -> float:
        """Write the action of the third player and the name of the second, and return where they end."""
        top = 0.0
        for player, action in enumerate(others, start=2):
            heading = self.setter.lines(
                wrap(
                    f"{self.game.players[player].label}: {self.game.actions[player][action]}",
                    NAME_FONT,
                    max(right, WIDEST_NAME),
                    self.setter.ruler,
                ),
                NAME_FONT,
                player_color(player),
            ).above(self.cells.probability(player, action))
            sheet.extend(heading.place(0.0, top))
            top += heading.height + ABOVE_CELL
        if self.game.num_players > 1:
            name = self.cells.name(1)
            sheet.extend(name.place((left + right) / 2, top, "middle"))
            top += name.height + 2.0
        return top

    def _column_labels(self, sheet: Sheet, headers: _Headers, left: float, top: float) -> float:
        """Write the labels of the columns, the first player's name beside them, and return where the cells begin."""
        name = self.cells.name(0)
        bottom = top + max(block.height for block in (name, *headers.column_labels))
        sheet.extend(name.place(left - BESIDE_CELL, bottom - name.height, "right"))
        for column, label in enumerate(headers.column_labels):
            middle = left + (column + 0.5) * headers.cell_width
            sheet.extend(label.place(middle, bottom - label.height, "middle"))
        return bottom + 3.0

    def _cell(self, sheet: Sheet, profile: tuple[int, ...], box: Box) -> None:
        """Draw one cell: payoffs, best replies underlined, a recommendation's probability, equilibria marked."""
        self.cells.background(sheet, profile, box)
        sheet.add(Box(box.x, box.y, box.width, box.height, None, RULE, 0.7))
        runs = self.cells.payoffs(profile)
        block = self.setter.separated(runs, SEPARATOR, QUIET_INK)
        left = box.x + (box.width - block.width) / 2
        if len(runs) == 2:
            comma = self.setter.run(SEPARATOR, PAYOFF_FONT).width
            centered = box.x + box.width / 2 - comma / 2 - runs[0].width
            rightmost = box.x + box.width - BESIDE_CELL / 2 - block.width
            left = max(box.x + BESIDE_CELL / 2, min(centered, rightmost))
        recommended = self.cells.recommended(profile)
        below = recommended.height + BELOW_PAYOFFS if recommended.lines else 0.0
        top = box.y + (box.height - block.height - below) / 2
        sheet.extend(block.place(left, top))
        sheet.extend(recommended.place(box.x + box.width / 2, top + block.height + BELOW_PAYOFFS, "middle"))
        for player, run in enumerate(runs):
            if self.cells.best[(player, *profile)]:
                self.cells.underline(sheet, left, top, run)
            left += run.width + self.setter.run(SEPARATOR, PAYOFF_FONT).width
