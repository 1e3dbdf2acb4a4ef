"""Feasible and individually rational payoffs, against membership by linear programs."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gametheory import NormalFormGame
from gametheory.analysis.shared_values.minmax_values import minmax
from gametheory.analysis.shared_values.payoff_polytope import (
    PayoffPolygon,
    feasible_payoffs,
    individually_rational_payoffs,
    is_feasible,
    is_individually_rational,
)
from gametheory.errors import UnsupportedGameError


def is_inside(polygon: PayoffPolygon, point: tuple[Fraction, Fraction]) -> bool:
    """Whether a point is left of, or on, every edge of a polygon with an interior."""
    corners = polygon.vertices
    return all(
        (end[0] - start[0]) * (point[1] - start[1]) >= (end[1] - start[1]) * (point[0] - start[0])
        for start, end in zip(corners, corners[1:] + corners[:1], strict=True)
    )


@given(seed=st.integers(0, 10_000), first=st.integers(-2, 22), second=st.integers(-2, 22))
def test_polygons_hold_what_linear_programs_say(seed: int, first: int, second: int) -> None:
    rng = np.random.default_rng(seed)
    game = NormalFormGame(rng.integers(0, 6, size=(2, *rng.integers(1, 4, size=2))))
    polygon, rational = feasible_payoffs(game), individually_rational_payoffs(game)
    point = (Fraction(first, 4), Fraction(second, 4))
    if polygon.area:
        assert is_inside(polygon, point) == is_feasible(game, point)
    if rational.area:
        expected = is_feasible(game, point) and bool(is_individually_rational(game, point))
        assert is_inside(rational, point) == expected
    assert all(is_feasible(game, vertex) for vertex in (*polygon.vertices, *rational.vertices))
    assert all(is_individually_rational(game, vertex) for vertex in rational.vertices)
    assert rational.area <= polygon.area


def test_prisoners_dilemma() -> None:
    game = NormalFormGame.from_bimatrix([[3, 0], [5, 1]], [[3, 5], [0, 1]])
    assert feasible_payoffs(game).vertices == ((0, 5), (1, 1), (5, 0), (3, 3))
    assert feasible_payoffs(game).area == 10
    third = Fraction(1, 3)
    assert individually_rational_payoffs(game).vertices == ((1, 1), (4 + third, 1), (3, 3), (1, 4 + third))


def test_points_and_lines() -> None:
    point = NormalFormGame.from_bimatrix([[2, 2]], [[7, 7]])
    assert feasible_payoffs(point) == PayoffPolygon(((Fraction(2), Fraction(7)),))
    assert individually_rational_payoffs(point) == feasible_payoffs(point)
    line = NormalFormGame.zero_sum([[1, 2], [3, 0]])
    assert feasible_payoffs(line).vertices == ((0, 0), (3, -3))
    assert feasible_payoffs(line).area == 0
    half = Fraction(3, 2)
    assert individually_rational_payoffs(line).vertices == ((half, -half),)


def test_three_players_are_asked_about_single_points() -> None:
    table = np.zeros((2, 2, 2), dtype=int)
    table[0, 0, 0] = table[1, 1, 1] = -1
    game = NormalFormGame([table, table, table])
    with pytest.raises(UnsupportedGameError, match="a polygon of payoffs needs 2 players, got 3"):
        feasible_payoffs(game)
    third = Fraction(-1, 3)
    assert is_feasible(game, [third, third, third])
    assert not is_feasible(game, [0, 0, third])
    assert minmax(game, 2).lower == Fraction(-1, 2)
    assert is_individually_rational(game, [0, 0, 0])
    assert is_individually_rational(game, [0, 0, third]) is None
    assert is_individually_rational(game, [-1, 0, third]) is False
