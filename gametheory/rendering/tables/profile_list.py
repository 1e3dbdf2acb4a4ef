"""Normal forms of four and more players, as a list of profiles."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from gametheory.rendering.pictures.scene import Box, Drawing, Line, Sheet
from gametheory.rendering.pictures.style import LABEL_FONT, NAME_FONT, RULE
from gametheory.rendering.pictures.text_block import TextBlock

if TYPE_CHECKING:
    from gametheory.rendering.pictures.table_cells import TableCells
    from gametheory.rendering.pictures.text_block import Alignment

WIDEST_ACTION = 84.0
BETWEEN_COLUMNS = 16.0
BETWEEN_ROWS = 4.5


def draw_profile_list(cells: TableCells) -> Drawing:
    """Return one row for each profile: the actions of all players, then their payoffs."""
    profiles = list(product(*(range(size) for size in cells.game.num_actions)))
    columns = _Columns(cells, profiles)
    left = columns.group("Actions", [columns.actions(player) for player in range(cells.game.num_players)], 0.0, "left")
    width = columns.group(
        "Payoffs",
        [columns.payoffs(player) for player in range(cells.game.num_players)],
        left + 2 * BETWEEN_COLUMNS,
        "right",
    )
    if cells.distribution is not None:
        width = columns.probabilities(width + 2 * BETWEEN_COLUMNS)
    columns.sheet.add(Line(((0.0, columns.header), (width, columns.header)), 0.7, RULE))
    for profile, top, height in zip(profiles, columns.tops, columns.heights, strict=True):
        cells.background(columns.sheet, profile, Box(-4.0, top - BETWEEN_ROWS / 2, width + 8.0, height))
    return Drawing(columns.sheet, width, columns.tops[-1] + columns.heights[-1])


class _Columns:
    """Writes columns side by side on one sheet, all rows of one profile at one height."""

    def __init__(self, cells: TableCells, profiles: list[tuple[int, ...]]) -> None:
        self.cells, self.profiles, self.sheet = cells, profiles, Sheet()
        self.names = [cells.name(player) for player in range(cells.game.num_players)]
        self.blocks = [
            [cells.label(name, WIDEST_ACTION).above(cells.probability(player, action)) for action, name in listed]
            for player, listed in enumerate(map(enumerate, cells.game.actions))
        ]
        one_line = cells.setter.lines(["0"], NAME_FONT).height + 1.0
        self.heights = [
            max(one_line, *(self.blocks[player][action].height for player, action in enumerate(profile))) + BETWEEN_ROWS
            for profile in profiles
        ]
        self.header = NAME_FONT.line_height + 3.0 + max(name.height for name in self.names) + BETWEEN_ROWS
        self.tops = [self.header + BETWEEN_ROWS + sum(self.heights[:row]) for row in range(len(profiles))]

    def actions(self, player: int) -> list[TextBlock]:
        """Return a player's action in each profile, with its probability where the profile shown is mixed."""
        return [self.blocks[player][profile[player]] for profile in self.profiles]

    def payoffs(self, player: int) -> list[TextBlock]:
        """Return a player's payoff in each profile."""
        return [TextBlock(((self.cells.payoffs(profile)[player],),)) for profile in self.profiles]

    def probabilities(self, left: float) -> float:
        """Write with which probability each profile is recommended, and return where the column ends."""
        title = self.cells.setter.lines(["Probability"], NAME_FONT)
        self.sheet.extend(title.place(left, 0.0))
        blocks = [self.cells.recommended(profile) for profile in self.profiles]
        edge = left + max(block.width for block in (title, *blocks))
        for block, top in zip(blocks, self.tops, strict=True):
            self.sheet.extend(block.place(edge, top, "right"))
        return edge

    def group(self, title: str, columns: list[list[TextBlock]], left: float, alignment: Alignment) -> float:
        """Write one column for each player below a title, and return where the last one ends."""
        self.sheet.extend(self.cells.setter.lines([title], NAME_FONT).place(left, 0.0))
        for player, (name, column) in enumerate(zip(self.names, columns, strict=True)):
            width = max(block.width for block in (name, *column))
            edge = left + width if alignment == "right" else left
            self.sheet.extend(name.place(edge, self.header - BETWEEN_ROWS - name.height, alignment))
            for profile, block, top in zip(self.profiles, column, self.tops, strict=True):
                level = top + LABEL_FONT.ascent - block.lines[0][0].font.ascent if block.lines else top
                self.sheet.extend(block.place(edge, level, alignment))
                if alignment == "right" and self.cells.best[(player, *profile)]:
                    self.cells.underline(self.sheet, edge - block.width, level, block.lines[0][0])
            left += width + BETWEEN_COLUMNS
        return left - BETWEEN_COLUMNS
