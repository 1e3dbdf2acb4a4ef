"""Index of components of equilibria that are given as profiles."""

from __future__ import annotations

import pytest

from gametheory import InvalidProfileError, MixedProfile, NormalFormGame, solve
from gametheory.analysis.stability.component_index import component_indices


def components(game: NormalFormGame) -> list[list[MixedProfile]]:
    solution = solve(game)
    profiles = [equilibrium.profile for equilibrium in solution.equilibria]
    return [[profiles[index] for index in component] for component in solution.components]  # type: ignore[misc]


def test_rational_payoffs_and_floats() -> None:
    game = NormalFormGame.from_bimatrix([["1/3", 0], [0, "1/7"]], [["1/2", 0], [0, 1]])
    found = [
        [MixedProfile(game, [[1, 0], [1, 0]])],
        [MixedProfile(game, [[0, 1], [0, 1]])],
        [MixedProfile(game, [["2/3", "1/3"], ["3/10", "7/10"]])],
    ]
    assert component_indices(game, found) == (1, 1, -1)
    found[0] = [MixedProfile(game, [[1.0, 0.0], [1, 0]])]
    assert component_indices(game, found) == (1, 1, -1)


def test_profile_that_is_no_equilibrium_is_refused() -> None:
    game = NormalFormGame.zero_sum([[1, 2], [3, 0]])
    with pytest.raises(InvalidProfileError, match=r"expected equilibria, got <MixedProfile 1, 0 \| 1, 0>"):
        component_indices(game, [[MixedProfile(game, [[1, 0], [1, 0]])]])


def test_whole_solution_sums_to_one() -> None:
    game = NormalFormGame.from_bimatrix([[2, 0], [2, 0], [0, 1]], [[1, 0], [1, 0], [0, 2]])
    assert sorted(component_indices(game, components(game)), key=str) == [-1, 1, 1]


def test_unknown_beyond_the_cap() -> None:
    zero = NormalFormGame.from_bimatrix([[0, 0, 0], [0, 1, 0], [0, 0, 0]], [[0, 0, 0], [0, 1, 0], [0, 0, 0]])
    (strict,), tied = sorted(components(zero), key=len)
    assert component_indices(zero, [tied, [strict], tied], most_candidates=0) == (None, 1, None)


def test_profile_of_another_game_is_refused() -> None:
    game, other = NormalFormGame.zero_sum([[1, 2]]), NormalFormGame.zero_sum([[1], [2]])
    profile = MixedProfile(other, [[1, 0], [1]])
    with pytest.raises(InvalidProfileError, match=r"over \[1, 2\] actions"):
        component_indices(game, [[profile], [profile]])
