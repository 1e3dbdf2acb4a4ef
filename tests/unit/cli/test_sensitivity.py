"""`gametheory sensitivity`: table, JSON, parameters, errors."""

from __future__ import annotations

import json

import pytest

from cli.program import run
from gametheory.cli.sensitivity import command

FEW = ("--samples", "8")


def test_table() -> None:
    lines = run("sensitivity", "price_monitoring", "commission", "scan_cost=0.1:0.3", *FEW).output.splitlines()
    assert lines[0] == "Price monitoring: Sobol's indices, nash"
    assert any(line.startswith("commission ") for line in lines)
    assert "32 points in 8 base samples, seed 0." in lines


def test_json() -> None:
    result = run("sensitivity", "price_monitoring", "commission", "--method", "morris", *FEW, "--format", "json")
    found = json.loads(result.output)
    assert (found["method"], found["coverage"]["num_points"], len(found["sha256"])) == ("morris", 16, 64)


@pytest.mark.parametrize("parameter", ["=1:2", "commission=", "commission=1", "commission=1:", "commission=0:1:2"])
def test_parameters_are_names_or_ranges(parameter: str) -> None:
    result = run("sensitivity", "price_monitoring", parameter)
    assert result.exit_code == 2
    assert f"expected NAME or NAME=LO:HI, such as commission=0.1:0.2, got {parameter!r}" in result.output


def test_mistakes() -> None:
    result = run("sensitivity", "price_monitoring", "commission", "commission")
    assert (result.exit_code, "got 'commission' twice" in result.output) == (2, True)
    result = run("sensitivity", "price_monitoring", "--concept", "nosh")
    assert (result.exit_code, "got 'nosh'" in result.output) == (2, True)
    result = run("sensitivity", "price_monitoring", "--samples", "100")
    assert (result.exit_code, "take 128" in result.output) == (2, True)


def test_a_time_limit_exits_with_3() -> None:
    result = run("sensitivity", "price_monitoring", "commission", *FEW, "--outputs", "payoff", "--time-limit", "0")
    assert result.exit_code == 3
    assert "No group of points was solved." in result.output
    assert "0 of 24 points count" in result.output
    assert "one equilibrium" not in result.output


def test_parameters_that_are_set_do_not_vary() -> None:
    arguments = ("sensitivity", "price_monitoring", "--samples", "2", "--set", "margin=0.3", "--format", "json")
    told = json.loads(run(*arguments).output)
    assert "margin" not in told["distributions"]
    assert told["parameters"] == {"margin": "3/10"}
    result = run("sensitivity", "price_monitoring", "margin", "--set", "margin=0.3")
    assert (result.exit_code, "expected 'margin' to vary or with --set, got both" in result.output) == (2, True)


def test_the_command_is_named() -> None:
    assert command.name == "sensitivity"
