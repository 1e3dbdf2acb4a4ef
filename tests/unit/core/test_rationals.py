"""What a user may write, and how arrays of it are kept."""

from __future__ import annotations

import math
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gametheory import InvalidGameError
from gametheory.core.rationals import (
    brief_fraction,
    format_fraction,
    integer_payoffs,
    over_common_denominator,
    over_denominator,
    parse_fraction,
    rounded_count,
    rounded_text,
    short_decimal,
    to_float_array,
    to_fraction,
    to_payoff_array,
)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("1/3", Fraction(1, 3)),
        ("0.15", Fraction(3, 20)),
        (" -2e-3 ", Fraction(-1, 500)),
        (0.1, Fraction(3602879701896397, 2**55)),
        (Decimal("0.1"), Fraction(1, 10)),
        (Fraction(2, 4), Fraction(1, 2)),
        (10**40, Fraction(10**40)),
        (np.int8(-3), Fraction(-3)),
        (np.uint64(2**64 - 1), Fraction(2**64 - 1)),
        (np.float32(0.5), Fraction(1, 2)),
        (True, Fraction(1)),
    ],
)
def test_numbers_and_texts_are_exact(value: object, expected: Fraction) -> None:
    found = to_fraction(value)
    assert found == expected
    assert type(found) is Fraction
    assert type(found.numerator) is int


@pytest.mark.parametrize("value", ["one", "1/0", "", math.inf, math.nan, Decimal("NaN"), Decimal("Infinity")])
def test_what_is_not_a_finite_number_is_refused(value: object) -> None:
    with pytest.raises(InvalidGameError, match="expected a finite number, got"):
        to_fraction(value)


@pytest.mark.parametrize("value", [None, [1], 1j, object()])
def test_other_things_are_refused(value: object) -> None:
    with pytest.raises(InvalidGameError, match="expected a number or the text of one, got"):
        to_fraction(value)


def test_text_of_a_fraction() -> None:
    assert [format_fraction(Fraction(48, 107)), format_fraction(Fraction(-6, 2))] == ["48/107", "-3"]


@pytest.mark.parametrize(
    "value",
    ["1e999999999", "1E-999999999", "1e1000", "1_0e99_9", "9" * 1001, Decimal("1e999999999"), Decimal("-1e-1000")],
)
def test_numbers_that_would_take_long_are_refused(value: object) -> None:
    with pytest.raises(InvalidGameError, match="expected a number of at most 1,000 digits, got") as raised:
        to_fraction(value)
    assert len(str(raised.value)) < 150


def test_numbers_of_all_allowed_digits_are_read() -> None:
    assert to_fraction("9" * 1000) == 10**1000 - 1
    assert to_fraction(" 1e900 ") == to_fraction(Decimal("1e900")) == 10**900


@pytest.mark.parametrize("value", [Fraction(10**5000), Fraction(-(10**5000) - 1, 7**3), Fraction(3, 10**9000 + 1)])
def test_long_fractions_are_written_and_read(value: Fraction) -> None:
    text = format_fraction(value)
    numerator, _, denominator = text.lstrip("-").partition("/")
    assert (len(numerator) - 1, text[0] == "-") == (numerator_length(value), value < 0)
    assert denominator == "" or denominator[0] in "123456789"
    assert parse_fraction(text) == value


def numerator_length(value: Fraction) -> int:
    """Return the number of the power of ten below a numerator."""
    return 5000 if abs(value.numerator) >= 10**5000 else 0


@pytest.mark.parametrize("digits", [1, 599, 600, 601, 602, 1203, 4301, 12_345])
def test_texts_are_read_by_halves(digits: int) -> None:
    text = ("1234567890" * (digits // 10 + 1))[:digits]
    assert format_fraction(parse_fraction(f"-{text}")) == f"-{text}"


def test_a_written_denominator_is_not_zero() -> None:
    with pytest.raises(ZeroDivisionError, match="Fraction"):
        parse_fraction("3/0")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Fraction(48, 107), "48/107"),
        (0.25, "0.25"),
        (Fraction(10**59), "1" + "0" * 59),
        (Fraction(10**60), "≈1e+60"),
        (Fraction(-(10**100_000), 7), "≈-1.42857e99999"),
        (Fraction(1, 3 * 10**100_000), "≈3.33333e-100001"),
    ],
)
def test_brief_texts(value: Fraction | float, text: str) -> None:
    assert brief_fraction(value) == text


def test_rounded_texts() -> None:
    assert [rounded_text(Fraction(0)), rounded_text(Fraction(-2, 3)), rounded_text(Fraction(10**400))] == [
        "0",
        "-0.666667",
        "1e400",
    ]


@given(st.lists(st.fractions(max_denominator=50)))
def test_common_denominator_keeps_the_values(values: list[Fraction]) -> None:
    integers, denominator = over_common_denominator(values)
    assert [Fraction(integer, denominator) for integer in integers] == values
    assert math.gcd(denominator, *integers) == 1 or not values


@pytest.mark.parametrize(
    ("payoffs", "dtype"),
    [
        (np.uint8([[1, 255]]), np.int64),
        (np.int32([[1, -2]]), np.int64),
        (np.array([[True, False]]), np.int64),
        (np.uint64([[1, 2**63 - 1]]), np.int64),
        (np.uint64([[1, 2**63]]), object),
        (np.float32([[0.5, 0.1]]), np.float64),
        (np.float16([[0.5, 2]]), np.float64),
        ([[1, -(2**63)]], np.int64),
        ([[1, 2**63]], object),
        ([[1, True]], np.int64),
        ([[0.5, 0.25]], np.float64),
        ([[np.float64(0.5), 0.25]], np.float64),
        ([[0.5, 1]], object),
        ([["1/3", "2"]], object),
        ([[Decimal("0.1"), 1]], object),
        ([[np.int64(3), 4]], object),
    ],
)
def test_storage_keeps_the_numbers_as_given(payoffs: object, dtype: type) -> None:
    array = to_payoff_array(payoffs)
    assert array.dtype == dtype
    assert not array.flags.writeable
    listed = payoffs.ravel().tolist() if isinstance(payoffs, np.ndarray) else payoffs[0]
    assert [to_fraction(value) for value in array.ravel().tolist()] == [to_fraction(value) for value in listed]


