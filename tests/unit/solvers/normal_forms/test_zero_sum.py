"""All optimal strategies of zero-sum games, exactly."""

from __future__ import annotations

import random
from fractions import Fraction

import numpy as np
import pytest

from gametheory import Limits, NormalFormGame, Solution, UnsupportedGameError, solve
from gametheory.core.solution import Coverage, Termination
from gametheory.kernels import integer_equations
from gametheory.solvers.normal_forms import zero_sum
from gametheory.solvers.watch import LimitReachedError, Watch

Strategies = tuple[tuple[Fraction, ...], ...]


def strategies(solution: Solution) -> list[Strategies]:
    return [equilibrium.profile.strategies for equilibrium in solution.equilibria]


class TestTraps:
    """Rows of the list of games that make engines answer wrongly."""

    def test_six_by_six(self) -> None:
        table = [
            [0, -1, -1, -1, 1, -1],
            [1, 0, 1, -1, -1, -1],
            [1, -1, 0, -1, -1, 1],
            [1, 1, 1, 0, -1, -1],
            [-1, 1, 1, 1, 0, -1],
            [1, 1, -1, 1, 1, 0],
        ]
        solution = solve(NormalFormGame.zero_sum(table), method="zero_sum")
        third = Fraction(1, 3)
        assert strategies(solution) == [((0, 0, third, 0, third, third),) * 2]
        assert solution.statistics["value"] == "0"

    def test_unsigned_input(self) -> None:
        solution = solve(NormalFormGame.zero_sum(np.uint8([[1, 2], [3, 0]])), method="zero_sum")
        half = Fraction(1, 2)
        assert strategies(solution) == [((Fraction(3, 4), Fraction(1, 4)), (half, half))]
        assert solution.statistics["value"] == "3/2"

    def test_constant_sum(self) -> None:
        solution = solve(NormalFormGame.from_bimatrix([[7, 2], [4, 6]], [[3, 8], [6, 4]]), method="zero_sum")
        assert strategies(solution) == [((Fraction(2, 7), Fraction(5, 7)), (Fraction(4, 7), Fraction(3, 7)))]
        assert solution.equilibria[0].payoffs == (Fraction(34, 7), Fraction(36, 7))
        assert solution.statistics["value"] == "34/7"

    def test_all_zero(self) -> None:
        solution = solve(NormalFormGame.zero_sum([[0, 0], [0, 0]]), method="zero_sum")
        assert len(strategies(solution)) == 4
        assert solution.components == ((0, 1, 2, 3),)

    def test_one_action_each(self) -> None:
        assert strategies(solve(NormalFormGame.zero_sum([[5]]), method="zero_sum")) == [((1,), (1,))]

    @pytest.mark.parametrize("unit", [Fraction(1, 10**12), Fraction(10**10)])
    @pytest.mark.parametrize("shift", [0, 10**9])
    def test_units_do_not_matter(self, unit: Fraction, shift: int) -> None:
        table = [[3, 1, 2], [0, 2, 2], [1, 1, 3]]
        scaled = NormalFormGame.zero_sum([[unit * payoff + shift for payoff in row] for row in table])
        plain = solve(NormalFormGame.zero_sum(table), method="zero_sum")
        assert strategies(solve(scaled, method="zero_sum")) == strategies(plain)


def random_game(rng: random.Random) -> NormalFormGame:
    """Return a small constant-sum game, degenerate ones in plenty."""
    num_rows, num_columns, largest = rng.randint(1, 5), rng.randint(1, 5), rng.choice([0, 1, 1, 2, 100])
    table = [[rng.randint(0, largest) for _ in range(num_columns)] for _ in range(num_rows)]
    if rng.random() < 0.3:
        table.append(rng.choice(table))
    total = rng.choice([0, 0, 7])
    return NormalFormGame.from_bimatrix(table, [[total - payoff for payoff in row] for row in table])


