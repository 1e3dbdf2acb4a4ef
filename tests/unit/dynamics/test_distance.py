"""How far play is from equilibrium."""

from __future__ import annotations

import numpy as np
import pytest

from gametheory import InvalidProfileError, NormalFormGame, solve
from gametheory.core.solution import NashSubset
from gametheory.dynamics.distance import nearest_equilibria
from unit.dynamics.played_games import COORDINATION, DILEMMA, PENNIES, congestion, trust


def rows(*shares: list[float]) -> np.ndarray:
    return np.array(shares)


def test_the_largest_difference_of_a_probability_counts() -> None:
    found = nearest_equilibria(PENNIES, (rows([0.6, 0.4], [0.5, 0.5]), rows([0.2, 0.8], [0.5, 0.5])), solve(PENNIES))
    np.testing.assert_allclose(found.distances, [0.3, 0.0])
    assert found.is_to_sets


def test_the_nearest_of_several_is_named() -> None:
    solution = solve(COORDINATION)
    shares = rows([1, 0], [0.1, 0.9], [0.3, 0.7])
    found = nearest_equilibria(COORDINATION, (shares, shares), solution)
    np.testing.assert_allclose(found.distances, [0, 0.1, 1 / 3 - 0.3])
    nearest = [solution.equilibria[index].profile.strategies[0][0] for index in found.equilibria]
    assert [float(share) for share in nearest] == pytest.approx([1, 0, 1 / 3])


def test_distances_to_segments_and_faces_are_those_to_their_nearest_point() -> None:
    game = NormalFormGame.from_bimatrix([[1, 1], [1, 1], [1, 1], [0, 0]], np.zeros((4, 2), dtype=int))
    solution = solve(game)
    assert solution.nash_subsets
    first = rows([0.1, 0.2, 0.3, 0.4], [0.5, 0.25, 0.25, 0])
    found = nearest_equilibria(game, (first, rows([0.3, 0.7], [1, 0])), solution)
    np.testing.assert_allclose(found.distances, [0.4, 0.0])
    assert found.is_to_sets


def test_a_mixed_segment_is_met_inside() -> None:
    tree = trust()
    from gametheory.core.strategic_form import to_normal_form

    game = to_normal_form(tree).game
    found = nearest_equilibria(game, (rows([0, 1], [0.1, 0.9]), rows([0.3, 0.7], [0.7, 0.3])), solve(game))
    np.testing.assert_allclose(found.distances, [0.0, 0.2], atol=1e-9)


def test_sets_of_other_shapes_are_compared_at_their_extreme_points() -> None:
    solution = solve(PENNIES)
    corners = ((0.5, 0.5, 0.0), (0.5, 0.0, 0.5), (0.0, 0.5, 0.5))
    subset = NashSubset((corners, ((0.5, 0.5),)), ())
    game = solution.replace(nash_subsets=(subset,))
    assert not nearest_equilibria(PENNIES, (rows([0.5, 0.5]), rows([0.5, 0.5])), game).is_to_sets


def test_other_games_and_empty_solutions_are_refused() -> None:
    shares = (rows([1, 0]), rows([1, 0]))
    with pytest.raises(InvalidProfileError, match="that was played, 'Pennies', got one of 'Dilemma'"):
        nearest_equilibria(PENNIES, shares, solve(DILEMMA))
    with pytest.raises(InvalidProfileError, match="an equilibrium to compare with, got none"):
        nearest_equilibria(PENNIES, shares, solve(PENNIES, "pure"))


def test_three_players_have_distances() -> None:
    game = congestion()
    shares = tuple(rows([1, 0]) for _ in range(3))
    assert nearest_equilibria(game, shares, solve(game)).distances.tolist() == [1.0]
