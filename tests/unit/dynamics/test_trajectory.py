"""The course of play."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import numpy as np
import pytest

from gametheory import InvalidProfileError, solve
from gametheory.core.solution import Progress
from gametheory.dynamics import fictitious_play, play, recording, symmetric_replicator_dynamics
from unit.dynamics.played_games import DILEMMA, HAWK_DOVE, PENNIES, trust


def test_it_is_frozen() -> None:
    trajectory = fictitious_play(PENNIES, 100, seed=1)
    with pytest.raises(dataclasses.FrozenInstanceError, match="cannot assign"):
        trajectory.seed = 2  # type: ignore[misc]
    with pytest.raises(ValueError, match="read-only"):
        trajectory.strategies[0][0, 0] = 1
    with pytest.raises(ValueError, match="read-only"):
        trajectory.times[0] = 1


def test_distance_and_regrets_fall() -> None:
    trajectory = fictitious_play(PENNIES, 4000, seed=1)
    distance = trajectory.distance(solve(PENNIES))
    assert distance.shape == (trajectory.num_times,)
    assert distance[-1] < 0.05 < distance[0]
    regrets = trajectory.regrets_over_time()
    assert regrets.shape == (trajectory.num_times, 2)
    np.testing.assert_allclose(regrets[-1], trajectory.outcome.regrets)


def test_a_tree_is_compared_with_its_normal_form() -> None:
    trajectory = fictitious_play(trust(), 100, seed=1)
    assert trajectory.distance(solve(trajectory.game))[-1] < 0.1
    with pytest.raises(InvalidProfileError, match=r"take solve\(trajectory.game\)"):
        trajectory.distance(solve(trust()))


def test_labelled_arrays() -> None:
    trajectory = play(DILEMMA, "stochastic_fictitious_play", steps=50, seed=4, noise=0.3)
    data = trajectory.to_xarray()
    assert data["row"].dims == ("time", "row_action")
    assert data["column"].sizes == {"time": 50, "column_action": 2}
    assert data["row"].sel(time=50, row_action="D").item() == trajectory.strategies[0][-1, 1]
    assert data.attrs["option_noise"] == 0.3
    assert (data.attrs["dynamics"], data.attrs["seed"], data.attrs["title"]) == (
        "stochastic_fictitious_play",
        4,
        "Dilemma",
    )
    assert data.attrs["outcome"] == trajectory.outcome.kind.value


def test_texts() -> None:
    trajectory = fictitious_play(DILEMMA, 1500, seed=1)
    assert repr(trajectory) == "<Trajectory fictitious_play of 'Dilemma': 1,500 steps, converged>"
    assert symmetric_replicator_dynamics(HAWK_DOVE, 5).length_text == "0.5 units of time"


def test_pictures(tmp_path: Path) -> None:
    trajectory = fictitious_play(DILEMMA, 60, seed=1)
    path = tmp_path / "play.svg"
    trajectory.draw(solve(DILEMMA)).save(path)
    assert path.read_text(encoding="utf-8").startswith("<?xml")
    assert trajectory._repr_svg_().startswith("<?xml")


def test_an_interrupted_run_is_a_trajectory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recording, "PROGRESS_SECONDS", 0.0)

    def interrupt(progress: Progress) -> None:
        if progress.done == 30:
            raise KeyboardInterrupt

    trajectory = play(PENNIES, steps=100, seed=1, progress=interrupt)
    assert trajectory.is_interrupted
    assert trajectory.times[-1] == 30