@pytest.mark.parametrize("other", ["label_tree", "support_enumeration"])
def test_the_same_sets_as_other_complete_methods(other: str) -> None:
    rng = random.Random(other)
    for _ in range(80):
        game = random_game(rng)
        ours, theirs = solve(game, method="zero_sum"), solve(game, method=other)
        assert strategies(ours) == strategies(theirs)
        assert ours.num_extreme == theirs.num_extreme == len(ours.equilibria)
        assert len(ours.nash_subsets) == 1
        assert ours.coverage is Coverage.ALL
        assert ours.component_indices == (1,)


@pytest.mark.parametrize("kind", ["random", "float", "every row twice", "blotto"])
def test_larger_games_are_solved_on_the_support_that_floats_propose(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(3)
    tables = {
        "random": rng.integers(0, 101, (20, 30)),
        "float": rng.random((20, 20)),
        "every row twice": np.repeat(rng.integers(0, 101, (8, 16)), 2, axis=0),
        "blotto": np.sign(np.arange(15)[:, None] - np.arange(15)[None, :]),
    }
    game = NormalFormGame.zero_sum(tables[kind])
    plain = solve(game, method="zero_sum")
    monkeypatch.setattr(zero_sum, "FLOAT_ENTRIES", 1)
    solution = solve(game, method="zero_sum")
    assert strategies(solution) == strategies(plain)
    assert all(equilibrium.max_regret == 0 for equilibrium in solution.equilibria)


def test_one_equilibrium_is_enough_where_no_more_are_asked_for() -> None:
    solution = solve(NormalFormGame.zero_sum([[0] * 12] * 12), method="zero_sum", limits=Limits(equilibria=1))
    assert len(solution.equilibria) == 1
    assert solution.coverage is Coverage.AT_LEAST_ONE
    assert solution.statistics["value"] == "0"


def test_a_cut_list_keeps_exact_counts() -> None:
    solution = solve(NormalFormGame.zero_sum([[0] * 12] * 12), method="zero_sum", limits=Limits(equilibria=5))
    everything = solve(NormalFormGame.zero_sum([[0] * 12] * 12), method="zero_sum")
    assert solution.termination is Termination.COUNT_REACHED
    assert solution.num_extreme == 144 == everything.num_extreme
    assert strategies(solution) == strategies(everything)[:5]
    assert [len(side) for side in solution.nash_subsets[0].strategies] == [12, 12]


def test_too_many_extreme_strategies_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zero_sum, "MOST_VERTICES", 3)
    solution = solve(NormalFormGame.zero_sum([[0] * 5] * 2), method="zero_sum")
    assert solution.coverage is Coverage.PARTIAL
    assert solution.termination is Termination.COUNT_REACHED
    assert len(solution.equilibria) > 3
    assert "more than 3 extreme optimal strategies" in solution.unresolved[0]


def test_other_games_are_refused() -> None:
    with pytest.raises(UnsupportedGameError, match="zero_sum needs two players whose payoffs add up"):
        solve(NormalFormGame.from_bimatrix([[1, 2]], [[1, 3]]), method="zero_sum")


def test_a_stop_keeps_what_was_found(monkeypatch: pytest.MonkeyPatch) -> None:
    table = [[1 if (row + column) % 3 else -1 for column in range(30)] for row in range(30)]
    calls = iter(range(2_000))
    tick = Watch.tick

    def stopping(watch: Watch, total: int | None = None) -> None:
        if next(calls, None) == 1_999:
            raise LimitReachedError(Termination.TIME_LIMIT)
        tick(watch, total)

    monkeypatch.setattr(Watch, "tick", stopping)
    solution = solve(NormalFormGame.zero_sum(table), method="zero_sum")
    assert solution.termination is Termination.TIME_LIMIT
    assert solution.coverage is Coverage.PARTIAL
    assert len(solution.equilibria) > 1


def test_the_clock_looks_on_while_a_large_support_is_solved(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(integer_equations, "MOST_AT_ONCE", 0)
    watch = Watch()
    game = NormalFormGame.zero_sum(np.random.default_rng(5).integers(0, 101, (120, 120)))
    payoffs = game.integer_payoffs(0).values.tolist()
    rows, columns = zero_sum.optimal_pair(game, payoffs, watch)
    assert np.count_nonzero(rows) == np.count_nonzero(columns) > 40
    assert watch.steps > 300
