from __future__ import annotations

import numpy as np
import pytest

from gametheory import TreeBuilder, UnsupportedGameError, load
from gametheory.solvers.quantal_response import infoset_responses
from gametheory.solvers.quantal_response.infoset_responses import InfosetResponses
from gametheory.solvers.quantal_response.principal_branch import logit_path


@pytest.mark.parametrize("name", ["kuhn_poker", "selten_horse", "choose_one_of_two", "outside_option"])
def test_derivatives_are_limits_of_differences(name: str) -> None:
    equations = InfosetResponses(load(name).to_game())
    rng = np.random.default_rng(3)
    point = equations.center() + np.append(0.3 * rng.normal(size=len(equations.center()) - 1), 2.0)
    derivatives = equations(point)[1]
    for unknown in range(len(point)):
        step = 1e-6 * np.eye(len(point))[unknown]
        difference = (equations(point + step)[0] - equations(point - step)[0]) / 2e-6
        assert derivatives[:, unknown] == pytest.approx(difference, abs=1e-6)


def test_perfect_information_is_solved_backwards() -> None:
    """In the centipede each mover's odds follow from what comes after."""
    precision = 1.3
    response = logit_path(load("centipede")).at(precision)
    ann, bob = 3.0 - 1 - 1 + 3, 3.0 - 1 + 3 - 1
    for player, infoset, here in (
        ("bob", "last turn", (1.0, 5.0)),
        ("ann", "third turn", (2.0, 2.0)),
        ("bob", "second turn", (-1.0, 3.0)),
        ("ann", "first turn", (0.0, 0.0)),
    ):
        gain = ann - here[0] if player == "ann" else bob - here[1]
        going_on = 1.0 / (1.0 + np.exp(-precision * gain))
        assert response[player][infoset]["Pass"] == pytest.approx(going_on, abs=1e-12)
        ann = going_on * ann + (1 - going_on) * here[0]
        bob = going_on * bob + (1 - going_on) * here[1]


def test_units_of_payoffs_are_those_of_precision() -> None:
    def pennies(unit: int) -> object:
        builder = TreeBuilder(["one", "two"])
        for row, node in enumerate(builder.move(0, "one", ["T", "B"], infoset="a")):
            for column, end in enumerate(builder.move(node, "two", ["L", "R"], infoset="b")):
                builder.payoffs(end, [unit * (3 * (row == column) - row), unit * 2 * (row != column)])
        return builder.build()

    small, large = (logit_path(pennies(unit)) for unit in (1, 1000))  # type: ignore[arg-type]
    assert small.at(0.8)["one"]["a"]["T"] == pytest.approx(large.at(0.0008)["one"]["a"]["T"], abs=1e-12)


def test_games_it_does_not_apply_to() -> None:
    builder = TreeBuilder(["lost"])
    for node in builder.move(0, "lost", ["on", "off"], infoset="road"):
        if node == 1:
            builder.move(node, "lost", ["on", "off"], infoset="road")
    with pytest.raises(UnsupportedGameError, match="lost can meet one information set twice in a play"):
        InfosetResponses(builder.build())
    with pytest.raises(UnsupportedGameError, match="quantal response needs somebody who moves"):
        InfosetResponses(TreeBuilder(["idle"]).build())


def test_sets_that_chance_excludes_are_refused() -> None:
    builder = TreeBuilder(["one"])
    likely, never = builder.chance(0, {"yes": 1, "no": 0})
    builder.move(likely, "one", ["a", "b"], infoset="reached")
    builder.move(never, "one", ["a", "b"], infoset="excluded")
    with pytest.raises(UnsupportedGameError, match="information sets that chance does not exclude"):
        InfosetResponses(builder.build())


def test_trees_that_are_too_large_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(infoset_responses, "MOST_ENTRIES", 30)
    with pytest.raises(UnsupportedGameError, match="at most 30 pairs of an action and an end of play, got"):
        InfosetResponses(load("kuhn_poker").to_game())
