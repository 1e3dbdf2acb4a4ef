"""Derivatives inside a regime: against differences, and signs of a whole regime against local ones."""

from __future__ import annotations

from fractions import Fraction

import pytest

from gametheory import GameModel, load, solve
from gametheory.studies.regimes import support
from gametheory.studies.thresholds.comparative_statics import ParameterEffects, comparative_statics
from unit.studies.parametric_games import model_of

STEP = Fraction(1, 10**9)


def row_of(model: GameModel, name: str) -> ParameterEffects:
    (row,) = comparative_statics(model, [name])
    return row


@pytest.mark.parametrize(
    ("game", "parameter"),
    [
        ("price_monitoring", "commission"),
        ("price_monitoring", "diversion"),
        ("price_monitoring", "suppressed"),
        ("inspection_game", "wage"),
        ("choose_one_of_two", "temu_sales"),
        ("imitation_race", "margin"),
    ],
)
def test_derivatives_are_limits_of_differences(game: str, parameter: str) -> None:
    model = load(game)
    row = row_of(model, parameter)
    (equilibrium,) = row.equilibria
    above, below = (solve(model.with_values(**{parameter: row.value + step})).equilibria[0] for step in (STEP, -STEP))
    assert support(above.play) == equilibrium.support
    keys = [player.key for player in model.players]
    for effect in equilibrium.effects:
        if effect.action is None:
            place = keys.index(effect.player)
            difference = above.payoffs[place] - below.payoffs[place]
        else:
            difference = above[effect.player][effect.action] - below[effect.player][effect.action]
        assert float(effect.derivative) == pytest.approx(float(difference / (2 * STEP)), abs=1e-12, rel=1e-9)


def test_signs_of_the_whole_regime_and_local_ones() -> None:
    row = row_of(model_of([["(p - 1/3)**2"], ["-p"]], [["p*p*p"], ["0"]]), "p")
    (equilibrium,) = row.equilibria
    first, second = equilibrium.effects
    assert (first.derivative, first.sign, first.is_uniform) == (Fraction(1, 3), 1, False)
    assert (second.derivative, second.sign, second.is_uniform) == (Fraction(3, 4), 1, True)
    assert (str(row.low), str(row.high)) == ("0", "1")


def test_pieces_of_formulas_count_for_the_whole_regime() -> None:
    row = row_of(model_of([["max(p, 1/3)"], ["-1"]], [["min(p, 3/4 + p/2)"], ["0"]]), "p")
    first, second = row.equilibria[0].effects
    assert (first.derivative, first.is_uniform) == (1, False)
    assert (second.derivative, second.is_uniform) == (1, True)


def test_probabilities_move_against_each_other() -> None:
    row = row_of(load("inspection_game"), "wage")
    effects = {(effect.player, effect.action): effect for effect in row.equilibria[0].effects}
    assert effects["employee", "Shirk"].derivative == -effects["employee", "Work"].derivative == Fraction(-1, 25)
    assert effects["employee", "Shirk"].is_uniform


@pytest.mark.parametrize(
    ("formula", "sentence"),
    [
        ("p - 1/2", "is a threshold or an end of the range"),
        ("max(p, 1/2) + 1", "change their form at p = 1/2"),
        ("sqrt(p + 1)", "got its square root"),
    ],
)
def test_where_nothing_has_a_slope(formula: str, sentence: str) -> None:
    row = row_of(model_of([[formula], ["0"]], [[1], [1]]), "p")
    assert sentence in row.complaint
    assert row.equilibria == ()


def test_all_parameters_with_a_range() -> None:
    model = load("price_monitoring")
    rows = comparative_statics(model)
    assert [row.parameter for row in rows] == [
        name for name, declared in model.parameters.items() if declared.low is not None
    ]
    assert all(row.equilibria for row in rows if not row.complaint)
    assert sum(not row.complaint for row in rows) >= 10


def test_at_a_value_without_a_game() -> None:
    model = model_of([["1/(p - 1/2)"], ["0"]], [[1], [1]], high="3").with_values(p=2)
    (row,) = comparative_statics(model.with_values(p="3/4"), ["p"])
    assert row.equilibria[0].effects[0].derivative == -16
    missing = model_of([["sqrt(0*p - 1) if 3*p < 1 else p"], ["-1"]], [[1], [1]])
    found = comparative_statics(missing, ["p"])[0]
    assert (str(found.low), str(found.high)) == ("1/3", "1")
