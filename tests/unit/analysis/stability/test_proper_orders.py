"""Likely orders of mistakes."""

from __future__ import annotations

import pytest

from gametheory.analysis.stability.proper_orders import likely_orders


def beat() -> None:
    """Nobody wants to stop."""


def test_worse_actions_come_later() -> None:
    assert likely_orders(([[3], [1], [2]], [[0, 0, 0]]), 10, beat) == (((0,), (2,), (1,)), ((0,),))


def test_mixed_equilibrium_is_one_level() -> None:
    assert likely_orders(([[1, -1], [-1, 1]], [[-1, 1], [1, -1]]), 16, beat) == (((0, 1),), ((0, 1),))


def test_mistakes_of_the_other_player_decide() -> None:
    """Both rows pay the same against the first column, and mistakes make the second row better."""
    rows, columns = likely_orders(([[1, 0], [1, 1]], [[1, 1], [0, 0]]), 12, beat)
    assert (rows, columns) == (((1,), (0,)), ((0,), (1,)))


def test_heartbeat_ends_the_search() -> None:
    def stop() -> None:
        raise TimeoutError("enough")

    with pytest.raises(TimeoutError, match="enough"):
        likely_orders(([[1]], [[1]]), 12, stop)
