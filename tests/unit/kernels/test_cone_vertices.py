from __future__ import annotations

from fractions import Fraction

import pytest

from gametheory.kernels.cone_vertices import ConeVertices
from gametheory.kernels.tight_points import Inequalities
from gametheory.kernels.words.cone_rays import tight_sets

ROWS = [[2, -1, 0], [3, 0, -1], [4, -1, -1]]
"""x <= 2, y <= 3, x + y <= 4."""


@pytest.fixture
def vertices() -> ConeVertices:
    # told are x / 2 and (4 - x - y) / 2
    return ConeVertices(Inequalities(ROWS), tight_sets(ROWS, lambda: None), [[0, 1, 0], ROWS[2]], 2)


def test_points(vertices: ConeVertices) -> None:
    points = {tuple(Fraction(value, denominator) for value in values) for values, denominator in vertices}
    half = Fraction(1, 2)
    assert points == {(0, 2), (1, 1), (1, 0), (half, 0), (0, half)}
    assert len(vertices) == 5
    assert vertices[1:3] == [vertices[1], vertices[2]]


def test_spread_holds_no_common_side(vertices: ConeVertices) -> None:
    spread = vertices.spread()
    assert 2 <= len(spread) <= 3
    assert any(values[0] for values, _ in spread)
    assert any(values[1] for values, _ in spread)


def test_lowest_values(vertices: ConeVertices) -> None:
    least, mask = vertices.lowest([1, 1])
    assert least == Fraction(1, 2)
    assert [vertices[index] for index in range(5) if mask >> index & 1] in (
        [((1, 0), 2), ((0, 1), 2)],
        [((0, 1), 2), ((1, 0), 2)],
    )
    assert vertices.lowest([-1, 0])[0] == -1
    assert vertices.lowest([-1, 0])[1].bit_count() == 2


def test_values_that_only_floats_take_for_equal() -> None:
    # x <= 1 and y <= 1 + 10^-30
    large = 10**30
    rows = [[1, -1, 0], [large + 1, 0, -large]]
    vertices = ConeVertices(Inequalities(rows), tight_sets(rows, lambda: None), [[0, 1, 0], [0, 0, 1]], 1)
    least, mask = vertices.lowest([-1, -1])
    assert least == -2 - Fraction(1, large)
    assert mask.bit_count() == 1
    only = [[1, -1, -1]]
    triangle = ConeVertices(Inequalities(only), tight_sets(only, lambda: None), [[0, 1, 0], [0, 0, 1]], 1)
    assert triangle.lowest([-large - 1, -large])[1].bit_count() == 1
