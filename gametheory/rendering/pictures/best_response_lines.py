"""Best-response diagrams of 2 x n games: payoff lines, their upper envelope, and the best replies along it."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby
from typing import TYPE_CHECKING

from gametheory.analysis.profiles.best_response_regions import payoff_lines, reply_pieces
from gametheory.rendering.pictures.equilibrium_marks import (
    DISC_SIZE,
    component_band,
    equilibrium_star,
    place_disc,
    point_note,
    reading_note,
)
from gametheory.rendering.pictures.plot_frame import LineSample, Plot, below_legend, letters, round_ticks, spread
from gametheory.rendering.pictures.probability_axis import ProbabilityAxis, place_names
from gametheory.rendering.pictures.scene import Box, Line, Sheet
from gametheory.rendering.pictures.style import LABEL_FONT, NAME_FONT, NOTE_FONT, QUIET_INK, RULE, pale, player_color
from gametheory.rendering.pictures.text_wrap import wrap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gametheory.analysis.profiles.best_response_regions import ReplyPiece
    from gametheory.core.normal_form import NormalFormGame
    from gametheory.core.profiles import MixedProfile
    from gametheory.rendering.pictures.number_labels import NumberLabels
    from gametheory.rendering.pictures.scene import Point
    from gametheory.rendering.pictures.text_block import TextBlock, TypeSetter

LENGTH = 320.0
LEAST_HEIGHT = 180.0
HEADROOM = 26.0
FOOTROOM = 8.0
WIDEST_ACTION = 110.0
WIDEST_REGION = 80.0
ENVELOPE_WIDTH = 2.8


def draw_lines(
    game: NormalFormGame, setter: TypeSetter, numbers: NumberLabels, profile: MixedProfile | None = None
) -> Plot:
    """Return the best-response diagram of a game in which one player has two actions, with the notes below it."""
    return _Lines(game, setter, numbers).plot(profile)


@dataclass(frozen=True, slots=True)
class _Component:
    """Pieces side by side that all have equilibria."""

    pieces: tuple[ReplyPiece, ...]

    @property
    def low(self) -> Fraction:
        return self.pieces[0].low

    @property
    def high(self) -> Fraction:
        return self.pieces[-1].high

    @property
    def is_single(self) -> bool:
        return len(self.pieces) == 1 and len(self.pieces[0].replies) == 1


class _Lines:
    """The probability of the player with two actions to the right, the payoffs of the other one upwards."""

    def __init__(self, game: NormalFormGame, setter: TypeSetter, numbers: NumberLabels) -> None:
        self.game, self.setter, self.numbers = game, setter, numbers
        self.player = 0 if game.num_actions[0] == 2 else 1
        self.other = 1 - self.player
        self.lines = payoff_lines(game, self.player)
        self.pieces = reply_pieces(game, self.player)
        runs = groupby(self.pieces, key=lambda piece: bool(piece.replies))
        self.components = [_Component(tuple(run)) for has_equilibria, run in runs if has_equilibria][::-1]
        self.names = [self._name(action) for action in game.actions[self.other]]
        self.height = max(LEAST_HEIGHT, sum(name.height + 1 for name in self.names))
        payoffs = [payoff for line in self.lines for payoff in line]
        self.lowest, self.highest = min(payoffs), max(payoffs)

    def plot(self, profile: MixedProfile | None) -> Plot:
        """Return the diagram with its notes."""
        sheet = Sheet()
        sheet.add(Box(0.0, 0.0, LENGTH, self.height, None, RULE, 0.7))
        shown = None if profile is None else Fraction(profile.strategies[self.player][0])
        self._payoff_lines(sheet)
        self._equilibria(sheet, shown)
        self._payoff_axis(sheet)
        self._line_names(sheet)
        cuts = {piece.low for piece in self.pieces}
        axis = ProbabilityAxis(self.game, self.player, self.setter, self.numbers)
        bottom = axis.below(sheet, cuts, LENGTH, self.height)
        bottom = self._strip(sheet, self.other, bottom + 8.0)
        self._strip(sheet, self.player, bottom + 6.0)
        has_component = any(not component.is_single for component in self.components)
        notes = [
            *(self._note(letters(index), component) for index, component in enumerate(self.components)),
            reading_note(has_component=has_component, has_shown=shown is not None),
        ]
        return Plot(below_legend(sheet, self._samples(), self.setter), tuple(notes))

    def _place(self, probability: Fraction, payoff: Fraction) -> Point:
        """Return where a payoff at a probability stands."""
        span = self.highest - self.lowest
        share = float((payoff - self.lowest) / span) if span else 0.5
        return float(probability) * LENGTH, HEADROOM + (1 - share) * (self.height - HEADROOM - FOOTROOM)

    def _on_envelope(self, probability: Fraction) -> Point:
        """Return the point of the upper envelope at a probability."""
        highest = max((1 - probability) * start + probability * end for start, end in self.lines)
        return self._place(probability, highest)

    def _payoff_lines(self, sheet: Sheet) -> None:
        """Draw bands of components, every payoff line, the envelope, and what leads from it to the axis."""
        for component in self.components:
            if component.low < component.high:
                cuts = self._cuts(component.low, component.high)
                sheet.add(component_band([self._on_envelope(cut) for cut in cuts]))
        color = player_color(self.other)
        for start, end in self.lines:
            sheet.add(Line((self._place(Fraction(0), start), self._place(Fraction(1), end)), 0.9, pale(color, 0.35)))
        envelope = tuple(self._on_envelope(cut) for cut in self._cuts(Fraction(0), Fraction(1)))
        sheet.add(Line(envelope, ENVELOPE_WIDTH, color))
        for x, y in envelope[1:-1]:
            sheet.add(Line(((x, y), (x, self.height)), 0.7, QUIET_INK, (1.6, 2.2)))

    def _cuts(self, low: Fraction, high: Fraction) -> list[Fraction]:
        """Return the probabilities between two at which best replies change, ends included."""
        return sorted({piece.low for piece in self.pieces if low <= piece.low <= high} | {low, high})

    def _equilibria(self, sheet: Sheet, shown: Fraction | None) -> None:
        """Mark components with letters above the envelope, and single probabilities with a star."""
        ordered = sorted(enumerate(self.components), key=lambda pair: pair[1].low)
        places = [self._on_envelope((component.low + component.high) / 2) for _, component in ordered]
        across = spread([x for x, _ in places], [DISC_SIZE] * len(places), 1.5, (-4.0, LENGTH + 4.0))
        for (index, component), (x, y), to in zip(ordered, places, across, strict=True):
            is_shown = shown is not None and component.low <= shown <= component.high
            disc = (to, y - DISC_SIZE - 1.5)
            place_disc(sheet, (x, y), disc, letters(index), is_shown=is_shown, setter=self.setter)
            if component.low == component.high:
                sheet.add(equilibrium_star((x, y)))

    def _payoff_axis(self, sheet: Sheet) -> None:
        """Draw the ticks of payoffs and the title above."""
        for tick in round_ticks(self.lowest, self.highest, 5):
            _, y = self._place(Fraction(0), tick)
            sheet.add(Line(((0.0, y), (-4.0, y)), 0.7))
            label = self.setter.lines([self.numbers.payoff(tick)], LABEL_FONT)
            sheet.extend(label.place(-7.0, y - label.height / 2, "right"))
        text = f"↑ {self.game.players[self.other].label}: payoff"
        title = self.setter.lines(wrap(text, NAME_FONT, LENGTH, self.setter.ruler), NAME_FONT, player_color(self.other))
        sheet.extend(title.place(0.0, -6.0 - title.height))

    def _line_names(self, sheet: Sheet) -> None:
        """Write the name of every action at the right end of its line."""
        ends = [self._place(Fraction(1), end) for _, end in self.lines]
        moved = spread([y for _, y in ends], [name.height for name in self.names], 1.0, (0.0, self.height))
        for (x, y), to, name in zip(ends, moved, self.names, strict=True):
            sheet.add(Line(((x, y), (x + 9.0, to)), 0.7, pale(player_color(self.other), 0.35)))
            sheet.extend(name.place(x + 11.0, to - name.height / 2))

    def _strip(self, sheet: Sheet, player: int, top: float) -> float:
        """Write along the axis which actions of a player are best replies, and return where that ends."""
        color = player_color(player)
        heading = self.setter.lines([f"Best reply of {self.game.players[player].label}"], NOTE_FONT, color)
        sheet.extend(heading.place(LENGTH / 2, top, "middle"))
        open_pieces = [piece for piece in self.pieces if piece.low < piece.high]
        named = []
        for actions, run in groupby(open_pieces, key=lambda each: each.best if player == self.other else each.answers):
            stretch = list(run)
            name = " or ".join(self.game.actions[player][action] for action in actions)
            lines = wrap(name, NOTE_FONT, WIDEST_REGION, self.setter.ruler)
            block = self.setter.lines(lines, NOTE_FONT, color)
            named.append((float(stretch[0].low) * LENGTH, float(stretch[-1].high) * LENGTH, block))
        return place_names(sheet, named, top + heading.height + 4.0, (0.0, LENGTH))

    def _samples(self) -> list[LineSample]:
        """Return the samples of the two kinds of lines."""
        label, color = self.game.players[self.other].label, player_color(self.other)
        return [
            LineSample(f"Highest payoff of {label}", color, ENVELOPE_WIDTH),
            LineSample("Each action", pale(color, 0.35), 0.9),
        ]

    def _name(self, action: str) -> TextBlock:
        """Return the name of a line."""
        lines = wrap(action, NOTE_FONT, WIDEST_ACTION, self.setter.ruler, max_lines=2)
        return self.setter.lines(lines, NOTE_FONT)

    def _note(self, name: str, component: _Component) -> str:
        """Return a component in words."""
        if component.is_single:
            mixed = (component.low, 1 - component.low)
            reply = component.pieces[0].replies[0]
            return point_note(name, self.game, (mixed, reply) if self.player == 0 else (reply, mixed), self.numbers)
        low, high = (self.numbers.probability(end) for end in (component.low, component.high))
        between = low if component.low == component.high else f"from {low} to {high}"
        action = self.game.actions[self.player][0]
        label, other = self.game.players[self.player].label, self.game.players[self.other].label
        played = self._played(component.pieces)
        return (
            f"{name}: infinitely many equilibria: {label} plays {action} with probability {between}, "
            f"{other} plays {played}."
        )

    def _played(self, pieces: Sequence[ReplyPiece]) -> str:
        """Return the actions that the other player uses in some equilibrium of the pieces."""
        used = {action for piece in pieces for reply in piece.replies for action, weight in enumerate(reply) if weight}
        return " or ".join(self.game.actions[self.other][action] for action in sorted(used))
