"""Pictures of normal forms: payoff tables with best replies and equilibria marked."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

from gametheory.core.rationals import to_fraction
from gametheory.errors import UnsupportedGameError
from gametheory.rendering.scene import Box, Drawing, Line, Sheet, shifted
from gametheory.rendering.style import (
    INK,
    LABEL_FONT,
    NAME_FONT,
    PAYOFF_FONT,
    PROBABILITY_FONT,
    QUIET_INK,
    RULE,
    SHADE,
    player_color,
)
from gametheory.rendering.text_block import TextBlock
from gametheory.rendering.text_wrap import wrap

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gametheory.array_types import BooleanArray
    from gametheory.core.normal_form import NormalFormGame
    from gametheory.core.solution import Profile
    from gametheory.rendering.number_labels import NumberLabels
    from gametheory.rendering.text_block import Run, TypeSetter

MOST_ROWS = 30
MOST_PANELS = 30
MOST_LISTED_PROFILES = 200
WIDEST_ROW_LABEL = 130.0
WIDEST_COLUMN_LABEL = 84.0
WIDEST_PAGE = 900.0
BESIDE_CELL = 7.0
ABOVE_CELL = 4.5
BETWEEN_PANELS = 26.0
BETWEEN_COLUMNS = 16.0
PURE_LINE = 1.5
SEPARATOR = ", "


def check_size(game: NormalFormGame) -> None:
    """Raise UnsupportedGameError if the tables of a game are too large for a picture."""
    sizes = game.num_actions
    if game.num_players > 3 and game.num_profiles > MOST_LISTED_PROFILES:
        raise UnsupportedGameError(
            f"a picture lists at most {MOST_LISTED_PROFILES} profiles of {game.num_players} players, "
            f"got {game.num_profiles:,}; draw game.restrict(...) to fewer actions, or print the solution as a table"
        )
    if game.num_players <= 3 and (max(sizes[:2]) > MOST_ROWS or max(sizes[2:], default=0) > MOST_PANELS):
        raise UnsupportedGameError(
            f"a picture of a payoff table holds at most {MOST_ROWS} actions a player, "
            f"got {' x '.join(map(str, sizes))}; draw game.restrict(...) to fewer actions, or print it as a table"
        )


def best_replies(game: NormalFormGame) -> BooleanArray:
    """Return whether a player's action is a best reply to the others' in each pure profile, shaped as the payoffs."""
    import numpy as np

    return np.stack(
        [table == table.max(axis=player, keepdims=True) for player, table in enumerate(game.payoffs)]
    ).astype(np.bool_)


def draw_tables(
    game: NormalFormGame, setter: TypeSetter, numbers: NumberLabels, profile: Profile | None = None
) -> Drawing:
    """Return the drawing of a game's payoff tables.

    Parameters
    ----------
    game
        A column for one player, a table for two, a table for each action of the third player, else a list of profiles.
    setter, numbers
        Measure texts and write numbers.
    profile
        A mixed profile to show: its probabilities stand beside the actions, and its support is shaded.
    """
    tables = _Tables(game, setter, numbers, profile)
    if game.num_players > 3:
        return tables.list_of_profiles()
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


class _Tables:
    """Everything that the panels of one game share."""

    def __init__(
        self, game: NormalFormGame, setter: TypeSetter, numbers: NumberLabels, profile: Profile | None
    ) -> None:
        self.game, self.setter, self.numbers = game, setter, numbers
        self.best = best_replies(game)
        self.strategies = None if profile is None else profile.strategies
        self.is_mixed = profile is not None and not profile.is_pure

    def label(self, content: str, width: float) -> TextBlock:
        """Return the name of an action in lines."""
        return self.setter.lines(wrap(content, LABEL_FONT, width, self.setter.ruler), LABEL_FONT)

    def name(self, player: int) -> TextBlock:
        """Return a player's name in its color."""
        lines = wrap(self.game.players[player].label, NAME_FONT, WIDEST_ROW_LABEL, self.setter.ruler)
        return self.setter.lines(lines, NAME_FONT, player_color(player))

    def probability(self, player: int, action: int) -> TextBlock:
        """Return the probability of an action in a mixed profile, else nothing."""
        strategy = self.strategies[player] if self.strategies is not None and self.is_mixed else None
        if strategy is None:
            return TextBlock()
        color = player_color(player) if strategy[action] else QUIET_INK
        return self.setter.lines([self.numbers.probability(strategy[action])], PROBABILITY_FONT, color)

    def payoffs(self, profile: Sequence[int]) -> list[Run]:
        """Return each player's payoff."""
        return [
            self.setter.run(
                self.numbers.payoff(to_fraction(self.game.payoffs[(player, *profile)])),
                PAYOFF_FONT,
                player_color(player),
            )
            for player in range(self.game.num_players)
        ]

    def is_played(self, profile: Sequence[int]) -> bool:
        """Whether the profile that is shown plays these actions with positive probability."""
        return self.strategies is not None and all(
            strategy is not None and strategy[action] > 0
            for strategy, action in zip(self.strategies, profile, strict=True)
        )

    def is_pure_equilibrium(self, profile: Sequence[int]) -> bool:
        """Whether every action is a best reply to the others."""
        return all(self.best[(player, *profile)] for player in range(self.game.num_players))

    def panel(self, others: tuple[int, ...]) -> Drawing:
        """Return the table of the first two players for an action of the third, if there is one."""
        game = self.game
        columns = range(game.num_actions[1]) if game.num_players > 1 else range(1)
        cells = [
            [(row, column, *others)[: game.num_players] for column in columns] for row in range(game.num_actions[0])
        ]
        headers = self._headers(cells)
        sheet = Sheet()
        label_width = max(block.width for block in (*headers.row_names, self.name(0)))
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
        return Drawing(sheet, width + PURE_LINE, top + PURE_LINE)

    def _headers(self, cells: list[list[tuple[int, ...]]]) -> _Headers:
        """Return the labels of rows and columns and the sizes of the cells."""
        game = self.game
        widest = max(self.setter.separated(self.payoffs(cell), SEPARATOR).width for row in cells for cell in row)
        columns: list[TextBlock] = []
        if game.num_players > 1:
            columns = [
                self.label(name, max(widest, WIDEST_COLUMN_LABEL)).above(self.probability(1, index))
                for index, name in enumerate(game.actions[1])
            ]
        rows = [self.label(name, WIDEST_ROW_LABEL) for name in game.actions[0]]
        return _Headers(
            row_names=rows,
            row_probabilities=[self.probability(0, index) for index in range(len(rows))],
            column_labels=columns,
            cell_width=max([widest, *(block.width for block in columns)]) + 2 * BESIDE_CELL,
            cell_heights=[max(PAYOFF_FONT.line_height + 1, row.height) + 2 * ABOVE_CELL for row in rows],
        )

    def _heading(self, sheet: Sheet, others: tuple[int, ...], left: float, right: float) -> float:
        """Write the action of the third player and the name of the second, and return where they end."""
        top = 0.0
        for player, action in enumerate(others, start=2):
            heading = self.setter.lines(
                wrap(
                    f"{self.game.players[player].label}: {self.game.actions[player][action]}",
                    NAME_FONT,
                    max(right, WIDEST_ROW_LABEL),
                    self.setter.ruler,
                ),
                NAME_FONT,
                player_color(player),
            ).above(self.probability(player, action))
            sheet.extend(heading.place(0.0, top))
            top += heading.height + ABOVE_CELL
        if self.game.num_players > 1:
            name = self.name(1)
            sheet.extend(name.place((left + right) / 2, top, "middle"))
            top += name.height + 2.0
        return top

    def _column_labels(self, sheet: Sheet, headers: _Headers, left: float, top: float) -> float:
        """Write the labels of the columns, the first player's name beside them, and return where the cells begin."""
        name = self.name(0)
        bottom = top + max(block.height for block in (name, *headers.column_labels))
        sheet.extend(name.place(left - BESIDE_CELL, bottom - name.height, "right"))
        for column, label in enumerate(headers.column_labels):
            middle = left + (column + 0.5) * headers.cell_width
            sheet.extend(label.place(middle, bottom - label.height, "middle"))
        return bottom + 3.0

    def _cell(self, sheet: Sheet, profile: tuple[int, ...], box: Box) -> None:
        """Draw one cell: payoffs around its middle, best replies underlined, equilibria shaded and outlined."""
        self._background(sheet, profile, box)
        sheet.add(Box(box.x, box.y, box.width, box.height, None, RULE, 0.7))
        runs = self.payoffs(profile)
        block = self.setter.separated(runs, SEPARATOR, QUIET_INK)
        left = box.x + (box.width - block.width) / 2
        if len(runs) == 2:
            comma = self.setter.run(SEPARATOR, PAYOFF_FONT).width
            centered = box.x + box.width / 2 - comma / 2 - runs[0].width
            rightmost = box.x + box.width - BESIDE_CELL / 2 - block.width
            left = max(box.x + BESIDE_CELL / 2, min(centered, rightmost))
        top = box.y + (box.height - block.height) / 2
        sheet.extend(block.place(left, top))
        for player, run in enumerate(runs):
            if self.best[(player, *profile)]:
                self._underline(sheet, left, top, run)
            left += run.width + self.setter.run(SEPARATOR, PAYOFF_FONT).width

    def _background(self, sheet: Sheet, profile: tuple[int, ...], box: Box) -> None:
        """Shade what is played, and outline pure equilibria."""
        if self.is_played(profile):
            sheet.add(Box(box.x, box.y, box.width, box.height, SHADE))
        if self.is_pure_equilibrium(profile):
            corners = ((0, 0), (1, 0), (1, 1), (0, 1), (0, 0))
            outline = tuple((box.x + right * box.width, box.y + down * box.height) for right, down in corners)
            sheet.add(Line(outline, PURE_LINE, INK))

    def _underline(self, sheet: Sheet, left: float, top: float, run: Run) -> None:
        """Draw the line below a best reply."""
        under = top + run.font.ascent + 2.2
        sheet.add(Line(((left, under), (left + run.width, under)), 1.0, run.color))

    def list_of_profiles(self) -> Drawing:
        """Return one row for each profile: the actions, then the payoffs."""
        players = range(self.game.num_players)
        profiles = list(product(*(range(size) for size in self.game.num_actions)))
        columns = [self._action_column(player, profiles) for player in players]
        payoffs = [[self.payoffs(profile)[player] for profile in profiles] for player in players]
        names = [self.name(player) for player in players]
        heights = [
            max(column[row].height for column in columns) + ABOVE_CELL for row in range(len(profiles))
        ]
        sheet = Sheet()
        header = max(name.height for name in names) + ABOVE_CELL
        tops = [header + ABOVE_CELL + sum(heights[:row]) for row in range(len(profiles))]
        left = 0.0
        for column, name in zip(columns, names, strict=True):
            sheet.extend(name.place(left, header - ABOVE_CELL - name.height))
            for block, top in zip(column, tops, strict=True):
                sheet.extend(block.place(left, top))
            left += max(block.width for block in (name, *column)) + BETWEEN_COLUMNS
        for player, name in zip(players, names, strict=True):
            right = left + max(name.width, *(run.width for run in payoffs[player]))
            sheet.extend(name.place(right, header - ABOVE_CELL - name.height, "right"))
            for row, run in enumerate(payoffs[player]):
                sheet.extend(TextBlock(((run,),)).place(right, tops[row], "right"))
                if self.best[(player, *profiles[row])]:
                    self._underline(sheet, right - run.width, tops[row], run)
            left = right + BETWEEN_COLUMNS
        width = left - BETWEEN_COLUMNS
        sheet.add(Line(((0.0, header), (width, header)), 0.7, RULE))
        for profile, top, height in zip(profiles, tops, heights, strict=True):
            self._background(sheet, profile, Box(-3.0, top - ABOVE_CELL / 2, width + 6.0, height))
        return Drawing(sheet, width + 3.0, tops[-1] + heights[-1])

    def _action_column(self, player: int, profiles: Iterable[tuple[int, ...]]) -> list[TextBlock]:
        """Return a player's action in each profile, with its probability in a mixed profile."""
        blocks = [
            self.label(name, WIDEST_COLUMN_LABEL).above(self.probability(player, action))
            for action, name in enumerate(self.game.actions[player])
        ]
        return [blocks[profile[player]] for profile in profiles]
