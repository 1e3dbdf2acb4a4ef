from __future__ import annotations

from fractions import Fraction
from itertools import product

import numpy as np
import pytest

from gametheory import (
    BehaviorProfile,
    Coverage,
    Limits,
    MixedProfile,
    NormalFormGame,
    Termination,
    UnsupportedGameError,
    solve,
)
from gametheory.solvers.pure_enumeration import pure_equilibria
from gametheory.solvers.watch import Watch
from oracles.classic_trees import forgetful, outside_option


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("kind", ["int", "float", "fraction"])
def test_enumeration_is_the_definition(seed: int, kind: str) -> None:
    payoffs = np.random.default_rng(seed).integers(0, 4, (3, 2, 3, 4))
    table = {"int": payoffs, "float": payoffs / 7, "fraction": payoffs * Fraction(1, 3)}[kind]
    game = NormalFormGame(table)
    expected = {
        profile
        for profile in product(range(2), range(3), range(4))
        if all(
            payoffs[(player, *profile)] >= payoffs[(player, *profile[:player], other, *profile[player + 1 :])]
            for player in range(3)
            for other in range(game.num_actions[player])
        )
    }
    assert set(map(tuple, np.argwhere(pure_equilibria(game, Watch())).tolist())) == expected
    assert solve(game, "pure").num_extreme == len(expected)


def test_a_million_profiles() -> None:
    game = NormalFormGame(np.random.default_rng(1).integers(0, 101, (3, 100, 100, 100)))
    solution = solve(game, "pure")
    assert len(solution.equilibria) == solution.num_extreme > 0
    assert solution.statistics["profiles"] == 10**6


def test_empty_is_proved() -> None:
    solution = solve(NormalFormGame.zero_sum([[1, -1], [-1, 1]]), "pure")
    assert (solution.equilibria, solution.coverage, solution.termination) == (
        (),
        Coverage.ALL_PURE,
        Termination.EXHAUSTED,
    )
    assert (solution.leading, solution.leading_reason) == (None, "")


def test_count_goes_beyond_the_list() -> None:
    solution = solve(NormalFormGame(np.zeros((3, 2, 3, 4), dtype=np.int64)), "pure", limits=Limits(equilibria=5))
    assert [len(solution.equilibria), solution.num_extreme] == [5, 24]
    assert (solution.coverage, solution.termination) == (Coverage.PARTIAL, Termination.COUNT_REACHED)
    assert solution.unresolved == ("5 of 24 pure equilibria are listed",)


def test_nash_of_two_players_by_this_method() -> None:
    game = NormalFormGame.from_bimatrix([[3, 0], [0, 2]], [[2, 0], [0, 3]])
    solution = solve(game, method="pure_enumeration", concept="nash")
    assert (len(solution.equilibria), solution.coverage) == (2, Coverage.ALL_PURE)
    with pytest.raises(UnsupportedGameError, match="leave out method 'pure_enumeration' to get the mixed ones"):
        solve(NormalFormGame.zero_sum([[1, -1], [-1, 1]]), "nash", method="pure_enumeration")


def test_tree_profiles_leave_open_what_they_exclude() -> None:
    solution = solve(outside_option(), "pure")
    profiles = [equilibrium.profile for equilibrium in solution.equilibria]
    assert all(isinstance(profile, BehaviorProfile) for profile in profiles)
    assert [profile.strategies[1] for profile in profiles if isinstance(profile, BehaviorProfile)] == [None, (1, 0)]


def test_forgetful_players_get_mixed_profiles() -> None:
    solution = solve(forgetful(), "pure")
    assert [type(equilibrium.profile) for equilibrium in solution.equilibria] == [MixedProfile, MixedProfile]
