"""What elimination did, as plain values."""

from __future__ import annotations

import json

from gametheory import NormalFormGame, eliminate, load
from gametheory.io.reduction_json import reduction_to_json

GAME = NormalFormGame.from_bimatrix(
    [[4, 0], [0, 4], [1, 1]],
    [[1, 2], [3, 1], [5, 0]],
    players={"row": "Row", "column": "Column"},
    actions=[["Top", "Middle", "Bottom"], ["Left", "Right"]],
)


def test_mixtures_that_dominate_are_exact() -> None:
    told = reduction_to_json(eliminate(GAME), sha256="abc")
    ((gone,),) = told["rounds"]
    assert (gone["player"], gone["action"], sorted(gone["dominated_by"])) == ("row", "Bottom", ["Middle", "Top"])
    assert told["left"] == {"row": ["Top", "Middle"], "column": ["Left", "Right"]}
    assert (told["is_strict"], told["by_mixed"], told["sha256"]) == (True, True, "abc")
    assert json.loads(json.dumps(told)) == told


def test_plans_of_trees_are_named() -> None:
    told = reduction_to_json(eliminate(load("trust_game"), is_strict=False))
    assert told["is_strict"] is False
    assert all(name.startswith("trust=") for name in told["left"]["buyer"])
    assert told["rounds"]
