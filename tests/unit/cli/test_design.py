"""`gametheory design`: table, JSON, errors."""

from __future__ import annotations

import json

import pytest

from cli.program import run
from gametheory.cli.design import command


def test_table_and_json() -> None:
    arguments = ["design", "price_monitoring", "amazon", "suppressed=0:1"]
    lines = run(*arguments).output.splitlines()
    assert lines[0] == "Price monitoring: the best suppressed from 0 to 1 for Amazon, nash"
    assert lines[5].startswith("3/71, from above")
    told = json.loads(run(*arguments, "--format", "json").output)
    assert (told["best"]["value"], told["objective"], len(told["sha256"])) == ("3/71", "amazon", 64)


def test_under_a_policy() -> None:
    output = run("design", "price_monitoring", "seller", "margin=0:1/2", "--policy", "no_monitoring").output
    assert output.startswith("Price monitoring: No price monitoring: the best margin from 0 to 0.5 for Top seller")
    assert "Best: margin = 0.5, which gives Top seller 18 million USD a year." in output


@pytest.mark.parametrize("over", ["margin=", "margin=1", "=0:1", "margin=0:1:2"])
def test_ranges(over: str) -> None:
    result = run("design", "price_monitoring", "amazon", over)
    assert result.exit_code == 2
    assert "expected NAME or NAME=LO:HI" in result.output
    assert command.name == "design"


def test_the_range_of_the_file() -> None:
    assert "the best margin from 0 to 1 for Top seller" in run("design", "price_monitoring", "seller", "margin").output
    result = run("design", "price_monitoring", "seller", "margin", "--set", "margin=1/2")
    assert (result.exit_code, "expected 'margin' to vary or with --set" in result.output) == (2, True)


def test_no_time_exits_with_3() -> None:
    result = run("design", "price_monitoring", "seller", "margin", "--time-limit", "0")
    assert (result.exit_code, "was cut short before there was any; allow more time" in result.output) == (3, True)
