"""How far play is from the known equilibria, in words."""

from __future__ import annotations

import pytest

from gametheory import NormalFormGame, load, solve
from gametheory.dynamics import play
from gametheory.rendering.sentences.distance_sentences import distance_sentence, nearest_sentence

LINE = NormalFormGame.from_bimatrix([[1, 1], [0, 0]], [[2, 2], [0, 3]])
"""The second player is indifferent where the first plays its dominant row."""


def test_the_distance_at_the_end_and_at_the_nearest() -> None:
    trajectory = play(load("prisoners_dilemma"), "best_response", start=[[1, 0], [0, 1]])
    assert distance_sentence(trajectory, solve(trajectory.game)) == (
        "Distance to the nearest of one known equilibrium: 0 at the end, from number 1; 0 at the least, after 1 step."
    )


def test_other_equilibria_may_be_unknown() -> None:
    trajectory = play(load("public_good"), "replicator", steps=50)
    said = distance_sentence(trajectory, solve(trajectory.game, "pure"))
    assert "known equilibria, there may be others: " in said
    assert said.endswith("units of time.")


def test_without_equilibria_there_is_no_distance() -> None:
    trajectory = play(load("matching_pennies"), steps=50)
    nothing = solve(trajectory.game, "pure")
    for solution in (None, nothing):
        assert distance_sentence(trajectory, solution) == "No equilibrium is known to compare it with."
    assert nearest_sentence(trajectory, nothing) == "No equilibrium is listed above to compare it with."


def test_a_set_between_the_listed_ones_may_be_nearer() -> None:
    trajectory = play(LINE, "replicator", steps=1, step_length=1e-9, start=[[1, 0], ["1/4", "3/4"]])
    solution = solve(LINE)
    number = int(float(solution.equilibria[0][1]["1"]) == 1) + 1
    assert distance_sentence(trajectory, solution).startswith(
        f"Distance to the nearest of 2 known equilibria: 0.25 at the end, from number {number} "
        "(0 from one between those known); 0 at the least, after "
    )
    assert nearest_sentence(trajectory, solution) == (
        f"From equilibrium {number} of the 2 found, the nearest, no probability differs by more than 0.25 at the end; "
        "from one between those found, none does by more than 0."
    )


@pytest.mark.parametrize(("rows", "said"), [([1, 0], "This is equilibrium "), ([0, 1], "This is equilibrium ")])
def test_an_equilibrium_that_is_reached_is_named(rows: list[int], said: str) -> None:
    trajectory = play(load("battle_of_the_sexes"), "best_response", start=[rows, rows])
    assert nearest_sentence(trajectory, solve(trajectory.game)).startswith(said)


def test_the_only_equilibrium_has_no_number() -> None:
    trajectory = play(load("matching_pennies"), steps=1000, seed=1)
    sentence = nearest_sentence(trajectory, solve(trajectory.game))
    assert sentence.startswith("From the equilibrium listed above no probability differs by more than 0.0")
