"""The signs of all bordered minors of a two-player game along a piece of a line."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from gametheory.kernels.bordered_minors import bordered_minors
from gametheory.kernels.single_minors import SingleMinors
from gametheory.polynomials import Polynomial, sign_chart

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from fractions import Fraction

    import numpy as np
    from numpy.typing import NDArray

    from gametheory.polynomials import RealRoot, SignChart

    Key = tuple[int, int]
    Floats = NDArray[np.float64]

FEWEST_ROUNDED = 10
"""Actions of both players together from which on minors are looked at in floats first."""
HIGHEST_ROUNDED = 32
"""Degree of minors up to which they are."""

Entries: TypeAlias = "Sequence[Sequence[Polynomial]]"
"""Polynomials that order a player's mixtures by the opponent's payoffs; the player's actions as rows."""


class MinorChart(NamedTuple):
    """Signs of the minors of both players' mixtures.

    Parameters
    ----------
    keys
        Masks of rows and columns, for each of the two players.
    chart
        Signs of the first player's minors and then the second's.
    zeros_at_ends
        The minors that are 0 at the lower and at the upper end, but not everywhere.
    num_polynomials
        Those that are not constant.
    """

    keys: tuple[list[Key], list[Key]]
    chart: SignChart
    zeros_at_ends: tuple[tuple[int, ...], tuple[int, ...]]
    num_polynomials: int


def minor_chart(
    entries: tuple[Entries, Entries], low: RealRoot, high: RealRoot, tick: Callable[[], object]
) -> MinorChart:
    """Return the signs of all minors between two numbers, exactly.

    Examples
    --------
    >>> from fractions import Fraction
    >>> from gametheory.polynomials import RealRoot
    >>> zero, rising = Polynomial(), Polynomial([-1, 3])
    >>> ends = RealRoot.rational(Fraction(0)), RealRoot.rational(Fraction(1))
    >>> found = minor_chart(([[zero, rising]], [[zero], [zero]]), *ends, lambda: None)
    >>> found.num_polynomials, [str(root) for root in found.chart.roots]
    (1, ['1/3'])
    """
    degree = max(entry.degree for side in entries for row in side for entry in row)
    shape = len(entries[0]), len(entries[1])
    is_rounded = sum(shape) >= FEWEST_ROUNDED and 0 < degree * min(shape) <= HIGHEST_ROUNDED
    if is_rounded and low.value is not None and high.value is not None:
        return _rounded(entries, low.value, high.value, tick)
    sides = [bordered_minors(side, Polynomial([1]), tick=tick) for side in entries]
    polynomials = [minor for side in sides for minor in side.values()]
    chart = sign_chart(polynomials, low, high, tick=tick)
    changing = [place for place, polynomial in enumerate(polynomials) if not polynomial.is_constant]
    at_low, at_high = (tuple(place for place in changing if not end.sign_of(polynomials[place])) for end in (low, high))
    return MinorChart((list(sides[0]), list(sides[1])), chart, (at_low, at_high), len(changing))


def _rounded(entries: tuple[Entries, Entries], low: Fraction, high: Fraction, tick: Callable[[], object]) -> MinorChart:
    """Return the signs of all minors by floats where these leave no doubt."""
    from gametheory.polynomials.rounded_chart import rounded_chart

    minors = _RoundedMinors(entries, Polynomial([low, high - low]))
    chart, ends = rounded_chart(minors, low, high, tick)
    return MinorChart(minors.keys, chart, ends, minors.num_polynomials)


class _RoundedMinors:
    """The minors of both players in floats, and exactly on demand.

    Parameters
    ----------
    entries
        Exact ones.
    range_of_unit
        Runs through the range from 0 to 1.
    """

    def __init__(self, entries: tuple[Entries, Entries], range_of_unit: Polynomial) -> None:
        import numpy as np

        from gametheory.kernels.rounded_minors import rounded_minors

        (first, *one), (second, *other) = (rounded_minors(_unit_coefficients(side, range_of_unit)) for side in entries)
        self.keys = first, second
        width = max(one[0].shape[1], other[0].shape[1])
        self.coefficients, self.errors = (
            np.concatenate([np.pad(table, ((0, 0), (0, width - table.shape[1]))) for table in tables])
            for tables in zip(one, other, strict=True)
        )
        self._singles = [SingleMinors(side, Polynomial([1])) for side in entries]

    @property
    def num_polynomials(self) -> int:
        """The minors that are seen not to be constant."""
        import numpy as np

        return int((np.abs(self.coefficients[:, 1:]) > self.errors[:, 1:]).any(axis=1).sum())

    def exact(self, place: int) -> Polynomial:
        """Return a minor in the parameter itself."""
        player = int(place >= len(self.keys[0]))
        key = self.keys[player][place - player * len(self.keys[0])]
        minor: Polynomial = self._singles[player].minor(*key)
        return minor


def _unit_coefficients(entries: Entries, range_of_unit: Polynomial) -> Floats:
    """Return the coefficients of entries on the range from 0 to 1 as floats, none of them above 1."""
    import numpy as np

    tables = [[entry.composed(range_of_unit).coefficients for entry in row] for row in entries]
    scale = max((abs(value) for row in tables for own in row for value in own), default=0) or 1
    width = max(len(own) for row in tables for own in row)
    found = np.zeros((len(tables), len(tables[0]), max(width, 1)))
    for number, row in enumerate(tables):
        for place, own in enumerate(row):
            found[number, place, : len(own)] = [float(value / scale) for value in own]
    return found
