"""Optimal strategies of zero-sum games in integers: on a support, and all extreme ones."""

from __future__ import annotations

import random

import pytest

from gametheory.kernels import optimal_strategies
from gametheory.kernels.optimal_strategies import (
    Weights,
    is_only_optimal,
    lowest_terms,
    optimal_on_support,
    optimal_vertices,
)
from unit.kernels.running import result_of

SKEWED = [[7, 2, 9], [4, 6, 8]]


def listed(payoffs: list[list[int]], best_replies: list[int], played: list[int]) -> list[Weights]:
    return [weights for weights in optimal_vertices(payoffs, best_replies, played) if weights is not None]


class TestOnSupport:
    def test_units_do_not_matter(self) -> None:
        scaled = [[10**30 + 7**20 * payoff for payoff in row] for row in SKEWED]
        assert result_of(optimal_on_support(scaled, [0, 1], [0, 1])) == ((2, 5), (4, 3, 0))

    @pytest.mark.parametrize(
        ("payoffs", "rows", "columns"),
        [
            ([[7, 7], [4, 4]], [0, 1], [0, 1]),  # singular
            ([[3, 1], [0, 2]], [0], [0]),  # the column player does better
            ([[1, 3], [2, 0]], [0], [0]),  # the row player does better
            ([[3, 4], [1, 2]], [0, 1], [0, 1]),  # a weight would be negative
        ],
    )
    def test_no_optimal_strategies_there(self, payoffs: list[list[int]], rows: list[int], columns: list[int]) -> None:
        assert result_of(optimal_on_support(payoffs, rows, columns)) is None


class TestVertices:
    def test_the_only_strategy(self) -> None:
        assert listed(SKEWED, [0, 1], [0, 1]) == [(2, 5)]

    @pytest.mark.parametrize("size", [1, 2, 5, 12])
    def test_every_action_of_a_constant_game(self, size: int) -> None:
        found = listed([[3] * size] * size, list(range(size)), [0])
        assert sorted(found) == sorted(tuple(int(row == other) for other in range(size)) for row in range(size))

    def test_best_replies_keep_their_places(self) -> None:
        payoffs = [[0, 0, 0], [5, 1, 4], [0, 0, 0], [1, 5, 4]]
        assert listed(payoffs, [1, 3], [0, 1]) == [(0, 1, 0, 1)]

    def test_mixtures_of_several_rows_are_listed_by_their_extreme_points(self) -> None:
        # matching pennies in which each side of the coin is offered three times
        payoffs = [[1 if row % 2 == column else -1 for column in range(2)] for row in range(6)]
        found = listed(payoffs, list(range(6)), [0, 1])
        assert len(found) == 9
        assert all(sorted(weights) == [0, 0, 0, 0, 1, 1] for weights in found)

    def test_columns_that_are_not_played_bound_the_face(self) -> None:
        payoffs = [[0, 2, -1], [0, -1, 1], [0, 0, 0]]
        assert sorted(listed(payoffs, [0, 1, 2], [0])) == [(0, 0, 1), (1, 1, 0), (1, 2, 0)]

    def test_a_strategy_that_is_not_optimal_is_noticed(self) -> None:
        with pytest.raises(ArithmeticError, match="column 1 is played by no strategy"):
            listed([[0, 1]], [0], [1])


class TestOnlyOne:
    @pytest.fixture(autouse=True)
    def _small(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(optimal_strategies, "LARGE_SUPPORT", 2)

    def test_it_is_never_claimed_wrongly(self) -> None:
        rng = random.Random(5)
        claims = 0
        for _ in range(200):
            size = rng.randint(1, 4)
            payoffs = [[rng.randint(0, 2) for _ in range(size)] for _ in range(size)]
            rows = list(range(size))
            if result_of(optimal_on_support(payoffs, rows, rows)) and result_of(is_only_optimal(payoffs, rows, rows)):
                claims += 1
                assert len(listed(payoffs, rows, rows)) == 1
        assert claims > 10

    def test_equal_rows_exclude_it(self) -> None:
        assert not result_of(is_only_optimal([[1, 0], [1, 0], [0, 1]], [0, 1, 2], [0, 1]))

    def test_too_few_equations_exclude_it(self) -> None:
        assert not result_of(is_only_optimal([[1], [1], [1]], [0, 1, 2], [0]))


def test_few_best_replies_are_not_asked_for_their_rank() -> None:
    assert result_of(is_only_optimal([[1, 0]], [0], [0]))
    assert not result_of(is_only_optimal(SKEWED, [0, 1], [0, 1]))


def test_lowest_terms() -> None:
    assert lowest_terms([6, 0, 9]) == (2, 0, 3)
