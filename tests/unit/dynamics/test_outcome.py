"""What a run has come to, and in which words."""

from __future__ import annotations

import numpy as np
import pytest

from gametheory.dynamics.outcome import OutcomeKind, end_of, outcome_at_end
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
    assert "nobody would gain more than 0.0051 by" in outcome.sentence
    assert outcome.profile["row"]["D"] == pytest.approx(0.995)


def test_nothing_moves_and_nobody_gains() -> None:
    outcome = outcome_at_end(DILEMMA, run(np.zeros(200), np.zeros(200)))
    assert outcome.sentence == (
        "It has converged: no share changed over the second half of the run, and nobody would gain by its best reply."
    )


def test_rest_elsewhere_is_said_to_be_off_equilibrium() -> None:
    outcome = outcome_at_end(DILEMMA, run(np.ones(200), np.zeros(200)), can_rest=True)
    assert outcome.kind is OutcomeKind.RESTING
    assert outcome.sentence.startswith("It rests off equilibrium: no share changed")
    assert "row would gain 1 by its best reply" in outcome.sentence


def test_where_nothing_can_rest_it_is_unsettled() -> None:
    outcome = outcome_at_end(DILEMMA, run(np.ones(200), np.zeros(200)))
    assert outcome.kind is OutcomeKind.UNSETTLED
    assert outcome.sentence.endswith("but row would gain 1 by its best reply.")


def still(_: object) -> list[np.ndarray]:
    """A flow that moves nothing."""
    return [np.zeros(2), np.zeros(2)]


def test_flows_rest_where_what_would_gain_was_absent_at_first() -> None:
    absent, rare = (
        outcome_at_end(DILEMMA, run(np.concatenate([[first], np.ones(199)]), np.zeros(200)), rates=still)
        for first in (1.0, 0.9)
    )
    assert absent.kind is OutcomeKind.RESTING
    assert rare.kind is OutcomeKind.UNSETTLED
    assert "what would grow there is too rare to be told from absent" in rare.sentence


def test_flows_that_are_still_as_fast_are_not_at_rest() -> None:
    def steady(_: object) -> list[np.ndarray]:
        return [np.array([1.0, -1.0]) / 1000] * 2

    outcome = outcome_at_end(DILEMMA, run(np.zeros(200), np.zeros(200)), rates=steady)
    assert outcome.kind is OutcomeKind.UNSETTLED
    assert "but they are not coming to a stop" in outcome.sentence


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
    times = np.arange(600) / 10
    strategies = tuple(np.stack([1 + part, 1 - part], axis=1) / 2 for part in (np.cos(times), np.sin(times)))
    shares = Record(times, strategies, (), is_interrupted=False)
    cycling = outcome_at_end(PENNIES, shares, rates=still)
    assert cycling.kind is OutcomeKind.CYCLES
    assert cycling.period == pytest.approx(2 * np.pi, rel=0.05)
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
    # 37 spells, of which the last may have gone on: the round before it ends with the second third
    assert "play goes round (T, L), (M, C), (B, R), and each spell" in outcome.sentence


def test_spells_without_a_cycle_are_unsettled() -> None:
    shares = np.eye(3)[np.arange(200) % 3]
    spells = (Spell((0, 0), 100, 100), Spell((1, 1), 100, 200))
    outcome = outcome_at_end(SHAPLEY, Record(TIMES, (shares, shares), spells, is_interrupted=False))
    assert outcome.kind is OutcomeKind.UNSETTLED


def test_the_end_has_the_regrets_of_each_player() -> None:
    end = end_of(DILEMMA, (np.array([1.0, 0.0]), np.array([1.0, 0.0])))
    assert (end.regrets, end.max_regret) == ((2.0, 2.0), 2.0)


def test_correlated_regret_is_told() -> None:
    outcome = outcome_at_end(DILEMMA, run(np.zeros(200), np.zeros(200))).with_correlated_regret(0.0625)
    assert outcome.correlated_regret == 0.0625
    assert outcome.sentence.endswith("by another action wherever it played one.")
    assert "All play together is within 0.063 of a correlated equilibrium: nobody would" in outcome.sentence
