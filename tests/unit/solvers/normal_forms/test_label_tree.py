from __future__ import annotations

import numpy as np
import pytest

from gametheory import Coverage, NormalFormGame, UnsupportedGameError, solve
from oracles.best_response_vertices import strategies


def test_elimination_leaves_two_of_three_players() -> None:
    payoffs = np.zeros((3, 2, 2, 2), dtype=np.int64)
    payoffs[0, :, :, 0] = [[2, 0], [0, 1]]
    payoffs[1, :, :, 0] = [[1, 0], [0, 2]]
    payoffs[:2, :, :, 1] = 5
    payoffs[2, :, :, 0] = 1
    solution = solve(NormalFormGame(payoffs))
    found = {equilibrium.profile.strategies for equilibrium in solution.equilibria}
    assert found == set(strategies(["1 0 | 1 0 | 1 0", "2/3 1/3 | 1/3 2/3 | 1 0", "0 1 | 0 1 | 1 0"]))
    assert (solution.method, solution.coverage) == ("label_tree", Coverage.ALL)
    assert all(subset.strategies[2] == ((1, 0),) for subset in solution.nash_subsets)


def test_one_player_and_dominance() -> None:
    solution = solve(NormalFormGame([[4, 7, 7, 1]]))
    assert [equilibrium.profile.strategies for equilibrium in solution.equilibria] == [((0, 1, 0, 0),), ((0, 0, 1, 0),)]
    assert solution.num_components == 1
    (only,) = solve(NormalFormGame.from_bimatrix([[3, 0], [5, 1]], [[3, 5], [0, 1]])).equilibria
    assert only.payoffs == (1, 1)


def test_three_who_choose_are_named() -> None:
    payoffs = np.zeros((3, 2, 2, 2), dtype=np.int64)
    payoffs[:, 0, 0, 0] = payoffs[:, 1, 1, 1] = 1
    game = NormalFormGame(payoffs, players={"a": "A", "b": "B", "c": "C"})
    with pytest.raises(UnsupportedGameError, match=r"at most two players with a choice .* got 3 \(A, B, C\)"):
        solve(game, method="label_tree")


def test_subsets_are_maximal() -> None:
    solution = solve(NormalFormGame.from_bimatrix([[3, 3], [2, 5], [0, 6]], [[3, 3], [2, 6], [3, 1]]))
    assert [subset.equilibria for subset in solution.nash_subsets] == [(0, 1), (2,)]
    assert [subset.num_extreme for subset in solution.nash_subsets] == [2, 1]
