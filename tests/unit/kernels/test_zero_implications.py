from __future__ import annotations

from gametheory.kernels.integer_tableau import NO_VARIABLE, IntegerTableau
from gametheory.kernels.zero_implications import zero_implication


def equations(constant: int = 0) -> IntegerTableau:
    """``a + 2 d - e = 0``, ``b - d + 3 e = constant`` and ``c + d = 5``: variables 0 to 4."""
    return IntegerTableau([[0, 2, -1], [constant, -1, 3], [5, 1, 0]], [0, 1, 2], [NO_VARIABLE, 3, 4], 1)


def test_one_row_says_it_itself() -> None:
    assert zero_implication(equations(), [0], 0b00001, 0) == (0b10000, 0b01001)


def test_a_nonbasic_variable_of_the_first_equations() -> None:
    # e is basic, and a where e - 2 d = a
    assert zero_implication(equations(), [0], 0b10000, 4) == (0b01001, 0b10000)


def test_rows_are_combined() -> None:
    # a + 2 b + 5 e = 0 without d
    assert zero_implication(equations(), [0, 1], 0b01001, 0) == (0, 0b10011)


def test_a_constant_forbids_it() -> None:
    assert zero_implication(equations(1), [0, 1], 0b01001, 0) is None
    assert zero_implication(equations(), [2], 0b00100, 2) is None


def test_what_cannot_be_eliminated() -> None:
    assert zero_implication(equations(), [0], 0b01001, 0) is None
