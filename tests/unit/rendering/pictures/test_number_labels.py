"""Numbers are exact where short, and never look exact where they are not."""

from __future__ import annotations

from fractions import Fraction

import pytest

from gametheory.rendering.pictures.number_labels import MINUS, NumberLabels


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Fraction(0), "0"),
        (Fraction(-3), "-3"),
        (Fraction(121, 4), "30.25"),
        (Fraction(410725, 100000), "4.10725"),
        (Fraction(1, 3), "1/3"),
        (Fraction(-1101, 3), "-367"),
        (Fraction(0.1), "0.1"),
        (Fraction(1 / 3), "≈0.3333"),
        (Fraction(100_000, 30_001), "≈3.333"),
        (Fraction(12_345_678), "12345678"),
        (Fraction(123_456_789), "≈123500000"),
        (Fraction(10**40), "≈1e40"),
        (Fraction(123456, 10**35), "≈1.235e-30"),
        (Fraction(10**400 + 1, 3), "≈3.333e399"),
    ],
)
def test_payoffs(value: Fraction, text: str) -> None:
    assert NumberLabels().payoff(value) == text.replace("-", MINUS)


def test_different_payoffs_are_written_differently() -> None:
    near = [Fraction(10**6 + number, 3 * 10**6 + 1) for number in (0, 1)]
    labels = NumberLabels.for_payoffs(near)
    assert labels.digits == 6
    assert [labels.payoff(value) for value in near] == ["≈0.333333", "≈0.333334"] or labels.digits > 6
    assert NumberLabels.for_payoffs([Fraction(1, 2), Fraction(1, 3)]).digits == 4


def test_a_rounded_payoff_does_not_look_like_another_exact_one() -> None:
    almost = Fraction(10**6 - 1, 10**6 + 1)
    assert NumberLabels.for_payoffs([almost]).payoff(almost) == "≈1"
    assert NumberLabels.for_payoffs([almost, Fraction(1)]).payoff(almost) == "≈0.999998"


def test_digits_end_somewhere() -> None:
    twins = [Fraction(1, 3), Fraction(1, 3) + Fraction(1, 10**30)]
    assert NumberLabels.for_payoffs([twins[1], twins[1] + Fraction(1, 10**30)]).digits == 17


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Fraction(1), "1"),
        (Fraction(400, 1227), "400/1227"),
        (Fraction(10**6, 3 * 10**6 + 1), "≈0.3333"),
        (1.0, "1"),
        (0.25, "0.25"),
        (1 / 3, "≈0.3333"),
        (1e-9, "1e-09"),
    ],
)
def test_probabilities(value: Fraction | float, text: str) -> None:
    assert NumberLabels().probability(value) == text.replace("-", MINUS)
