"""The condition of methods for zero-sum games, and payoffs moved and scaled to 0..1."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from gametheory import NormalFormGame, UnsupportedGameError
from gametheory.solvers.normal_forms.constant_sum import check_constant_sum, unit_payoffs

HUGE = 1.5e308


@pytest.mark.parametrize(
    ("row", "column", "total"),
    [
        ([[7, 2], [4, 6]], [[3, 8], [6, 4]], 10),
        ([["1/3", 2]], [["2/3", -1]], 1),
        ([[0.5, 0.25]], [[0.5, 0.75]], 1),
        ([[0.1, 0.3]], [[-0.1, -0.3]], 0),
        ([[1e16, 1.0]], [[1.0, 1e16]], 10**16 + 1),
        ([[HUGE, HUGE]], [[HUGE, HUGE]], 2 * Fraction(HUGE)),
    ],
)
def test_what_payoffs_add_up_to(row: object, column: object, total: Fraction) -> None:
    assert check_constant_sum(NormalFormGame.from_bimatrix(row, column), "zero_sum") == total


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ([[1, 2]], [[1, 3]]),
        ([[0.1, 0.2]], [[0.9, 0.8]]),  # 1 only after rounding
        ([[1e16, 1.0]], [[1.0, 1e16 + 2]]),
        ([[HUGE, HUGE]], [[HUGE, 1.0]]),
    ],
)
def test_sums_that_vary_are_refused(row: object, column: object) -> None:
    game = NormalFormGame.from_bimatrix(row, column)
    with pytest.raises(UnsupportedGameError, match="interior_point needs two players whose payoffs add up to the same"):
        check_constant_sum(game, "interior_point")


def test_three_players_are_refused() -> None:
    with pytest.raises(UnsupportedGameError, match="zero_sum needs 2 players, got 3; use 'label_tree'"):
        check_constant_sum(NormalFormGame(np.zeros((3, 2, 2, 2))), "zero_sum")


class TestUnitPayoffs:
    @pytest.mark.parametrize(
        "payoffs",
        [
            [[7, 2], [4, 6]],
            [[-(2**62), 2**62], [0, 1]],
            [[10**40, 0], [1, 3]],
            [["1/3", "1/7"], ["2/9", 0]],
            [[0.1, 0.2], [0.3, 0.4]],
            [[HUGE, -HUGE], [0.0, 1e300]],
            [[5e-324, 1e-323], [0.0, 5e-323]],
            [[1e9 + 1e-6, 1e9], [1e9 + 3e-6, 1e9 + 2e-6]],
        ],
    )
    def test_they_are_right_to_rounding(self, payoffs: object) -> None:
        game = NormalFormGame.zero_sum(payoffs)
        found = unit_payoffs(game.payoffs[0])
        for row in range(2):
            for column in range(2):
                exact = (game.payoff(0, (row, column)) - found.lowest) / found.span
                assert abs(exact - Fraction(found.values.item(row, column))) < Fraction(1, 2**51)
        assert found.values.min() == 0
        assert found.values.max() == 1

    def test_equal_payoffs_become_zeros(self) -> None:
        found = unit_payoffs(NormalFormGame.zero_sum([[4, 4, 4]]).payoffs[0])
        assert found.values.tolist() == [[0.0, 0.0, 0.0]]
        assert (found.lowest, found.span) == (4, 0)
