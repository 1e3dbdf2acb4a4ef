"""Dynamics by name."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from gametheory import InvalidParameterError, NormalFormGame
from gametheory.dynamics.catalogue import DYNAMICS, dynamics_text, play
from gametheory.dynamics.trajectory import Trajectory

GAME = NormalFormGame.from_bimatrix([[3, 0], [5, 1]], [[3, 5], [0, 1]])


@pytest.mark.parametrize("name", DYNAMICS)
def test_every_name_plays(name: str) -> None:
    trajectory = play(GAME, name, steps=60, seed=2)
    assert isinstance(trajectory, Trajectory)
    assert trajectory.dynamics == name
    assert trajectory.seed == 2
    assert all(np.allclose(part.sum(axis=1), 1) for part in trajectory.strategies)
    assert DYNAMICS[name].label


@pytest.mark.parametrize("name", [name for name, found in DYNAMICS.items() if "start" in found.options])
def test_every_start_is_passed_on(name: str) -> None:
    trajectory = play(GAME, name, steps=3, start=[[0, 1], [0, 1]])
    assert trajectory.strategies[0][0].tolist() == [0.0, 1.0]


def test_unknown_names_and_options_are_refused() -> None:
    with pytest.raises(InvalidParameterError, match=r"expected dynamics among 'best_response', .*got 'imitation'"):
        play(GAME, "imitation")
    with pytest.raises(InvalidParameterError, match="dynamics 'moran' have 'population' and 'start', got 'noise'"):
        play(GAME, "moran", noise=0.1)
    with pytest.raises(InvalidParameterError, match="dynamics 'regret_matching' have no options, got 'start'"):
        play(GAME, "regret_matching", start=[[1, 0], [1, 0]])


def test_the_page_lists_all_with_their_summaries() -> None:
    page = (Path(__file__).parents[3] / "docs/how-to/play_dynamics.md").read_text(encoding="utf-8")
    table = page.partition("## Which dynamics")[2].partition("\n##")[0]
    rows = [line.split("|")[1:3] for line in table.splitlines() if line.startswith("| `")]
    told = [f"{name.strip(' `')}: {summary.strip().replace('`', '')}" for name, summary in rows]
    assert told == dynamics_text().splitlines()
