"""The JSON Schemas of comparisons of policies and of best values."""

from __future__ import annotations

import json

import jsonschema
import pytest

from gametheory import load
from gametheory.core.solution import Limits
from gametheory.io.policy_json import comparison_to_json, design_to_json
from gametheory.io.policy_schema import comparison_schema, design_schema
from gametheory.studies.policies.design import design
from gametheory.studies.policies.policies import compare
from gametheory.studies.policies.policy_regions import compare_over

COMPARISONS = jsonschema.Draft202012Validator(comparison_schema())
DESIGNS = jsonschema.Draft202012Validator(design_schema())


def test_the_schemas_are_schemas() -> None:
    jsonschema.Draft202012Validator.check_schema(comparison_schema())
    jsonschema.Draft202012Validator.check_schema(design_schema())


@pytest.mark.parametrize("game", ["price_monitoring", "choose_one_of_two", "two_store_limit"])
def test_comparisons_validate(game: str) -> None:
    model = load(game)
    COMPARISONS.validate(json.loads(json.dumps(comparison_to_json(compare(model), sha256="0" * 64))))


def test_comparisons_over_a_region_or_cut_short_validate() -> None:
    model = load("price_monitoring")
    region = compare_over(model, {"temu_sales": (0, 30)}, ["commission_cap"], num_points=3)
    cut = compare(model, ["commission_cap"], limits=Limits(time=0))
    told = json.loads(json.dumps(comparison_to_json(cut, region)))
    COMPARISONS.validate(told)
    assert told["outcomes"][0]["selected"] is None
    assert not COMPARISONS.is_valid({**told, "select": 1})


@pytest.mark.parametrize(("objective", "parameter"), [("amazon", "suppressed"), ("consumers", "commission")])
def test_best_values_validate(objective: str, parameter: str) -> None:
    told = json.loads(json.dumps(design_to_json(design(load("price_monitoring"), objective, parameter))))
    DESIGNS.validate(told)
    assert not DESIGNS.is_valid({**told, "best": None})
