"""Tornado charts: what each parameter does to a player's payoff when it moves to the ends of its range."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import TYPE_CHECKING

from gametheory.rendering.draw import Picture
from gametheory.rendering.pictures.canvas import FontRuler
from gametheory.rendering.pictures.number_labels import NumberLabels
from gametheory.rendering.pictures.page import LegendEntry, PageTexts, compose
from gametheory.rendering.pictures.plot_frame import round_ticks
from gametheory.rendering.pictures.scene import Box, Drawing, Line, Marker, Sheet, Text
from gametheory.rendering.pictures.style import (
    INK,
    LABEL_FONT,
    PAPER,
    QUIET_INK,
    RULE,
    Font,
    pale,
    player_color,
)
from gametheory.rendering.pictures.text_block import TypeSetter
from gametheory.rendering.pictures.text_wrap import wrap
from gametheory.rendering.sentences.effect_sentences import change_text
from gametheory.studies.player_effects import player_effects

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gametheory.core.solution import Solution
    from gametheory.rendering.pictures.text_block import TextBlock
    from gametheory.studies.parameter_ends import ParameterEnd, ParameterEnds
    from gametheory.studies.player_effects import PlayerEffect

PLOT_WIDTH = 300.0
WIDEST_NAME = 130.0
BAR_HEIGHT = 10.0
ROW_HEIGHT = 2 * BAR_HEIGHT + 6.0
BESIDE_BAR = 4.0
BESIDE_NAMES = 8.0
HATCH_DISTANCE = 3.6
DIAMOND_SIZE = 6.5
READING = (
    "Numbers at the tip of a bar: the end of the range and, after each diamond, about where on the way there the "
    "equilibrium changes, the change nearest to the base value first."
)
END_FONT = Font(8.5)
TICK_FONT = Font(8.5)


def tornado_picture(rows: Sequence[ParameterEnds], solution: Solution, player: int, unit: str = "") -> Picture:
    """Return the tornado chart of one player: a bar from the base payoff to the payoff at either end of each range.

    The widest effect stands on top; parameters without any effect on the player are named below. Low ends are filled,
    high ends hatched, so that they are told apart without color. A diamond stands at each place where the support of
    the leading equilibrium is seen to change, with the value of the parameter beside the end's, from the base outwards.

    Parameters
    ----------
    rows
        What ``parameter_ends`` found.
    solution
        The base, which must have a leading equilibrium.
    player
        Index of the player.
    unit
        Of payoffs; may be empty.
    """
    effects = player_effects(rows, solution, player)
    base = solution.equilibria[solution.leading or 0].payoffs[player]
    chart = _Chart([effect for effect in effects if effect.is_any], base, player, unit)
    idle = [effect.row.parameter.name for effect in effects if not effect.is_any]
    notes = [READING] if chart.effects else []
    notes += [f"Leads to another payoff or equilibrium at no end: {', '.join(idle)}."] if idle else []
    amount = f"{chart.numbers.payoff(base)} {unit}".rstrip()
    title = f"{solution.game.players[player].label}: {amount} at the leading equilibrium"
    return Picture(compose(chart.drawing(), PageTexts(title, _legend(), tuple(notes)), chart.setter))


class _Chart:
    """Bars, names and scale of one player's chart."""

    def __init__(self, effects: Sequence[PlayerEffect], base: Fraction, player: int, unit: str) -> None:
        self.effects, self.base, self.player, self.unit = effects, base, player, unit
        self.setter = TypeSetter(FontRuler())
        self.color = player_color(player)
        payoffs = [base, *(payoff for effect in effects for payoff in effect.payoffs())]
        self.low, self.high = min(payoffs), max(payoffs)
        self.ticks = round_ticks(self.low, self.high)
        ends = [end for effect in effects for end in effect.row.ends]
        self.numbers = NumberLabels.for_payoffs([base, *self.ticks, *(end.value for end in ends)])
        self.names = [self._name(effect) for effect in effects]
        widest = max((self._end_width(end) for effect in effects for end in effect.row.ends), default=0.0)
        self.room = widest + BESIDE_BAR + DIAMOND_SIZE / 2
        self.left = max((block.width for block in self.names), default=0.0) + BESIDE_NAMES + self.room
        self.width = self.left + PLOT_WIDTH + self.room

    def drawing(self) -> Drawing:
        """Return the bars above their scale; without effects the empty drawing."""
        sheet = Sheet()
        if not self.effects:
            return Drawing(sheet, 0.0, 0.0)
        height = ROW_HEIGHT * len(self.effects)
        bottom = self._scale(sheet, height)
        for number, (effect, name) in enumerate(zip(self.effects, self.names, strict=True)):
            top = number * ROW_HEIGHT
            sheet.extend(
                name.place(self.left - self.room - BESIDE_NAMES, top + (ROW_HEIGHT - name.height) / 2, "right")
            )
            for half, end in enumerate(effect.row.ends):
                self._bar(sheet, effect, end, top + 3.0 + half * BAR_HEIGHT)
        middle = self._place(self.base)
        sheet.add(Line(((middle, 0.0), (middle, height)), 1.0, INK))
        return Drawing(sheet, self.width, bottom)

    def _name(self, effect: PlayerEffect) -> TextBlock:
        lines = wrap(effect.row.parameter.name, LABEL_FONT, WIDEST_NAME, self.setter.ruler, max_lines=2)
        return self.setter.lines(lines, LABEL_FONT)

    def _place(self, value: Fraction) -> float:
        """Return where a payoff lies on the scale."""
        share = (value - self.low) / (self.high - self.low) if self.high > self.low else Fraction(1, 2)
        return self.left + PLOT_WIDTH * float(share)

    def _scale(self, sheet: Sheet, top: float) -> float:
        """Draw the lines and numbers of the scale and its unit, and return where they end."""
        baseline = top + 3.0 + TICK_FONT.ascent
        for value in self.ticks:
            place, text = self._place(value), self.numbers.payoff(value)
            sheet.add(Line(((place, 0.0), (place, top)), 0.5, RULE))
            width = self.setter.ruler.width(text, TICK_FONT)
            sheet.add(Text(place - width / 2, baseline, text, TICK_FONT, QUIET_INK))
        unit = wrap(f"payoff, {self.unit}" if self.unit else "payoff", TICK_FONT, PLOT_WIDTH, self.setter.ruler)
        block = self.setter.lines(unit, TICK_FONT, QUIET_INK)
        under = top + 5.0 + TICK_FONT.line_height
        sheet.extend(block.place(self.left + PLOT_WIDTH / 2, under, "middle"))
        return under + block.height

    def _end_text(self, end: ParameterEnd) -> str:
        text = self.numbers.payoff(end.value)
        return f"{text}: no answer" if end.payoffs is None else text

    def _change_texts(self, end: ParameterEnd) -> list[str]:
        """Return about where the leading equilibrium changes, from the base outwards."""
        return [change_text(change, end, self.numbers.payoff) for change in end.changes]

    def _end_width(self, end: ParameterEnd) -> float:
        """Return the width of an end's number with the diamonds and numbers of its changes."""
        texts = [self._end_text(end), *self._change_texts(end)]
        widths = sum(self.setter.ruler.width(text, END_FONT) for text in texts)
        return widths + self._diamond_room() * len(end.changes)

    def _diamond_room(self) -> float:
        return DIAMOND_SIZE + 2 * BESIDE_BAR

    def _bar(self, sheet: Sheet, effect: PlayerEffect, end: ParameterEnd, top: float) -> None:
        """Draw one half of a row: the bar of an end, its number, and the change on the way to it."""
        is_high = end is effect.row.high
        payoff = effect.payoff(end)
        start, stop = self._place(self.base), self._place(self.base if payoff is None else payoff)
        box = Box(min(start, stop), top, abs(stop - start), BAR_HEIGHT - 1.5, self.color, self.color, 0.8)
        if box.width and is_high:
            box = Box(box.x, box.y, box.width, box.height, pale(self.color, 0.85), self.color, 0.8)
        if box.width:
            sheet.add(box)
            sheet.extend(_hatching(box, self.color) if is_high else ())
        is_right = stop >= start
        for change in end.changes:
            place = self._place(change.payoffs[self.player])
            sheet.add(_diamond(place, top + box.height / 2))
            start = min(start, place)
            stop = max(stop, place) if is_right else min(stop, place)
        self._end_label(sheet, end, top + box.height / 2, (start, stop, is_high))

    def _end_label(self, sheet: Sheet, end: ParameterEnd, middle: float, bar: tuple[float, float, bool]) -> None:
        """Write an end's number beyond the tip of its bar; bars without length have it on the side of their end."""
        _, tip, is_high = bar
        base = self._place(self.base)
        is_right = tip > base or (tip == base and is_high)
        width = self._end_width(end)
        clear = BESIDE_BAR + (DIAMOND_SIZE / 2 if end.changes else 0.0)
        left = tip + clear if is_right else tip - clear - width
        baseline = middle + END_FONT.ascent / 2 - 0.6
        text = self._end_text(end)
        sheet.add(Text(left, baseline, text, END_FONT, INK))
        for change in self._change_texts(end):
            left += self.setter.ruler.width(text, END_FONT)
            sheet.add(_diamond(left + self._diamond_room() / 2, middle))
            left, text = left + self._diamond_room(), change
            sheet.add(Text(left, baseline, text, END_FONT, INK))


def _diamond(x: float, y: float) -> Marker:
    return Marker(x, y, "diamond", DIAMOND_SIZE, PAPER, INK)


def _legend() -> tuple[LegendEntry, ...]:
    """Return what bars and diamonds mean."""
    return (
        LegendEntry(Marker(0, 0, "square", 7.0, INK, INK), "filled: low end of the range", INK),
        LegendEntry(Marker(0, 0, "square", 7.0, PAPER, INK), "hatched: high end", INK),
        LegendEntry(_diamond(0, 0), "the equilibrium changes", INK),
    )


def _hatching(box: Box, color: str) -> Iterator[Line]:
    """Yield slanted lines inside a box."""
    right, bottom = box.x + box.width, box.y + box.height
    for number in range(1, math.ceil((box.width + box.height) / HATCH_DISTANCE)):
        foot = box.x - box.height + number * HATCH_DISTANCE
        start = max(foot, box.x)
        stop = min(foot + box.height, right)
        yield Line(((start, bottom - (start - foot)), (stop, bottom - (stop - foot))), 0.7, color)
