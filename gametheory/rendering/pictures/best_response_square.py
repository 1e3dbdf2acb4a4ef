"""Best-response diagrams of 2 x 2 games: both correspondences in the unit square of probabilities."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from math import dist
from typing import TYPE_CHECKING

from gametheory.analysis.profiles.best_response_regions import Rectangle, response_rectangles, square_equilibria
from gametheory.rendering.pictures.equilibrium_marks import (
    DISC_SIZE,
    component_area,
    component_band,
    equilibrium_star,
    place_disc,
    point_note,
    reading_note,
)
from gametheory.rendering.pictures.plot_frame import LineSample, Plot, below_legend, letters
from gametheory.rendering.pictures.probability_axis import ProbabilityAxis
from gametheory.rendering.pictures.scene import Box, Line, Sheet
from gametheory.rendering.pictures.style import RULE, player_color

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gametheory.core.normal_form import NormalFormGame
    from gametheory.core.profiles import MixedProfile
    from gametheory.rendering.pictures.number_labels import NumberLabels
    from gametheory.rendering.pictures.scene import Point
    from gametheory.rendering.pictures.text_block import TypeSetter

SIDE = 230.0
AWAY = 13.0
RESPONSE_WIDTH = 2.4
PLAYER_DASHES = (None, (6.5, 4.5))


def draw_square(
    game: NormalFormGame, setter: TypeSetter, numbers: NumberLabels, profile: MixedProfile | None = None
) -> Plot:
    """Return the best-response diagram of a 2 x 2 game with the notes below it."""
    return _Square(game, setter, numbers).plot(profile)


class _Square:
    """The unit square: the first player's probability to the right, the second's upwards."""

    def __init__(self, game: NormalFormGame, setter: TypeSetter, numbers: NumberLabels) -> None:
        self.game, self.setter, self.numbers = game, setter, numbers
        self.responses = [response_rectangles(game, player) for player in (0, 1)]
        self.components = square_equilibria(game)

    def plot(self, profile: MixedProfile | None) -> Plot:
        """Return the diagram with its notes."""
        sheet = Sheet()
        sheet.add(Box(0.0, 0.0, SIDE, SIDE, None, RULE, 0.7))
        for subset in (subset for component in self.components for subset in component):
            if subset.has_area:
                sheet.add(_area(subset))
            elif not subset.is_point:
                sheet.add(component_band(_corners(subset)))
        for player in (0, 1):
            self._responses(sheet, player)
        shown = None if profile is None else _point(profile)
        self._equilibria(sheet, shown)
        ProbabilityAxis(self.game, 0, self.setter, self.numbers).below(sheet, self._thresholds(0), SIDE, SIDE)
        ProbabilityAxis(self.game, 1, self.setter, self.numbers).beside(sheet, self._thresholds(1), SIDE)
        samples = [
            LineSample(f"Best replies of {player.label}", player_color(index), RESPONSE_WIDTH, PLAYER_DASHES[index])
            for index, player in enumerate(self.game.players)
        ]
        has_component = any(not _is_single(component) for component in self.components)
        notes = [
            *(self._note(letters(index), component) for index, component in enumerate(self.components)),
            reading_note(has_component=has_component, has_shown=shown is not None),
        ]
        return Plot(below_legend(sheet, samples, self.setter), tuple(notes))

    def _responses(self, sheet: Sheet, player: int) -> None:
        """Draw a player's correspondence; a player that is indifferent everywhere has the whole square."""
        color, dashes = player_color(player), PLAYER_DASHES[player]
        for rectangle in self.responses[player]:
            if not rectangle.is_point:
                sheet.add(Line(_corners(rectangle), RESPONSE_WIDTH, color, dashes))

    def _thresholds(self, player: int) -> set[Fraction]:
        """Return the probabilities of a player's first action at which the other player changes its best reply."""
        lows = {rectangle.sides[player] for rectangle in self.responses[1 - player]}
        return {end for side in lows for end in side}

    def _equilibria(self, sheet: Sheet, shown: Rectangle | None) -> None:
        """Mark every component with a letter, and single equilibria with a star."""
        taken: list[Point] = []
        for index, component in enumerate(self.components):
            subset = max(component, key=_extent)
            place = _middle(subset)
            disc = place if subset.has_area else self._free_place(place, taken)
            taken.append(disc)
            is_shown = shown is not None and any(subset.meet(shown) for subset in component)
            place_disc(sheet, place, disc, letters(index), is_shown=is_shown, setter=self.setter)
            if _is_single(component):
                sheet.add(equilibrium_star(place))

    def _free_place(self, place: Point, taken: Sequence[Point]) -> Point:
        """Return the place for a disc beside a star: inside the square, away from other marks and from lines."""
        x, y = place
        near = [(x + right * AWAY, y + down * AWAY) for right, down in product((1, -1), (-1, 1))]
        stars = [_middle(max(component, key=_extent)) for component in self.components]
        lines = [_corners(rectangle) for responses in self.responses for rectangle in responses]

        def penalty(disc: Point) -> float:
            is_outside = not all(0 <= coordinate <= SIDE for coordinate in disc)
            marks = sum(dist(disc, mark) < DISC_SIZE for mark in (*taken, *stars))
            crossed = sum(dist(disc, _nearest(disc, line)) < DISC_SIZE / 2 + 1 for line in lines)
            return 10 * is_outside + 4 * marks + crossed

        return min(near, key=penalty)

    def _note(self, name: str, component: Sequence[Rectangle]) -> str:
        """Return a component in words."""
        if _is_single(component):
            strategies = tuple((low, 1 - low) for low, _ in component[0].sides)
            return point_note(name, self.game, strategies, self.numbers)
        parts = (
            ", ".join(self._side_text(player, side) for player, side in enumerate(subset.sides)) for subset in component
        )
        return f"{name}: infinitely many equilibria: {'; and '.join(parts)}."

    def _side_text(self, player: int, side: tuple[Fraction, Fraction]) -> str:
        """Return the probabilities of a player's first action."""
        low, high = (self.numbers.probability(end) for end in side)
        between = low if side[0] == side[1] else f"from {low} to {high}"
        return f"{self.game.players[player].label} plays {self.game.actions[player][0]} with probability {between}"


