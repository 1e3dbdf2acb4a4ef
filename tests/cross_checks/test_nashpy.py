"""Equilibria of nondegenerate two-player games against nashpy, in floats.

Its vertex enumeration is complete for these games and is compared both ways. Its support enumeration is not, although
the game is nondegenerate: it demands ``probability >= 0`` of a rounded solution whose zeros may come out as -1e-17, and
so loses equilibria that leave an action out and are not pure (73 of 360 games). It is compared one way, and both ways
on pure and completely mixed equilibria.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

import nashpy
import numpy as np
import pytest

from cross_checks.exact_references import Point, is_nondegenerate, is_pure
from cross_checks.float_sets import has_near, unmatched
from cross_checks.random_games import Bimatrix, bimatrices
from cross_checks.solved import check_complete, mixed_profiles
from gametheory import solve

SIZES = [(2, 2), (2, 3), (3, 2), (3, 3), (2, 4), (3, 4), (4, 3), (4, 4), (5, 2), (2, 5)]
KINDS = ["0..9", "0..100", "-3..3 / 1..4"]


def nondegenerate_games(kind: str, size: tuple[int, int], wanted: int) -> Iterator[tuple[str, Bimatrix]]:
    drawn = bimatrices(kind, [size], 20 * wanted)
    return islice(((name, game) for name, game in drawn if is_nondegenerate(game)), wanted)


def to_nashpy(game: Bimatrix) -> nashpy.Game:
    return nashpy.Game(*(np.array(table, dtype=float) for table in game))


def is_pure_or_completely_mixed(profile: tuple[Point, ...]) -> bool:
    return all(map(is_pure, profile)) or all(min(strategy) > 0 for strategy in profile)


# An even number among those that rounding leaves makes it warn of degeneracy.
@pytest.mark.filterwarnings("ignore:\\s*An even number of:RuntimeWarning")
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("kind", KINDS)
def test_support_and_vertex_enumeration(kind: str, size: tuple[int, int]) -> None:
    compared = 0
    for name, bimatrix in nondegenerate_games(kind, size, 4):
        solution = solve(bimatrix.to_game())
        check_complete(solution)
        ours = mixed_profiles(solution)
        assert len(ours) % 2 == 1, name  # odd, by the theorem on nondegenerate games
        theirs = to_nashpy(bimatrix)
        assert unmatched(ours, list(theirs.vertex_enumeration())) == "", name
        by_supports = list(theirs.support_enumeration())
        assert [point for point in by_supports if not has_near(ours, point)] == [], name
        assert [
            point for point in ours if is_pure_or_completely_mixed(point) and not has_near(by_supports, point)
        ] == []
        compared += 1
    assert compared == 4


def test_degeneracy_is_told_exactly() -> None:
    tie = bimatrices("0..1", [(4, 4)], 3)
    assert not any(is_nondegenerate(game) for _, game in tie)
    # von Stengel's 3 x 2 game: row 1 makes both columns best replies, unless the last entry of its row is smaller.
    rows = [[3, 3], [2, 5], [0, 6]]
    assert not is_nondegenerate(Bimatrix.of_integers(rows, [[3, 3], [2, 6], [3, 1]]))
    assert is_nondegenerate(Bimatrix.of_integers(rows, [[3, 2], [2, 6], [3, 1]]))
