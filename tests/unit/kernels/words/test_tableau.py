"""Rounding, dropping, copying and scoring of tableaux in machine words."""

from __future__ import annotations

import numpy as np
import pytest

from gametheory.kernels.integer_tableau import NO_VARIABLE, IntegerTableau, without_columns, without_rows
from gametheory.kernels.words.tableau import (
    IS_ROUNDED,
    MOST_BITS,
    NUM_ROWS,
    bits_of,
    copy_tableau,
    drop_column,
    drop_row,
    round_all,
    scan,
)
from unit.kernels.word_tableaux import integer_tableau, word_tableau

# x_0 = 6 - 2 x_2 + 3 x_3, x_1 = 5 + 4 x_2 + x_3, x_4 = 0 - x_3
TABLEAU = IntegerTableau([[6, 2, -3], [5, -4, -1], [0, 0, 1]], [0, 1, 4], [NO_VARIABLE, 2, 3], 1)


@pytest.mark.parametrize("num_words", [1, 2, 4])
def test_floats_have_the_sign_and_the_size_of_the_numbers(num_words: int) -> None:
    most = 64 * num_words - 2
    numbers = [0, 1, -1, 7, -(2**53), 3 - 2**most, 2**most - 5, -(2 ** (most // 2))]
    tableau = word_tableau(IntegerTableau([numbers], [0], [NO_VARIABLE, *range(1, 8)], 1), num_words)
    tableau.rounded[0], tableau.size[IS_ROUNDED] = np.nan, 0
    round_all(tableau)
    assert tableau.rounded[0].tolist() == pytest.approx([float(number) for number in numbers], rel=1e-15, abs=0)


def test_bits_are_never_too_few() -> None:
    assert [bits_of(float(value)) for value in (0, 1, 3, 4, 2**63)] == [0, 1, 2, 3, 64]
    assert bits_of(2.0**200 * (1 - 2**-50)) == 201
    assert bits_of(np.inf) == MOST_BITS


@pytest.mark.parametrize("num_words", [1, 3])
def test_rows_and_columns_are_dropped(num_words: int) -> None:
    tableau = word_tableau(TABLEAU, num_words)
    drop_column(tableau, 1)
    assert integer_tableau(tableau) == without_columns(TABLEAU, {1})
    drop_row(tableau, 2)
    assert integer_tableau(tableau) == without_rows(without_columns(TABLEAU, {1}), {2})
    drop_row(tableau, 0)
    assert integer_tableau(tableau) == IntegerTableau([[5, -1]], [1], [NO_VARIABLE, 3], 1)


def test_a_copy_is_equal_and_apart() -> None:
    tableau, copy = word_tableau(TABLEAU, 2), word_tableau(IntegerTableau([[0] * 3] * 3, [9] * 3, [9] * 3, 5), 2)
    copy_tableau(tableau, copy)
    assert integer_tableau(copy) == TABLEAU
    drop_row(copy, 0)
    assert (tableau.size[NUM_ROWS], copy.size[NUM_ROWS]) == (3, 2)


def test_scores_are_steps_to_zero() -> None:
    scores = np.full(5, -1.0)
    scan(word_tableau(TABLEAU, 1), np.array([9.0, 9.0, 3.0, 10.0, 9.0]), scores)
    # x_0: 6 / (2 * 3); x_1 only grows: positive everywhere; nonbasic ones and x_4 are zero now
    assert scores.tolist() == [1.0, np.inf, 0.0, 0.0, 0.0]
