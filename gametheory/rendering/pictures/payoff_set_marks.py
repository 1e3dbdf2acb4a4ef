"""Nash equilibria in the plane of payoffs: stars with letters, bands and areas, and what they say below."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gametheory.core.profiles import MixedProfile
from gametheory.rendering.pictures.equilibrium_marks import (
    DISC_SIZE,
    READING_BAND,
    STAR_SIZE,
    component_area,
    component_band,
    equilibrium_star,
    place_disc,
    point_note,
)
from gametheory.rendering.pictures.plot_frame import letters

if TYPE_CHECKING:
    from collections.abc import Sequence
    from fractions import Fraction

    from gametheory.core.normal_form import NormalFormGame
    from gametheory.rendering.pictures.axes import Scale
    from gametheory.rendering.pictures.number_labels import NumberLabels
    from gametheory.rendering.pictures.scene import Point, Sheet
    from gametheory.rendering.pictures.text_block import TypeSetter
    from gametheory.studies.nash_payoffs import NashPayoffs, Range

MOST_LETTERS = 9
"""More payoffs than these are only stars."""
AWAY = 17.0
SMALL_STAR = 5.0
"""Where there are many: smaller, so that the corners of sets stay visible."""


@dataclass(frozen=True, slots=True)
class PayoffFrame:
    """The plane of payoffs on the page.

    Parameters
    ----------
    across, upright
        Scales of the first player's payoffs, to the right, and of the second's, upwards.
    """

    across: Scale
    upright: Scale

    def place(self, payoffs: Sequence[Fraction]) -> Point:
        """Return the place of two payoffs."""
        return self.across.place(float(payoffs[0])), self.upright.place(float(payoffs[1]))

    @property
    def middle(self) -> Point:
        """The middle of the frame."""
        return (self.across.start + self.across.end) / 2, (self.upright.start + self.upright.end) / 2

    def holds(self, place: Point, distance: float) -> bool:
        """Whether a place is within the frame and so far from its sides."""
        is_across = self.across.start + distance <= place[0] <= self.across.end - distance
        return is_across and self.upright.end + distance <= place[1] <= self.upright.start - distance


class NashMarks:
    """The marks of Nash equilibria.

    Parameters
    ----------
    found
        Their payoffs; None where none was found.
    game
        Two players.
    numbers
        Writes numbers.
    """

    def __init__(self, found: NashPayoffs | None, game: NormalFormGame, numbers: NumberLabels) -> None:
        self._found = found
        self._game = game
        self._numbers = numbers
        self._ranges = found.ranges if found is not None else ()
        self._has_letters = len(self._ranges) <= MOST_LETTERS

    def draw(self, sheet: Sheet, frame: PayoffFrame, setter: TypeSetter, shown: Point | None) -> None:
        """Draw the marks into a frame in which one more place may be marked."""
        corners = [tuple(map(frame.place, zip(*ranges, strict=True))) for ranges in self._ranges]
        middles = [((low[0] + high[0]) / 2, (low[1] + high[1]) / 2) for low, high in corners]
        for ranges, (low, high), middle in zip(self._ranges, corners, middles, strict=True):
            is_wide = [lowest < highest for lowest, highest in ranges]
            if all(is_wide):
                sheet.add(component_area((low[0], high[1]), high[0] - low[0], low[1] - high[1]))
            elif any(is_wide):
                sheet.add(component_band((low, high)))
            else:
                sheet.add(equilibrium_star(middle, STAR_SIZE if self._has_letters else SMALL_STAR))
        taken = [*middles, *([] if shown is None else [shown])]
        for index, middle in enumerate(middles if self._has_letters else []):
            disc = _free_place(middle, taken, frame)
            taken.append(disc)
            place_disc(sheet, middle, disc, letters(index), is_shown=False, setter=setter)

    @property
    def notes(self) -> tuple[str, ...]:
        """What the letters stand for."""
        if self._found is None:
            return ("No Nash equilibrium was found in time.",)
        listed = zip(self._ranges, self._found.equilibria, strict=True)
        notes = [self._note(letters(index), *pair) for index, pair in enumerate(listed)] if self._has_letters else []
        if not self._has_letters:
            notes.append(f"{len(self._ranges)} different payoffs of Nash equilibria, without letters.")
        if not self._found.is_complete:
            notes.append("There may be other Nash equilibria.")
        return tuple(notes)

    def _note(self, name: str, ranges: Sequence[Range], members: Sequence[int]) -> str:
        """Return in words what equilibria with these payoffs are."""
        equilibria = self._found.solution.equilibria if self._found is not None else ()
        profile = equilibria[members[0]].profile
        if len(members) == 1 and isinstance(profile, MixedProfile):
            return point_note(name, self._game, profile.strategies, self._numbers)
        paid = ", ".join(
            f"{player.label}: {self._range_text(*bounds)}"
            for player, bounds in zip(self._game.players, ranges, strict=True)
        )
        return f"{name}: several equilibria. Expected payoffs: {paid}."

    def _range_text(self, low: Fraction, high: Fraction) -> str:
        texts = [self._numbers.payoff(end) for end in (low, high)]
        return texts[0] if low == high else f"from {texts[0]} to {texts[1]}"

    @property
    def reading(self) -> tuple[str, ...]:
        """How to read the marks."""
        if not self._ranges:
            return ()
        has_band = any(low < high for ranges in self._ranges for low, high in ranges)
        stars = "Stars with letters: Nash equilibria." if self._has_letters else "Stars: Nash equilibria."
        return (stars, READING_BAND) if has_band else (stars,)


def _free_place(place: Point, taken: Sequence[Point], frame: PayoffFrame) -> Point:
    """Return the place for a disc beside a mark: within the frame, away from other marks."""
    right, down = frame.middle[0] - place[0], frame.middle[1] - place[1]
    near = [
        (place[0] + AWAY * math.cos(turn * math.pi / 4), place[1] + AWAY * math.sin(turn * math.pi / 4))
        for turn in range(8)
    ]

    def penalty(disc: Point) -> tuple[int, float]:
        covered = sum(math.dist(disc, mark) < DISC_SIZE + 1.0 for mark in taken)
        inwards = (disc[0] - place[0]) * right + (disc[1] - place[1]) * down
        return covered + 2 * (not frame.holds(disc, DISC_SIZE / 2)), inwards

    return min(near, key=penalty)
