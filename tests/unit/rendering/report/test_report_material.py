"""What is computed for a report: which games are played, within which limits, and what Ctrl-C does."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from gametheory import Limits, NormalFormGame, Termination, load, solve
from gametheory.core.solution import Progress
from gametheory.dynamics.catalogue import play
from gametheory.rendering.report import report_material as module
from gametheory.rendering.report.report_content import ReportOrigin
from gametheory.rendering.report.report_material import played, report_material

ORIGIN = ReportOrigin("inspection_game")


@pytest.mark.parametrize(
    "game",
    [
        NormalFormGame([[1, 2]], players=["alone"]),
        NormalFormGame(np.zeros((2, 1, 1), dtype=np.int64)),
        NormalFormGame(np.zeros((2, 59, 2), dtype=np.int64)),
        NormalFormGame(np.zeros((17, *[2] * 17), dtype=np.int8)),
    ],
)
def test_some_games_are_not_played(game: NormalFormGame) -> None:
    assert played(game) is None


def test_trees_are_not_played() -> None:
    assert played(load("trust_game").to_game()) is None


def test_two_players_and_more_are_played_by_their_dynamics() -> None:
    names = {name: played(load(name).to_game()) for name in ("chicken", "public_good")}
    told = {name: (found.dynamics, found.seed) for name, found in names.items() if found is not None}
    assert told == {"chicken": ("fictitious_play", 0), "public_good": ("best_response", 0)}


def test_limits_are_those_of_the_parameters_too() -> None:
    model = load("inspection_game")
    told: list[Progress] = []
    material = report_material(model, solve(model), ORIGIN, limits=Limits(time=0), progress=told.append)
    complaints = {end.complaint for row in material.effects for end in row.ends if end.value != row.value}
    assert complaints == {Termination.TIME_LIMIT.sentence}
    assert len(told) == 4 * len(material.effects)
    assert (material.origin, material.trajectory is None) == (ORIGIN, False)


def test_an_interrupted_course_makes_no_material(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*arguments: Any, **options: Any) -> Any:
        return replace(play(*arguments, **options), is_interrupted=True)

    monkeypatch.setattr(module, "play", interrupted)
    with pytest.raises(KeyboardInterrupt, match=r"^$"):
        played(load("hawk_dove").to_game())


def test_payoffs_that_no_float_holds_are_not_played() -> None:
    assert played(NormalFormGame.from_bimatrix([[10**400, 0], [0, 1]], [[1, 0], [0, 10**400]])) is None
