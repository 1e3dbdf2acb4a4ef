"""All equilibria in one chart: a row for each, a column for each action, darker where it is played more often."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gametheory.errors import UnsupportedGameError
from gametheory.rendering.pictures.plot_frame import Plot, fitted, letters
from gametheory.rendering.pictures.scene import Box, Line, Sheet
from gametheory.rendering.pictures.style import (
    INK,
    LABEL_FONT,
    NAME_FONT,
    PROBABILITY_FONT,
    QUIET_INK,
    RULE,
    pale,
    player_color,
)
from gametheory.rendering.pictures.text_wrap import wrap, wrap_plan

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gametheory.core.normal_form import NormalFormGame
    from gametheory.core.profiles import MixedProfile, Probability
    from gametheory.rendering.pictures.number_labels import NumberLabels
    from gametheory.rendering.pictures.text_block import TextBlock, TypeSetter

MOST_ACTIONS = 60
MOST_ROWS = 80
ROW_HEIGHT = 17.0
NARROWEST_CELL = 40.0
WIDEST_LABEL = 76.0
BETWEEN_PLAYERS = 10.0
BESIDE = 7.0
PALEST, DARKEST = 0.92, 0.4
"""Shares of white in the cells of actions that are hardly played, and always."""
_READING = "Each row is an equilibrium, numbered as listed. Filled: played, darker where more often."


def check_supports(game: NormalFormGame) -> None:
    """Raise UnsupportedGameError if a game has too many actions for a chart of supports."""
    count = sum(game.num_actions)
    if count > MOST_ACTIONS:
        raise UnsupportedGameError(
            f"a chart of supports holds at most {MOST_ACTIONS} actions of all players together, got {count}; "
            f"draw one equilibrium after the other as a table or tree"
        )


def draw_supports(
    game: NormalFormGame,
    profiles: Sequence[MixedProfile],
    setter: TypeSetter,
    numbers: NumberLabels,
    *,
    components: Sequence[Sequence[int]] = (),
) -> Plot:
    """Return the chart of a game that ``check_supports`` let pass, with the notes below it.

    Parameters
    ----------
    game
        Whose actions.
    profiles
        The equilibria, in the order of their numbers; at most 80 are drawn.
    setter, numbers
        Measure texts and write numbers.
    components
        Indices of the equilibria that belong together.
    """
    chart = _SupportsChart(game, setter, numbers)
    drawn = profiles[:MOST_ROWS]
    shared = {
        index: letters(place)
        for place, members in enumerate(members for members in components if len(members) > 1)
        for index in members
    }
    for row, profile in enumerate(drawn):
        chart.add_row(row, profile, shared.get(row, ""))
    chart.add_frame(len(drawn))
    return Plot(fitted(chart.sheet, setter.ruler), tuple(_notes(len(profiles), shared)))


def _notes(count: int, shared: Mapping[int, str]) -> list[str]:
    """Return how to read the chart."""
    if not count:
        return ["No equilibrium is listed."]
    notes = [_READING]
    if any(index < MOST_ROWS for index in shared):
        notes.append("Rows with the same letter belong to one component: a connected set of equilibria.")
    if count > MOST_ROWS:
        notes.append(f"The first {MOST_ROWS} of {count:,} equilibria that are listed.")
    return notes


class _SupportsChart:
    """Rows downwards from 0, the actions of each player side by side from 0."""

    def __init__(self, game: NormalFormGame, setter: TypeSetter, numbers: NumberLabels) -> None:
        self.game, self.setter, self.numbers, self.sheet = game, setter, numbers, Sheet()
        self.labels = [[self._label(action) for action in actions] for actions in game.actions]
        self.names = [
            setter.lines(wrap(player.label, NAME_FONT, 3 * WIDEST_LABEL, setter.ruler), NAME_FONT, player_color(index))
            for index, player in enumerate(game.players)
        ]
        self.widths = [self._cell_width(player) for player in range(game.num_players)]
        self.lefts = [0.0]
        for player in range(game.num_players):
            self.lefts.append(self.lefts[-1] + self._width(player) + BETWEEN_PLAYERS)

    def add_row(self, row: int, profile: MixedProfile, letter: str) -> None:
        """Draw one equilibrium, with its number before it and the letter of its component behind it."""
        top = row * ROW_HEIGHT
        text_top = top + (ROW_HEIGHT - LABEL_FONT.line_height) / 2
        self.sheet.extend(self.setter.lines([str(row + 1)], LABEL_FONT).place(-BESIDE, text_top, "right"))
        right = self.lefts[-1] - BETWEEN_PLAYERS + BESIDE
        self.sheet.extend(self.setter.lines([letter] if letter else [], LABEL_FONT, QUIET_INK).place(right, text_top))
        for player, strategy in enumerate(profile.strategies):
            for action, probability in enumerate(strategy):
                if probability:
                    self._fill(player, action, top, probability)

    def add_frame(self, num_rows: int) -> None:
        """Draw names above the columns, and lines between the cells."""
        bottom = num_rows * ROW_HEIGHT
        under = -4.0
        highest = max(label.height for own in self.labels for label in own)
        for player, own in enumerate(self.labels):
            left, width = self.lefts[player], self.widths[player]
            for action, label in enumerate(own):
                self.sheet.extend(label.place(left + (action + 0.5) * width, under - label.height, "middle"))
            name = self.names[player]
            self.sheet.extend(name.place(left + self._width(player) / 2, under - highest - name.height - 3.0, "middle"))
            right = left + self._width(player)
            for row in range(num_rows + 1):
                self.sheet.add(Line(((left, row * ROW_HEIGHT), (right, row * ROW_HEIGHT)), 0.5, RULE))
            for action in range(len(own) + 1):
                across = left + action * width
                self.sheet.add(Line(((across, 0.0), (across, bottom)), 0.5, RULE))

    def _fill(self, player: int, action: int, top: float, probability: Probability) -> None:
        """Draw one action that is played."""
        width = self.widths[player]
        left = self.lefts[player] + action * width
        color = pale(player_color(player), PALEST + (DARKEST - PALEST) * float(probability))
        self.sheet.add(Box(left, top, width, ROW_HEIGHT, color))
        text = self.setter.lines([self.numbers.probability(probability)], PROBABILITY_FONT, INK)
        self.sheet.extend(text.place(left + width / 2, top + (ROW_HEIGHT - text.height) / 2, "middle"))

    def _label(self, action: str) -> TextBlock:
        """Return the name of an action, or of a plan, in lines."""
        return self.setter.lines(wrap_plan(action, LABEL_FONT, WIDEST_LABEL, self.setter.ruler), LABEL_FONT)

    def _cell_width(self, player: int) -> float:
        """Return the width of a player's cells: wide enough for its labels, and all together for its name."""
        widest = max(label.width for label in self.labels[player])
        return max(NARROWEST_CELL, widest + BESIDE, self.names[player].width / len(self.labels[player]))

    def _width(self, player: int) -> float:
        """Return the width of all cells of a player."""
        return self.widths[player] * len(self.labels[player])
