"""How far play is from equilibrium."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations

import numpy as np
import pytest

from gametheory import InvalidProfileError, NormalFormGame, load, solve
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


def test_points_and_sets_are_told_apart() -> None:
    game = NormalFormGame.from_bimatrix([[1, 1], [0, 0]], [[2, 2], [0, 3]])
    found = nearest_equilibria(game, (rows([1, 0], [1, 0]), rows([0.25, 0.75], [1, 0])), solve(game))
    assert found.distances.tolist() == [0.0, 0.0]
    assert found.point_distances.tolist() == [0.25, 0.0]


def segment_distance(point: list[Fraction], first: list[Fraction], second: list[Fraction]) -> Fraction:
    """The least of all places at which two of the lines meet, and of the ends; exact."""
    lines = [
        (sign * (share - here), sign * (here - there))
        for share, here, there in zip(point, first, second, strict=True)
        for sign in (1, -1)
    ]
    places = {Fraction(0), Fraction(1)}
    for (height, slope), (other_height, other_slope) in combinations(lines, 2):
        if slope != other_slope:
            places.add((other_height - height) / (slope - other_slope))
    return min(max(height + place * slope for height, slope in lines) for place in places if 0 <= place <= 1)


@pytest.mark.parametrize("size", [2, 3, 5])
def test_distances_to_segments_are_the_least_at_any_kink(size: int) -> None:
    rng = np.random.default_rng(size)

    def drawn() -> list[Fraction]:
        weights = rng.integers(0, 4, size).tolist()
        weights[int(rng.integers(size))] += 1
        return [Fraction(weight, sum(weights)) for weight in weights]

    for _ in range(40):
        ends = (drawn(), drawn())
        points = [drawn() for _ in range(12)] + list(ends)
        subset = NashSubset(((tuple(ends[0]), tuple(ends[1])), ((Fraction(1),),)), ())
        game = NormalFormGame(np.zeros((2, size, 1), dtype=int))
        found_all = solve(game)
        solution = found_all.replace(equilibria=found_all.equilibria[:1], nash_subsets=(subset,))
        shares = np.array(points, dtype=np.float64)
        found = nearest_equilibria(game, (shares, np.ones((len(points), 1))), solution)
        expected = [float(segment_distance(point, *ends)) for point in points]
        np.testing.assert_allclose(found.distances, np.minimum(expected, found.point_distances), atol=1e-15)


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
    assert nearest_equilibria(game, shares, solve(game, "pure")).distances.tolist() == [1.0]
    assert nearest_equilibria(game, shares, solve(game)).distances == pytest.approx([0.3])  # all mix: 7/10


def test_an_irrational_equilibrium_is_met_beside_it() -> None:
    game = load("irrational_equilibrium").to_game()
    assert isinstance(game, NormalFormGame)
    at = [np.array([[weight, 1 - weight]]) for weight in (0.6192, 0.4798, 0.3788)]
    assert nearest_equilibria(game, at, solve(game)).distances[0] < 1e-4
