from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from gametheory import NormalFormGame, UnsupportedGameError, solve
from gametheory.analysis.shared_values.payoff_polytope import feasible_payoffs
from gametheory.solvers.mediation.correlated_payoffs import correlated_payoffs


def is_left(start: tuple[Fraction, ...], end: tuple[Fraction, ...], point: tuple[Fraction, ...]) -> bool:
    """Whether a point is on the left of a line or on it."""
    return (end[0] - start[0]) * (point[1] - start[1]) >= (end[1] - start[1]) * (point[0] - start[0])


@pytest.mark.parametrize("is_coarse", [False, True])
@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("shape", [(1, 3), (2, 2), (2, 3), (3, 3)])
def test_the_polygon_is_spanned_by_the_extreme_points(shape: tuple[int, ...], seed: int, is_coarse: bool) -> None:
    game = NormalFormGame(np.random.default_rng(seed).integers(0, (2, 3, 20)[seed % 3], (2, *shape)))
    concept = "coarse_correlated" if is_coarse else "correlated"
    solution = solve(game, concept, method="correlated_vertices")
    paid = {equilibrium.payoffs for equilibrium in solution.equilibria}
    vertices = correlated_payoffs(game, is_coarse=is_coarse).vertices
    assert set(vertices) <= paid
    assert vertices[0] == min(paid)
    sides = list(zip(vertices, (*vertices[1:], vertices[0]), strict=True))
    assert all(is_left(start, end, point) for start, end in sides for point in paid)
    # strictly convex: no vertex lies between its neighbors
    if len(vertices) > 2:
        turns = zip(vertices, (*vertices[1:], vertices[0]), (*vertices[2:], *vertices[:2]), strict=True)
        assert not any(is_left(middle, start, end) for start, middle, end in turns)


def test_degenerate_polygons() -> None:
    constant = NormalFormGame.from_bimatrix([[2, 2], [2, 2]], [[3, 3], [3, 3]])
    assert correlated_payoffs(constant).vertices == ((2, 3),)
    upright = NormalFormGame.from_bimatrix([[2, 2], [2, 2]], [[3, 3], [7, 7]])
    assert correlated_payoffs(upright).vertices == ((2, 3), (2, 7))
    assert correlated_payoffs(NormalFormGame.zero_sum([[1, -1], [-1, 1]])).vertices == ((0, 0),)


def test_a_resolution_leaves_vertices_out() -> None:
    game = NormalFormGame(np.random.default_rng(7).integers(0, 101, (2, 8, 8)))
    exact = correlated_payoffs(game)
    rough = correlated_payoffs(game, resolution=Fraction(1, 1000))
    assert 3 <= len(rough.vertices) < len(exact.vertices)
    assert set(rough.vertices) <= set(exact.vertices)
    areas = [float(polygon.area) for polygon in (rough, exact, feasible_payoffs(game))]
    assert 0.98 * areas[1] < areas[0] < areas[1] < areas[2]


def test_two_players_only() -> None:
    game = NormalFormGame(np.zeros((3, 2, 2, 2), dtype=int))
    with pytest.raises(UnsupportedGameError, match="needs 2 players, got 3"):
        correlated_payoffs(game)
