"""A calibration as JSON."""

from __future__ import annotations

import json

from gametheory.io.calibration_json import calibration_to_json
from gametheory.studies.uncertainty.calibration import calibrate
from unit.studies.planted_games import CURVED, ENTRY, planted


def test_outcomes() -> None:
    profile = {"profile": {"first": "Enter", "second": "Stay"}}
    told = json.loads(json.dumps(calibration_to_json(calibrate(planted(ENTRY), profile, ["cost"]), sha256="ab")))
    assert (told["verdict"], told["method"], told["sha256"]) == ("feasible", "linear_program", "ab")
    assert told["ranges"] == {"cost": ["2", "4"]}
    assert told["conditions"][1] == {
        "player": "second",
        "action": "Enter",
        "relation": ">=",
        "coefficients": {"cost": "1"},
        "constant": "-2",
    }


def test_conditions_that_are_not_linear() -> None:
    told = calibration_to_json(calibrate(planted(CURVED), {"profile": {"row": "In", "column": "Left"}}, ["x"]))
    assert told["method"] == "boxes"
    assert told["conditions"][0]["constant"] is None


def test_fits() -> None:
    told = json.loads(json.dumps(calibration_to_json(calibrate(planted(ENTRY), {"payoffs": {"first": 1}}, samples=8))))
    assert told["numbers"][0]["place"] == ["first", "", ""]
    assert told["is_met"] is True
    assert sorted(told["undetermined"]) == ["cost", "market"]
