"""Equilibria as functions of a parameter, against the solver at rationals."""

from __future__ import annotations

from fractions import Fraction

import pytest

from gametheory import UnsupportedGameError, load, solve
from gametheory.studies.lines.parameter_line import ParameterLine
from gametheory.studies.regimes import Regime
from gametheory.studies.regimes import regime as regime_of
from gametheory.studies.thresholds.equilibrium_functions import equilibrium_functions
from unit.studies.parametric_games import random_model


@pytest.mark.parametrize(
    ("game", "parameter", "value"),
    [
        ("price_monitoring", "commission", "1/10"),
        ("price_monitoring", "temu_sales", "3"),
        ("choose_one_of_two", "detect", "1/5"),
        ("tariff_shock", "tariff", "1/5"),
        ("imitation_race", "margin", "1/10"),
        ("hawk_dove", "resource", "2"),
    ],
)
def test_payoffs_and_strategies_are_those_of_the_solver(game: str, parameter: str, value: str) -> None:
    model = load(game)
    near = Fraction(value)
    solution = solve(model.with_values(**{parameter: near}))
    regime = regime_of(solution)
    assert regime
    functions = equilibrium_functions(ParameterLine(model, parameter).near(near), regime, near, tick=lambda: None)
    found = sorted(tuple(payoff(near) for payoff in one.payoffs) for one in functions.equilibria)
    assert found == sorted(equilibrium.payoffs for equilibrium in solution.equilibria)
    for one in functions.equilibria:
        for (player, action), share in one.strategies.items():
            assert share(near) in [equilibrium[player][action] for equilibrium in solution.equilibria]


@pytest.mark.parametrize("seed", range(15))
def test_random_games_between_the_roots_that_decided(seed: int) -> None:
    model, near = random_model(seed), Fraction(5, 13)
    solution = solve(model.with_values(p=near))
    regime = regime_of(solution)
    assert regime
    functions = equilibrium_functions(ParameterLine(model, "p").near(near), regime, near, tick=lambda: None)
    shown = sorted(tuple(payoff(near) for payoff in one.payoffs) for one in functions.equilibria)
    assert shown == sorted(equilibrium.payoffs for equilibrium in solution.equilibria)
    for one in functions.equilibria:
        for key in {player for player, _ in one.strategies}:
            assert sum(share(near) for (player, _), share in one.strategies.items() if player == key) == 1


def test_mixed_equilibria_of_trees_are_refused() -> None:
    model = load("price_monitoring")
    line = ParameterLine(load("choose_one_of_two"), "detect")
    mixed = regime_of(solve(model))
    assert mixed
    with pytest.raises(UnsupportedGameError, match="need a normal form of two players"):
        equilibrium_functions(line.near(Fraction(1, 5)), mixed, Fraction(1, 5), tick=lambda: None)


def test_no_equilibrium() -> None:
    empty: Regime = ()
    line = ParameterLine(load("price_monitoring"), "commission")
    assert equilibrium_functions(line.near(Fraction(1, 5)), empty, Fraction(1, 5), tick=lambda: None).equilibria == []
