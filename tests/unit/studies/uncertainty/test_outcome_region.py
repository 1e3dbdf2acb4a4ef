"""Regions of outcomes against exact judgements at a grid of points."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from typing import TYPE_CHECKING

import pytest

from gametheory.analysis.certificate import judge
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
