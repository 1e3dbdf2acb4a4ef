from __future__ import annotations

import numpy as np

from gametheory.models.formulas.array_operations import apply, needed_operands
from gametheory.models.formulas.operations import Operation


def applied(operation: Operation, *operands: object, has_gaps: bool = False) -> tuple[list[float], bool]:
    arrays = [np.array(operand, dtype=float) if isinstance(operand, list) else operand for operand in operands]
    result = np.empty(next(len(array) for array in arrays if isinstance(array, np.ndarray)))
    with np.errstate(all="raise", under="ignore"):
        found = apply(operation, arrays, has_gaps, result)  # type: ignore[arg-type]
    return result.tolist(), found


def same(found: tuple[list[float], bool], numbers: list[float], has_gaps: bool) -> bool:
    return np.array_equal(found[0], numbers, equal_nan=True) and found[1] == has_gaps


def test_missing_results_are_no_numbers() -> None:
    assert same(applied(Operation.DIVIDE, 1.0, [2.0, 0.0]), [0.5, np.nan], True)
    assert same(applied(Operation.MULTIPLY, [1e300, 2.0], 1e300), [np.nan, 2e300], True)
    assert same(applied(Operation.SUBTRACT, [3.0, 1.0], 1.0), [2.0, 0.0], False)
    assert same(applied(Operation.POWER, [0.0, 2.0], -2.0), [np.nan, 0.25], True)
    assert same(applied(Operation.POWER, [0.0, 3.0], 2.0), [0.0, 9.0], False)


def test_missing_operands_stay_missing_where_they_are_asked_for() -> None:
    none = np.nan
    assert same(applied(Operation.LESS, [1.0, none], 2.0, has_gaps=True), [1.0, none], True)
    assert same(applied(Operation.NOT, [0.0, none], has_gaps=True), [1.0, none], True)
    assert same(applied(Operation.AND, [0.0, 3.0, none], [none, none, 1.0], has_gaps=True), [0.0, none, none], True)
    assert same(applied(Operation.OR, [0.0, 3.0, none], [none, none, 1.0], has_gaps=True), [none, 1.0, none], True)
    chosen = applied(Operation.SELECT, [1.0, 0.0, none, 1.0], [7.0, none, 7.0, none], 8.0, has_gaps=True)
    assert same(chosen, [7.0, 8.0, none, none], True)
    assert same(applied(Operation.POWER, [none, 2.0], 0.0, has_gaps=True), [none, 1.0], True)


def test_lanes_in_which_operands_are_asked_for() -> None:
    first = np.array([0.0, 2.0, np.nan])
    assert [np.asarray(lanes).tolist() for lanes in needed_operands(Operation.SELECT, [first, 1.0, 2.0])] == [
        True,
        [False, True, False],
        [True, False, False],
    ]
    assert needed_operands(Operation.ADD, [first, 1.0]) == [True, True]
