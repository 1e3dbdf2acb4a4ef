"""Thresholds as JSON."""

from __future__ import annotations

import json
from fractions import Fraction

import jsonschema
import pytest

from gametheory import load
from gametheory.io.threshold_json import thresholds_to_json, value_to_json
from gametheory.io.threshold_schema import threshold_schema
from gametheory.polynomials import Polynomial, RealRoot
from gametheory.studies.thresholds.closed_forms import closed_form
from gametheory.studies.thresholds.threshold_records import Enclosure
from gametheory.studies.thresholds.thresholds import thresholds
from unit.studies.parametric_games import model_of


def test_regimes_of_a_normal_form() -> None:
    found = thresholds_to_json(thresholds(load("price_monitoring"), "scan_cost"), sha256="0" * 64)
    assert (found["format"], found["parameter"], found["range"]) == (1, "scan_cost", ["0", "1"])
    (threshold,) = found["thresholds"]
    assert threshold["value"] == "1227/4000"
    assert threshold["after"] == [[{"amazon": ["Ignore"], "seller": ["Undercut on Temu"]}]]
    assert len(threshold["at"][0]) == 2
    assert found["edges"][0]["value"] == "0"
    assert "scan_cost" not in found["parameters"]


def test_regimes_of_a_tree_are_by_information_set() -> None:
    found = thresholds_to_json(thresholds(load("choose_one_of_two"), "commission"))
    assert found["first"][0][0]["amazon"]["demand"] == ["Allow both"]


def test_values() -> None:
    root = RealRoot(Polynomial([-7, 0, 3]), Fraction(1), Fraction(2))
    told = value_to_json(root)
    assert isinstance(told, dict)
    assert told["value"] == pytest.approx((7 / 3) ** 0.5)
    assert told["polynomial"] == ["-7", "0", "3"]
    low, high = (Fraction(end) for end in told["interval"])
    assert 3 * low**2 < 7 < 3 * high**2
    assert told["closed_form"] == "sqrt(21)/3"
    assert "closed_form" not in value_to_json(RealRoot(Polynomial([-7, 0, 0, 1]), Fraction(1), Fraction(2)))
    enclosed = value_to_json(Enclosure(Fraction(1, 3), Fraction(1, 2)))
    assert enclosed == {"value": pytest.approx(5 / 12), "interval": ["1/3", "1/2"]}


@pytest.mark.parametrize(
    "table",
    [[["p"], ["1/3"]], [["p*p*p"], ["1/3"]], [["sqrt(p + 1)"], ["5/4"]], [["1/(4*p - 1)"], ["1"]]],
)
def test_all_kinds_fit_the_schema(table: list[list[str]]) -> None:
    found = thresholds_to_json(thresholds(model_of(table, [[1], [1]]), "p"))
    assert found["thresholds"]
    jsonschema.Draft202012Validator(threshold_schema()).validate(json.loads(json.dumps(found)))


def test_formulas_of_other_parameters() -> None:
    found = thresholds(load("inspection_game"), "wage")
    form = closed_form(found, found.thresholds[0])
    assert form is not None
    told = thresholds_to_json(found, {0: form})
    assert told["thresholds"][0]["solution"] == "effort"
    jsonschema.Draft202012Validator(threshold_schema()).validate(told)
