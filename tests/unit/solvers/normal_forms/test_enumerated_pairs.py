from __future__ import annotations

from collections.abc import Generator, Iterator
from fractions import Fraction

import numpy as np

from cross_checks.searches import concluded, strategies_of
from gametheory import NormalFormGame
from gametheory.core.profiles import Profile
from gametheory.kernels.best_response_vertices import complementary_pairs
from gametheory.solvers.normal_forms.enumerated_pairs import WeightsPair, search_enumerated
from gametheory.solvers.normal_forms.two_player_rest import TwoPlayerRest
from gametheory.solvers.problem import Conclusion, Problem
from oracles.best_response_vertices import strategies


def enumerated(rest: TwoPlayerRest) -> Iterator[WeightsPair | None]:
    return complementary_pairs(*rest.payoffs)


def search(problem: Problem) -> Generator[Profile, None, Conclusion]:
    return search_enumerated(problem, "a_method", enumerated)


def test_one_player() -> None:
    found, conclusion = concluded(search, NormalFormGame([[4, 7, 7, 1]]))
    assert {profile.strategies for profile in found} == strategies_of(conclusion) == {((0, 1, 0, 0),), ((0, 0, 1, 0),)}
    assert conclusion.components == ((0, 1),)


def test_elimination_leaves_two_of_three_players() -> None:
    payoffs = np.zeros((3, 2, 2, 2), dtype=np.int64)
    payoffs[0, :, :, 0] = [[2, 0], [0, 1]]
    payoffs[1, :, :, 0] = [[1, 0], [0, 2]]
    payoffs[:2, :, :, 1] = 5
    payoffs[2, :, :, 0] = 1
    _, conclusion = concluded(search, NormalFormGame(payoffs))
    assert strategies_of(conclusion) == set(
        strategies(["1 0 | 1 0 | 1 0", "2/3 1/3 | 1/3 2/3 | 1 0", "0 1 | 0 1 | 1 0"])
    )
    assert all(subset.strategies[2] == ((1, 0),) for subset in conclusion.subsets)


def test_merged_actions_stand_for_each_copy() -> None:
    game = NormalFormGame.from_bimatrix([[2, 0], [2, 0], [0, 1]], [[1, 0], [1, 0], [0, 2]])
    _, conclusion = concluded(search, game)
    third = Fraction(1, 3)
    assert strategies_of(conclusion) == {
        ((1, 0, 0), (1, 0)),
        ((0, 1, 0), (1, 0)),
        ((2 * third, 0, third), (third, 2 * third)),
        ((0, 2 * third, third), (third, 2 * third)),
        ((0, 0, 1), (0, 1)),
    }
    assert sorted(map(len, conclusion.components)) == [1, 2, 2]


def test_dominance_leaves_one_profile() -> None:
    _, conclusion = concluded(search, NormalFormGame.from_bimatrix([[3, 0], [5, 1]], [[3, 5], [0, 1]]))
    assert strategies_of(conclusion) == {((0, 1), (0, 1))}
