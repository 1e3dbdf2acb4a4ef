"""Replicator dynamics."""

from __future__ import annotations

import numpy as np
import pytest

from gametheory import InvalidParameterError, InvalidProfileError, NormalFormGame, UnsupportedGameError
from gametheory.dynamics.outcome import OutcomeKind
from gametheory.dynamics.replicator import replicator_dynamics, replicator_rates, symmetric_replicator_dynamics
from unit.dynamics.played_games import DILEMMA, HAWK_DOVE, PENNIES, ROCK_PAPER_SCISSORS, SHAPLEY, congestion

SYMMETRIC_DILEMMA = NormalFormGame.from_bimatrix([[3, 0], [5, 1]], [[3, 5], [0, 1]])


@pytest.mark.parametrize("seed", range(3))
def test_defection_takes_over(seed: int) -> None:
    for run in (replicator_dynamics, symmetric_replicator_dynamics):
        outcome = run(SYMMETRIC_DILEMMA, 1000, seed=seed).outcome
        assert outcome.kind is OutcomeKind.CONVERGED
        np.testing.assert_allclose(outcome.profile.strategies, [[0, 1], [0, 1]], atol=1e-6)


@pytest.mark.parametrize("seed", range(3))
def test_one_population_has_as_many_hawks_as_the_resource_is_worth_injuries(seed: int) -> None:
    trajectory = symmetric_replicator_dynamics(HAWK_DOVE, 1500, seed=seed)
    assert trajectory.outcome.kind is OutcomeKind.CONVERGED
    assert trajectory.outcome.profile["1"]["Hawk"] == pytest.approx(2 / 3, abs=1e-5)
    assert trajectory.is_single_population
    assert trajectory.strategies[0] is trajectory.strategies[1]


def test_two_populations_specialize() -> None:
    outcome = replicator_dynamics(HAWK_DOVE, 1500, start=[["0.7", "0.3"], ["0.6", "0.4"]]).outcome
    np.testing.assert_allclose(outcome.profile.strategies, [[1, 0], [0, 1]], atol=1e-6)


def test_pennies_go_round_on_a_closed_orbit() -> None:
    trajectory = replicator_dynamics(PENNIES, 3000, start=[["0.55", "0.45"], ["0.5", "0.5"]])
    assert trajectory.outcome.kind is OutcomeKind.CYCLES
    # small orbits of x' = x (1 - x) (2 y - 1) and its mirror, in units of the range: the angle grows at the rate 1/2
    assert trajectory.outcome.period == pytest.approx(4 * np.pi, rel=0.02)
    first, second = (part[:, 0] for part in trajectory.strategies)
    conserved = first * (1 - first) * second * (1 - second)
    np.testing.assert_allclose(conserved, conserved[0], rtol=1e-4)


def test_rock_paper_scissors_goes_round_in_one_population() -> None:
    outcome = symmetric_replicator_dynamics(ROCK_PAPER_SCISSORS, 3000, start=[["0.4", "0.3", "0.3"]] * 2).outcome
    assert outcome.kind is OutcomeKind.CYCLES


def test_more_populations_agree_with_two() -> None:
    payoffs = np.stack([*(np.stack([table, table], axis=2) for table in HAWK_DOVE.float_payoffs), np.zeros((2, 2, 2))])
    start = [[0.7, 0.3], [0.6, 0.4]]
    two = replicator_dynamics(HAWK_DOVE, 300, start=start)
    three = replicator_dynamics(NormalFormGame(payoffs), 300, start=[*start, [0.2, 0.8]])
    for ours, theirs in zip(three.strategies[:2], two.strategies, strict=True):
        np.testing.assert_allclose(ours, theirs, atol=1e-5)
    np.testing.assert_allclose(three.strategies[2], np.tile([0.2, 0.8], (301, 1)), atol=1e-8)


def test_what_is_absent_stays_absent_and_play_rests_off_equilibrium() -> None:
    outcome = replicator_dynamics(DILEMMA, 500, start=[[1, 0], [1, 0]]).outcome
    assert outcome.kind is OutcomeKind.RESTING


def test_what_is_nearly_extinct_leaves_the_outcome_open() -> None:
    outcome = replicator_dynamics(SHAPLEY, 10_000, seed=1).outcome
    assert outcome.kind is OutcomeKind.UNSETTLED
    assert "too rare to be told from absent" in outcome.sentence


def test_times_and_units() -> None:
    large = NormalFormGame(HAWK_DOVE.float_payoffs * 1e6 + 1e7)
    plain, scaled = (replicator_dynamics(game, 50, step_length=0.2, seed=3) for game in (HAWK_DOVE, large))
    np.testing.assert_allclose(plain.times, np.arange(51) * 0.2)
    np.testing.assert_allclose(plain.strategies[0], scaled.strategies[0], atol=1e-5)
    assert plain.length_text == "10 units of time"


def test_slices_join() -> None:
    trajectory = replicator_dynamics(congestion(), 450, seed=1)
    assert trajectory.num_times == 451
    assert np.abs(np.diff(trajectory.strategies[0], axis=0)).max() < 0.1


def test_the_sum_of_rates_is_zero() -> None:
    shares = [np.array([0.2, 0.8]), np.array([0.5, 0.5])]
    first, second = replicator_rates(DILEMMA.float_payoffs, shares)
    assert first.tolist() == pytest.approx([-0.24, 0.24])
    assert second.sum() == pytest.approx(0)


@pytest.mark.parametrize("run", [replicator_dynamics, symmetric_replicator_dynamics])
@pytest.mark.parametrize("step_length", [0, -0.1, np.inf, np.nan])
def test_time_must_pass(run: object, step_length: float) -> None:
    assert callable(run)
    with pytest.raises(InvalidParameterError, match="expected a step length above 0"):
        run(SYMMETRIC_DILEMMA, 10, step_length=step_length)


def test_one_population_has_one_start_and_a_symmetric_game() -> None:
    with pytest.raises(InvalidProfileError, match="the same shares for both players of one population"):
        symmetric_replicator_dynamics(HAWK_DOVE, 10, start=[[0.5, 0.5], [0.4, 0.6]])
    with pytest.raises(UnsupportedGameError, match="symmetric_replicator needs a symmetric game"):
        symmetric_replicator_dynamics(PENNIES, 10)
