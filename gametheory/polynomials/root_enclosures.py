"""Real roots of many polynomials between 0 and 1 at once, in floats whose rounding errors are bounded."""

from __future__ import annotations

from math import comb
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Truths = NDArray[np.bool_]
    Numbers = NDArray[np.int64]

UNIT = 2.0**-52
"""Bound on the relative error of one operation, twice what it is."""
MOST_HALVINGS = 8
"""How often an interval is halved until it holds one root at most; what is left then is in doubt."""
STEPS = 12
"""Steps towards a root, each by Newton's rule or to the middle."""
MARGINS = (4.0, 256.0)
"""Half widths that are tried for the enclosure of a root, in multiples of how far rounding may have put it off."""
LEAST_MARGIN = 2.0**-50
"""The least of them."""


class RootEnclosures(NamedTuple):
    """Roots of polynomials in the open interval from 0 to 1.

    Parameters
    ----------
    signs
        Of each polynomial between 0 and its first root; 0 where it is 0 everywhere, or in doubt.
    is_doubtful
        Polynomials of which nothing is told.
    owners
        For each root the polynomial that has it.
    lows, highs
        Between them it lies, with no other root of its polynomial; the sign changes there.
    """

    signs: Numbers
    is_doubtful: Truths
    owners: Numbers
    lows: Floats
    highs: Floats


def root_enclosures(coefficients: Floats, errors: Floats) -> RootEnclosures:
    """Return proved enclosures of all roots between 0 and 1 of polynomials whose coefficients are known roughly.

    Parameters
    ----------
    coefficients
        Shape ``[num_polynomials, num_coefficients]``, the constants first.
    errors
        How far each may be from the true one; 0 where it is exact.

    Returns
    -------
    RootEnclosures
        Polynomials without doubt have no root at 0 or 1, and none that is double in between, or are 0 everywhere.

    Examples
    --------
    >>> import numpy as np
    >>> table = np.array([[-1.0, 0, 2], [1, 0, 2], [0.25, -1, 1]])
    >>> found = root_enclosures(table, np.zeros_like(table))
    >>> found.signs.tolist(), found.is_doubtful.tolist(), found.owners.tolist()
    ([-1, 1, 0], [False, False, True], [0])
    >>> bool(found.lows[0] < 0.5**0.5 < found.highs[0])
    True

    Notes
    -----
    Signs of Bernstein coefficients change at least as often as there are roots, and once for one root. Intervals with
    more changes are halved. A root is enclosed between two numbers at which the signs differ beyond rounding errors.
    """
    degree = coefficients.shape[1] - 1
    matrix = _bernstein(degree)
    values, bounds = _applied(coefficients, errors, matrix)
    is_zero: Truths = np.count_nonzero(values, axis=1) + np.count_nonzero(bounds, axis=1) == 0
    is_doubtful: Truths = ~(is_zero | (np.abs(values) > bounds).all(axis=1))
    signs = np.where(is_doubtful, 0, np.sign(values[:, 0])).astype(np.int64)
    owners, starts, widths = _isolated(values, bounds, is_doubtful)
    owners, lows, highs = _enclosed(coefficients, errors, (owners, starts, widths), is_doubtful)
    signs[is_doubtful] = 0
    kept = ~is_doubtful[owners]
    return RootEnclosures(signs, is_doubtful, owners[kept], lows[kept], highs[kept])


def _bernstein(degree: int) -> Floats:
    """Return the matrix from coefficients of powers to those of Bernstein's polynomials."""
    matrix = np.zeros((degree + 1, degree + 1))
    for place in range(degree + 1):
        for power in range(place + 1):
            matrix[place, power] = comb(place, power) / comb(degree, power)
    return matrix


def _halves(degree: int) -> tuple[Floats, Floats]:
    """Return the matrices from Bernstein coefficients on an interval to those on its two halves."""
    left = np.zeros((degree + 1, degree + 1))
    for place in range(degree + 1):
        left[place, : place + 1] = [comb(place, number) / 2**place for number in range(place + 1)]
    return left, left[::-1, ::-1].copy()


def _applied(values: Floats, bounds: Floats, matrix: Floats) -> tuple[Floats, Floats]:
    """Return a matrix without negative entries times vectors, with bounds on the errors."""
    rounding = (matrix.shape[0] + 3) * UNIT
    return values @ matrix.T, (1 + rounding) * ((bounds + rounding * np.abs(values)) @ matrix.T)


def _isolated(values: Floats, bounds: Floats, is_doubtful: Truths) -> tuple[Numbers, Floats, Floats]:
    """Return intervals with one root each: whose it is, where they begin, how wide they are; note new doubts."""
    left, right = _halves(values.shape[1] - 1)
    owners = np.flatnonzero(~is_doubtful)
    values, bounds = values[owners], bounds[owners]
    starts, width = np.zeros(len(owners)), 1.0
    found: list[tuple[Numbers, Floats, Floats]] = []
    for _ in range(MOST_HALVINGS):
        changes = (np.sign(values[:, 1:]) != np.sign(values[:, :-1])).sum(axis=1)
        single = changes == 1
        found.append((owners[single], starts[single], np.full(int(single.sum()), width)))
        several = changes > 1
        if not several.any():
            break
        width /= 2
        owners = np.concatenate([owners[several], owners[several]])
        starts = np.concatenate([starts[several], starts[several] + width])
        halves = [_applied(values[several], bounds[several], matrix) for matrix in (left, right)]
        values, bounds = (np.concatenate(parts) for parts in zip(*halves, strict=True))
        is_doubtful[owners[~(np.abs(values) > bounds).all(axis=1)]] = True
        kept = ~is_doubtful[owners]
        owners, starts, values, bounds = owners[kept], starts[kept], values[kept], bounds[kept]
    else:
        is_doubtful[owners] = True
    all_owners, all_starts, all_widths = (np.concatenate(parts) for parts in zip(*found, strict=True))
    return all_owners, all_starts, all_widths


