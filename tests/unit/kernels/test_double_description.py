from __future__ import annotations

import random
from itertools import combinations
from math import comb, gcd

import pytest

from gametheory.kernels.double_description import extreme_rays


def beat() -> None:
    pass


def brute_force(rows: list[list[int]]) -> set[tuple[int, ...]]:
    """Rays at which so many inequalities are tight that only multiples remain."""
    size = len(rows[0])
    inequalities = [[int(place == other) for other in range(size)] for place in range(size)] + rows
    found = set()
    for chosen in combinations(inequalities, size - 1):
        ray = kernel_of(list(chosen), size)
        for sign in (1, -1):
            if ray and all(sign * sum(a * b for a, b in zip(row, ray, strict=True)) >= 0 for row in inequalities):
                found.add(tuple(sign * value for value in ray))
    return found


def kernel_of(rows: list[list[int]], size: int) -> tuple[int, ...]:
    """The cross product of one row fewer than coordinates, without a common factor; empty if it is zero."""
    ray = [
        (-1) ** place * determinant([[row[other] for other in range(size) if other != place] for row in rows])
        for place in range(size)
    ]
    factor = gcd(*ray)
    return tuple(value // factor for value in ray) if factor else ()


def determinant(matrix: list[list[int]]) -> int:
    if not matrix:
        return 1
    return sum(
        (-1) ** place * entry * determinant([row[:place] + row[place + 1 :] for row in matrix[1:]])
        for place, entry in enumerate(matrix[0])
        if entry
    )


@pytest.mark.parametrize("most", [1, 3, 20])
def test_rays_are_those_of_brute_force(most: int) -> None:
    rng = random.Random(most)
    numbers = set()
    for _ in range(60):
        size = rng.randint(2, 4)
        rows = [[rng.randint(-most, most) for _ in range(size)] for _ in range(rng.randint(1, 6))]
        rays = extreme_rays(rows, beat)
        assert len(set(rays)) == len(rays)
        assert set(rays) == brute_force(rows), rows
        numbers.add(len(rays))
    assert {0, 2, 3, 4} <= numbers


def test_a_cube_with_repeated_and_useless_rows() -> None:
    cube = [[1, *(-int(place == other) for other in range(5))] for place in range(5)]
    rays = extreme_rays([*cube, *cube, [5, -1, -1, -1, -1, -1]], beat)
    assert len(rays) == 32
    assert {ray[0] for ray in rays} == {1}


def test_heartbeats() -> None:
    beats: list[int] = []
    extreme_rays([[1, -1, 0], [1, 0, -1]], lambda: beats.append(1))
    assert len(beats) >= 4


def test_a_degenerate_cone_beside_a_simple_one() -> None:
    # the cone over a pyramid: four sides meet at its top, three at each corner of its base
    base = [[2, -1, 0, 0], [2, 0, -1, 0], [2, -1, 0, -1], [2, 0, -1, -1], [0, 1, 0, -1], [0, 0, 1, -1]]
    rays = extreme_rays(base, beat)
    assert set(rays) == {(1, 0, 0, 0), (1, 2, 0, 0), (1, 0, 2, 0), (1, 2, 2, 0), (1, 1, 1, 1)}
    assert len(rays) == 5


def test_a_long_product_of_segments() -> None:
    # a cube, all of whose 2^9 corners are simple, cut by the sum of its coordinates
    size = 9
    sides = [[1, *(-int(place == other) for other in range(size))] for place in range(size)]
    assert len(extreme_rays(sides, beat)) == 2**size
    below_half = [2 * size - 1, *([-4] * size)]  # 4 (x_1 + ... + x_9) <= 17: four ones and a quarter at most
    corners = sum(comb(size, ones) for ones in range(5))
    assert len(extreme_rays([*sides, below_half], beat)) == corners + comb(size, 4) * (size - 4)
