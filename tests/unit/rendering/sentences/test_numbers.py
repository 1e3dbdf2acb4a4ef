"""Numbers for readers: exact where short, marked where rounded, never impossible or certain by rounding."""

from __future__ import annotations

from fractions import Fraction

import pytest

from gametheory.rendering.sentences.numbers import (
    bracketed_probability,
    exact_payoff_text,
    fraction_text,
    payoff_text,
    percent_text,
    probability_text,
    told_apart,
    told_payoff,
    told_probabilities,
    told_probability,
    told_text,
)


@pytest.mark.parametrize(
    ("value", "sentence", "table"),
    [
        (Fraction(0), "0", "0"),
        (Fraction(-3), "-3", "-3"),
        (Fraction(-61, 20), "-3.05", "-3.05"),
        (Fraction(1, 10_000), "0.0001", "0.0001"),
        (Fraction(1, 100_000), "1e-05", "1e-05"),
        (Fraction(10**12), "1e+12", "1e+12"),
        (Fraction(-1, 3), "-1/3", "-1/3"),
        (Fraction(22, 7), "22/7", "22/7"),
        (Fraction(-100, 7), "≈-14.2857", "-100/7 ≈ -14.2857"),
        (Fraction(123_456_789, 10), "12345678.9", "12345678.9"),
        (Fraction(10**12 + 1), "≈1e+12", "1000000000001 ≈ 1e+12"),
        (Fraction(10**13 + 1, 3), "≈3.33333e+12", "≈3.33333e+12"),
        (Fraction(10**400 + 1, 3), "≈3.33333e399", "≈3.33333e399"),
        (Fraction(-(10**400), 7), "≈-1.42857e399", "≈-1.42857e399"),
        (Fraction(-7, 3 * 10**330), "≈-2.33333e-330", "≈-2.33333e-330"),
        (Fraction(10**9000), "1e9000", "1e9000"),
        (Fraction(10**9000 + 1, 10**9001), "≈0.1", "≈0.1"),
        (0.1, "0.1", "0.1"),
        (-1 / 3, "-0.333333", "-0.333333"),
        (1e-9, "1e-09", "1e-09"),
    ],
)
def test_payoffs(value: Fraction | float, sentence: str, table: str) -> None:
    assert (payoff_text(value), exact_payoff_text(value)) == (sentence, table)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Fraction(61, 20), "61/20"),
        (Fraction(123_456, 654_323), "123456/654323"),
        (Fraction(1_234_567, 7_654_321), "≈0.16129"),
        (0.25, "0.25"),
    ],
)
def test_fractions(value: Fraction | float, text: str) -> None:
    assert fraction_text(value) == text


@pytest.mark.parametrize(
    ("probability", "percent", "text"),
    [
        (Fraction(0), "0 %", "never"),
        (Fraction(1), "100 %", "certain"),
        (Fraction(48, 107), "44.9 %", "48/107 (44.9 %)"),
        (Fraction(1, 1000), "0.1 %", "1/1000 (0.1 %)"),
        (Fraction(1, 1001), "<0.1 %", "1/1001 (<0.1 %)"),
        (Fraction(1, 10**400), "<0.1 %", "≈1e-400 (<0.1 %)"),
        (Fraction(999, 1000), "99.9 %", "999/1000 (99.9 %)"),
        (1 - Fraction(1, 10**30), ">99.9 %", "≈1 (>99.9 %)"),
        (0.5, "50 %", "0.5 (50 %)"),
        (1e-12, "<0.1 %", "1e-12 (<0.1 %)"),
    ],
)
def test_probabilities(probability: Fraction | float, percent: str, text: str) -> None:
    assert (percent_text(probability), probability_text(probability)) == (percent, text)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("10.24", "10.24"),
        ("5.7152", "5.72"),
        ("0.03125", "0.03125"),
        ("0.0068066", "0.00681"),
        ("-1/3", "-0.333"),
        ("0", "0"),
        ("1250", "1,250"),
        ("999999999999", "999,999,999,999"),
        ("1234567890123", "1.23457·10^12"),
        ("12345678.5", "12,345,678"),
        ("1/3000000", "3.33333·10^-7"),
        ("-1e-400", "-10^-400"),
    ],
)
def test_amounts_in_prose(value: str, text: str) -> None:
    assert told_text(Fraction(value)) == text


@pytest.mark.parametrize(
    ("first", "second", "texts"),
    [
        ("10.23", "10.24", ("10.23", "10.24")),
        ("0.5", "0.5", ("0.5", "0.5")),
        ("5.7152", "6.24", ("5.72", "6.24")),
        ("1/3", "1/3000000000000000", ("0.333", "3.33333·10^-16")),
        ("100000000000000000001/100000000000000000000", "1", ("1", "1")),
    ],
)
def test_amounts_that_are_compared(first: str, second: str, texts: tuple[str, str]) -> None:
    assert told_apart(Fraction(first), Fraction(second)) == texts


def test_what_somebody_gets() -> None:
    assert told_payoff(Fraction(7, 3)) == "2.33 (7/3)"
    assert told_payoff(Fraction(86371, 20450)) == "about 4.22"
    assert told_payoff(Fraction(5)) == "5"
    assert told_payoff(Fraction(10**13)) == "about 10^13"


def test_probabilities_in_prose() -> None:
    assert told_probability(Fraction(48, 107)) == "48/107 (44.9 %)"
    assert told_probability(0.449) == "44.9 %"
    assert told_probability(Fraction(1, 10**9)) == "less than 0.1 %"
    assert told_probability(1 - Fraction(1, 10**9)) == "more than 99.9 %"
    assert bracketed_probability(Fraction(1, 3)) == "1/3, 33.3 %"
    assert told_probabilities([Fraction(1, 4), Fraction(3, 4)]) == ["25 %", "75 %"]
