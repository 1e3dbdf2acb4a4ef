"""Courses of play as JSON."""

from __future__ import annotations

import json
from fractions import Fraction

import pytest

from gametheory import load, solve
from gametheory.dynamics import play
from gametheory.io.trajectory_json import trajectory_to_json


def test_everything_is_there_and_plain() -> None:
    trajectory = play(load("matching_pennies"), "best_response", start=[[1, 0], [1, 0]])
    data = trajectory_to_json(trajectory, solve(trajectory.game), parameters={"stake": Fraction(1, 3)}, sha256="0123")
    assert json.loads(json.dumps(data, allow_nan=False)) == data
    assert data["parameters"] == {"stake": "1/3"}
    assert (data["format"], data["sha256"], data["dynamics"], data["seed"]) == (1, "0123", "best_response", 0)
    assert data["outcome"]["kind"] == "cycles"
    assert data["outcome"]["cycle"][1] == {"matcher": "Heads", "mismatcher": "Tails"}
    assert data["times"] == trajectory.times.tolist()
    assert data["strategies"]["mismatcher"]["Tails"] == trajectory.strategies[1][:, 1].tolist()
    nearest = data["nearest_equilibrium"]
    assert nearest["strategies"]["matcher"] == {"Heads": "1/2", "Tails": "1/2"}
    assert nearest["distances"] == nearest["point_distances"] == [0.5] * trajectory.num_times


@pytest.mark.parametrize("concept", ["pure", None])
def test_without_known_equilibria_there_is_no_distance(concept: str | None) -> None:
    trajectory = play(load("matching_pennies"), steps=5)
    solution = None if concept is None else solve(trajectory.game, concept)
    data = trajectory_to_json(trajectory, solution)
    assert data["nearest_equilibrium"] is None
    assert data["outcome"]["movement"] is None
    assert data["parameters"] == {}
