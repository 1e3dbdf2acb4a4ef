"""Numbers are exact, whatever their notation."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gametheory.core.rationals import MAX_DIGITS, has_too_many_digits
from gametheory.io.number_text import format_number, is_number, is_readable, parse_number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("30", 30), ("-7", -7), ("+7", 7), ("007", 7), ("0.15", Fraction(3, 20)), (".5", Fraction(1, 2)), ("1.", 1),
        ("-.25", Fraction(-1, 4)), ("1e3", 1000), ("1E-3", Fraction(1, 1000)), ("2/4", Fraction(1, 2)),
        ("-1/3", Fraction(-1, 3)), ("123456789012345678901", 123456789012345678901), ("-0", 0),
    ],
)  # fmt: skip
def test_numbers_are_exact(text: str, value: int | Fraction) -> None:
    assert parse_number(text) == value
    assert is_number(text)


@pytest.mark.parametrize(
    "text", ["", "-", ".", "1_000", "1,5", "0x10", "1/2/3", "1.5/2", "\u0661", "1 / 3", "e5", "1e", "two"]
)
def test_other_texts_are_no_numbers(text: str) -> None:
    assert not is_number(text)
    with pytest.raises(ValueError, match="expected a number such as 3"):
        parse_number(text)


@pytest.mark.parametrize("text", ["inf", "-.inf", ".NaN", "Infinity", "+nan"])
def test_numbers_are_finite(text: str) -> None:
    assert is_number(text)
    with pytest.raises(ValueError, match="expected a finite number"):
        parse_number(text)


@pytest.mark.parametrize("text", ["9" * (MAX_DIGITS + 1), "1e1000", "1e-1000", "1e" + "9" * 5000, "1/" + "9" * 1000])
def test_numbers_are_of_bounded_length(text: str) -> None:
    with pytest.raises(ValueError, match="at most 1,000 digits"):
        parse_number(text)


def test_longest_numbers_are_read() -> None:
    assert parse_number("9" * MAX_DIGITS) == 10**MAX_DIGITS - 1
    assert parse_number("1e900") == 10**900


def test_a_denominator_is_not_zero() -> None:
    with pytest.raises(ValueError, match="expected a denominator other than 0, got '3/0'"):
        parse_number("3/0")


def test_long_texts_are_shown_in_part() -> None:
    with pytest.raises(ValueError, match=r"got 'x{60}…'$"):
        parse_number("x" * 500)


@given(st.fractions())
def test_written_numbers_read_back(value: Fraction) -> None:
    assert parse_number(format_number(value)) == value


def test_files_hold_what_their_reader_takes() -> None:
    longest, shortest = 10**MAX_DIGITS - 1, Fraction(1, 10 ** (MAX_DIGITS - 3))
    for value in (longest, shortest):
        assert is_readable(value)
        assert parse_number(format_number(value)) == value
    for value in (longest + 1, shortest / 10):
        assert not is_readable(value)
        assert has_too_many_digits(format_number(value))
    assert not is_readable(10**50_000)
