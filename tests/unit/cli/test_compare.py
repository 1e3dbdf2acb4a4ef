"""`gametheory compare`: tables, JSON, pages, errors."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cli.program import run
from gametheory.cli.compare import command


def test_table() -> None:
    lines = run("compare", "two_store_limit").output.splitlines()
    assert lines[0] == "The limit of two stores: policies, pure (thousand USD a year)"
    assert lines[4].startswith("As it is   1           Two stores")
    assert lines[-1] == "Coverage of all 3 games: all."


def test_region_and_json() -> None:
    arguments = [
        "compare",
        "price_monitoring",
        "--policy",
        "no_monitoring",
        "--over",
        "temu_sales=0:30",
        "--points",
        "3",
    ]
    assert "share of 3 points" in run(*arguments).output
    told = json.loads(run(*arguments, "--seed", "5", "--format", "json").output)
    assert (told["region"]["num_points"], told["region"]["seed"], len(told["sha256"])) == (3, 5, 64)


def test_page(tmp_path: Path) -> None:
    target = tmp_path / "policies.html"
    assert run("compare", "two_store_limit", "-o", str(target)).output == f"wrote {target}\n"
    assert "One store" in target.read_text(encoding="utf-8")
    wrong = run("compare", "two_store_limit", "-o", str(tmp_path / "policies.md"))
    assert wrong.exit_code == 2
    assert "expected a file ending in .html" in wrong.output


@pytest.mark.parametrize("over", ["temu_sales=", "temu_sales=1", "temu_sales=1:", "=0:1", "a=0:1:2"])
def test_ranges_are_names_with_lo_and_hi(over: str) -> None:
    result = run("compare", "price_monitoring", "--over", over)
    assert result.exit_code == 2
    assert "expected NAME or NAME=LO:HI" in result.output


def test_the_range_of_the_file() -> None:
    arguments = ["compare", "price_monitoring", "--policy", "no_monitoring", "--over", "temu_sales", "--points", "2"]
    assert "Over temu_sales from 0 to 30: share of 2 points" in run(*arguments).output


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--points", "10"), "expected --over with --points or --seed"),
        (("--seed", "10"), "expected --over with --points or --seed"),
        (("-o", "a.html", "--format", "json"), "or --format json, got both"),
        (("--over", "margin", "--set", "margin=1/2"), "expected 'margin' to vary or with --set, got both"),
    ],
)
def test_what_does_not_go_together(arguments: tuple[str, ...], sentence: str) -> None:
    result = run("compare", "price_monitoring", *arguments)
    assert (result.exit_code, sentence in result.output) == (2, True)


def test_a_parameter_twice() -> None:
    result = run("compare", "price_monitoring", "--over", "margin=0:1", "--over", "margin=0:1/2")
    assert result.exit_code == 2
    assert "expected each parameter once, got 'margin' twice" in result.output


def test_names_that_are_unknown() -> None:
    result = run("compare", "price_monitoring", "--policy", "ban")
    assert result.exit_code == 2
    assert "unknown policy 'ban'" in result.output
    assert command.name == "compare"


def test_limits() -> None:
    result = run("compare", "price_monitoring", "--time-limit", "0")
    assert result.exit_code in {0, 3}
