"""Equilibria of three players by boxes, against numbers with a source and against an independent solver."""

from __future__ import annotations

import math

import numpy as np
import pytest

from gametheory.solvers.many_players.box_search import BoxSearch
from oracles.three_by_two import equilibria


def first_weights(tables: np.ndarray) -> list[tuple[float, ...]]:
    """Weights of the first actions at all roots of a search that leaves nothing open."""
    search = BoxSearch((2, 2, 2), tables.reshape(3, 8))
    roots = [root for root in search.run() if root]
    assert search.record().open_boxes == ()
    assert all(root.is_certified for root in roots)
    middles = [[(low[0] + high[0]) / 2 for low, high in zip(root.lower, root.upper, strict=True)] for root in roots]
    return in_order(middles)


def in_order(points: list[list[float]] | list[tuple[float, float, float]]) -> list[tuple[float, ...]]:
    """Points in an order that rounding does not change."""
    return sorted((tuple(point) for point in points), key=lambda point: tuple(round(weight, 6) for weight in point))


def test_nau_and_others_2004_section_4() -> None:
    """One equilibrium, with weights in the field of the square root of 601."""
    tables = np.zeros((3, 2, 2, 2), np.int64)
    tables[:, :, :, 0] = np.moveaxis([[(3, 0, 2), (0, 2, 0)], [(0, 1, 0), (1, 0, 0)]], -1, 0)
    tables[:, :, :, 1] = np.moveaxis([[(1, 0, 0), (0, 1, 0)], [(0, 3, 0), (2, 0, 3)]], -1, 0)
    third = (math.sqrt(601) - 23) / 4
    ((top, left, one),) = first_weights(tables)
    assert one == pytest.approx(third, abs=1e-12)
    assert top == pytest.approx((3 - 2 * third) / (4 - third), abs=1e-12)
    assert left == pytest.approx((2 - third) / (3 + third), abs=1e-12)


def test_mckelvey_and_mclennan_1997() -> None:
    """Nine equilibria, the most that a regular game of three players with two actions has."""
    told = [(9, 8, 12), (0, 0, 0), (0, 0, 0), (9, 8, 2), (0, 0, 0), (3, 4, 6), (3, 4, 6), (0, 0, 0)]
    tables = np.zeros((3, 2, 2, 2), np.int64)
    for number, payoffs in enumerate(told):
        tables[:, number % 2, number // 2 % 2, number // 4] = payoffs
    found = first_weights(tables)
    assert len(found) == 9
    mixed = [point for point in found if all(0 < weight < 1 for weight in point)]
    assert np.array(mixed) == pytest.approx(np.array([(2 / 5, 1 / 2, 1 / 3), (1 / 2, 2 / 5, 1 / 4)]), abs=1e-12)
    assert sum(all(weight in {0, 1} for weight in point) for point in found) == 4


@pytest.mark.parametrize("seed", range(15))
def test_random_games(seed: int) -> None:
    """Twenty games a seed."""
    rng = np.random.default_rng(seed)
    for _ in range(20):
        tables = rng.integers(0, 1_000_000, (3, 2, 2, 2))
        expected = in_order(equilibria(tables))
        found = first_weights(tables)
        assert len(found) == len(expected) > 0
        assert np.array(found) == pytest.approx(np.array(expected), abs=1e-7)
