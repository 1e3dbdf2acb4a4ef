"""Tableaux of machine words from and to integers, for the tests of the kernels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gametheory.kernels.integer_tableau import NO_VARIABLE, IntegerTableau
from gametheory.kernels.words.label_tree import tableau_at
from gametheory.kernels.words.search import stack_of
from gametheory.kernels.words.tableau import NUM_COLUMNS, NUM_ROWS, NUM_WORDS

if TYPE_CHECKING:
    from gametheory.kernels.words.tableau import WordTableau


def word_tableau(tableau: IntegerTableau, num_words: int) -> WordTableau:
    """The same equations in machine words, all variables slacks."""
    return tableau_at(stack_of(tableau, range(0), 1, num_words), 0)


def integer_tableau(tableau: WordTableau) -> IntegerTableau:
    """The same equations in Python's integers."""
    num_rows, num_columns, num_words = (int(tableau.size[field]) for field in (NUM_ROWS, NUM_COLUMNS, NUM_WORDS))

    def number(row: int, column: int) -> int:
        value = sum(int(tableau.exact[word, row, column]) << 64 * word for word in range(num_words))
        return value - (value >> (64 * num_words - 1) << 64 * num_words)

    return IntegerTableau(
        [[number(row, column) for column in range(num_columns)] for row in range(num_rows)],
        tableau.basic[:num_rows].tolist(),
        [NO_VARIABLE, *tableau.nonbasic[1:num_columns].tolist()],
        number(len(tableau.rounded) - 1, 0),
    )
