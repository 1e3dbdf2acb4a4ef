"""The payoffs that two players can reach: by choosing together, in correlated equilibria, in Nash equilibria."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from gametheory.analysis.shared_values.payoff_polytope import feasible_payoffs
from gametheory.core.distributions import Distribution
from gametheory.core.rationals import to_fraction
from gametheory.errors import UnsupportedGameError
from gametheory.rendering.pictures.axes import Scale, across_axis, across_height, upright_axis
from gametheory.rendering.pictures.payoff_set_marks import NashMarks, PayoffFrame
from gametheory.rendering.pictures.plot_frame import ABOVE_PLOT, BESIDE_SAMPLE, BETWEEN_SAMPLES, Plot, extent, fitted
from gametheory.rendering.pictures.scene import Area, Box, Line, Marker, Sheet
from gametheory.rendering.pictures.style import INK, NAME_FONT, NOTE_FONT, PAPER, QUIET_INK, RULE, player_color
from gametheory.solvers.mediation.correlated_payoffs import correlated_payoffs
from gametheory.studies.nash_payoffs import nash_payoffs

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gametheory.analysis.shared_values.payoff_polytope import PayoffPolygon
    from gametheory.core.equilibrium import Equilibrium
    from gametheory.core.normal_form import NormalFormGame
    from gametheory.rendering.pictures.number_labels import NumberLabels
    from gametheory.rendering.pictures.scene import Item
    from gametheory.rendering.pictures.text_block import TypeSetter

MOST_ACTIONS = 20
WIDTH = 330.0
HEIGHT = 270.0
LEFT = 34.0
MARGIN_SHARE = 0.06
"""Of the range of payoffs, around the feasible ones."""
NASH_SECONDS = 10.0
"""For the search for Nash equilibria."""
RESOLUTION = Fraction(1, 2000)
"""Of the polygon of correlated equilibria: what is left out is less than a hair's breadth."""
FEASIBLE_FILL = "#EEF0F2"
FEASIBLE_EDGE = "#9AA3AB"
CORRELATED_FILL = "#B9D2E8"
CORRELATED_EDGE = "#2F6496"
EDGE_WIDTH = 1.0
COARSE_DASHES = (5.0, 3.0)
BAND_WIDTH = 7.0
HALO_WIDTH = 14.0
"""Of correlated equilibria on a line: wider than the band of Nash equilibria that runs over it."""
HALO_SIZE = 18.0
"""Of their disc where they are a point: larger than a star."""
LEAST_EXTENT = 5.0
"""Of a set that can be seen without a disc."""
PROFILE_SIZE = 4.0
SHOWN_SIZE = 13.0
SAMPLE = (18.0, 8.0)
ABOVE_FRAME = 5.0


def check_payoff_set(game: NormalFormGame) -> None:
    """Raise UnsupportedGameError where a game has no picture of its payoff set."""
    sizes = " x ".join(map(str, game.num_actions))
    expected = f"a picture of the payoff set needs two players with at most {MOST_ACTIONS} actions each"
    if game.num_players != 2:
        raise UnsupportedGameError(f"{expected}, got {game.num_players} players; choose kind 'table'")
    if max(game.num_actions) > MOST_ACTIONS:
        raise UnsupportedGameError(f"{expected}, got {sizes}; choose kind 'heatmap'")


def draw_payoff_set(
    game: NormalFormGame, setter: TypeSetter, numbers: NumberLabels, equilibrium: Equilibrium | None = None
) -> Plot:
    """Return feasible payoffs, those of correlated and those of Nash equilibria in one plot, with the notes below it.

    Parameters
    ----------
    game
        Two players, as ``check_payoff_set`` wants it.
    setter, numbers
        Measure texts and write numbers.
    equilibrium
        One to point out, of any concept; for a coarse correlated one their payoffs are outlined too.
    """
    return _PayoffSet(game, setter, numbers).plot(equilibrium)


@dataclass(frozen=True, slots=True)
class _Region:
    """A set of payoffs: its name in the legend, its corners on the page, its colors; lines only if it has no fill."""

    name: str
    polygon: PayoffPolygon
    fill: str | None
    edge: str
    has_halo: bool = False
    """Whether it stays visible where it is a line or a point below other marks."""

    def is_small(self, frame: PayoffFrame) -> bool:
        """Whether it is too small to be seen."""
        ranges = zip(*map(frame.place, self.polygon.vertices), strict=True)
        return all(max(places) - min(places) < LEAST_EXTENT for places in ranges)

    def note(self, frame: PayoffFrame) -> tuple[str, ...]:
        """Return what is to be said of it where it has a halo."""
        corners = len(self.polygon.vertices)
        if not self.has_halo or (corners > 2 and not self.is_small(frame)):
            return ()
        if corners == 1:
            return (f"Blue disc: {self.name.lower()} give this point only.",)
        if self.is_small(frame):
            return (f"Blue disc: {self.name.lower()}, too near to each other to be seen as a set.",)
        return (f"Wide blue line: {self.name.lower()} give the points of this line only.",)

    def items(self, frame: PayoffFrame) -> Iterator[Item]:
        """Yield its inside, a band where it is a line or a point, and its outline."""
        corners = tuple(map(frame.place, self.polygon.vertices))
        outline = (*corners, corners[0])
        if self.fill is None:
            yield Line(outline, EDGE_WIDTH, self.edge, COARSE_DASHES)
            return
        if self.has_halo and self.is_small(frame):
            yield Marker(*corners[0], "circle", HALO_SIZE, self.fill, self.edge)
            return
        if self.has_halo and len(corners) == 2:
            yield Line(corners, HALO_WIDTH, self.edge)
            yield Line(corners, HALO_WIDTH - 2 * EDGE_WIDTH, self.fill)
            return
        yield Area(corners, self.fill) if len(corners) > 2 else Line(outline, BAND_WIDTH, self.fill)
        yield Line(outline, EDGE_WIDTH, self.edge)

    def sample(self, left: float, top: float) -> Iterator[Item]:
        """Yield its sign in the legend."""
        if self.fill is None:
            middle = top + SAMPLE[1] / 2
            yield Line(((left, middle), (left + SAMPLE[0], middle)), EDGE_WIDTH, self.edge, COARSE_DASHES)
        else:
            yield Box(left, top, *SAMPLE, self.fill, self.edge, EDGE_WIDTH)


