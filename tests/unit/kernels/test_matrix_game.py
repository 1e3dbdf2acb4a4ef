"""The interior-point method for dense zero-sum games, and what certifies it."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from typing import TYPE_CHECKING

import numpy as np
import pytest

from gametheory.kernels import matrix_game
from gametheory.kernels.matrix_game import Approximation, approximations, guarantees, on_grid

if TYPE_CHECKING:
    from gametheory.array_types import FloatArray

SKEWED = np.array([[7.0, 2.0, 9.0], [4.0, 6.0, 8.0]])


def to_unit(payoffs: FloatArray) -> FloatArray:
    """Return payoffs moved and scaled to 0..1."""
    return (payoffs - payoffs.min()) / (np.ptp(payoffs) or 1.0)


def last(payoffs: FloatArray, target: float = 1e-10) -> Approximation:
    *_, found = approximations(to_unit(payoffs), target)
    return found


def blotto(soldiers: int, fields: int) -> FloatArray:
    """Return how many fields more each placement of soldiers wins than each other."""
    ways = [way for way in product(range(soldiers + 1), repeat=fields) if sum(way) == soldiers]
    placed = np.array(ways)
    return np.sign(placed[:, None, :] - placed[None, :, :]).sum(axis=2).astype(float)


def exact_nash_conv(payoffs: FloatArray, rows: FloatArray, columns: FloatArray) -> Fraction:
    """Return the sum of regrets in fractions, as a share of the range of payoffs."""
    table = [[Fraction(entry) for entry in row] for row in payoffs.tolist()]
    row_weights, column_weights = ([Fraction(weight) for weight in side.tolist()] for side in (rows, columns))
    low = min(
        sum(weight * payoff for weight, payoff in zip(row_weights, column, strict=True))
        for column in zip(*table, strict=True)
    ) / sum(row_weights)
    high = max(sum(weight * payoff for weight, payoff in zip(column_weights, row, strict=True)) for row in table) / sum(
        column_weights
    )
    entries = [entry for row in table for entry in row]
    return (high - low) / (max(entries) - min(entries))


GAMES = {
    "skewed": SKEWED,
    "tall": SKEWED.T,
    "random": np.random.default_rng(1).random((40, 40)),
    "wide": np.random.default_rng(2).random((5, 60)),
    "tall random": np.random.default_rng(3).random((60, 5)),
    "zero or one": np.random.default_rng(4).integers(0, 2, (30, 30)).astype(float),
    "every row twice": np.repeat(np.random.default_rng(5).random((15, 30)), 2, axis=0),
    "everything twice": np.tile(np.random.default_rng(6).random((15, 15)), (2, 2)),
    "rank one": np.outer(np.random.default_rng(7).normal(size=30), np.random.default_rng(8).normal(size=30)),
    "saddle point": np.add.outer(np.arange(20.0), np.arange(20.0) ** 2),
    "identity": np.eye(12),
    "blotto": blotto(6, 3),
    "heavy tails": np.random.default_rng(9).pareto(1.0, size=(40, 40)),
    "constant": np.full((3, 4), 5.0),
    "one action each": np.array([[3.0]]),
}


class TestApproximations:
    @pytest.mark.parametrize("name", GAMES)
    def test_every_kind_of_game_is_solved_to_the_target(self, name: str) -> None:
        payoffs = GAMES[name]
        found = last(payoffs)
        rows, columns = on_grid(found.row_strategy), on_grid(found.column_strategy)
        assert guarantees(payoffs, rows, columns).nash_conv < 2e-10
        assert rows.shape + columns.shape == payoffs.shape

    def test_a_vertex_is_found_to_rounding(self) -> None:
        found = last(SKEWED)
        assert found.row_strategy == pytest.approx([2 / 7, 5 / 7], abs=1e-15)
        assert found.column_strategy == pytest.approx([4 / 7, 3 / 7, 0], abs=1e-15)

    def test_turning_the_game_exchanges_the_strategies(self) -> None:
        payoffs = GAMES["wide"]
        found, turned = last(payoffs), last(-payoffs.T)
        assert turned.row_strategy == pytest.approx(found.column_strategy, abs=1e-9)
        assert turned.column_strategy == pytest.approx(found.row_strategy, abs=1e-9)

    def test_each_iteration_gives_the_best_so_far(self) -> None:
        found = list(approximations(to_unit(GAMES["random"]), 1e-10))
        regrets = [approximation.nash_conv for approximation in found]
        assert regrets == sorted(regrets, reverse=True)
        assert [approximation.iterations for approximation in found] == sorted(
            approximation.iterations for approximation in found
        )

    def test_actions_that_were_left_out_too_soon_come_back(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(matrix_game, "VERTEX_FROM", 0.0)
        monkeypatch.setattr(matrix_game, "REDUCTION_FROM", 1e-2)
        monkeypatch.setattr(matrix_game, "OUT_OF_PLAY", 0.3)
        monkeypatch.setattr(matrix_game, "REDUCTION_SHARE", 1.0)
        found = last(GAMES["random"])
        assert found.nash_conv <= 1e-10

    def test_the_path_alone_reaches_the_target_too(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(matrix_game, "VERTEX_FROM", 0.0)
        monkeypatch.setattr(matrix_game, "REDUCTION_FROM", 0.0)
        assert last(GAMES["random"], 1e-9).nash_conv <= 1e-9

    def test_it_ends_where_rounding_does_not_let_regrets_shrink(self) -> None:
        found = last(GAMES["every row twice"], 1e-30)
        assert 0 <= found.nash_conv < 1e-9

    @pytest.mark.parametrize("rank", [1, 2, 5])
    @pytest.mark.parametrize("seed", range(4))
    def test_low_rank_takes_few_iterations(self, rank: int, seed: int) -> None:
        rng = np.random.default_rng(seed)
        payoffs = rng.normal(size=(160, rank)) @ rng.normal(size=(rank, 120))
        found = last(payoffs)
        assert guarantees(payoffs, on_grid(found.row_strategy), on_grid(found.column_strategy)).nash_conv < 2e-10
        assert found.iterations <= 12

    def test_low_rank_that_fails_is_no_harm(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(matrix_game, "MOST_LOW_RANK_ITERATIONS", 0)
        rng = np.random.default_rng(1)
        found = last(rng.normal(size=(160, 1)) @ rng.normal(size=(1, 120)))
        assert found.nash_conv <= 1e-10
        assert found.iterations > 1


class TestGuarantees:
    @pytest.mark.parametrize("name", ["skewed", "random", "blotto", "rank one"])
    def test_it_is_an_upper_bound_and_near(self, name: str) -> None:
        payoffs = GAMES[name]
        rng = np.random.default_rng(11)
        for strategies in ((rng.random(payoffs.shape[0]), rng.random(payoffs.shape[1])),):
            exact = exact_nash_conv(payoffs, *strategies)
            assert exact <= Fraction(guarantees(payoffs, *strategies).nash_conv) <= exact + Fraction(1, 10**12)

    @pytest.mark.parametrize(("factor", "shift"), [(1e-12, 0.0), (1e10, 0.0), (1.0, 1e9), (-1.0, 0.0), (1e-300, 0.0)])
    def test_units_do_not_matter(self, factor: float, shift: float) -> None:
        payoffs = SKEWED * factor + shift
        found = last(payoffs)
        rows, columns = on_grid(found.row_strategy), on_grid(found.column_strategy)
        assert exact_nash_conv(payoffs, rows, columns) <= Fraction(guarantees(payoffs, rows, columns).nash_conv) < 1e-10

    def test_a_constant_game_has_none(self) -> None:
        assert guarantees(GAMES["constant"], np.ones(3), np.ones(4)) == (5.0, 5.0, 0.0)


@pytest.mark.parametrize("size", [1, 3, 1000])
def test_probabilities_on_the_grid_sum_to_one_exactly(size: int) -> None:
    probabilities = on_grid(np.random.default_rng(size).random(size))
    assert sum(map(Fraction, probabilities.tolist())) == 1
    assert all((Fraction(probability) * 2**53).denominator == 1 for probability in probabilities.tolist())
