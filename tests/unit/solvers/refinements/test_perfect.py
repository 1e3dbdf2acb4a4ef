"""All perfect equilibria of two players."""

from __future__ import annotations

import random
from fractions import Fraction
from itertools import product

import pytest

from gametheory import Coverage, Limits, MixedProfile, NormalFormGame, Termination, UnsupportedGameError, solve
from gametheory.analysis.stability.perfection import judge_perfection


def test_only_the_undominated_equilibrium() -> None:
    solution = solve(NormalFormGame.from_bimatrix([[0, 0], [0, 1]], [[0, 0], [0, 1]]), "perfect")
    assert [equilibrium.profile.strategies for equilibrium in solution.equilibria] == [((0, 1), (0, 1))]
    assert solution.coverage is Coverage.ALL


def test_two_edges_and_not_their_mixture() -> None:
    game = NormalFormGame.from_bimatrix([[4, 0, 1], [0, 4, 1], [3, 3, 1]], [[0, 0, 1]] * 3)
    solution = solve(game, "perfect")
    assert [subset.equilibria for subset in solution.nash_subsets] == [(0, 2), (1, 2)]
    assert solution.components == ((0, 1, 2),)
    assert len(solve(game).nash_subsets) == 1


def test_dominance_counts_columns_that_are_dominated_themselves() -> None:
    """The first row is dominated only because of a column that nobody plays."""
    game = NormalFormGame.from_bimatrix([[1, 0], [1, 2]], [[3, 0], [3, 0]])
    assert len(solve(game).equilibria) == 2
    assert [equilibrium.profile.strategies[0] for equilibrium in solve(game, "perfect").equilibria] == [(0, 1)]


@pytest.mark.parametrize("seed", range(60))
def test_faces_of_random_games(seed: int) -> None:
    """Mixtures within a listed subset are perfect; a mixture of the Nash set that is perfect lies in one of them."""
    rng = random.Random(seed)
    shape = rng.randint(1, 4), rng.randint(1, 4)
    game = NormalFormGame([[[rng.randint(0, 2) for _ in range(shape[1])] for _ in range(shape[0])] for _ in range(2)])
    solution = solve(game, "perfect")
    assert solution.coverage is Coverage.ALL
    assert solution.equilibria
    for subset in solution.nash_subsets:
        assert judge_perfection(game, MixedProfile(game, tuple(map(middle, subset.strategies)))).is_perfect
    for subset in solve(game).nash_subsets:
        for rows, columns in product(*(edges(points) for points in subset.strategies)):
            profile = MixedProfile(game, (middle(rows), middle(columns)))
            is_listed = any(
                set(rows) <= set(found.strategies[0]) and set(columns) <= set(found.strategies[1])
                for found in solution.nash_subsets
            )
            assert judge_perfection(game, profile).is_perfect == is_listed


def middle(points: tuple[tuple[Fraction, ...], ...]) -> tuple[Fraction, ...]:
    return tuple(sum(entries, Fraction()) / len(points) for entries in zip(*points, strict=True))


def edges(points: tuple[tuple[Fraction, ...], ...]) -> list[tuple[tuple[Fraction, ...], ...]]:
    return [(first,) for first in points] + [points]


def test_limits_cut_the_list_only() -> None:
    game = NormalFormGame.from_bimatrix([[4, 0, 1], [0, 4, 1], [3, 3, 1]], [[0, 0, 1]] * 3)
    solution = solve(game, "perfect", limits=Limits(equilibria=1))
    assert (len(solution.equilibria), solution.num_extreme) == (1, 3)
    assert solution.termination is Termination.COUNT_REACHED


def test_stopped_search_claims_nothing() -> None:
    rng = random.Random(3)
    game = NormalFormGame([[[rng.randint(0, 9) for _ in range(9)] for _ in range(9)] for _ in range(2)])
    solution = solve(game, "perfect", limits=Limits(time=0))
    assert (solution.equilibria, solution.coverage) == ((), Coverage.PARTIAL)
    assert solution.termination is Termination.TIME_LIMIT


def test_three_players_are_refused() -> None:
    with pytest.raises(UnsupportedGameError, match="needs 2 players, got 3"):
        solve(NormalFormGame([[[[1]]], [[[2]]], [[[3]]]]), "perfect")
