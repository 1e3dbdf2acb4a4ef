"""What a player gets above its smallest payoff, in integers: the same numbers in all units of the payoffs."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import gcd
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from gametheory.array_types import FloatArray
    from gametheory.core.sequence_form import SequenceForm

EXACT_FLOATS = 2**53
"""Integers up to here are floats."""


@dataclass(frozen=True, slots=True)
class Gains:
    """What a player gets above its smallest payoff; payoffs are those of pairs of sequences where chance allows them.

    Parameters
    ----------
    values
        For each pair of sequences, weighted by chance: Python integers of at least 0, without a common factor.
    unit
        What one of them is in payoffs.
    smallest
        The smallest payoff.
    largest
        The largest gain in units, were chance sure to allow its pair; 1 where there is none.
    """

    values: list[int]
    unit: Fraction
    smallest: Fraction
    largest: Fraction

    @property
    def shares(self) -> FloatArray:
        """The values in floats, as shares of the largest gain."""
        if max(self.values) * self.largest.denominator <= EXACT_FLOATS and self.largest.numerator <= EXACT_FLOATS:
            scaled = np.array(self.values, dtype=np.float64) * self.largest.denominator
            return scaled / self.largest.numerator
        return np.array([value / self.largest for value in self.values], dtype=np.float64)


def gains_of(form: SequenceForm, player: int) -> Gains:
    """Return what a player gets above its smallest payoff.

    Examples
    --------
    >>> from gametheory import load
    >>> from gametheory.core.sequence_form import to_sequence_form
    >>> gains_of(to_sequence_form(load("trust_game").to_game()), 0)
    Gains(values=[2, 0, 1], unit=Fraction(1, 1), smallest=Fraction(-1, 1), largest=Fraction(2, 1))
    """
    payoffs, chances = form.payoffs[player], form.chances
    pairs = list(zip(payoffs.values.tolist(), chances.values.tolist(), strict=True))
    smallest = min(Fraction(amount, chance) for amount, chance in set(pairs))
    values = [smallest.denominator * amount - smallest.numerator * chance for amount, chance in pairs]
    factor = gcd(*values) or 1
    values = [value // factor for value in values]
    certain = max(Fraction(value, chance) for value, chance in set(zip(values, chances.values.tolist(), strict=True)))
    return Gains(
        values,
        Fraction(factor, payoffs.denominator * smallest.denominator),
        smallest * Fraction(chances.denominator, payoffs.denominator),
        certain * chances.denominator or Fraction(1),
    )
