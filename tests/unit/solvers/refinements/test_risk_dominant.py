"""The risk-dominant equilibrium of a 2 x 2 game."""

from __future__ import annotations

import pytest

from gametheory import Coverage, NormalFormGame, UnsupportedGameError, solve


def test_hare_in_the_stag_hunt() -> None:
    solution = solve(NormalFormGame.from_bimatrix([[9, 0], [8, 7]], [[9, 8], [0, 7]]), "risk_dominant")
    assert [equilibrium.profile.strategies for equilibrium in solution.equilibria] == [((0, 1), (0, 1))]
    assert (solution.coverage, solution.num_extreme) == (Coverage.ALL, 1)


def test_both_at_a_tie() -> None:
    solution = solve(NormalFormGame.from_bimatrix([[3, 0], [0, 1]], [[1, 0], [0, 3]]), "risk_dominant")
    assert (len(solution.equilibria), solution.num_extreme) == (2, 2)


def test_other_games_are_refused() -> None:
    with pytest.raises(UnsupportedGameError, match="two strict equilibria, got 0"):
        solve(NormalFormGame.zero_sum([[1, 2], [3, 0]]), "risk_dominant")
