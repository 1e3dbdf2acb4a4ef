"""What a search for borders over two parameters answers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gametheory.core.read_only import read_only
from gametheory.core.solution import Coverage, Termination
from gametheory.solvers.solve import solve
from gametheory.studies.regimes import regime

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction

    from gametheory.models.model import GameModel
    from gametheory.polynomials import RealRoot
    from gametheory.polynomials.bivariate_polynomial import BivariatePolynomial
    from gametheory.polynomials.plane_cells import Rectangle
    from gametheory.studies.borders.plane_survey import PlaneSurvey
    from gametheory.studies.regimes import Regime


@dataclass(frozen=True, slots=True)
class OpenRegime:
    """A regime that holds on an open part of the rectangle.

    Parameters
    ----------
    regime
        None where there is no game.
    sample
        Two rationals at which it holds, and near them.
    num_cells
        Parts of the decomposition on which it holds; of the grid, where regimes were looked for on a grid.
    """

    regime: Regime | None
    sample: tuple[Fraction, Fraction]
    num_cells: int


@dataclass(frozen=True, slots=True)
class BorderChange:
    """The regimes on both sides of a piece of a border, and on it.

    Parameters
    ----------
    negative, on, positive
        The regimes next to it where the polynomial is below 0, on it, and next to it where the polynomial is above 0;
        None where there is no game.
    sample
        A point on it; at least one of both numbers is rational.
    stretches
        The values of the first parameter over which this is so somewhere on the curve, without those ends at which
        other curves are met or that are ends of the range; of the second parameter where the border is upright.
    """

    negative: Regime | None
    on: Regime | None
    positive: Regime | None
    sample: tuple[RealRoot, RealRoot]
    stretches: tuple[tuple[RealRoot, RealRoot], ...]

    @property
    def is_touch(self) -> bool:
        """Whether the regime is another one on the curve alone."""
        return self.negative == self.positive


@dataclass(frozen=True, slots=True)
class Border:
    """A curve at which the regime changes.

    Parameters
    ----------
    polynomial
        Irreducible, with coprime integer coefficients; it is 0 on the curve.
    changes
        What changes at it, on some of its pieces this, on others that.
    """

    polynomial: BivariatePolynomial
    changes: tuple[BorderChange, ...]

    @property
    def is_upright(self) -> bool:
        """Whether the polynomial is one of the first parameter alone."""
        return self.polynomial.degree(1) < 1


@dataclass(frozen=True, eq=False)
class Borders:
    """All borders over two parameters, and the open regimes between them, as far as the coverage says.

    A regime is the supports of the extreme equilibria and their grouping into components.

    Parameters
    ----------
    model
        The model, with the values of the other parameters.
    parameters, concept
        What varies, and what is solved.
    rectangle
        The range of each parameter; borders and regimes are those inside, without the ends.
    regimes
        Those of open parts, the one of the largest part first, as far as a sample tells sizes.
    borders
        By increasing degree; none where they are not known exactly.
    coverage
        ``ALL`` where it is proved that none is missing, ``PARTIAL`` where the search was cut short, ``APPROXIMATE``
        where regimes were looked for on a grid.
    proved
        Whether the regimes between borders are proved to be the same.
    notes
        Sentences on why something is not proved, or where there is no game.
    termination
        Why the search ended.
    statistics
        ``polynomials`` whose signs decide the regime, ``columns`` and ``cells`` that were looked at, ``seconds``.
    survey
        All cells; None where borders are not known exactly.
    """

    model: GameModel
    parameters: tuple[str, str]
    concept: str
    rectangle: Rectangle
    regimes: tuple[OpenRegime, ...]
    borders: tuple[Border, ...] = ()
    coverage: Coverage = Coverage.ALL
    proved: bool = True
    notes: tuple[str, ...] = ()
    termination: Termination = Termination.EXHAUSTED
    statistics: Mapping[str, int | float] = field(default_factory=lambda: read_only({}))
    survey: PlaneSurvey | None = None

    def regime_at(self, first: Fraction, second: Fraction) -> Regime | None:
        """Return the regime at two values, inside the ranges; None where there is no game, or none is known.

        Where borders are not known exactly, and where several curves meet, the game is solved there.
        """
        if self.survey is not None:
            signs = self.survey.signs_at((first, second))
            if self.survey.is_known(signs):
                return self.survey.regime(signs)
        model = self.model.with_values(**dict(zip(self.parameters, (first, second), strict=True)))
        return regime(solve(model, self.concept))
