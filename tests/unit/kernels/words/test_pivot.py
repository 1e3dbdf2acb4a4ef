"""Pivots in one, two and many machine words against Python's integers, and up to their overflow."""

from __future__ import annotations

import random

import numpy as np
import pytest

from gametheory.kernels.integer_tableau import NO_VARIABLE, IntegerTableau, pivot
from gametheory.kernels.words.pivot import bits_after_pivot
from gametheory.kernels.words.pivot import pivot as word_pivot
from gametheory.kernels.words.tableau import DONE, NUM_BITS, NUM_PIVOTS, NUM_WORDS, TOO_WIDE, WIDEST, WORDS_NEEDED
from unit.kernels.word_tableaux import integer_tableau, word_tableau

SHAPE = (6, 7)


def random_tableau(rng: random.Random, num_bits: int, shift: int) -> IntegerTableau:
    """Entries of some bits, every second row divisible by a power of two: determinants get many trailing zeros."""
    rows = [
        [rng.randint(-(2**num_bits), 2**num_bits) << shift * (row % 2) for _ in range(SHAPE[1])]
        for row in range(SHAPE[0])
    ]
    return IntegerTableau(rows, list(range(SHAPE[0])), [NO_VARIABLE, *range(SHAPE[0], sum(SHAPE) - 1)], 1)


@pytest.mark.parametrize(("num_bits", "shift", "num_words"), [
    (2, 0, 1), (9, 0, 2), (9, 5, 2), (17, 0, 2), (20, 40, 8), (55, 0, 8), (62, 0, 12), (100, 60, 15), (1, 30, 4),
])  # fmt: skip
def test_pivots_are_those_of_integers(num_bits: int, shift: int, num_words: int) -> None:
    rng = random.Random(num_bits + shift)
    for _ in range(15):
        expected = random_tableau(rng, num_bits, shift)
        tableau, counters = word_tableau(expected, num_words), np.zeros(8, np.int64)
        for _ in range(8):
            row, column = rng.randrange(SHAPE[0]), rng.randrange(1, SHAPE[1])
            if not expected.rows[row][column]:
                continue
            before = integer_tableau(tableau)
            if word_pivot(tableau, row, column, counters) == TOO_WIDE:
                assert integer_tableau(tableau) == before == expected
                assert counters[WORDS_NEEDED] > num_words
                break
            expected = pivot(expected, row, column)
            assert integer_tableau(tableau) == expected
            largest = max(abs(entry) for entries in [*expected.rows, [expected.denominator]] for entry in entries)
            assert 2 ** tableau.size[NUM_BITS].item() >= largest
            assert tableau.size[NUM_WORDS] <= counters[WIDEST]
        assert counters[NUM_PIVOTS] > 0


@pytest.mark.parametrize("num_words", [1, 2, 3, 15])
def test_no_result_overflows(num_words: int) -> None:
    # x y - z with x = y = 2**bits: the last number that fits is computed, the next one is refused
    refused = []
    for bits in range(32 * num_words - 4, 32 * num_words + 3):
        entry = 2**bits - 1
        equations = IntegerTableau([[1, 1, entry], [1, entry, -1]], [0, 1], [NO_VARIABLE, 2, 3], 1)
        tableau, counters = word_tableau(equations, num_words), np.zeros(8, np.int64)
        status = word_pivot(tableau, 1, 1, counters)
        refused.append(status == TOO_WIDE)
        assert integer_tableau(tableau) == (equations if refused[-1] else pivot(equations, 1, 1))
    assert refused == sorted(refused)
    assert refused[0] is False
    assert refused[-1] is True


def test_sharp_bound_holds_and_is_sharp() -> None:
    rng = random.Random(3)
    for _ in range(30):
        expected = random_tableau(rng, 20, 0)
        tableau = word_tableau(expected, 3)
        after = pivot(expected, 2, 3)
        computed = [
            abs(entry)
            for row, entries in enumerate(after.rows)
            for column, entry in enumerate(entries)
            if row != 2 and column != 3
        ]
        assert 0 <= bits_after_pivot(tableau, 2, 3) - max(computed).bit_length() <= 1


def test_numbers_become_short_again() -> None:
    tableau, counters = (
        word_tableau(IntegerTableau([[2**50, 2**40], [3, 2**30]], [0, 1], [-1, 2], 1), 2),
        np.zeros(8, np.int64),
    )
    assert word_pivot(tableau, 0, 1, counters) == DONE
    assert tableau.size[NUM_WORDS] == 2
    assert word_pivot(tableau, 0, 1, counters) == DONE
    assert tableau.size[NUM_WORDS] == 1
    assert integer_tableau(tableau).rows == [[2**50, 2**40], [3, 2**30]]
