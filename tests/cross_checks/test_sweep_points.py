"""Sweeps of every shipped game agree with single solutions, at random points and on thresholds.

Games that kernels solve are compared at 50 points and more, those that a sweep solves one by one at a few. The same at
any number of points: ``python -m benchmarks.studies verify 1000``.
"""

from __future__ import annotations

from fractions import Fraction
from unittest import mock

import numpy as np
import pytest

from cross_checks import swept_points
from cross_checks.swept_points import compare_points, differences_on, threshold_axis
from gametheory import load, sweep
from gametheory.io.catalogue import ShippedGame, shipped_games
from gametheory.studies.sweeps.sweep_job import sweep_job
from unit.studies.parametric_games import random_model

MANY, FEW = 50, 4


def ranged(game: ShippedGame) -> list[str]:
    """Parameters of a shipped game that have a range."""
    return [name for name, declared in load(game.path).parameters.items() if declared.low is not None]


GAMES = [game for game in shipped_games() if ranged(game)]


def test_the_case_is_there() -> None:
    assert len(GAMES) >= 20


@pytest.mark.parametrize("game", GAMES, ids=lambda game: game.name)
def test_sweep_says_what_single_solutions_say(game: ShippedGame) -> None:
    model = load(game.path)
    name = ranged(game)[0]
    job = sweep_job(model, {name: [model.parameter_values[name]]}, {})
    has_kernel = job.is_small_normal_form or job.is_seen_tree
    found = compare_points(model, MANY if has_kernel else FEW, seed=5, num_lines=2 if has_kernel else 0)
    assert found.num_points >= (MANY if has_kernel else FEW)
    assert found.differences == ()


def test_random_games_on_their_thresholds() -> None:
    num_on_thresholds = 0
    for seed in range(12):
        model = random_model(seed)
        line = threshold_axis(model, "p")
        num_on_thresholds += sum(map(len, line.values()))
        assert differences_on(model, line) == []
        assert differences_on(model, {"p": [Fraction(0), Fraction(1, 7), Fraction(3, 4), Fraction(1)]}) == []
    assert num_on_thresholds >= 12


def test_a_difference_is_seen() -> None:
    model = load("price_monitoring")
    axes = {"commission": [Fraction(1, 100), Fraction(20, 409), Fraction(3, 20)]}
    honest = sweep(model, axes)
    assert honest["num_equilibria"].values.tolist() == [1, 2, 1]
    changes = {
        "num_equilibria": "num_equilibria is 3 (rationals), alone 2",
        "payoff": "payoffs of equilibrium 1",
        "probability": "equilibrium 0: ('amazon', '', 'Monitor') has",
        "coverage": "coverage is",
        "regime": "regime is None",
    }
    for name, sentence in changes.items():
        wrong = honest.copy(deep=True)
        wrong[name].values[1] += np.ones((), dtype=wrong[name].dtype)
        with mock.patch.object(swept_points, "sweep", return_value=wrong):
            told = differences_on(model, axes)
        assert any(sentence in line for line in told), told
        assert all("commission = 20/409" in line for line in told)