def _is_single(component: Sequence[Rectangle]) -> bool:
    """Whether a component is one equilibrium."""
    return len(component) == 1 and component[0].is_point


def _point(profile: MixedProfile) -> Rectangle:
    """Return the place of a profile."""
    first, second = (Fraction(strategy[0]) for strategy in profile.strategies)
    return Rectangle(((first, first), (second, second)))


def _corners(rectangle: Rectangle) -> tuple[Point, ...]:
    """Return the ends of a line, or the outline of a rectangle."""
    (left, right), (low, high) = rectangle.sides
    if rectangle.has_area:
        ends: Iterable[tuple[Fraction, Fraction]] = (
            (left, low),
            (right, low),
            (right, high),
            (left, high),
            (left, low),
        )
    else:
        ends = ((left, low), (right, high))
    return tuple((float(x) * SIDE, (1 - float(y)) * SIDE) for x, y in ends)


def _area(rectangle: Rectangle) -> Box:
    """Return a component that fills a rectangle."""
    corners = _corners(rectangle)
    (left, bottom), (right, top) = corners[0], corners[2]
    return component_area((left, top), right - left, bottom - top)


def _extent(rectangle: Rectangle) -> Fraction:
    """Return how large a rectangle is, by the sum of its sides."""
    return sum((high - low for low, high in rectangle.sides), Fraction(0))


def _middle(rectangle: Rectangle) -> Point:
    """Return the middle of a rectangle on the page."""
    x, y = (float(low + high) / 2 for low, high in rectangle.sides)
    return x * SIDE, (1 - y) * SIDE


def _nearest(point: Point, corners: Sequence[Point]) -> Point:
    """Return the point nearest to another on lines that run along the axes, in the box of their corners."""
    nearest = [
        min(max(point[axis], min(corner[axis] for corner in corners)), max(corner[axis] for corner in corners))
        for axis in (0, 1)
    ]
    return nearest[0], nearest[1]
