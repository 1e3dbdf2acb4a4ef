"""Best-response dynamics, decided exactly."""

from __future__ import annotations

import pytest

from gametheory import InvalidProfileError, NormalFormGame, judge
from gametheory.core.solution import Progress
from gametheory.dynamics.best_response import best_response_dynamics
from gametheory.dynamics.outcome import OutcomeKind
from unit.dynamics.played_games import COORDINATION, DILEMMA, PENNIES, congestion, trust


@pytest.mark.parametrize("seed", range(8))
def test_potential_games_of_three_players_converge(seed: int) -> None:
    game = congestion()
    outcome = best_response_dynamics(game, seed=seed).outcome
    assert outcome.kind is OutcomeKind.CONVERGED
    assert judge(game, outcome.profile).max_regret == 0
    assert outcome.max_regret == 0


def test_pennies_cycle_through_four_profiles() -> None:
    trajectory = best_response_dynamics(PENNIES, start=[[1, 0], [1, 0]])
    assert trajectory.outcome.kind is OutcomeKind.CYCLES
    assert trajectory.outcome.cycle == ((0, 0), (0, 1), (1, 1), (1, 0))
    assert trajectory.times[-1] < 10
    assert "It cycles through 4 profiles: (1, 1), (1, 2), (2, 2), (2, 1), and again." in trajectory.outcome.sentence


def test_all_at_once_coordination_misses_for_ever() -> None:
    start = [[1, 0], [0, 1]]
    assert best_response_dynamics(COORDINATION, start=start).outcome.kind is OutcomeKind.CONVERGED
    missing = best_response_dynamics(COORDINATION, is_simultaneous=True, start=start)
    assert missing.outcome.cycle == ((0, 1), (1, 0))
    assert missing.dynamics == "simultaneous_best_response"
    resting = best_response_dynamics(COORDINATION, is_simultaneous=True, start=[[1, 0], [1, 0]])
    assert resting.outcome.sentence == "It has converged: at (1, 1) nobody would gain, a pure equilibrium."


def test_a_player_keeps_one_of_its_best_replies_and_takes_the_first_otherwise() -> None:
    game = NormalFormGame.from_bimatrix([[0], [2], [2], [1]], [[0], [0], [0], [0]])
    ends = [
        best_response_dynamics(game, start=[[int(row == first) for row in range(4)], [1]]).outcome.profile
        for first in range(4)
    ]
    assert [profile.strategies[0].index(1) for profile in ends] == [1, 1, 2, 1]


def test_a_tie_of_large_payoffs_is_no_difference() -> None:
    game = NormalFormGame.from_bimatrix([[2**60], [2**60 + 1]], [[0], [0]])
    assert best_response_dynamics(game, start=[[1, 0], [1]]).outcome.profile.strategies[0] == (0.0, 1.0)


def test_a_run_that_is_too_short_is_unsettled() -> None:
    outcome = best_response_dynamics(PENNIES, 2, start=[[1, 0], [1, 0]]).outcome
    assert outcome.kind is OutcomeKind.UNSETTLED
    assert "neither rested nor came back" in outcome.sentence


def test_starts_must_be_pure() -> None:
    with pytest.raises(InvalidProfileError, match="expected a pure profile to start best-response dynamics from"):
        best_response_dynamics(PENNIES, start=[["1/2", "1/2"], [1, 0]])


def test_a_tree_is_played_by_plans() -> None:
    outcome = best_response_dynamics(trust(), seed=3).outcome
    assert outcome.profile["buyer"]["trust=Not"] == 1


def test_the_same_seed_starts_the_same() -> None:
    told: list[Progress] = []
    first, second = (best_response_dynamics(DILEMMA, seed=5, progress=told.append) for _ in range(2))
    assert first.strategies[0].tolist() == second.strategies[0].tolist()
    starts = {tuple(best_response_dynamics(DILEMMA, seed=seed).strategies[0][0]) for seed in range(8)}
    assert len(starts) == 2
