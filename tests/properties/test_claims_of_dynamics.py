"""What is claimed of a run holds: games in which a hasty judgement would be false."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from gametheory import NormalFormGame, UnsupportedGameError, load
from gametheory.dynamics.catalogue import DYNAMICS, play
from gametheory.dynamics.outcome import OutcomeKind
from unit.dynamics.played_games import PENNIES

NARROWLY_DOMINANT = NormalFormGame.from_bimatrix([[1000, 0], [1002, 2]], [[1000, 1002], [0, 2]])
"""The second action earns 2 more whatever the other does, in a range of 1002."""


def rock_paper_scissors(win: object, lose: object = 1) -> NormalFormGame:
    """One population's game."""
    rows = np.array([[0, -lose, win], [win, 0, -lose], [-lose, win, 0]], dtype=object)
    return NormalFormGame(np.stack([rows, rows.T]))


def test_learning_does_not_rest_where_somebody_would_gain() -> None:
    game = NormalFormGame.from_bimatrix([[4, 4], [5, 2]], [[3, 5], [3, 1]])
    kinds = {play(game, "fictitious_play", seed=seed, steps=60).outcome.kind for seed in range(24)}
    assert OutcomeKind.RESTING not in kinds
    slow = play(NARROWLY_DOMINANT, "regret_matching", seed=1, steps=60).outcome
    assert slow.kind is not OutcomeKind.RESTING


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("steps", [60, 500, 2000])
def test_a_small_difference_is_no_rest(seed: int, steps: int) -> None:
    outcome = play(NARROWLY_DOMINANT, "replicator", seed=seed, steps=steps).outcome
    assert outcome.kind is OutcomeKind.UNSETTLED
    assert "too rare" not in outcome.sentence


def test_a_small_difference_decides_at_last() -> None:
    outcome = play(NARROWLY_DOMINANT, "replicator", seed=3, steps=20_000, step_length=1.0).outcome
    assert outcome.kind is OutcomeKind.CONVERGED
    assert outcome.profile["1"]["2"] > 0.99


def test_what_nobody_plays_does_not_make_a_gain_look_small() -> None:
    own = np.array([[3, 0, 0], [5, 1, 0], [-100_000, -100_000, -100_000]])
    game = NormalFormGame(np.stack([own, own.T]))
    for steps in (500, 5000):
        assert play(game, "replicator", seed=3, steps=steps).outcome.kind is OutcomeKind.UNSETTLED


def test_before_it_leaves_a_saddle_play_is_not_at_rest() -> None:
    game = NormalFormGame.from_bimatrix([[2, 0], [0, 1]], [[2, 0], [0, 1]])
    near = [[0.3335, 0.6665]] * 2
    assert play(game, "replicator", steps=60, start=near).outcome.kind is OutcomeKind.UNSETTLED
    assert play(game, "replicator", steps=1000, start=near).outcome.profile["1"]["1"] > 0.99


def test_beliefs_are_not_at_rest_where_a_memory_decides() -> None:
    # one play of the second row, at the start, holds the column player off its best reply for a thousand steps
    game = NormalFormGame.from_bimatrix([[3, 1006], [-5, -6]], [[9, 8], [2, 1001]])
    short, long = (play(game, "fictitious_play", seed=92, steps=steps) for steps in (300, 3000))
    assert short.outcome.kind is OutcomeKind.UNSETTLED
    assert np.abs(short.strategies[1][-1] - long.strategies[1][-1]).max() > 0.5


def test_the_stakes_of_one_player_do_not_slow_another() -> None:
    game = NormalFormGame.from_bimatrix([[3 * 10**9, 0], [5 * 10**9, 10**9]], [[3, 5], [0, 1]])
    outcome = play(game, "replicator", seed=1, steps=1000).outcome
    assert outcome.kind is OutcomeKind.CONVERGED
    np.testing.assert_allclose(outcome.profile.strategies, [[0, 1], [0, 1]], atol=1e-6)


def test_takeovers_are_judged_exactly() -> None:
    game = NormalFormGame.from_bimatrix([[100, 0], ["100.5", 1]], [[100, "100.5"], [0, 1]], actions=[["C", "D"]] * 2)
    outcome = play(game, "moran", start=[[1, 0]] * 2).outcome
    assert outcome.kind is OutcomeKind.RESTING
    assert "Player 1 would gain 0.5 by its best reply" in outcome.sentence
    assert outcome.regrets == (0.5, 0.5)


def test_long_runs_have_the_period_of_short_ones() -> None:
    game = load("matching_pennies")
    periods = [play(game, "replicator", seed=1, steps=steps).outcome.period for steps in (10_000, 100_000)]
    assert None not in periods
    assert periods[0] == pytest.approx(periods[1], rel=0.01)


@pytest.mark.parametrize("step_length", [18.6, 18.7, 20.0, 2.0])
def test_long_steps_hide_periods(step_length: float) -> None:
    assert play(PENNIES, "replicator", seed=1, steps=1000, step_length=step_length).outcome.period is None


@pytest.mark.parametrize("win", ["1.002", "1.0005", "0.998"])
@pytest.mark.parametrize("steps", [3000, 10_000])
def test_slow_spirals_are_no_cycles(win: str, steps: int) -> None:
    start = [["0.4", "0.3", "0.3"]] * 2
    spiral = play(rock_paper_scissors(Fraction(win)), "symmetric_replicator", steps=steps, start=start).outcome
    assert spiral.kind is OutcomeKind.UNSETTLED


def test_returns_are_told_with_their_tolerance() -> None:
    outcome = play(PENNIES, "replicator", seed=1, steps=3000).outcome
    assert (
        "every 18.7 units of time the shares come back to where they were, within 5 % of the width" in outcome.sentence
    )


@pytest.mark.parametrize("steps", [30, 60, 300, 2000])
def test_coins_tossed_at_ties_are_no_cycle(steps: int) -> None:
    game = NormalFormGame([[[1, 1]], [[1, 1]]])
    kinds = {play(game, "fictitious_play", seed=seed, steps=steps).outcome.kind for seed in range(12)}
    assert OutcomeKind.CYCLES not in kinds


def test_an_absent_action_that_does_not_matter_makes_nothing_rest() -> None:
    rows = np.array([[0, -2, 1, 0], [1, 0, -2, 0], [-2, 1, 0, 0], [0, 0, 0, 0]])
    game = NormalFormGame(np.stack([rows, rows.T]))
    for steps in (1000, 10_000):
        outcome = play(game, "symmetric_replicator", steps=steps, start=[[0.4, 0.4, 0.2, 0]] * 2).outcome
        assert outcome.kind is OutcomeKind.UNSETTLED


@pytest.mark.parametrize("dynamics", DYNAMICS)
def test_payoffs_beyond_floats_are_refused(dynamics: str) -> None:
    game = NormalFormGame([[[10**400, 0], [0, 1]], [[10**400, 0], [0, 1]]])
    with pytest.raises(UnsupportedGameError, match=r"payoffs are at most 1e\+200 in size, got larger ones"):
        play(game, dynamics, steps=10)
