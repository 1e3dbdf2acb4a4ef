"""Rational numbers over one denominator."""

from __future__ import annotations

import pickle
from fractions import Fraction

import pytest

from gametheory.core.rational_sequence import RationalSequence

NUMBERS = (Fraction(3, 2), Fraction(-1), Fraction(7, 4))
PAYOFFS = RationalSequence([6, -4, 7], 4)


def test_it_is_the_sequence_of_its_numbers() -> None:
    assert tuple(PAYOFFS) == NUMBERS
    assert (PAYOFFS[1], PAYOFFS[-1], PAYOFFS[:2], len(PAYOFFS)) == (-1, Fraction(7, 4), NUMBERS[:2], 3)
    assert PAYOFFS.index(Fraction(7, 4)) == 2
    with pytest.raises(IndexError, match="out of range"):
        PAYOFFS[3]


def test_it_is_equal_to_the_same_numbers_in_whatever_form() -> None:
    same = RationalSequence([12, -8, 14], 8)
    assert same == PAYOFFS
    assert PAYOFFS == NUMBERS
    assert NUMBERS == PAYOFFS
    assert hash(same) == hash(PAYOFFS) == hash(NUMBERS)
    assert RationalSequence([6, -4], 4) != PAYOFFS
    assert PAYOFFS != "6, -4, 7"
    assert repr(PAYOFFS) == repr(NUMBERS)
    assert pickle.loads(pickle.dumps(PAYOFFS)) == PAYOFFS
