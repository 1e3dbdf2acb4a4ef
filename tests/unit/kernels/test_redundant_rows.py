from __future__ import annotations

import random

import pytest

from gametheory.kernels.integer_tableau import NO_VARIABLE, IntegerTableau
from gametheory.kernels.redundant_rows import without_redundant_rows


def beat() -> None:
    pass


def kept(rows: list[list[int]], told: int) -> tuple[set[int], set[int]]:
    """Variables left of ``slack = constant - row``, the first of them told; and those told that are free."""
    width = len(rows[0]) - 1
    slacks = [width + place for place in range(len(rows))]
    tableau = IntegerTableau(rows, slacks, [NO_VARIABLE, *range(width)], 1)
    left, free = without_redundant_rows(tableau, range(told), beat)
    return {*left.basic, *left.nonbasic[1:]} - {NO_VARIABLE}, free


def test_of_equal_rows_one_is_needed() -> None:
    assert kept([[1, 1, 0], [1, 0, 1], [2, 2, 0]], 2) == ({0, 1, 3, 4}, set())


def test_a_row_through_a_vertex_is_not_needed() -> None:
    assert kept([[1, 1, 0], [1, 0, 1], [2, 1, 1]], 2) == ({0, 1, 2, 3}, set())


def test_what_is_told_stays_and_is_free() -> None:
    # y = 3 - x is at least 1 as x is at most 2
    assert kept([[3, 1], [2, 1]], 3) == ({0, 1, 2}, {1})


@pytest.mark.parametrize("seed", range(60))
def test_needed_are_those_without_which_some_vertex_is_cut_off(seed: int) -> None:
    """An inequality is needed if and only if its greatest value, all others met, is beyond it: by scipy's programs."""
    from scipy.optimize import linprog

    chance = random.Random(seed)
    width = chance.randint(1, 4)
    normals = [[chance.randint(-2, 3) for _ in range(width)] for _ in range(chance.randint(2, 7))]
    for normal in normals if seed % 2 else ():  # next to the vertex 0, where many tie, lies (1, ..., 1) / n
        normal[0] -= max(0, sum(normal) + 1)
    rows = [[5, *[1] * width], *([0 if seed % 2 else chance.randint(1, 4), *normal] for normal in normals)]
    left, free = kept(rows, 0)
    assert not free
    inequalities = {place: ([-int(place == at) for at in range(width)], 0) for place in range(width)}
    inequalities |= {width + place: (row[1:], row[0]) for place, row in enumerate(rows)}
    remaining = dict(inequalities)
    for variable in sorted(inequalities):
        normal, bound = remaining.pop(variable)
        if not any(normal):
            continue
        matrix, bounds = [part[0] for part in remaining.values()], [part[1] for part in remaining.values()]
        found = linprog([-entry for entry in normal], matrix, bounds, bounds=(None, None))
        if found.fun is None or -found.fun > bound + 1e-7:  # none if it has no bound: all have a point in common
            remaining[variable] = (normal, bound)
    assert left == set(remaining)
