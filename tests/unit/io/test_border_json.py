"""Borders as JSON."""

from __future__ import annotations

import json

import jsonschema
import pytest

from gametheory import load
from gametheory.io.border_json import borders_to_json
from gametheory.io.border_schema import border_schema
from gametheory.studies.borders.borders import borders
from unit.studies.borders.plane_games import one_sided

VALIDATOR = jsonschema.Draft202012Validator(border_schema())


def test_borders_of_a_normal_form() -> None:
    found = borders_to_json(borders(load("price_monitoring"), ("commission", "suppressed")), sha256="0" * 64)
    assert (found["varying"], found["ranges"]["commission"]) == (["commission", "suppressed"], ["0", "9/20"])
    assert "scan_cost" in found["parameters"]
    assert "commission" not in found["parameters"]
    flat, curved = found["borders"]
    assert flat["solution"] == "suppressed = 3/71"
    assert curved["polynomial"] == "71*commission*suppressed - 120*commission + 5"
    assert curved["terms"] == [[1, 1, "71"], [1, 0, "-120"], [0, 0, "5"]]
    assert curved["changes"][0]["stretches"] == [["1/24", "5/117"]]
    assert curved["changes"][0]["positive"] == [[{"amazon": ["Ignore"], "seller": ["Undercut on Temu"]}]]
    assert len(found["regimes"]) == 3


@pytest.mark.parametrize("formula", ["p*p*p + q*q*q - 1/3", "9*p*p - 6*p + 1/2", "1/(p - q)", "1 + p"])
def test_all_kinds_fit_the_schema(formula: str) -> None:
    found = borders_to_json(borders(one_sided(formula), ("p", "q")))
    VALIDATOR.validate(json.loads(json.dumps(found)))


def test_sampled_regimes_fit_the_schema() -> None:
    found = borders_to_json(borders(load("choose_one_of_two"), ("commission", "detect")))
    assert (found["borders"], found["coverage"]) == ([], "approximate")
    VALIDATOR.validate(found)
