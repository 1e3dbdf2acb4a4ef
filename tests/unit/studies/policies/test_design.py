"""The best value of a parameter, given the equilibrium that answers it."""

from __future__ import annotations

from fractions import Fraction
from io import StringIO
from typing import Any

import pytest

from gametheory import (
    GameModel,
    InvalidParameterError,
    Limits,
    Solution,
    SolverError,
    UnsupportedGameError,
    load,
    solve,
)
from gametheory.core.solution import Termination
from gametheory.solvers.watch import LimitReachedError
from gametheory.studies.policies import design as module
from gametheory.studies.policies.design import design

FEE = """gametheory: 1
form: extensive
concept: subgame_perfect
parameters:
  fee: {value: 0, range: [0, 9], assumption: free}
players: {state: State, seller: Seller}
stages:
  - {name: sale, player: seller, actions: {Sell: {sold: 1}, Leave: {sold: 0}}}
payoffs: {state: fee * (10 - fee) * sale.sold + EXTRA, seller: sale.sold * (LIMIT - fee)}
welfare: {buyers: 6 * sale.sold - fee}
"""

MEETING = """gametheory: 1
form: normal
parameters: {wish: {value: 2, range: [2, 3], assumption: two}}
players: [man, woman]
actions: {man: [Fight, Ballet], woman: [Fight, Ballet]}
payoffs: [[[wish, 1], [0, 0]], [[0, 0], [1, wish]]]
"""


def fee_game(limit: int, extra: str = "0") -> GameModel:
    return load(StringIO(FEE.replace("LIMIT", str(limit)).replace("EXTRA", extra)))


def test_a_slope_of_nothing_inside() -> None:
    found = design(fee_game(8), "state", ("fee", 0, 9))
    assert (found.best.value, found.best.objective, found.best.side) == (5, 25, "at")
    assert found.proved
    assert found.near == found.best


def test_a_threshold_that_stops_it() -> None:
    found = design(fee_game(3), "state", ("fee", 0, 9))
    assert (found.best.value, found.best.objective) == (3, 21)
    assert found.best.is_attained  # at 3 the seller is indifferent, and the leading equilibrium sells


def test_a_supremum_that_is_not_attained() -> None:
    found = design(fee_game(3, "30 * (1 - sale.sold)"), "state", ("fee", 0, 2))
    assert (found.best.value, found.best.is_attained) == (2, True)
    found = design(load("price_monitoring"), "amazon", ("suppressed", 0, 1))
    assert (found.best.value, found.best.objective, found.best.side) == (
        Fraction(3, 71),
        Fraction(24823, 5850),
        "above",
    )
    assert found.near.is_attained
    assert found.near.value > found.best.value
    assert 0 < found.best.objective - found.near.objective < Fraction(1, 1000)


def test_nothing_that_was_not_looked_at_is_better() -> None:
    for game, objective, parameter in [
        ("choose_one_of_two", "seller", "suspended"),
        ("choose_one_of_two", "all_players", "detect"),
        ("price_monitoring", "consumers", "scan_cost"),
    ]:
        model = load(game)
        found = design(model, objective, (parameter, 0, 1))
        for step in range(41):
            solution = solve(model.with_values(**{parameter: Fraction(step, 40)}))
            leading = solution.equilibria[solution.leading or 0]
            values = {"seller": leading.payoffs[1], "all_players": sum(leading.payoffs)}
            values |= model.with_values(**{parameter: Fraction(step, 40)}).welfare(leading.play)
            assert values[objective] <= found.best.objective


def test_welfare_is_an_objective() -> None:
    found = design(fee_game(3), "buyers", ("fee", 0, 9))
    assert (found.best.value, found.best.objective) == (0, 6)


def test_irrational_thresholds() -> None:
    text = FEE.replace("LIMIT - fee", "2 - fee * fee").replace("EXTRA", "0")
    found = design(load(StringIO(text)), "state", ("fee", 0, 9))
    assert not found.best.is_exact
    assert float(found.best.value) == pytest.approx(2**0.5, abs=1e-12)
    assert float(found.best.objective) == pytest.approx(10 * 2**0.5 - 2, abs=1e-9)


def test_what_cannot_be_answered() -> None:
    with pytest.raises(InvalidParameterError, match="expected what is measured as one of 'state', 'seller'"):
        design(fee_game(3), "sellers", ("fee", 0, 9))
    with pytest.raises(InvalidParameterError, match="unknown parameter"):
        design(fee_game(3), "state", ("fees", 0, 9))
    with pytest.raises(UnsupportedGameError, match="grows without bound as fee nears 0"):
        design(fee_game(3, "1 / fee if fee > 0 else 0"), "state", ("fee", 0, 1))
    with pytest.raises(UnsupportedGameError, match="got none by select='payoff_dominant'"):
        design(load(StringIO(MEETING)), "man", ("wish", 2, 3), select="payoff_dominant")


def test_time_runs_out() -> None:
    with pytest.raises(SolverError, match="the search for the best suspended was cut short"):
        design(load("choose_one_of_two"), "seller", ("suspended", 0, 1), limits=Limits(time=0))


def test_ranges() -> None:
    assert design(fee_game(3), "buyers", "fee").high == 9
    with pytest.raises(InvalidParameterError, match=r"expected a parameter, or \(name, low, high\), got \('fee',\)"):
        design(fee_game(3), "buyers", ("fee",))  # type: ignore[arg-type]


def test_what_was_found_before_a_limit_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    calls = []

    def limited(model: GameModel, concept: str, **question: Any) -> Solution:
        calls.append(model)
        if len(calls) > 3:
            raise LimitReachedError(Termination.TIME_LIMIT)
        return solve(model, concept, **question)

    monkeypatch.setattr(module, "solve", limited)
    found = design(fee_game(3), "state", ("fee", 0, 9))
    assert (found.termination, found.best.value, found.proved) == (Termination.TIME_LIMIT, 3, False)
    calls.clear()
    monkeypatch.setattr(module, "solve", lambda *_, **__: _raise(KeyboardInterrupt()))
    with pytest.raises(SolverError, match="cut short before there was any"):
        design(fee_game(3), "state", ("fee", 0, 9))


def _raise(error: BaseException) -> Solution:
    raise error


def test_samples_close_in_on_the_best() -> None:
    text = FEE.replace("fee * (10 - fee) * sale.sold", "sqrt(fee) * (2 - fee)")
    found = design(load(StringIO(text.replace("LIMIT", "20").replace("EXTRA", "0"))), "state", ("fee", 0, 2))
    assert float(found.best.value) == pytest.approx(2 / 3, abs=0.01)
    assert not found.proved
