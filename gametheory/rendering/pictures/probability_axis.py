"""An axis of probabilities from 0 to 1: ticks, exact fractions at them, and the names of the actions at its ends."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from gametheory.rendering.pictures.plot_frame import spread
from gametheory.rendering.pictures.scene import Line
from gametheory.rendering.pictures.style import INK, LABEL_FONT, NAME_FONT, NOTE_FONT, QUIET_INK, RULE, player_color
from gametheory.rendering.pictures.text_wrap import wrap

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gametheory.core.normal_form import NormalFormGame
    from gametheory.rendering.pictures.number_labels import NumberLabels
    from gametheory.rendering.pictures.scene import Sheet
    from gametheory.rendering.pictures.text_block import TextBlock, TypeSetter

TICK = 4.0
LEADER = 9.0
BESIDE_LABEL = 2.0
WIDEST_END = 84.0
BETWEEN_TICKS = 5.0


class ProbabilityAxis:
    """The probability that one player gives to the first of two actions.

    Parameters
    ----------
    game, player
        The player and its game.
    setter, numbers
        Measure texts and write numbers.
    """

    def __init__(self, game: NormalFormGame, player: int, setter: TypeSetter, numbers: NumberLabels) -> None:
        self.label = game.players[player].label
        self.actions = [f"action {name}" if name.isdigit() else name for name in game.actions[player]]
        self.color, self.setter, self.numbers = player_color(player), setter, numbers

    def below(self, sheet: Sheet, thresholds: Iterable[Fraction], length: float, top: float) -> float:
        """Draw the axis to the right from 0, below a plot, and return where it ends."""
        ticks = self._ticks(thresholds)
        blocks = [self._tick_label(tick) for tick in ticks]
        places = [float(tick) * length for tick in ticks]
        moved = spread(places, [block.width for block in blocks], BETWEEN_TICKS)
        for place, to, block in zip(places, moved, blocks, strict=True):
            sheet.add(Line(((place, top), (place, top + TICK), (to, top + LEADER)), 0.7, INK))
            sheet.extend(block.place(to, top + LEADER + BESIDE_LABEL, "middle"))
        bottom = top + LEADER + BESIDE_LABEL + max(block.height for block in blocks) + 3.0
        title = self._title("→", length)
        sheet.extend(title.place(length / 2, bottom, "middle"))
        return bottom + title.height

    def beside(self, sheet: Sheet, thresholds: Iterable[Fraction], length: float) -> None:
        """Draw the axis upwards, left of a plot that begins at height 0, with its title above."""
        ticks = self._ticks(thresholds)[::-1]
        blocks = [self._tick_label(tick) for tick in ticks]
        places = [(1 - float(tick)) * length for tick in ticks]
        moved = spread(places, [block.height for block in blocks], 1.0)
        for place, to, block in zip(places, moved, blocks, strict=True):
            sheet.add(Line(((0.0, place), (-TICK, place), (-LEADER, to)), 0.7, INK))
            sheet.extend(block.place(-LEADER - BESIDE_LABEL, to - block.height / 2, "right"))
        title = self._title("↑", length)
        sheet.extend(title.place(0.0, min(-8.0, moved[0] - blocks[0].height / 2 - 2.0) - title.height))

    def _ticks(self, thresholds: Iterable[Fraction]) -> list[Fraction]:
        """Return 0, 1 and the thresholds between them, in order."""
        return sorted({Fraction(0), Fraction(1), *thresholds})

    def _tick_label(self, tick: Fraction) -> TextBlock:
        """Return the probability, and at the ends which action that means."""
        number = self.setter.lines([self.numbers.probability(tick)], LABEL_FONT, INK)
        if tick not in (0, 1):
            return number
        name = wrap(self.actions[0 if tick else 1], NOTE_FONT, WIDEST_END, self.setter.ruler, max_lines=3)
        return number.above(self.setter.lines(name, NOTE_FONT, QUIET_INK))

    def _title(self, arrow: str, length: float) -> TextBlock:
        """Return whose probability of what it is."""
        text = f"{arrow} {self.label}: probability of {self.actions[0]}"
        return self.setter.lines(wrap(text, NAME_FONT, length, self.setter.ruler), NAME_FONT, self.color)


def place_names(
    sheet: Sheet, named: Sequence[tuple[float, float, TextBlock]], base: float, within: tuple[float, float]
) -> float:
    """Write a name below each stretch of a line and return where they end.

    Parameters
    ----------
    sheet
        Where to draw.
    named
        Left end and right end of each stretch, in order, and its name.
    base
        Height of the line.
    within
        Left and right end of the room for names.
    """
    middles = [(left + right) / 2 for left, right, _ in named]
    moved = spread(middles, [block.width for _, _, block in named], 7.0, within)
    for middle, to, (left, right, block) in zip(middles, moved, named, strict=True):
        gap = min(2.4, (right - left) / 4)
        sheet.add(Line(((left + gap, base), (right - gap, base)), 2.2, block.lines[0][0].color))
        if abs(to - middle) > 1:
            sheet.add(Line(((middle, base + 1.5), (to, base + LEADER)), 0.6, RULE))
        sheet.extend(block.place(to, base + LEADER, "middle"))
    return base + LEADER + max(block.height for _, _, block in named)
