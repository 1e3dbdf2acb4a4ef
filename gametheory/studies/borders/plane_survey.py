"""All regimes over a rectangle of two parameters, exactly: cells, the curves between them, and what holds on each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gametheory.errors import UnsupportedGameError
from gametheory.polynomials.plane_cells import columns, most_meetings, upright_sections
from gametheory.polynomials.real_root import RealRoot
from gametheory.polynomials.sign_chart import sign_chart
from gametheory.studies.borders.bimatrix_regimes import BimatrixRegimes
from gametheory.studies.borders.parameter_plane import ParameterPlane
from gametheory.studies.borders.sign_oracles import FactorList, PlaceSigns, PointSigns, UnknownFactorError

if TYPE_CHECKING:
    from collections.abc import Callable
    from fractions import Fraction

    from gametheory.models.model import GameModel
    from gametheory.polynomials.bivariate_polynomial import BivariatePolynomial
    from gametheory.polynomials.plane_cells import Cell, Column, Rectangle, Section, Signs
    from gametheory.studies.borders.parameter_plane import PlanePiece
    from gametheory.studies.regimes import Regime

MOST_MEETINGS = 10_000
"""Points in which curves may meet, by their degrees; that many take about ten seconds."""


class PlaneSurvey:
    """Cells and curves of one model, with the regime on each.

    Parameters
    ----------
    model
        At the values of the other parameters.
    parameters
        Names of the two that vary.
    rectangle
        Their ranges.
    tick
        Called between steps.

    Attributes
    ----------
    plane
        The games.
    columns
        Of the decomposition.
    cells
        All of them, by column.
    sections
        The pieces of all curves.

    Raises
    ------
    UnsupportedGameError
        If borders are not known exactly for the game.

    Notes
    -----
    The signs of the minors' factors, and of what decides comparisons in formulas, decide the regime. Where one is met
    that the decomposition does not know, it is made anew.
    """

    def __init__(
        self, model: GameModel, parameters: tuple[str, str], rectangle: Rectangle, tick: Callable[[], object]
    ) -> None:
        self.plane = ParameterPlane(model, parameters)
        self._known = FactorList()
        self._regimes = BimatrixRegimes(self.plane.game, self._known)
        self._rectangle, self._tick = rectangle, tick
        self.columns: list[Column] = []
        self.cells: list[list[Cell]] = []
        self.sections: list[Section] = []
        self._pieces: dict[Signs, PlanePiece] = {}
        self._found: dict[Signs, Regime | None] = {}

    def run(self) -> None:
        """Find all cells and curves.

        Raises
        ------
        UnsupportedGameError
            If there may be more than ``MOST_MEETINGS`` points in which curves meet.
        LimitReachedError
            If the time is over; what was found until then remains.
        """
        while not self._is_closed():
            pass

    @property
    def factors(self) -> list[BivariatePolynomial]:
        """The polynomials whose signs decide the regime."""
        return self._known.factors

    @property
    def failures(self) -> tuple[str, ...]:
        """Sentences on why there is no game on some parts."""
        told = dict.fromkeys(piece.failure for piece in self._pieces.values() if piece.failure)
        return tuple(f"There is no game at some places: {failure}." for failure in told)

    def regime(self, signs: Signs) -> Regime | None:
        """Return the regime where the factors have these signs, which are those of a part; None without a game."""
        if signs not in self._found:
            self._found[signs] = self._regimes.regime(self._pieces[signs], signs)
        return self._found[signs]

    def signs_at(self, point: tuple[Fraction, Fraction]) -> Signs:
        """Return the signs of the factors at a point of the rectangle."""
        return tuple(factor.at(0, point[0]).sign_at(point[1]) for factor in self.factors)

    def is_known(self, signs: Signs) -> bool:
        """Whether some part that was looked at has these signs."""
        return signs in self._pieces

    def along(self, axis: int, value: Fraction) -> tuple[list[RealRoot], list[Regime | None]]:
        """Return where the regime changes on a line through the rectangle, and the regimes between these places.

        Parameters
        ----------
        axis
            The parameter that has a value on the line, 0 or 1.
        value
            That value.
        """
        low, high = map(RealRoot.rational, self._rectangle[1 - axis])
        chart = sign_chart([factor.at(axis, value) for factor in self.factors], low, high, tick=self._tick)
        signs = list(chart.signs)
        roots, regimes = [], [self.regime(chart.signs)]
        for crossing in chart.crossings:
            for place in crossing.flips:
                signs[place] = -signs[place]
            after = self.regime(tuple(signs))
            if after != regimes[-1]:
                roots.append(crossing.root)
                regimes.append(after)
        return roots, regimes

    def _is_closed(self) -> bool:
        """Decompose by the factors that are known, look at every part, and return whether no other factor was met."""
        num_known, tick = len(self.factors), self._tick
        meetings = most_meetings(self.factors, self._rectangle)
        if meetings > MOST_MEETINGS:
            raise UnsupportedGameError(
                f"exact borders need curves that may meet at up to {MOST_MEETINGS:,} points, got {meetings:,}"
            )
        self._pieces.clear()
        self.columns = columns(self.factors, self._rectangle, tick)
        self.cells = [list(column.cells()) for column in self.columns]
        self.sections = [section for column in self.columns for section in column.sections()]
        self.sections += upright_sections(self.factors, self._rectangle, tick)
        for column in self.cells:
            for cell in column:
                self._look(cell.signs, PointSigns(cell.sample))
        for section in self.sections:
            self._look(section.signs, PlaceSigns(self._known, section.signs))
        return len(self.factors) == num_known

    def _look(self, signs: Signs, place: PlaceSigns | PointSigns) -> None:
        """Note which piece holds where factors have such signs; take in all factors that matter on it."""
        if signs in self._pieces:
            return
        self._tick()
        try:
            piece = self._pieces[signs] = self.plane.piece(place)
        except UnknownFactorError as error:
            self._known.rule(error.polynomial)
            return
        for polynomial in piece.recorded:
            self._known.rule(polynomial)
        self._regimes.take_in(piece, self._tick)
