"""The compiled tree: its parts, and whole games against the tree in Python's integers."""

from __future__ import annotations

import random

import numpy as np
import pytest

from gametheory.kernels.integer_tableau import NO_VARIABLE, IntegerTableau
from gametheory.kernels.words.label_tree import (
    HAD,
    LACKED,
    UNDECIDED,
    decide_positive,
    drop_zeros,
    is_overfull,
    write_weights,
)
from gametheory.kernels.words.tableau import OWN_START, OWN_STOP
from unit.kernels.searches import compiled_pairs, integer_pairs
from unit.kernels.word_tableaux import integer_tableau, word_tableau

# x_0 = 0 - x_3 (both zero); x_1 = 2 + x_4 (positive); x_2 = 1 - x_3
TABLEAU = IntegerTableau([[0, 1, 0], [2, 0, -1], [1, 1, 0]], [0, 1, 2], [NO_VARIABLE, 3, 4], 1)


def test_zeros_are_dropped_and_had() -> None:
    tableau, states = word_tableau(TABLEAU, 1), np.zeros(5, np.int8)
    assert drop_zeros(tableau, states, True)
    assert states.tolist() == [HAD, UNDECIDED, UNDECIDED, HAD, UNDECIDED]
    assert set(integer_tableau(tableau).basic) == {1, 2}
    assert integer_tableau(tableau).nonbasic == [NO_VARIABLE, 4]
    assert drop_zeros(word_tableau(TABLEAU, 1), states := np.zeros(5, np.int8), False)
    assert not states.any()


def test_a_lacked_zero_leaves_nothing() -> None:
    assert not drop_zeros(word_tableau(TABLEAU, 1), np.array([0, 0, 0, LACKED, 0], np.int8), True)


def test_positive_variables_are_decided_and_slacks_dropped() -> None:
    tableau, states = word_tableau(TABLEAU, 1), np.zeros(5, np.int8)
    tableau.size[OWN_START], tableau.size[OWN_STOP] = 2, 3
    scores = np.array([0.0, np.inf, np.inf, 0.0, 0.0])
    assert decide_positive(tableau, states, scores, LACKED) == 2
    assert states.tolist() == [UNDECIDED, LACKED, LACKED, UNDECIDED, UNDECIDED]
    assert integer_tableau(tableau).basic == [0, 2]
    assert decide_positive(tableau, states, scores, HAD) == -1


def test_more_lacked_columns_than_rows_depend_on_one_another() -> None:
    tableau = word_tableau(TABLEAU, 1)
    assert not is_overfull(tableau, np.array([0, 0, LACKED, LACKED, LACKED], np.int8))
    assert is_overfull(tableau, np.array([0, LACKED, LACKED, LACKED, LACKED], np.int8))


def test_weights_are_written_with_their_labels() -> None:
    tableau, output = (
        word_tableau(IntegerTableau([[5], [2**70], [0]], [1, 2, 3], [NO_VARIABLE], 9), 2),
        np.zeros(9, np.uint64),
    )
    tableau.size[OWN_START], tableau.size[OWN_STOP] = 1, 4
    assert write_weights(tableau, output, 1) == 9
    assert output.tolist() == [0, 2, 2, 1, 5, 0, 2, 0, 2**6]


@pytest.mark.parametrize("seed", range(60))
def test_games_against_the_tree_in_integers(seed: int) -> None:
    rng = random.Random(seed)
    shape = rng.choice([(1, 1), (1, 5), (5, 1), (3, 3), (2, 9), (6, 4), (7, 7), (5, 8)])
    most = rng.choice([1, 1, 2, 2, 3, 100, 10**6, 10**15])
    games = [[[rng.randint(0, most) for _ in range(shape[1])] for _ in range(shape[0])] for _ in range(2)]
    if seed % 5 == 0:
        games[1] = [[-payoff for payoff in row] for row in games[0]]
    if seed % 5 == 1:
        games[0] = [[payoff << 40 * (payoff % 2) for payoff in row] for row in games[0]]
    found = compiled_pairs(*games)
    assert len(set(found)) == len(found)
    assert set(found) == set(integer_pairs(*games))
