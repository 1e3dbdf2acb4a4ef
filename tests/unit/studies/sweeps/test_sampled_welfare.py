"""Welfare at many points, compared with that of single solutions."""

from __future__ import annotations

from fractions import Fraction
from io import StringIO
from typing import TYPE_CHECKING

import numpy as np
import pytest

from gametheory import load, solve
from gametheory.errors import UnsupportedGameError
from gametheory.solvers.watch import Watch
from gametheory.studies.sweeps.sampled_welfare import sampled_welfare
from gametheory.studies.sweeps.scatter import scatter, solve_scatter
from gametheory.studies.sweeps.sweep_job import SweepJob, sweep_job

if TYPE_CHECKING:
    from gametheory import GameModel
    from gametheory.array_types import FloatArray

VALUES = [Fraction(1, 7), Fraction(2, 5), Fraction(1, 100)]

NODES = """
gametheory: 1
form: extensive
concept: subgame_perfect
parameters:
  prize: {value: 1/2, range: [0, 1], assumption: for the test}
players: [first]
tree: {player: first, actions: {Take: {payoffs: [prize]}, Leave: {payoffs: [1/3]}}}
welfare: {all: 2 * prize + 1}
"""

SKIPPED = """
gametheory: 1
form: extensive
concept: subgame_perfect
parameters:
  prize: {value: 1/2, range: [0, 1], assumption: for the test}
players: [first, second]
stages:
  - {name: one, player: first, actions: {Take: {got: 1}, Leave: {got: 0}}}
  - {name: two, player: second, when: prize > 1/4, actions: {Yes: {says: 1}, No: {says: 0}}}
payoffs: {first: one.got * prize, second: two.says}
welfare: {all: one.got + two.says}
"""


def welfare_of(model: GameModel, name: str) -> tuple[FloatArray, str]:
    base = sweep_job(model, {name: [Fraction(1, 10)]}, {"select": "first"})
    job = SweepJob(model, scatter({name: VALUES}), base.concept, ("probability", "payoff"), "first")
    probabilities = solve_scatter(job, Watch()).arrays["probability"]
    return sampled_welfare(job, {name: job.grid.axes[0].floats}, probabilities), base.concept


@pytest.mark.parametrize("name", ["choose_one_of_two", "price_monitoring"])
def test_as_of_single_solutions(name: str) -> None:
    model = load(name)
    welfare, concept = welfare_of(model, "commission")
    assert np.ptp(welfare[0]) > 0
    for place, value in enumerate(VALUES):
        single = model.with_values(commission=value)
        exact = single.welfare(solve(single, concept).equilibria[0].play)
        assert welfare[:, place].tolist() == pytest.approx([float(number) for number in exact.values()])


def test_formulas_of_a_tree_of_nodes_do_not_depend_on_play() -> None:
    welfare, _ = welfare_of(load(StringIO(NODES)), "prize")
    assert welfare.tolist() == [pytest.approx([float(2 * value + 1) for value in VALUES])]


def test_what_is_refused() -> None:
    with pytest.raises(UnsupportedGameError, match="no varying parameter changes"):
        welfare_of(load(StringIO(SKIPPED)), "prize")
    with pytest.raises(UnsupportedGameError, match="got none"):
        welfare_of(load("tariff_shock"), "squeeze")