def test_the_caller_keeps_its_array() -> None:
    mine = np.array([[1, 2], [3, 4]])
    kept = to_payoff_array(mine)
    mine[0, 0] = 9
    assert kept[0, 0] == 1
    assert mine.flags.writeable
    base = np.arange(6.0)
    view = to_payoff_array(base.reshape(2, 3))
    base[0] = 7
    assert view[0, 0] == 0


@pytest.mark.parametrize("payoffs", [[[1, 2], [3]], [[1, 2], [3, [4]]], [[1, 2], 3], [[1, None]], [[1, {}]]])
def test_ragged_tables_are_refused(payoffs: object) -> None:
    with pytest.raises(InvalidGameError, match="expected payoffs in a full table"):
        to_payoff_array(payoffs)


def test_arrays_of_different_shapes_are_refused() -> None:
    with pytest.raises(InvalidGameError, match="expected payoffs in a full table, got rows of unequal length"):
        to_payoff_array([np.zeros((2, 2)), np.zeros((2, 3))])


def test_infinite_floats_are_refused() -> None:
    with pytest.raises(InvalidGameError, match=r"expected finite payoffs, got .*inf"):
        to_payoff_array(np.array([1.0, -math.inf]))


def test_integers_over_one_denominator() -> None:
    whole = np.array([[1, 2]])
    assert integer_payoffs(whole).values is whole
    thirds = integer_payoffs(to_payoff_array([["1/3", "1/2"], [0, 4]]))
    assert (thirds.values.tolist(), thirds.denominator) == ([[2, 3], [0, 24]], 6)
    assert thirds.values.dtype == np.int64
    assert not thirds.values.flags.writeable
    huge = integer_payoffs(to_payoff_array([[2**70, "1/2"]]))
    assert huge.values.tolist() == [[2**71, 1]]
    tiny = integer_payoffs(np.array([5e-324]))
    assert (tiny.values.tolist(), tiny.denominator) == ([1], 2**1074)


def test_floats_are_rounded_correctly() -> None:
    floats = to_float_array(to_payoff_array([["1/3", 10**400, -(10**400)]]))
    assert floats.tolist() == [[1 / 3, math.inf, -math.inf]]
    assert not floats.flags.writeable
    assert to_float_array(np.array([2**53 + 1])).tolist() == [2.0**53]


def test_long_doubles_keep_their_value() -> None:
    third = np.longdouble(1) / 3
    assert to_fraction(third) == Fraction(*(int(part) for part in third.as_integer_ratio()))


def test_masked_arrays_are_refused_and_matrices_are_tables() -> None:
    with pytest.raises(InvalidGameError, match="masked entries"):
        to_payoff_array(np.ma.array([[1, 2], [3, 4]], mask=[[1, 0], [0, 0]]))
    assert type(to_payoff_array(np.asarray([[1, 2]]).view(np.ndarray))) is np.ndarray


@given(st.lists(st.fractions(max_denominator=50), max_size=6))
def test_a_common_denominator_is_the_least(fractions: list[Fraction]) -> None:
    integers, denominator = over_common_denominator(fractions)
    assert [Fraction(value, denominator) for value in integers] == fractions
    assert math.gcd(denominator, *integers) == 1 or not fractions
    assert denominator >= 1


def test_equal_numbers_are_made_once() -> None:
    made = over_denominator([0, 6, 0, -3, 6], 4)
    assert made == (0, Fraction(3, 2), 0, Fraction(-3, 4), Fraction(3, 2))
    assert made[0] is made[2]
    assert made[1] is made[4]
    assert over_denominator([], 4) == ()


@given(st.lists(st.floats(allow_nan=False, allow_infinity=False), min_size=1, max_size=5))
def test_floats_become_integers_as_fractions_do(floats: list[float]) -> None:
    found = integer_payoffs(np.array(floats))
    integers, denominator = over_common_denominator(map(Fraction, floats))
    assert (found.values.tolist(), found.denominator) == (integers, denominator)
    assert (found.values.dtype == np.int64) == all(-(2**63) <= value < 2**63 for value in integers)
    assert all(type(value) is int for value in found.values.tolist())


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [("2/7", "1/3", "3/10"), ("70", "30", "50"), ("1/3000", "1/2999", "3334/10000000"), ("-1", "1", "0")],
)
def test_short_decimals_lie_between(first: str, second: str, expected: str) -> None:
    found = short_decimal(Fraction(first), Fraction(second))
    assert min(Fraction(first), Fraction(second)) <= found <= max(Fraction(first), Fraction(second))
    assert found == Fraction(expected)


def test_counts_are_told_in_digits_or_by_their_magnitude() -> None:
    assert [rounded_count(number) for number in (0, 10**15 - 1)] == ["0", "999,999,999,999,999"]
    large = (10**15, 10**18 - 1, 10**600, 10**600 - 1, 7**4_000, 1 << 10**8)
    assert [rounded_count(number) for number in large] == [
        f"about 10^{power}" for power in (15, 17, 600, 599, 3380, 30102999)
    ]
