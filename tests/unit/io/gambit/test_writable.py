"""What the formats cannot hold."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from gametheory.errors import UnsupportedGameError
from gametheory.io.gambit.writable import check_numbers, check_texts, number_of_key


@pytest.mark.parametrize("character", ["\0", "\r", "\x85", "\u2028", "\ufeff", "\ud800"])
def test_texts_that_a_reader_would_refuse(character: str) -> None:
    with pytest.raises(UnsupportedGameError, match="expected printable labels, got "):
        check_texts(["fine", f"a{character}b"])


def test_other_texts_are_fine() -> None:
    check_texts(["", "a\nb\tc", '"\\', "é≥漢"])


def test_numbers_have_a_length() -> None:
    check_numbers(np.array([1.5e308, 5e-324]), [Fraction(1, 3)])
    check_numbers(np.array([Fraction(10) ** 990], dtype=object))
    with pytest.raises(UnsupportedGameError, match="expected numbers of at most 1,000 digits"):
        check_numbers(np.array([Fraction(10) ** 1000], dtype=object))
    with pytest.raises(UnsupportedGameError, match="expected numbers of at most 1,000 digits"):
        check_numbers(np.array([1]), [Fraction(1, 10**1000)])


@pytest.mark.parametrize(
    ("key", "number"), [("a:3", 3), ("a:-3", -3), ("a:0", 0), ("a:03", None), ("b:3", None), ("a:1234567890", None)]
)
def test_numbers_in_keys(key: str, number: int | None) -> None:
    assert number_of_key(key, "a") == number
