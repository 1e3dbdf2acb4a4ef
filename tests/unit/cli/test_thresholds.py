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


def test_two_parameters() -> None:
    lines = run("thresholds", "price_monitoring", "commission=0:0.3", "suppressed").output.splitlines()
    assert lines[0] == "Price monitoring: commission from 0 to 3/10, suppressed from 0 to 1, nash"
    assert lines[2].startswith("regime  for example at")
    assert any(line.startswith("71*commission*suppressed - 120*commission + 5") for line in lines)
    assert lines[-3].startswith("3 open regimes and 2 borders, proved")
    found = json.loads(run("thresholds", "price_monitoring", "commission", "suppressed", "--format", "json").output)
    assert found["borders"][0]["solution"] == "suppressed = 3/71"
    assert len(found["sha256"]) == 64


def test_a_range_beside_the_name() -> None:
    text = run("thresholds", "price_monitoring", "commission=0:1/10").output
    assert text == run("thresholds", "price_monitoring", "commission", "--within", "0:1/10").output


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("commission", "suppressed", "margin"), "expected one parameter or two, got 3"),
        (("commission", "commission"), "got 'commission' twice"),
        (("commission", "suppressed", "--within", "0:1"), "otherwise write NAME=LO:HI"),
        (("commission=0:0.1", "--within", "0:1"), "otherwise write NAME=LO:HI"),
        (("commission", "suppressed", "--closed-form", "all"), "--closed-form goes with one parameter"),
        (("commission", "--set", "commission=0.1"), "expected 'commission' to vary or with --set, got both"),
        (("commission=0.1",), "expected NAME or NAME=LO:HI"),
    ],
)
def test_questions_that_do_not_go_together(arguments: tuple[str, ...], sentence: str) -> None:
    result = run("thresholds", "price_monitoring", *arguments)
    assert result.exit_code == 2
    assert sentence in " ".join(result.output.split())


def test_what_was_not_reached_is_not_called_no_game() -> None:
    text = run("thresholds", "price_monitoring", "commission", "--time-limit", "0").output
    assert "not determined" in text
    assert "no game" not in text
    both = run("thresholds", "price_monitoring", "commission", "suppressed", "--time-limit", "0")
    assert both.exit_code == 3
    assert "time limit" in both.output
