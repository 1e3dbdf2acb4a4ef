"""Numbers for readers: exact where short, marked where rounded, never impossible or certain by rounding."""

from __future__ import annotations

from fractions import Fraction

import pytest

from gametheory.rendering.numbers import (
    exact_payoff_text,
    fraction_text,
    payoff_text,
    percent_text,
    probability_text,
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
