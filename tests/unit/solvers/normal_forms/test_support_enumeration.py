from __future__ import annotations

import numpy as np
import pytest

from cross_checks.searches import concluded, strategies_of
from gametheory import Coverage, NormalFormGame, UnsupportedGameError
from gametheory.solvers.normal_forms.support_enumeration import search
from gametheory.solvers.problem import TooLargeError
from oracles.best_response_vertices import strategies


def test_degenerate_game_with_its_subsets() -> None:
    _, conclusion = concluded(search, NormalFormGame.from_bimatrix([[3, 3], [2, 5], [0, 6]], [[3, 3], [2, 6], [3, 1]]))
    expected = set(strategies(["1 0 0 | 1 0", "1 0 0 | 2/3 1/3", "0 1/3 2/3 | 1/3 2/3"]))
    assert strategies_of(conclusion) == expected
    assert conclusion.coverage is Coverage.ALL
    assert sorted(conclusion.components) == [(0, 1), (2,)]
    assert sorted(subset.members for subset in conclusion.subsets) == [(0, 1), (2,)]


def test_games_beyond_the_limit_are_refused_at_once() -> None:
    wide = np.random.default_rng(4).integers(0, 100, (2, 2, 70))
    wide[1, 0] = np.arange(70) ** 2
    wide[1, 1] = (69 - np.arange(70)) ** 2
    with pytest.raises(
        TooLargeError, match=r"no more than 16,777,216 pairs of supports, got \d+ x \d+ .* 'label_tree'"
    ):
        concluded(search, NormalFormGame(-wide))


def test_three_who_choose_are_refused() -> None:
    payoffs = np.zeros((3, 2, 2, 2), dtype=np.int64)
    payoffs[:, 0, 0, 0] = payoffs[:, 1, 1, 1] = 1
    with pytest.raises(UnsupportedGameError, match="support_enumeration needs at most two players with a choice"):
        concluded(search, NormalFormGame(payoffs))
