"""Numbers as files write them."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gametheory.io.gambit.number_writing import decimal_text, number_text, without_factors
from gametheory.io.number_text import parse_number


@given(st.one_of(st.integers(), st.fractions(), st.decimals(allow_nan=False, allow_infinity=False, places=4)))
def test_numbers_read_back(value: Fraction) -> None:
    assert parse_number(number_text(value)) == Fraction(value)


@pytest.mark.parametrize(
    ("value", "text"),
    [("0.1", "0.1"), ("3/4", "3/4"), ("1.01", "1.01"), ("7/2", "7/2"), (2.5, "5/2"), ("987.654", "987.654")],
)  # fmt: skip
def test_the_shorter_text(value: str | float, text: str) -> None:
    assert number_text(value) == text


@given(st.integers(1, 10**6), st.integers(0, 30), st.integers(0, 30))
def test_factors(rest: int, twos: int, fives: int) -> None:
    odd = without_factors(rest)[0]
    assert odd % 2
    assert odd % 5
    assert without_factors(odd * 2**twos * 5**fives) == (odd, max(twos, fives))


def test_what_has_no_end() -> None:
    assert decimal_text(Fraction(1, 7)) is None
