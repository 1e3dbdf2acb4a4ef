"""A study of sensitivity as JSON."""

from __future__ import annotations

import json
from fractions import Fraction

from gametheory import load
from gametheory.io.sensitivity_json import distribution_to_json, sensitivity_to_json
from gametheory.models.distributions import TriangularDistribution, TruncatedNormalDistribution
from gametheory.studies.uncertainty.sensitivity import sensitivity


def test_plain_values() -> None:
    found = sensitivity(load("price_monitoring"), ["commission", "scan_cost"], samples=8)
    told = json.loads(json.dumps(sensitivity_to_json(found, sha256="ab")))
    assert (told["format"], told["sha256"], told["method"], told["num_groups"]) == (1, "ab", "sobol", 8)
    assert told["distributions"]["commission"] == {"uniform": ["0", "9/20"]}
    assert "commission" not in told["parameters"]
    assert told["parameters"]["diversion"] == "2/5"
    first = told["outputs"][0]
    assert (first["kind"], first["name"], first["num_points"]) == ("payoff", "amazon", 32)
    assert [index["parameter"] for index in first["indices"]] == ["commission", "scan_cost"]
    assert told["coverage"]["num_points"] == 32


def test_distributions() -> None:
    low, middle, high = Fraction(0), Fraction(1, 3), Fraction(4)
    assert distribution_to_json(TriangularDistribution(low, middle, high)) == {"triangular": ["0", "1/3", "4"]}
    normal = TruncatedNormalDistribution(middle, Fraction(1), low, high)
    assert distribution_to_json(normal) == {"normal": ["1/3", "1"], "range": ["0", "4"]}
