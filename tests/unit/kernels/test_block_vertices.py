from __future__ import annotations

from fractions import Fraction

from gametheory.kernels.block_vertices import block_vertices
from gametheory.kernels.integer_tableau import NO_VARIABLE, IntegerTableau


def beat() -> None:
    pass


def told(
    tableau: IntegerTableau, *variables: int
) -> tuple[dict[int, Fraction], list[tuple[tuple[int, ...], set[object]]]]:
    found = block_vertices(tableau, variables, beat)
    return found.constants, [
        (
            block.variables,
            {tuple(Fraction(value, denominator) for value in values) for values, denominator in block.vertices},
        )
        for block in found.blocks
    ]


def test_a_row_that_only_touches_does_not_join_blocks() -> None:
    # x <= 1, y <= 1 and, at their corner only, x + y <= 2
    corner = IntegerTableau([[1, 1, 0], [1, 0, 1], [2, 1, 1]], [2, 3, 4], [NO_VARIABLE, 0, 1], 1)
    assert told(corner, 0, 1) == ({}, [((0,), {(0,), (1,)}), ((1,), {(0,), (1,)})])


def test_a_row_that_cuts_does() -> None:
    half = Fraction(1, 2)
    cut = IntegerTableau([[1, 1, 0], [1, 0, 1], [3, 2, 2]], [2, 3, 4], [NO_VARIABLE, 0, 1], 1)
    assert told(cut, 0, 1) == ({}, [((0, 1), {(0, 0), (1, 0), (0, 1), (1, half), (half, 1)})])


def test_told_variables_that_need_no_row_are_told() -> None:
    # x + y + z = 1, x <= 1/4, y <= 1/4: z is at least 1/2 anyhow
    quarter, half = Fraction(1, 4), Fraction(1, 2)
    tableau = IntegerTableau([[1, 1, 1], [1, 4, 0], [1, 0, 4]], [2, 3, 4], [NO_VARIABLE, 0, 1], 1)
    points = {(0, 0, 1), (quarter, 0, 3 * quarter), (0, quarter, 3 * quarter), (quarter, quarter, half)}
    assert told(tableau, 0, 1, 2) == ({}, [((0, 1, 2), points)])


def test_what_is_constant() -> None:
    # x + y = 1 with y <= 0, and z = 2/3 apart from that
    tableau = IntegerTableau([[3, 3], [0, 3], [2, 0]], [0, 2, 3], [NO_VARIABLE, 1], 3)
    assert told(tableau, 0, 1, 3) == ({0: 1, 1: 0, 3: Fraction(2, 3)}, [])


def test_a_cone_over_a_square_has_five_vertices() -> None:
    # |x| + ... in positive coordinates: h <= 1 - |a - 1|, h <= 1 - |b - 1|, ties at the top
    rows = [[2, 1, 0, 1], [0, -1, 0, 1], [2, 0, 1, 1], [0, 0, -1, 1]]
    tableau = IntegerTableau(rows, [3, 4, 5, 6], [NO_VARIABLE, 0, 1, 2], 1)
    _, [(variables, points)] = told(tableau, 0, 1, 2)
    assert variables == (0, 1, 2)
    assert points == {(0, 0, 0), (2, 0, 0), (0, 2, 0), (2, 2, 0), (1, 1, 1)}
