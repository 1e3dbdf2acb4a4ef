"""Risk dominance of 2 x 2 games."""

from __future__ import annotations

from fractions import Fraction

import pytest

from gametheory import NormalFormGame, UnsupportedGameError
from gametheory.analysis.stability.risk_dominance import compare_risk


def test_asymmetric_game_off_the_diagonal() -> None:
    game = NormalFormGame.from_bimatrix([[0, "5/2"], [4, 1]], [[1, 3], [2, "1/2"]])
    comparison = compare_risk(game)
    assert comparison.equilibria == ((0, 1), (1, 0))
    assert comparison.losses == ((Fraction(3, 2), 2), (4, Fraction(3, 2)))
    assert comparison.loss_products == (3, 6)
    assert comparison.dominant == (1, 0)


def test_payoffs_that_do_not_depend_on_the_own_action_do_not_matter() -> None:
    game = NormalFormGame.from_bimatrix([[9, 0], [8, 7]], [[9, 8], [0, 7]])
    shifted = NormalFormGame.from_bimatrix([[109, -50], [108, -43]], [[9, 8], [1000, 1007]])
    assert compare_risk(shifted).loss_products == compare_risk(game).loss_products


def test_tie() -> None:
    battle = NormalFormGame.from_bimatrix([[3, 0], [0, 1]], [[1, 0], [0, 3]])
    assert compare_risk(battle).loss_products == (3, 3)
    assert compare_risk(battle).dominant is None


@pytest.mark.parametrize(
    ("A", "B", "sentence"),
    [
        ([[1, 2, 3], [4, 5, 6]], [[1, 2, 3], [4, 5, 6]], "2 x 2 game, got 2 x 3"),
        ([[1, 0], [0, 0]], [[1, 0], [0, 0]], "two strict equilibria, got 1"),
        ([[1, -1], [-1, 1]], [[-1, 1], [1, -1]], "two strict equilibria, got 0"),
    ],
)
def test_other_games_are_refused(A: list[list[int]], B: list[list[int]], sentence: str) -> None:
    with pytest.raises(UnsupportedGameError, match=sentence):
        compare_risk(NormalFormGame.from_bimatrix(A, B))
