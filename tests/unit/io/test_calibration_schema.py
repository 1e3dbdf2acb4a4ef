"""The JSON Schema of calibrations."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest

from gametheory import load
from gametheory.io.calibration_json import calibration_to_json
from gametheory.io.calibration_schema import calibration_schema
from gametheory.studies.uncertainty.calibration import calibrate

VALIDATOR = jsonschema.Draft202012Validator(calibration_schema())


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(calibration_schema())


@pytest.mark.parametrize(
    "target",
    [
        {"profile": {"amazon": "Ignore", "seller": "Undercut on Temu"}},
        {"profile": {"amazon": "Ignore", "seller": "Delist"}},
        {"support": {"amazon": ["Monitor", "Ignore"]}},
        {"payoffs": {"amazon": 4}, "probability": {"amazon": {"Monitor": "1/2"}}},
    ],
)
def test_answers_validate(target: dict[str, Any]) -> None:
    found = calibrate(load("price_monitoring"), target, ["scan_cost"], samples=4)
    told = json.loads(json.dumps(calibration_to_json(found)))
    VALIDATOR.validate(told)
    assert told["parameters"]["margin"] == "1/5"
    assert not VALIDATOR.is_valid({**told, "within": None})
