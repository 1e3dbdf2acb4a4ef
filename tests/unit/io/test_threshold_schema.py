"""The schema of thresholds refuses what is not one."""

from __future__ import annotations

from copy import deepcopy

import jsonschema
import pytest

from gametheory import load
from gametheory.io.threshold_json import thresholds_to_json
from gametheory.io.threshold_schema import threshold_schema
from gametheory.studies.thresholds.thresholds import thresholds

VALIDATOR = jsonschema.Draft202012Validator(threshold_schema())


def test_the_schema_is_one_and_fits() -> None:
    jsonschema.Draft202012Validator.check_schema(threshold_schema())
    VALIDATOR.validate(thresholds_to_json(thresholds(load("choose_one_of_two"), "detect")))


@pytest.mark.parametrize(
    ("key", "value"), [("proved", "yes"), ("range", ["0"]), ("coverage", "most"), ("thresholds", [{"value": 0.3}])]
)
def test_wrong_values_are_refused(key: str, value: object) -> None:
    found = deepcopy(thresholds_to_json(thresholds(load("price_monitoring"), "margin")))
    found[key] = value
    with pytest.raises(jsonschema.ValidationError, match=r".+"):
        VALIDATOR.validate(found)
