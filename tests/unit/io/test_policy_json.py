"""Comparisons of policies and best values as JSON."""

from __future__ import annotations

import json

from gametheory import load
from gametheory.io.policy_json import comparison_to_json, design_to_json
from gametheory.studies.policies.design import design
from gametheory.studies.policies.policies import compare
from gametheory.studies.policies.policy_regions import compare_over


def test_comparison() -> None:
    model = load("price_monitoring")
    found = compare(model, ["commission_cap"])
    region = compare_over(model, {"temu_sales": (0, 30)}, ["commission_cap"], num_points=3)
    told = json.loads(json.dumps(comparison_to_json(found, region, sha256="0" * 64)))
    assert [outcome["policy"] for outcome in told["outcomes"]] == [None, "commission_cap"]
    assert told["outcomes"][1]["changed_parameters"] == {"commission": "2/25"}
    assert told["outcomes"][1]["equilibria"][0]["seller"] == "156/25"
    assert told["outcomes"][0]["intervals"]["seller"] == ["156/25", "156/25"]
    assert told["region"]["ranges"] == {"temu_sales": ["0", "30"]}
    assert {contest["measure"] for contest in told["region"]["contests"]} == {one["key"] for one in told["measures"]}
    assert all(
        sum(contest[kind] for kind in ("better", "equal", "worse", "open")) == 3
        for contest in told["region"]["contests"]
    )
    assert comparison_to_json(found)["region"] is None


def test_design() -> None:
    found = design(load("price_monitoring"), "amazon", ("suppressed", 0, 1))
    told = json.loads(json.dumps(design_to_json(found)))
    assert told["best"] == {
        "value": "3/71",
        "objective": "24823/5850",
        "side": "above",
        "is_attained": False,
        "is_exact": True,
        "stretch": None,
    }
    assert told["parameters"]["commission"] == "3/20"
    assert told["thresholds"] == ["3/71"]
    assert told["proved"]
