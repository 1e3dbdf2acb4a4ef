"""`gametheory thresholds`: table, JSON, ranges, errors."""

from __future__ import annotations

import json

import pytest

from cli.program import run
from gametheory.cli.thresholds import command


def test_table() -> None:
    lines = run("thresholds", "price_monitoring", "commission", "--within", "0:0.3").output.splitlines()
    assert lines[0] == "Price monitoring: commission from 0 to 3/10, nash"
    assert lines[5].startswith("20/409 = 0.0488998  any of a continuum from (Amazon: Ignore;")
    assert lines[-1].startswith("One threshold, proved")


def test_json() -> None:
    found = json.loads(run("thresholds", "price_monitoring", "scan_cost", "--format", "json").output)
    assert [threshold["value"] for threshold in found["thresholds"]] == ["1227/4000"]
    assert len(found["sha256"]) == 64


def test_other_parameters_and_concepts() -> None:
    other = run("thresholds", "price_monitoring", "commission", "--set", "scan_cost=0.2", "--format", "json").output
    assert json.loads(other)["thresholds"][0]["value"] == "40/409"
    pure = run("thresholds", "price_monitoring", "scan_cost", "--concept", "pure").output
    assert "no equilibrium" in pure


@pytest.mark.parametrize("within", ["0.3", "0:", ":1", "0:1:2"])
def test_ranges_are_lo_and_hi(within: str) -> None:
    result = run("thresholds", "price_monitoring", "commission", "--within", within)
    assert result.exit_code == 2
    assert f"expected lo:hi, such as 0:0.45, got {within!r}" in result.output


def test_unknown_names() -> None:
    result = run("thresholds", "price_monitoring", "comission")
    assert result.exit_code == 2
    assert "unknown parameter 'comission'" in result.output
    result = run("thresholds", "price_monitoring", "commission", "--concept", "nosh")
    assert result.exit_code == 2
    assert "got 'nosh'" in result.output


def test_a_time_limit_exits_with_3() -> None:
    result = run("thresholds", "price_monitoring", "commission", "--time-limit", "0")
    assert result.exit_code == 3
    assert "time limit" in result.output


def test_the_command_is_named() -> None:
    assert command.name == "thresholds"


def test_formulas_of_other_parameters() -> None:
    text = run("thresholds", "price_monitoring", "commission", "--closed-form", "suppressed, scan_cost").output
    assert "commission = -50*scan_cost/(71*suppressed - 120) (checked at 3 random points)." in text
    whole = run("thresholds", "inspection_game", "wage", "--closed-form", "all", "--format", "json").output
    assert json.loads(whole)["thresholds"][0]["solution"] == "effort"
    wrong = run("thresholds", "price_monitoring", "commission", "--closed-form", "scan")
    assert wrong.exit_code == 2
    assert "unknown parameter 'scan'" in wrong.output
