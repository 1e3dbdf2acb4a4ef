from __future__ import annotations

from fractions import Fraction
from itertools import islice

import pytest

from gametheory.core.block_products import Block, BlockProduct

THIRD = Fraction(1, 3)
BASE = (1, 0, 0, 0, 1, 0, 0)
INTERLEAVED = BlockProduct(
    BASE, (Block((1, 3), ((1, 0), (THIRD, 2 * THIRD))), Block((2, 5, 6), ((1, 0, 0), (0, 1, 0), (0, 0, 1))))
)


def test_points_are_all_combinations_in_order() -> None:
    points = list(INTERLEAVED)
    assert len(set(points)) == INTERLEAVED.num_points == len(INTERLEAVED) == 6
    assert points == sorted(points, reverse=True)
    assert points[0] == (1, 1, 1, 0, 1, 0, 0)
    assert points[-1] == (1, THIRD, 0, 2 * THIRD, 1, 0, 1)
    assert all(point in INTERLEAVED for point in points)


@pytest.mark.parametrize(
    "other", [(1, 1, 1, 0, 0, 0, 0), (1, 1, THIRD, 0, 1, 0, 0), (1, 1, 1, 0, 1, 0), [1, 1, 1, 0, 1, 0, 0], None]
)
def test_what_is_no_point(other: object) -> None:
    assert other not in INTERLEAVED


def test_a_single_point() -> None:
    assert list(BlockProduct((1, 0, 1), ())) == [(1, 0, 1)]


def test_very_many_points_are_counted_and_begun() -> None:
    blocks = tuple(Block((1 + 2 * index, 2 + 2 * index), ((1, 0), (0, 1))) for index in range(200))
    product = BlockProduct((1, *(0 for _ in range(400))), blocks)
    assert product.num_points == 2**200
    first, second = islice(product, 2)
    assert first[1::2] == (1,) * 200
    assert second[1::2] == (*(1,) * 199, 0)
    with pytest.raises(OverflowError, match="cannot fit"):
        len(product)
