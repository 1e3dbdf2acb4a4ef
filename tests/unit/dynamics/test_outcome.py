"""What a run has come to, and in which words."""

from __future__ import annotations

import numpy as np
import pytest

from gametheory.dynamics.outcome import (
    OutcomeKind,
    cycle_text,
    end_of,
    outcome_at_end,
    profile_text,
    relative_regret,
)
from gametheory.dynamics.recording import Record, Spell
from unit.dynamics.played_games import COORDINATION, DILEMMA, PENNIES, SHAPLEY

TIMES = np.arange(1.0, 201.0)


def run(first: np.ndarray, second: np.ndarray, spells: tuple[Spell, ...] = ()) -> Record:
    """A record of two players' shares of their first action."""
    strategies = tuple(np.stack([part, 1 - part], axis=1) for part in (first, second))
    return Record(TIMES[-len(first) :], strategies, spells, is_interrupted=False)


def test_rest_at_an_equilibrium_is_convergence() -> None:
    outcome = outcome_at_end(DILEMMA, run(1 / TIMES, 1 / TIMES))
    assert outcome.kind is OutcomeKind.CONVERGED
    assert outcome.movement == pytest.approx(0.005)
    assert "no share changed by more than 0.005 over the second half" in outcome.sentence
    assert "nobody would gain more than 0.005 by" in outcome.sentence
    assert outcome.profile["row"]["D"] == pytest.approx(0.995)


def test_nothing_moves_and_nobody_gains() -> None:
    outcome = outcome_at_end(DILEMMA, run(np.zeros(200), np.zeros(200)))
    assert outcome.sentence == (
        "It has converged: no share changed over the second half of the run, and nobody would gain by its best reply."
    )


def test_rest_elsewhere_is_said_to_be_off_equilibrium() -> None:
    outcome = outcome_at_end(DILEMMA, run(np.ones(200), np.zeros(200)))
    assert outcome.kind is OutcomeKind.RESTING
    assert outcome.sentence.startswith("It rests off equilibrium: no share changed")
    assert "row would gain 1 by its best reply" in outcome.sentence


def test_where_nothing_can_rest_it_is_unsettled() -> None:
    outcome = outcome_at_end(DILEMMA, run(np.ones(200), np.zeros(200)), can_rest=False)
    assert outcome.kind is OutcomeKind.UNSETTLED
    assert "too rare to be told from absent" in outcome.sentence


def test_movement_is_unsettled() -> None:
    outcome = outcome_at_end(COORDINATION, run(TIMES / 200, TIMES / 200))
    assert outcome.kind is OutcomeKind.UNSETTLED
    assert "a share changed by 0.5 over the second half" in outcome.sentence


def test_short_runs_tell_nothing() -> None:
    outcome = outcome_at_end(DILEMMA, run(np.zeros(20), np.zeros(20)))
    assert outcome.kind is OutcomeKind.UNSETTLED
    assert outcome.movement == np.inf
    assert "the run is too short to tell" in outcome.sentence


def test_returns_are_cycles_of_flows_only() -> None:
    angle = TIMES / 6
    shares = run(0.5 + 0.3 * np.cos(angle), 0.5 + 0.3 * np.sin(angle))
    cycling = outcome_at_end(PENNIES, shares, is_flow=True)
    assert cycling.kind is OutcomeKind.CYCLES
    assert cycling.period == pytest.approx(12 * np.pi, rel=0.05)
    assert outcome_at_end(PENNIES, shares).kind is OutcomeKind.UNSETTLED


def test_growing_spells_are_cycles() -> None:
    lengths = [round(1.4**power) for power in range(3, 40)]
    ends = np.cumsum(lengths).tolist()
    spells = tuple(
        Spell((number % 3, number % 3), length, end)
        for number, (length, end) in enumerate(zip(lengths, ends, strict=True))
    )
    shares = np.eye(3)[np.arange(200) % 3]
    outcome = outcome_at_end(SHAPLEY, Record(TIMES, (shares, shares), spells, is_interrupted=False))
    assert outcome.kind is OutcomeKind.CYCLES
    assert len(outcome.cycle) == 3
    assert "(T, L), (M, C)" in outcome.sentence or "(M, C), (B, R)" in outcome.sentence


def test_spells_without_a_cycle_are_unsettled() -> None:
    shares = np.eye(3)[np.arange(200) % 3]
    spells = (Spell((0, 0), 100, 100), Spell((1, 1), 100, 200))
    outcome = outcome_at_end(SHAPLEY, Record(TIMES, (shares, shares), spells, is_interrupted=False))
    assert outcome.kind is OutcomeKind.UNSETTLED


def test_regrets_are_relative_to_the_range_of_each_player() -> None:
    assert relative_regret(DILEMMA, (1.0, 2.0)) == pytest.approx(0.4)
    end = end_of(DILEMMA, (np.array([1.0, 0.0]), np.array([1.0, 0.0])))
    assert (end.regrets, end.max_regret) == ((2.0, 2.0), 2.0)


def test_profiles_are_named_by_their_actions() -> None:
    assert profile_text(SHAPLEY, (0, 2)) == "(T, R)"
    assert cycle_text(SHAPLEY, ((0, 0), (1, 1), (2, 2), (0, 1)), most=3) == "(T, L), (M, C), ..., (T, C)"


def test_correlated_regret_is_told() -> None:
    outcome = outcome_at_end(DILEMMA, run(np.zeros(200), np.zeros(200))).with_correlated_regret(0.0125)
    assert outcome.correlated_regret == 0.0125
    assert outcome.sentence.endswith("by another action wherever it played one.")
    assert "within 0.013 of a correlated equilibrium" in outcome.sentence or "within 0.012" in outcome.sentence