class _PayoffSet:
    """The plane of payoffs: the first player's to the right, the second's upwards."""

    def __init__(self, game: NormalFormGame, setter: TypeSetter, numbers: NumberLabels) -> None:
        self.game, self.setter, self.numbers = game, setter, numbers
        feasible = feasible_payoffs(game)
        lows, highs = zip(*(_padded(values) for values in zip(*feasible.vertices, strict=True)), strict=True)
        self.frame = PayoffFrame(Scale(lows[0], highs[0], LEFT, LEFT + WIDTH), Scale(lows[1], highs[1], HEIGHT, 0.0))
        correlated = correlated_payoffs(game, resolution=RESOLUTION)
        self.regions = [
            _Region("Feasible", feasible, FEASIBLE_FILL, FEASIBLE_EDGE),
            _Region("Correlated equilibria", correlated, CORRELATED_FILL, CORRELATED_EDGE, has_halo=True),
        ]

    def plot(self, equilibrium: Equilibrium | None) -> Plot:
        """Return the plot with its notes."""
        play = None if equilibrium is None else equilibrium.play
        if isinstance(play, Distribution) and play.is_coarse:
            coarse = correlated_payoffs(self.game, is_coarse=True, resolution=RESOLUTION)
            self.regions.append(_Region("Coarse correlated equilibria", coarse, None, INK))
        sheet = Sheet()
        self._axes(sheet)
        sheet.extend(item for region in self.regions for item in region.items(self.frame))
        for payoffs in self._profiles():
            sheet.add(Marker(*self.frame.place(payoffs), "circle", PROFILE_SIZE, PAPER, QUIET_INK))
        reading = ["Rings: payoffs of pure profiles."]
        reading += (note for region in self.regions for note in region.note(self.frame))
        shown = None if equilibrium is None else self.frame.place(equilibrium.payoffs)
        if shown is not None:
            sheet.add(Marker(*shown, "diamond", SHOWN_SIZE, INK, PAPER))
            reading.append("Black diamond: the equilibrium shown.")
        marks = NashMarks(nash_payoffs(self.game, seconds=NASH_SECONDS), self.game, self.numbers)
        marks.draw(sheet, self.frame, self.setter, shown)
        self._legend(sheet)
        return Plot(fitted(sheet, self.setter.ruler), (*marks.notes, " ".join([*marks.reading, *reading])))

    def _profiles(self) -> list[tuple[Fraction, ...]]:
        """Return the different payoffs of pure profiles."""
        tables = ([to_fraction(payoff) for payoff in table.ravel().tolist()] for table in self.game.payoffs)
        return sorted(set(zip(*tables, strict=True)))

    def _axes(self, sheet: Sheet) -> None:
        """Draw both axes with the names of the players whose payoffs they show."""
        sheet.add(Line(((LEFT, HEIGHT), (LEFT + WIDTH, HEIGHT), (LEFT + WIDTH, 0.0), (LEFT, 0.0)), 0.7, RULE))
        sheet.extend(across_axis(self.frame.across, HEIGHT, self.setter))
        sheet.extend(upright_axis(self.frame.upright, LEFT, self.setter))
        first, second = (
            self.setter.lines([f"Payoff of {player.label}"], NAME_FONT, player_color(index))
            for index, player in enumerate(self.game.players)
        )
        sheet.extend(first.place(LEFT + WIDTH, HEIGHT + across_height() + 2.0, "right"))
        sheet.extend(second.place(LEFT, -second.height - ABOVE_FRAME))

    def _legend(self, sheet: Sheet) -> None:
        """Put samples of the regions above the plot, side by side where they fit."""
        _, top, _, _ = extent(sheet.items, self.setter.ruler)
        entries = [self.setter.lines([region.name], NOTE_FONT) for region in self.regions]
        start, row, rows = LEFT, 0, []
        for entry in entries:
            needed = SAMPLE[0] + BESIDE_SAMPLE + entry.width
            if start > LEFT and start + needed > LEFT + WIDTH:
                start, row = LEFT, row + 1
            rows.append((start, row))
            start += needed + BETWEEN_SAMPLES
        first = top - ABOVE_PLOT - (row + 1) * 1.3 * NOTE_FONT.line_height
        for region, entry, (start, row) in zip(self.regions, entries, rows, strict=True):
            level = first + row * 1.3 * NOTE_FONT.line_height
            sheet.extend(region.sample(start, level + (entry.height - SAMPLE[1]) / 2))
            sheet.extend(entry.place(start + SAMPLE[0] + BESIDE_SAMPLE, level))


def _padded(values: Sequence[Fraction]) -> tuple[float, float]:
    """Return the range of some payoffs with some room at both ends, also where it is a single number."""
    low, high = min(values), max(values)
    room = MARGIN_SHARE * (high - low) if high > low else Fraction(1)
    return float(low - room), float(high + room)
