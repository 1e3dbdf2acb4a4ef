"""Arithmetic on several machine words against Python's integers."""

from __future__ import annotations

import random

import numpy as np
import pytest

from gametheory.kernels.compiled import compiled
from gametheory.kernels.words import machine_words

MASK = 2**64 - 1


def words(number: int, length: int) -> np.ndarray:
    return np.array([number >> 64 * index & MASK for index in range(length)], dtype=np.uint64)


def signed(array: np.ndarray) -> int:
    number = sum(int(word) << 64 * index for index, word in enumerate(array))
    return number - (number >> (64 * len(array) - 1) << 64 * len(array))


def numbers(rng: random.Random, length: int) -> list[int]:
    """Long, short, round and extreme ones."""
    top = 1 << (64 * length - 1)
    return [
        rng.randrange(-top, top),
        rng.randint(-9, 9),
        rng.choice([-1, 1]) << rng.randrange(64 * length - 1),
        top - 1,
        -top,
    ]


@compiled
def high(first: np.uint64, second: np.uint64) -> np.uint64:
    return machine_words.high_word(first, second)


@pytest.mark.parametrize("first", [0, 1, 2**32, 2**63 + 5, MASK])
def test_high_word(first: int) -> None:
    for second in (0, 1, 3, 2**32 + 7, MASK):
        assert int(high(np.uint64(first), np.uint64(second))) == first * second >> 64


@pytest.mark.parametrize("length", [1, 2, 3, 5])
def test_products_and_differences_are_those_of_integers(length: int) -> None:
    rng = random.Random(length)
    for first in numbers(rng, length):
        for second in numbers(rng, length):
            product = np.empty(length, np.uint64)
            machine_words.multiply(product, words(first, length), words(second, length), length)
            assert (signed(product) - first * second) % 2 ** (64 * length) == 0
            difference = words(first, length)
            machine_words.subtract(difference, words(second, length), length)
            assert (signed(difference) - (first - second)) % 2 ** (64 * length) == 0


@pytest.mark.parametrize("length", [1, 2, 3, 4, 7])
def test_exact_division_by_shift_and_inverse(length: int) -> None:
    rng = random.Random(length)
    for shift in (0, 1, 40, 64 * length - 9):
        odd = rng.randrange(1, 2 ** (64 * length), 2)
        inverse, scratch = np.empty(length, np.uint64), np.empty((2, length), np.uint64)
        machine_words.inverse(inverse, words(odd, length), scratch, length)
        assert odd * sum(int(word) << 64 * index for index, word in enumerate(inverse)) % 2 ** (64 * length) == 1
        for quotient in (0, 1, -1, 77, -78, 127, -128):
            numerator, result = words(quotient * (odd << shift), length), np.empty(length, np.uint64)
            machine_words.shift_right(numerator, length, shift)
            machine_words.multiply(result, numerator, inverse, length)
            machine_words.extend_sign(result, length, 64 * length - shift)
            assert signed(result) == quotient


@pytest.mark.parametrize("length", [1, 2, 4])
def test_zeros_and_lengths(length: int) -> None:
    rng = random.Random(length)
    for number in [*numbers(rng, length), 0]:
        zeros = (number & -number).bit_length() - 1 if number else 64 * length
        assert machine_words.trailing_zeros(words(number, length), length) == zeros
        size = number if number >= 0 else ~number
        assert machine_words.bits_of_words(words(number, length), length) == max(1, size.bit_length())
    assert [machine_words.length_of(np.uint64(word)) for word in (0, 1, 2, 255, 256, MASK)] == [0, 1, 2, 8, 9, 64]


def test_products_are_compared_exactly() -> None:
    large = 2**127 - 1
    for factors, sign in (
        ((large, large - 2, large - 1, large - 1), -1),
        ((large - 1, large - 1, large, large - 2), 1),
        ((6, 35, 14, 15), 0),
    ):
        scratch = np.full((6, 4), MASK, np.uint64)
        for row, factor in enumerate(factors):
            scratch[row, :2] = words(factor, 2)
        assert machine_words.compare_products(scratch, 2) == sign
