"""The Moran process."""

from __future__ import annotations

import numpy as np
import pytest

from gametheory import InvalidParameterError, InvalidProfileError, NormalFormGame, UnsupportedGameError
from gametheory.dynamics.moran import moran_process
from gametheory.dynamics.outcome import OutcomeKind
from unit.dynamics.played_games import HAWK_DOVE, congestion

DILEMMA = NormalFormGame.from_bimatrix([[3, 0], [5, 1]], [[3, 5], [0, 1]], actions=[["C", "D"]] * 2)
NEUTRAL = NormalFormGame(np.ones((2, 3, 3), dtype=int))


def test_one_action_takes_over_and_the_run_ends() -> None:
    trajectory = moran_process(DILEMMA, population=30, seed=1)
    assert trajectory.outcome.kind is OutcomeKind.CONVERGED
    assert trajectory.outcome.sentence.startswith("It has converged: 'D' has taken over after")
    assert trajectory.times[-1] < 10_000
    assert np.abs(np.diff(trajectory.strategies[0], axis=0)).max() <= 1 / 30 + 1e-12
    assert dict(trajectory.options) == {"population": 30}


def test_each_neutral_action_takes_over_sometimes() -> None:
    winners = {int(moran_process(NEUTRAL, population=6, seed=seed).strategies[0][-1].argmax()) for seed in range(20)}
    assert winners == {0, 1, 2}


def test_starts_are_rounded_to_whole_individuals() -> None:
    first = [
        moran_process(NEUTRAL, 1, population=10, start=start).strategies[0][0]
        for start in (None, [[0.14, 0.5, 0.36]] * 2)
    ]
    assert [(10 * part).round(9).tolist() for part in first] == [[4, 3, 3], [1, 5, 4]]


def test_a_uniform_population_stays() -> None:
    trajectory = moran_process(DILEMMA, population=10, start=[[1, 0], [1, 0]])
    assert trajectory.num_times == 1
    assert trajectory.outcome.kind is OutcomeKind.RESTING
    assert trajectory.outcome.sentence == (
        "It rests off equilibrium: 'C' has taken over after 0 steps; Player 1 would gain 2 by its best reply, but "
        "nobody is left to copy."
    )


def test_a_short_run_is_not_settled() -> None:
    outcome = moran_process(DILEMMA, 3, population=30, seed=1).outcome
    assert outcome.kind is OutcomeKind.UNSETTLED
    assert "no action has taken over" in outcome.sentence


def test_where_nobody_earns_anything_chance_decides() -> None:
    game = NormalFormGame(np.zeros((2, 2, 2), dtype=int))
    assert moran_process(game, population=4, seed=1).outcome.kind is OutcomeKind.CONVERGED


def test_the_same_seed_plays_the_same() -> None:
    courses = [moran_process(NEUTRAL, seed=seed).strategies[0].tolist() for seed in (5, 5, 6)]
    assert courses[0] == courses[1]
    assert courses[0] != courses[2]


def test_what_does_not_fit_is_refused() -> None:
    with pytest.raises(UnsupportedGameError, match=r"moran needs payoffs of at least 0.*got -0\.5; add a constant"):
        moran_process(HAWK_DOVE)
    with pytest.raises(UnsupportedGameError, match="moran needs a symmetric game of 2 players"):
        moran_process(congestion())
    with pytest.raises(InvalidProfileError, match="the same shares for both players"):
        moran_process(DILEMMA, start=[[1, 0], [0, 1]])


@pytest.mark.parametrize("population", [1, 1001, 2.5])
def test_populations_have_a_size(population: int) -> None:
    with pytest.raises(InvalidParameterError, match="expected a population of 2 to 1,000"):
        moran_process(DILEMMA, population=population)
