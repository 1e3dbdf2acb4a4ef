"""Index of many equilibria without ties."""

from __future__ import annotations

from gametheory.kernels.regular_equilibria import AT_ONCE, regular_signs


def beat() -> None:
    """Nobody wants to stop."""


def test_equilibria_with_ties_are_left_out() -> None:
    equilibria = [((1, 0, 0), (1, 0)), ((1, 0, 0), (2, 1)), ((0, 1, 2), (1, 2))]
    assert regular_signs([[3, 3], [2, 5], [0, 6]], [[3, 3], [2, 6], [3, 1]], equilibria, heartbeat=beat) == {2: 1}


def test_payoffs_beyond_floats_are_left_out() -> None:
    assert regular_signs([[2**51]], [[0]], [((1,), (1,))], heartbeat=beat) == {}


def test_supports_of_different_sizes_are_left_out() -> None:
    assert regular_signs([[1, 1]], [[1, 1]], [((1,), (1, 1))], heartbeat=beat) == {}


def test_more_than_fit_at_once() -> None:
    number = 2 * AT_ONCE + 3
    beats: list[None] = []
    signs = regular_signs([[2, 0]], [[2, 0]], [((1,), (1, 0))] * number, heartbeat=lambda: beats.append(None))
    assert signs == dict.fromkeys(range(number), 1)
    assert len(beats) == 3


def test_tiny_probabilities_that_floats_lose_are_left_out() -> None:
    tables = [[1, 0], [1, 0]], [[1, 0], [0, 1]]
    assert regular_signs(*tables, [((10**400, 1), (1, 0))], heartbeat=beat) == {}
