"""Conditions that cannot hold together."""

from __future__ import annotations

import numpy as np
import pytest

from gametheory.solvers.many_players.contradictions import has_contradiction
from gametheory.solvers.many_players.support_conditions import support_conditions


def nothing() -> None:
    """Hear a tick."""


@pytest.mark.parametrize(
    ("first", "second", "is_contradiction"),
    [
        ([[3, -1], [1, -2]], [[-2, 2], [1, 3]], True),
        ([[3, -1], [1, -2]], [[-4, 1], [1, 1]], False),
        ([[1, -1], [1, -1]], [[-1, 1], [-1, 1]], False),
    ],
)
def test_two_gains_are_added_up(first: list[list[int]], second: list[list[int]], *, is_contradiction: bool) -> None:
    payoffs = [np.zeros((3, 2, 2), dtype=np.int64), np.zeros((3, 2, 2), dtype=np.int64), np.zeros((3, 2, 2), dtype=int)]
    payoffs[0][1], payoffs[0][2] = first, second
    conditions = support_conditions(payoffs, ((0,), (0, 1), (0, 1)), nothing)
    assert len(conditions.inequalities) == 2
    assert has_contradiction(conditions) is is_contradiction


def test_equations_may_be_added_with_either_sign() -> None:
    payoffs = [np.zeros((2, 2, 2), dtype=np.int64) for _ in range(3)]
    payoffs[0][1] = [[2, -1], [-3, 4]]
    conditions = support_conditions(payoffs, ((0, 1), (0, 1), (0, 1)), nothing)
    assert not has_contradiction(conditions)
    payoffs = [np.zeros((3, 2, 2), dtype=np.int64), *payoffs[1:]]
    payoffs[0][1], payoffs[0][2] = [[2, -1], [-3, 4]], [[-1, 1], [2, -1]]
    conditions = support_conditions(
        [payoffs[0], *[np.zeros((3, 2, 2), dtype=np.int64)] * 2], ((0, 1), (0, 1), (0, 1)), nothing
    )
    assert has_contradiction(conditions)
