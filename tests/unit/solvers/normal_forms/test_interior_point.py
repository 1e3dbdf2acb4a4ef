"""One pair of nearly optimal strategies of a zero-sum game, in floats with proved regrets."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np
import pytest

from gametheory import InvalidParameterError, Limits, NormalFormGame, UnsupportedGameError, solve
from gametheory.analysis.certificate import judge
from gametheory.core.solution import Coverage, Termination
from gametheory.kernels import newton_system
from gametheory.solvers.normal_forms import interior_point
from gametheory.solvers.normal_forms.interior_point import InteriorPointOptions
from gametheory.solvers.problem import Conclusion, Problem
from gametheory.solvers.watch import Watch

if TYPE_CHECKING:
    from collections.abc import Generator

    from gametheory.core.profiles import Profile

CONSTANT_SUM = NormalFormGame.from_bimatrix([[7, 2], [4, 6]], [[3, 8], [6, 4]])
RANDOM = NormalFormGame.zero_sum(np.random.default_rng(1).random((30, 20)))


def concluded(game: NormalFormGame, watch: Watch | None = None) -> Conclusion:
    """Return how a search ends."""
    running = interior_point.search(Problem(game, "nash", watch or Watch()))
    conclusions: list[Conclusion] = []

    def collect() -> Generator[Profile, None, None]:
        conclusions.append((yield from running))

    assert list(collect()) == []
    return conclusions[0]


def test_a_constant_sum_game() -> None:
    solution = solve(CONSTANT_SUM, method="interior_point")
    (equilibrium,) = solution.equilibria
    assert [float(share) for share in equilibrium.profile.strategies[0]] == pytest.approx([2 / 7, 5 / 7])
    assert [float(share) for share in equilibrium.profile.strategies[1]] == pytest.approx([4 / 7, 3 / 7])
    assert [float(payoff) for payoff in equilibrium.payoffs] == pytest.approx([34 / 7, 36 / 7])
    assert solution.coverage is Coverage.AT_LEAST_ONE
    assert solution.termination is Termination.CONVERGED
    assert solution.arithmetic == "float"
    assert solution.statistics["value"] == pytest.approx(34 / 7)


@pytest.mark.parametrize("factor", [Fraction(1, 10**12), Fraction(10**10), Fraction(-3)])
@pytest.mark.parametrize("shift", [0, 10**9])
def test_the_sum_of_regrets_is_a_share_of_the_range_and_bounds_each(factor: Fraction, shift: int) -> None:
    rng = np.random.default_rng(2)
    table = [[factor * entry + shift for entry in row] for row in rng.integers(0, 101, (6, 9)).tolist()]
    game = NormalFormGame.zero_sum(table)
    conclusion = concluded(game)
    assert conclusion.profiles is not None
    nash_conv = Fraction(conclusion.statistics["nash_conv"])
    assert judge(game, conclusion.profiles[0]).max_regret <= nash_conv * 100 * abs(factor)
    assert nash_conv < Fraction(1, 10**9)
    low, value, high = (conclusion.statistics[name] for name in ("guaranteed", "value", "conceded"))
    assert low <= value <= high


def test_probabilities_sum_to_one_exactly() -> None:
    for strategy in solve(RANDOM, method="interior_point").equilibria[0].profile.strategies:
        assert sum(strategy) == 1


def test_a_larger_sum_takes_fewer_iterations() -> None:
    rough = solve(RANDOM, method="interior_point", options=InteriorPointOptions(nash_conv=1e-7))
    fine = solve(RANDOM, method="interior_point", options=InteriorPointOptions(nash_conv=1e-12))
    assert rough.statistics["iterations"] <= fine.statistics["iterations"]
    assert fine.statistics["nash_conv"] <= 1e-12


@pytest.mark.parametrize("nash_conv", [0, 1, -1e-9, "small", True])
def test_a_sum_that_is_none_is_refused(nash_conv: float) -> None:
    with pytest.raises(InvalidParameterError, match="expected a sum of regrets above 0 and below 1"):
        InteriorPointOptions(nash_conv)


def test_a_limit_keeps_the_best_strategies() -> None:
    conclusion = concluded(RANDOM, Watch(Limits(time=0)))
    assert conclusion.termination is Termination.TIME_LIMIT
    assert conclusion.coverage is Coverage.APPROXIMATE
    assert conclusion.profiles is not None
    assert len(conclusion.profiles) == 1
    assert 0 < conclusion.statistics["nash_conv"] < 1


def test_an_interrupt_keeps_the_best_strategies(monkeypatch: pytest.MonkeyPatch) -> None:
    watch = Watch()
    ticks = iter(range(30))

    def tick(total: int | None = None) -> None:
        if next(ticks, None) is None:
            raise KeyboardInterrupt

    monkeypatch.setattr(watch, "tick", tick)
    conclusion = concluded(RANDOM, watch)
    assert conclusion.termination is Termination.INTERRUPTED
    assert 2 <= conclusion.statistics["iterations"] <= 9


def test_rounding_that_spoils_the_run_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise np.linalg.LinAlgError

    monkeypatch.setattr(newton_system.NewtonSystem, "factorize", broken)
    conclusion = concluded(RANDOM)
    assert conclusion.termination is Termination.NUMERICAL_FAILURE
    assert conclusion.coverage is Coverage.APPROXIMATE


def test_other_games_are_refused() -> None:
    with pytest.raises(UnsupportedGameError, match="interior_point needs two players whose payoffs add up"):
        solve(NormalFormGame.from_bimatrix([[1, 2]], [[1, 3]]), method="interior_point")


def test_the_sum_of_regrets_may_be_given_as_text() -> None:
    assert InteriorPointOptions("1e-6").nash_conv == 1e-6  # type: ignore[arg-type]
    assert InteriorPointOptions("1/1000").nash_conv == 0.001  # type: ignore[arg-type]


@pytest.mark.parametrize("nash_conv", ["x", "2", "", None, True])
def test_what_is_no_share_is_refused(nash_conv: object) -> None:
    with pytest.raises(InvalidParameterError, match="expected a sum of regrets above 0 and below 1, got"):
        InteriorPointOptions(nash_conv)  # type: ignore[arg-type]


def test_a_loose_promise_is_approximate_and_no_mistake() -> None:
    game = NormalFormGame.from_bimatrix([[7, 2, 9], [4, 6, 8]], [[3, 8, 1], [6, 4, 2]])
    solution = solve(game, method="interior_point", options={"nash_conv": 0.1})
    assert (solution.coverage, solution.arithmetic) == (Coverage.APPROXIMATE, "float")
    assert 0 <= solution.equilibria[0].max_regret <= Fraction(7, 10)


@pytest.mark.parametrize("rank", [1, 400])
def test_the_clock_looks_on_within_iterations(rank: int) -> None:
    watch = Watch()
    rng = np.random.default_rng(3)
    payoffs = rng.random((700, rank)) @ rng.random((rank, 400))
    conclusion = concluded(NormalFormGame.zero_sum(payoffs), watch)
    assert conclusion.termination is Termination.CONVERGED
    assert watch.steps >= 5 * conclusion.statistics["iterations"]
