"""What a run has come to, in words."""

from __future__ import annotations

import numpy as np
import pytest

from gametheory.dynamics import outcome_sentences as sentences
from unit.dynamics.played_games import DILEMMA, SHAPLEY


def test_rest() -> None:
    assert sentences.pure_rest(DILEMMA, (1, 0)) == (
        "It has converged: at (D, c) nobody would gain, a pure equilibrium."
    )
    assert sentences.rest(0.0, 0.0) == (
        "It has converged: no share changed over the second half of the run, and nobody would gain by its best reply."
    )
    assert sentences.rest(0.0123, 0.0456) == (
        "It has converged: no share changed by more than 0.013 over the second half of the run, and nobody would gain "
        "more than 0.046 by its best reply."
    )


def test_rest_where_somebody_would_gain() -> None:
    assert sentences.rest_off_equilibrium(DILEMMA, 0.0, (0.25, 1.5)) == (
        "It rests off equilibrium: no share changed over the second half of the run, but column would gain 1.5 by its "
        "best reply."
    )
    assert sentences.slow_start(DILEMMA, 0.0, (2.0, 1.5)) == (
        "It is not settled: no share changed over the second half of the run, but row would gain 2 by its best reply; "
        "what would grow there is too rare to be told from absent."
    )


def test_slowness_is_no_rest() -> None:
    assert sentences.slow_motion(DILEMMA, 0.0, (2.0, 1.5)) == (
        "It is not settled: no share changed over the second half of the run, but row would gain 2 by its best reply."
    )
    assert sentences.slow_drift(DILEMMA, 0.011, (2.0, 1.5)) == (
        "It is not settled: no share changed by more than 0.011 over the second half of the run, but they are not "
        "coming to a stop; row would gain 2 by its best reply."
    )


@pytest.mark.parametrize(
    ("number", "text"),
    [(0.0101, "0.011"), (0.25, "0.25"), (3.01e-7, "3.1e-07"), (99.5, "1e+02"), (7.0, "7"), (0.0, "0")],
)
def test_bounds_are_rounded_up(number: float, text: str) -> None:
    assert sentences.bound_text(number) == text
    assert float(text) >= number


def test_motion() -> None:
    assert sentences.motion(DILEMMA, 0.5, (0.0, 0.0)) == (
        "It is not settled: a share changed by 0.5 over the second half of the run; nobody would gain by its best "
        "reply."
    )
    assert sentences.motion(DILEMMA, np.inf, (0.125, 0.0)) == (
        "It is not settled: the run is too short to tell; row would gain 0.125 by its best reply."
    )
    assert sentences.no_return() == "It is not settled: play neither rested nor came back to a profile so far."


def test_cycles() -> None:
    cycle = ((0, 0), (1, 2))
    assert sentences.profile_cycle(SHAPLEY, cycle) == "It cycles through 2 profiles: (T, L), (M, R), and again."
    assert sentences.growing_spells(SHAPLEY, cycle).startswith("It cycles: play goes round (T, L), (M, R), and each")
    assert sentences.orbit(18.66) == (
        "It cycles: every 18.7 units of time the shares come back to where they were, within 5 % of the width of their "
        "orbit."
    )


def test_the_middle_of_a_long_cycle_is_left_out() -> None:
    profiles = tuple((row, column) for row in range(3) for column in range(3))
    assert sentences.cycle_text(SHAPLEY, profiles[:8]).endswith("(M, R), (B, L), (B, C)")
    assert sentences.cycle_text(SHAPLEY, profiles).endswith("(M, R), (B, L), ..., (B, R)")
    assert sentences.profile_text(SHAPLEY, (0, 2)) == "(T, R)"


def test_takeovers() -> None:
    assert sentences.takeover("D", "61 steps") == (
        "It has converged: 'D' has taken over after 61 steps, and no other action would earn more there."
    )
    assert sentences.takeover_off_equilibrium(DILEMMA, "C", "1 step", (2.0, 2.0)) == (
        "It rests off equilibrium: 'C' has taken over after 1 step; row would gain 2 by its best reply, but nobody is "
        "left to copy."
    )
    assert sentences.no_takeover(DILEMMA, (0.5, 0.5)) == (
        "It is not settled: no action has taken over; row would gain 0.5 by its best reply."
    )


def test_correlated_play() -> None:
    assert sentences.correlated_play(0.0625) == (
        "All play together is within 0.063 of a correlated equilibrium: nobody would have earned more than that share "
        "of its range of payoffs by another action wherever it played one."
    )