def _enclosed(
    coefficients: Floats, errors: Floats, intervals: tuple[Numbers, Floats, Floats], is_doubtful: Truths
) -> tuple[Numbers, Floats, Floats]:
    """Return narrow enclosures of the roots in intervals with one each; note new doubts."""
    owners, starts, widths = intervals
    own, own_errors, ends = coefficients[owners], errors[owners], starts + widths
    guesses = _guessed(own, starts, ends)
    sizes, slopes = _horner(np.abs(own), guesses), np.abs(_horner(_derivative(own), guesses))
    blur = _horner(own_errors, guesses) + 2 * own.shape[1] * UNIT * sizes
    lows, highs = starts.copy(), ends.copy()
    waiting = np.arange(len(owners))
    for margin in MARGINS:
        with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
            half = LEAST_MARGIN + np.nan_to_num(margin * blur[waiting] / slopes[waiting], nan=1.0)
        bottoms = np.maximum(guesses[waiting] - half, starts[waiting])
        tops = np.minimum(guesses[waiting] + half, ends[waiting])
        below, above = (_sure_signs(own[waiting], own_errors[waiting], at) for at in (bottoms, tops))
        is_proved = below * above < 0
        lows[waiting[is_proved]], highs[waiting[is_proved]] = bottoms[is_proved], tops[is_proved]
        waiting = waiting[~is_proved]
    is_doubtful[owners[waiting]] = True
    return owners, lows, highs


def _guessed(coefficients: Floats, lows: Floats, highs: Floats) -> Floats:
    """Return guesses at the roots in intervals at whose ends the signs differ."""
    lows, highs = lows.copy(), highs.copy()
    slopes = _derivative(coefficients)
    below = np.sign(_horner(coefficients, lows))
    guesses = (lows + highs) / 2
    for _ in range(STEPS):
        values, rise = _horner(coefficients, guesses), _horner(slopes, guesses)
        is_low = np.sign(values) == below
        lows, highs = np.where(is_low, guesses, lows), np.where(is_low, highs, guesses)
        with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
            tried = guesses - values / rise
        guesses = np.where((tried >= lows) & (tried <= highs), tried, (lows + highs) / 2)
    return guesses


def _sure_signs(coefficients: Floats, errors: Floats, places: Floats) -> Numbers:
    """Return the signs at places between 0 and 1 that rounding leaves no doubt about; 0 for the others."""
    values = _horner(coefficients, places)
    rounding = 2 * coefficients.shape[1] * UNIT
    bounds = (1 + rounding) * _horner(errors + rounding * np.abs(coefficients), places)
    return np.where(np.abs(values) > bounds, np.sign(values), 0).astype(np.int64)


def _derivative(coefficients: Floats) -> Floats:
    found: Floats = coefficients[:, 1:] * np.arange(1, coefficients.shape[1])
    return found


def _horner(coefficients: Floats, places: Floats) -> Floats:
    """Return the values of polynomials, each at its own place."""
    total = np.zeros(len(places))
    for power in range(coefficients.shape[1] - 1, -1, -1):
        total = total * places + coefficients[:, power]
    return total


def separate(lows: Floats, highs: Floats) -> tuple[Numbers, Truths]:
    """Return the order of closed intervals by their lower ends, and which of them meet another one.

    Examples
    --------
    >>> import numpy as np
    >>> order, meets = separate(np.array([0.5, 0.1, 0.6]), np.array([0.7, 0.2, 0.8]))
    >>> order.tolist(), meets.tolist()
    ([1, 0, 2], [True, False, True])
    """
    order = np.argsort(lows, kind="stable")
    meets = np.zeros(len(lows), dtype=bool)
    reached = np.maximum.accumulate(highs[order])
    later = lows[order][1:]
    meets[order[1:]] |= later <= reached[:-1]
    meets[order[:-1]] |= highs[order][:-1] >= later
    return order, meets


def coefficient_table(rows: Sequence[Sequence[int]]) -> tuple[Floats, Floats]:
    """Return integer coefficients as floats, and how far they are off; those beyond the floats are not numbers.

    Examples
    --------
    >>> values, errors = coefficient_table([[3, -1], [10**400]])
    >>> values[0].tolist(), bool(errors[0].max() < 1e-15), bool(abs(values[1, 0]) > errors[1, 0])
    ([3.0, -1.0], True, False)
    """
    table = np.zeros((len(rows), max(map(len, rows))))
    for number, row in enumerate(rows):
        try:
            table[number, : len(row)] = row
        except OverflowError:
            table[number, : len(row)] = np.nan
    return table, UNIT * np.abs(table)
