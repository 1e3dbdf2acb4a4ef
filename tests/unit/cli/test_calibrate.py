"""`gametheory calibrate`: table, JSON, errors."""

from __future__ import annotations

import json

from cli.program import run
from gametheory import load
from gametheory.cli.calibrate import command

OUTCOME = "profile: {amazon: Ignore, seller: Undercut on Temu}"


def test_table() -> None:
    lines = run("calibrate", "price_monitoring", OUTCOME, "scan_cost").output.splitlines()
    assert lines[0] == "Price monitoring: where Amazon: Ignore; Top seller: Undercut on Temu is an equilibrium"
    assert lines[4].split("  ")[1].strip() == "1227/4000"


def test_json() -> None:
    result = run("calibrate", "price_monitoring", OUTCOME, "scan_cost=0:0.2", "--format", "json")
    found = json.loads(result.output)
    assert (found["verdict"], len(found["sha256"])) == ("infeasible", 64)


def test_mistakes() -> None:
    result = run("calibrate", "price_monitoring", "path: [Ignore]")
    assert (result.exit_code, "expected 2 actions in 'path', got 1" in result.output) == (2, True)
    result = run("calibrate", "price_monitoring", "[Ignore]")
    assert (result.exit_code, "expected a target as a mapping, got a list" in result.output) == (2, True)


def test_parameters_that_are_set_do_not_vary() -> None:
    values = load("price_monitoring").parameter_values
    settings = [text for name in values if name != "scan_cost" for text in ("--set", f"{name}={values[name]}")]
    told = json.loads(run("calibrate", "price_monitoring", OUTCOME, *settings, "--format", "json").output)
    assert list(told["within"]) == ["scan_cost"]
    result = run("calibrate", "price_monitoring", OUTCOME, "margin", "--set", "margin=0.3")
    assert (result.exit_code, "expected 'margin' to vary or with --set, got both" in result.output) == (2, True)
    result = run("calibrate", "price_monitoring", OUTCOME, *settings, "--set", "scan_cost=0.2")
    assert (result.exit_code, "expected a parameter that varies, got all of them with --set" in result.output) == (
        2,
        True,
    )


def test_a_time_limit_exits_with_3() -> None:
    result = run("calibrate", "price_monitoring", "payoffs: {amazon: 3}", "scan_cost", "--time-limit", "0")
    assert result.exit_code == 3
    assert "time limit" in result.output


def test_the_command_is_named() -> None:
    assert command.name == "calibrate"
