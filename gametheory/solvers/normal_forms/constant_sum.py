"""Two players whose payoffs add up to a constant: the condition, and payoffs as floats from 0 to 1."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from gametheory.analysis.structure import constant_sum
from gametheory.core.rationals import INT64_LIMIT, over_common_denominator, to_fraction
from gametheory.errors import UnsupportedGameError

if TYPE_CHECKING:
    from gametheory.array_types import FloatArray, PayoffArray
    from gametheory.core.normal_form import NormalFormGame


def check_constant_sum(game: NormalFormGame, method: str) -> Fraction:
    """Return what the payoffs of two players always add up to.

    Raises
    ------
    UnsupportedGameError
        In the name of a method, if there are not two players or the sum varies.
    """
    if game.num_players != 2:
        raise UnsupportedGameError(
            f"{method} needs 2 players, got {game.num_players}; use 'label_tree' if strict elimination leaves two "
            f"a choice, or 'pure_enumeration'"
        )
    total = _constant_float_sum(game.payoffs) if game.payoffs.dtype == np.float64 else constant_sum(game)
    if total is None:
        raise UnsupportedGameError(
            f"{method} needs two players whose payoffs add up to the same number at every profile of actions, got "
            f"different sums; use 'label_tree' or 'lemke_howson'"
        )
    return total


def _constant_float_sum(payoffs: FloatArray) -> Fraction | None:
    """Return the constant sum of two players' floats, or None: rounded sums and their rounding errors all agree."""
    first, second = payoffs
    if np.array_equal(first, -second):
        return Fraction(0)
    with np.errstate(over="ignore", invalid="ignore"):
        rounded = first + second
        share = rounded - first
        error = (first - (rounded - share)) + (second - share)
    if not np.isfinite(rounded.flat[0]):
        total = sum(map(to_fraction, payoffs[:, 0, 0].tolist()), Fraction())
        pairs = zip(first.ravel().tolist(), second.ravel().tolist(), strict=True)
        return total if all(Fraction(one) + Fraction(other) == total for one, other in pairs) else None
    if not ((rounded == rounded.flat[0]).all() and (error == error.flat[0]).all()):
        return None
    return Fraction(rounded.item(0)) + Fraction(error.item(0))


class UnitPayoffs(NamedTuple):
    """Payoffs moved and scaled to 0..1.

    Parameters
    ----------
    values
        Floats that differ from the exact ones by less than ``2**-51``.
    lowest, span
        The smallest payoff and the range; a payoff is ``lowest + span * value``.
    """

    values: FloatArray
    lowest: Fraction
    span: Fraction


def unit_payoffs(payoffs: PayoffArray) -> UnitPayoffs:
    """Return payoffs of one player as floats from 0 to 1, whatever their units; zeros where they are all equal.

    Examples
    --------
    >>> from gametheory import NormalFormGame
    >>> game = NormalFormGame.zero_sum([[10**30 + 4, 10**30], [10**30 + 1, 10**30 + 2]])
    >>> unit_payoffs(game.payoffs[0]).values.tolist()
    [[1.0, 0.0], [0.25, 0.5]]
    """
    low, high = payoffs.min(), payoffs.max()
    lowest, span = to_fraction(low), to_fraction(high) - to_fraction(low)
    if not span:
        return UnitPayoffs(np.zeros(payoffs.shape), lowest, span)
    if payoffs.dtype == np.int64 and span < INT64_LIMIT:
        values = (payoffs - low).astype(np.float64)
        values /= float(span)
    elif payoffs.dtype == np.float64:
        quarter = payoffs / 4 if float(abs(high)) + float(abs(low)) > 1e300 else payoffs
        values = quarter - quarter.min()
        values /= values.max()
    else:
        integers, _ = over_common_denominator(map(to_fraction, payoffs.ravel().tolist()))
        smallest, size = min(integers), max(integers) - min(integers)
        values = np.array([(integer - smallest) / size for integer in integers]).reshape(payoffs.shape)
    return UnitPayoffs(values, lowest, span)
