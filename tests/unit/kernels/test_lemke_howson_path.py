from __future__ import annotations

import random
from itertools import pairwise

import pytest

from gametheory.kernels.lemke_howson_path import VertexPair, artificial_pair, path_steps

Matrix = list[list[int]]

CYCLING: tuple[Matrix, Matrix] = ([[0, 0, 0], [0, 1, 1], [1, 1, 0]], [[1, 0, 1], [1, 1, 0], [0, 0, 2]])
DEGENERATE: tuple[Matrix, Matrix] = ([[3, 3], [2, 5], [0, 6]], [[3, 3], [2, 6], [3, 1]])
NONDEGENERATE: tuple[Matrix, Matrix] = ([[3, 3], [2, 5], [0, 6]], [[3, 2], [2, 6], [3, 1]])


def end_of(start: VertexPair, label: int) -> VertexPair:
    *_, last = path_steps(start, label)
    assert last.picked_up == label
    return last.pair


def is_equilibrium(row_payoffs: Matrix, column_payoffs: Matrix, pair: VertexPair) -> bool:
    rows, columns = pair.weights
    row_values = [sum(entry * weight for entry, weight in zip(row, columns, strict=True)) for row in row_payoffs]
    by_column = list(zip(*column_payoffs, strict=True))
    column_values = [sum(entry * weight for entry, weight in zip(column, rows, strict=True)) for column in by_column]
    return (
        any(rows)
        and any(columns)
        and all(row_values[row] == max(row_values) for row, weight in enumerate(rows) if weight)
        and all(column_values[column] == max(column_values) for column, weight in enumerate(columns) if weight)
    )


@pytest.mark.parametrize("payoffs", [CYCLING, DEGENERATE, NONDEGENERATE], ids=["cycling", "degenerate", "3x2"])
def test_every_label_ends_at_an_equilibrium(payoffs: tuple[Matrix, Matrix]) -> None:
    start = artificial_pair(*payoffs)
    num_labels = start.num_rows + start.num_columns
    ends = [end_of(start, label) for label in range(num_labels)]
    assert len(ends) == num_labels
    assert all(is_equilibrium(*payoffs, end) for end in ends)


def test_paths_of_the_textbook_game() -> None:
    start = artificial_pair(*NONDEGENERATE)
    assert [end_of(start, label).weights for label in range(5)] == [
        ((1, 0, 0), (1, 0)),
        ((0, 1, 2), (1, 2)),
        ((1, 0, 0), (1, 0)),
        ((1, 0, 0), (1, 0)),
        ((0, 1, 2), (1, 2)),
    ]


def test_path_can_be_walked_back() -> None:
    start = artificial_pair(*NONDEGENERATE)
    for label in range(5):
        there = end_of(start, label)
        assert end_of(there, label).basis == start.basis


def test_degenerate_paths_can_be_walked_back() -> None:
    rng = random.Random(5)
    for _ in range(30):
        shape = rng.randint(1, 4), rng.randint(1, 4)
        payoffs = [[[rng.randint(0, 1) for _ in range(shape[1])] for _ in range(shape[0])] for _ in range(2)]
        start = artificial_pair(*payoffs)
        for label in range(sum(shape)):
            there = end_of(start, label)
            assert is_equilibrium(*payoffs, there)
            assert end_of(there, label).basis == start.basis


def test_one_label_is_missing_and_one_double_on_the_way() -> None:
    start = artificial_pair(*CYCLING)
    for label in range(6):
        for step in path_steps(start, label):
            first, second = (set(tableau.nonbasic[1:]) for tableau in step.pair.tableaus)
            everything = set(range(6))
            assert first | second == (everything if step.picked_up == label else everything - {label})


def test_sides_take_turns_and_drop_what_was_picked_up() -> None:
    steps = list(path_steps(artificial_pair(*CYCLING), 4))
    assert steps[0].dropped == 4
    assert steps[0].side == 1
    for before, after in pairwise(steps):
        assert (after.side, after.dropped) == (1 - before.side, before.picked_up)


def test_units_and_origin_do_not_matter() -> None:
    rng = random.Random(8)
    for _ in range(20):
        A, B = ([[rng.randint(0, 2) for _ in range(4)] for _ in range(3)] for _ in range(2))
        other = [[[10**9 + 10**10 * entry for entry in row] for row in table] for table in (A, B)]
        for label in range(7):
            first = [(step.dropped, step.picked_up) for step in path_steps(artificial_pair(A, B), label)]
            second = [(step.dropped, step.picked_up) for step in path_steps(artificial_pair(*other), label)]
            assert first == second


def test_artificial_pair_has_no_strategies() -> None:
    start = artificial_pair(*DEGENERATE)
    assert start.weights == ((0, 0, 0), (0, 0))
    assert start.labels == (range(3), range(3, 5))
    assert start.basis == {0, 1, 2, 8, 9}
