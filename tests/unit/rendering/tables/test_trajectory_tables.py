"""Courses of play in words and tables."""

from __future__ import annotations

import numpy as np
import pytest

from gametheory import NormalFormGame, load, solve
from gametheory.core.solution import Progress
from gametheory.dynamics import moran_process, play, recording
from gametheory.rendering.tables.trajectory_tables import (
    course_table,
    share_table,
    trajectory_heading,
    trajectory_sentences,
)

DILEMMA = load("prisoners_dilemma")


def test_heading() -> None:
    assert trajectory_heading(play(DILEMMA, "replicator", steps=5)) == "Prisoner's dilemma, replicator dynamics"
    game = NormalFormGame([[1, 2]])
    assert trajectory_heading(play(game, steps=5)) == "Untitled game, fictitious play"


def test_shares_of_each_player() -> None:
    table = share_table(play(DILEMMA, "best_response", start=[[1, 0], [0, 1]]))
    assert table.columns == ("player", "action", "at first", "at the end", "best reply gains")
    assert table.rows == (
        ("Row player", "Cooperate", "1.0000", "0.0000", "0"),
        ("", "Defect", "0.0000", "1.0000", ""),
        ("Column player", "Cooperate", "0.0000", "0.0000", "0"),
        ("", "Defect", "1.0000", "1.0000", ""),
    )
    assert table.groups == {2}


def test_one_population_stands_once() -> None:
    trajectory = moran_process(DILEMMA, 3, seed=1)
    assert [row[0] for row in share_table(trajectory).rows] == ["(the population)", ""]
    assert course_table(trajectory).columns == ("time", "row: Cooperate", "row: Defect")


def test_many_actions_are_summed_up() -> None:
    game = NormalFormGame(np.arange(15)[None, :])
    rows = share_table(play(game, steps=10)).rows
    assert len(rows) == 13
    assert rows[-1] == ("", "(3 others)", "", "0.0000", "")
    assert rows[-2][3] == "1.0000"


def test_sentences() -> None:
    trajectory = play(DILEMMA, "stochastic_fictitious_play", steps=500, seed=3, noise=0.05)
    ran, outcome, nearest = trajectory_sentences(trajectory, solve(trajectory.game))
    assert ran == "Ran for 500 steps, seed 3, noise 0.05; the table shows frequencies of all play so far."
    assert outcome == trajectory.outcome.sentence
    assert nearest.startswith("Distance to the nearest of one known equilibrium: 0.0")
    assert "at the end, from number 1; " in nearest


def test_interrupted_runs_say_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recording, "PROGRESS_SECONDS", 0.0)

    def interrupt(progress: Progress) -> None:
        if progress.done == 7:
            raise KeyboardInterrupt

    trajectory = play(DILEMMA, steps=50, progress=interrupt)
    assert trajectory_sentences(trajectory, None)[0].startswith("Interrupted after 7 steps, seed 0; ")


def test_the_whole_course() -> None:
    table = course_table(play(DILEMMA, "best_response", start=[[1, 0], [0, 1]]))
    assert table.columns == ("time", "row: Cooperate", "row: Defect", "column: Cooperate", "column: Defect")
    assert table.rows[:2] == (("0", "1.0", "0.0", "0.0", "1.0"), ("1", "0.0", "1.0", "0.0", "1.0"))
