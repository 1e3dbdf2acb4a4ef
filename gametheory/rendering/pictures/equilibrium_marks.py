"""Marks of equilibria on plots: a star at the place, its letter in a disc beside it, and a line of words below.

Infinitely many are a band or an area of the same color.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gametheory.analysis.profile_payoffs import expected_payoffs
from gametheory.core.profiles import MixedProfile
from gametheory.core.rationals import to_fraction
from gametheory.rendering.pictures.scene import Box, Line, Marker
from gametheory.rendering.pictures.style import EQUILIBRIUM_COLOR, INK, PAPER, Font, pale

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gametheory.core.normal_form import NormalFormGame
    from gametheory.core.profiles import Strategy
    from gametheory.rendering.pictures.number_labels import NumberLabels
    from gametheory.rendering.pictures.scene import Point, Sheet
    from gametheory.rendering.pictures.text_block import TypeSetter

DISC_SIZE = 13.0
STAR_SIZE = 8.0
BAND_WIDTH = 8.0
BAND_COLOR = pale(EQUILIBRIUM_COLOR, 0.3)
AREA_COLOR = pale(EQUILIBRIUM_COLOR, 0.75)
LETTER_FONT = Font(8.5, is_bold=True)
READING = "Stars with letters: equilibria."
READING_BAND = "Band or shaded area: infinitely many equilibria, a component."
READING_SHOWN = "Black disc: the equilibrium shown."


def equilibrium_star(place: Point, size: float = STAR_SIZE) -> Marker:
    """Return the star of an equilibrium."""
    return Marker(*place, "star", size, EQUILIBRIUM_COLOR, INK)


def component_band(points: Sequence[Point]) -> Line:
    """Return the band of a component along a line; bands have to come before the lines that run over them."""
    return Line(tuple(points), BAND_WIDTH, BAND_COLOR)


def component_area(corner: Point, width: float, height: float) -> Box:
    """Return the shaded area of a component, given by its upper left corner."""
    return Box(*corner, width, height, AREA_COLOR)


def place_disc(sheet: Sheet, place: Point, disc: Point, name: str, *, is_shown: bool, setter: TypeSetter) -> None:
    """Draw a letter in a disc, and the line that leads to its place."""
    if disc != place:
        sheet.add(Line((place, disc), 0.6, INK))
    sheet.add(Marker(*disc, "circle", DISC_SIZE, INK if is_shown else PAPER, INK))
    block = setter.lines([name], LETTER_FONT, PAPER if is_shown else INK)
    sheet.extend(block.place(disc[0], disc[1] - 0.68 * LETTER_FONT.size + 0.02 * DISC_SIZE, "middle"))


def reading_note(*, has_component: bool, has_shown: bool) -> str:
    """Return how to read the marks."""
    return " ".join([READING, *([READING_BAND] if has_component else []), *([READING_SHOWN] if has_shown else [])])


def point_note(name: str, game: NormalFormGame, strategies: tuple[Strategy, ...], numbers: NumberLabels) -> str:
    """Return what the players do at an equilibrium, and what they get."""
    payoffs = expected_payoffs(game, MixedProfile(game, strategies))
    paid = ", ".join(
        f"{player.label}: {numbers.payoff(to_fraction(payoff))}"
        for player, payoff in zip(game.players, payoffs, strict=True)
    )
    played = "; ".join(
        f"{player.label} plays {strategy_text(names, strategy, numbers)}"
        for player, names, strategy in zip(game.players, game.actions, strategies, strict=True)
    )
    return f"{name}: {played}. Expected payoffs: {paid}."


def strategy_text(names: Sequence[str], strategy: Strategy, numbers: NumberLabels) -> str:
    """Return a mixed strategy in words: the action that is certain, or the probabilities of those played."""
    played = [(name, probability) for name, probability in zip(names, strategy, strict=True) if probability]
    if len(played) == 1:
        return played[0][0]
    return " and ".join(f"{name} with {numbers.probability(probability)}" for name, probability in played)
