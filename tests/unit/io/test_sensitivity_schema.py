"""The JSON Schema of studies of sensitivity."""

from __future__ import annotations

import json
from fractions import Fraction

import jsonschema
import pytest

from gametheory import load
from gametheory.core.solution import Limits
from gametheory.io.sensitivity_json import sensitivity_to_json
from gametheory.io.sensitivity_schema import sensitivity_schema
from gametheory.models.distributions import TriangularDistribution, TruncatedNormalDistribution
from gametheory.studies.uncertainty.sensitivity import sensitivity

VALIDATOR = jsonschema.Draft202012Validator(sensitivity_schema())


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(sensitivity_schema())


@pytest.mark.parametrize("method", ["sobol", "morris"])
def test_answers_validate(method: str) -> None:
    low, middle, high = Fraction(0), Fraction(1, 3), Fraction(2, 5)
    laws = {
        "commission": TriangularDistribution(low, middle, high),
        "scan_cost": TruncatedNormalDistribution(middle, Fraction(1), low, high),
        "margin": None,
    }
    told = sensitivity_to_json(sensitivity(load("price_monitoring"), laws, method=method, samples=4))
    VALIDATOR.validate(json.loads(json.dumps(told)))
    assert [output["regime"] is None for output in told["outputs"][:2]] == [True, True]
    assert told["outputs"][-1]["regime"] is not None
    assert not VALIDATOR.is_valid({**told, "method": "guess"})


def test_nothing_that_was_solved_validates() -> None:
    found = sensitivity(load("price_monitoring"), ["commission"], samples=4, limits=Limits(time=0))
    VALIDATOR.validate(json.loads(json.dumps(sensitivity_to_json(found))))
