"""Regions of outcomes against exact judgements at a grid of points."""

from __future__ import annotations

from fractions import Fraction
from io import StringIO
from itertools import product
from typing import TYPE_CHECKING

import pytest

from gametheory import load
from gametheory.analysis.certificate import judge
from gametheory.core.normal_form import NormalFormGame
from gametheory.core.profiles import MixedProfile
from gametheory.solvers.watch import Watch
from gametheory.studies.uncertainty.calibration_records import Verdict
from gametheory.studies.uncertainty.outcome_region import outcome_region
from unit.studies.planted_games import CURVED, ENTRY, planted

if TYPE_CHECKING:
    from gametheory import GameModel

    Ranges = dict[str, tuple[Fraction, Fraction]]

STEPS = [Fraction(step, 8) for step in range(9)]


def judged(model: GameModel, profile: tuple[int, int], within: Ranges) -> list[dict[str, Fraction]]:
    """Return the points of a grid at which a pure profile is an equilibrium."""
    held = []
    for shares in product(STEPS, repeat=len(within)):
        values = {
            name: low + share * (high - low) for share, (name, (low, high)) in zip(shares, within.items(), strict=True)
        }
        game = model.with_values(**values).to_game()
        if not judge(game, MixedProfile(game, [[1 - action, action] for action in profile])).max_regret:
            held.append(values)
    return held


@pytest.mark.parametrize("text", [ENTRY, CURVED])
@pytest.mark.parametrize("profile", list(product((0, 1), repeat=2)))
def test_as_judged_at_points(text: str, profile: tuple[int, int]) -> None:
    model = planted(text)
    within: Ranges = {
        name: (one.low, one.high)
        for name, one in model.parameters.items()
        if one.low is not None and one.high is not None
    }
    formulas = model.formulas()
    strategies = [[1 - action, action] for action in profile]
    found = outcome_region(
        formulas, MixedProfile(formulas.game, strategies), model.parameter_values, within, watch=Watch()
    )
    held = judged(model, profile, within)
    assert (found.verdict is Verdict.FEASIBLE) == bool(held)
    for values in held:
        assert all(low <= values[name] <= high for name, (low, high) in found.ranges.items())
        for condition in found.conditions:
            if condition.constant is not None:
                number = condition.constant + sum(
                    value * values[name] for name, value in condition.coefficients.items()
                )
                assert number >= 0
    if found.method == "linear_program" and held:
        ends = [value for ends in found.ranges.values() for value in ends]
        assert all(isinstance(end, Fraction | int) for end in ends)


EDGES = """gametheory: 1
form: normal
parameters:
  fee: {value: 1, range: [0, 2], assumption: one}
  cost: {value: 1, range: [0, 3], assumption: one}
  other: {value: 2, range: [1, 5], assumption: two}
players: [row, column]
actions: {row: [In, Out], column: [Left, Right]}
payoffs: [[["(123457 - 999983 * fee) * other", "(123457 - 999983 * fee) * cost"], [0, 0]], [[0, 0], [0, 0]]]
"""


def test_ends_of_ranges_are_tried_where_boxes_leave_it_open() -> None:
    model = load(StringIO(EDGES))
    least = Fraction(123457, 999983)
    ends = {"fee": (least, 2), "cost": (0, 3), "other": (1, 5)}
    within = {name: (Fraction(low), Fraction(high)) for name, (low, high) in ends.items()}
    game = model.to_game()
    assert isinstance(game, NormalFormGame)
    found = outcome_region(
        model.formulas(), MixedProfile(game, [[1, 0], [1, 0]]), model.parameter_values, within, watch=Watch()
    )
    assert (found.verdict, found.point) == (Verdict.FEASIBLE, {"fee": least, "cost": 1, "other": 2})
    narrow = {**within, "fee": (Fraction(1, 2), Fraction(2))}
    none = outcome_region(
        model.formulas(), MixedProfile(game, [[1, 0], [1, 0]]), model.parameter_values, narrow, watch=Watch()
    )
    assert none.verdict is Verdict.INFEASIBLE
