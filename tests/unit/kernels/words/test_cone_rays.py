from __future__ import annotations

import random
from itertools import product

import pytest

from gametheory.kernels.double_description import extreme_rays
from gametheory.kernels.words.cone_rays import is_ready, tight_sets, warm


def beat() -> None:
    pass


def listed(rows: list[list[int]]) -> set[int]:
    """What is tight at each ray, from exact coordinates."""
    size = len(rows[0])
    found = set()
    for ray in extreme_rays(rows, beat):
        values = [*ray, *(sum(a * b for a, b in zip(row, ray, strict=True)) for row in rows)]
        found.add(sum(1 << number for number, value in enumerate(values) if not value))
    assert all(ray >> size >= 0 for ray in found)
    return found


def counted(rows: list[list[int]]) -> list[int]:
    return [
        sum(word << 64 * place for place, word in enumerate(words)) for words in tight_sets(rows, beat).tight.tolist()
    ]


def bounded(rows: list[list[int]]) -> list[list[int]]:
    """A cone that holds an interior, over a polytope within 0 <= x <= 5."""
    size = len(rows[0])
    return [*rows, *([5, *(-int(place == other) for other in range(1, size))] for place in range(1, size))]


@pytest.mark.parametrize("most", [1, 2, 30, 10**30])
def test_counts_equal_lists(most: int) -> None:
    rng = random.Random(most % 1009)
    for _ in range(25):
        size = rng.randint(3, 6)
        rows = [[rng.randint(0, 2 * most), *(rng.randint(-most, most) for _ in range(size - 1))] for _ in range(6)]
        if any(sum(row) <= 0 and row[0] <= 0 for row in rows):
            continue
        rows = [[row[0] + most, *row[1:]] for row in rows]
        found = counted(bounded(rows))
        assert len(set(found)) == len(found)
        assert set(found) == listed(bounded(rows))


def test_ties_everywhere() -> None:
    # the sums of one of two and one of two others are bounded together: four rows, of which each is tight with others
    rows = [[3, *(-int(place in chosen) for place in range(4))] for chosen in product((0, 1), (2, 3))]
    found = counted(bounded(rows))
    assert len(found) == len(set(found))
    assert set(found) == listed(bounded(rows))
    assert max(mask.bit_count() for mask in found) > 4


@pytest.mark.parametrize("huge", [10**14, 10**20])
def test_what_floats_cannot_tell_is_decided_exactly(huge: int) -> None:
    # the corner x = y = 1/3 of the first two rows is on the third, and just beyond the fourth
    rows = [[1, -3, 0], [1, 0, -3], [2, -3, -3], [2 * huge - 1, -3 * huge, -3 * huge]]
    assert set(counted(rows)) == listed(rows)


def test_what_even_doubled_floats_cannot_tell_is_refused() -> None:
    huge = 10**40
    with pytest.raises(OverflowError, match="expected products of rays and rows"):
        tight_sets([[1, -3, 0], [1, 0, -3], [2 * huge - 1, -3 * huge, -3 * huge]], beat)


def test_sizes_that_floats_cannot_hold_are_refused() -> None:
    with pytest.raises(OverflowError, match="expected entries of a row"):
        tight_sets([[10**200, -1, -(10**200)]], beat)


def test_more_rays_than_there_is_room_for_at_first() -> None:
    sides = bounded([[1, *([0] * 12)]])
    assert len(counted(sides)) == 2**12


def test_warm_and_heartbeats() -> None:
    warm()
    assert is_ready()
    beats: list[int] = []
    tight_sets([[3, -1, -1], [2, -1, 0]], lambda: beats.append(1))
    assert len(beats) >= 4
