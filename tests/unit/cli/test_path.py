"""`gametheory path`: table, JSON, CSV, picture."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

from click.testing import CliRunner

from gametheory.cli.path import command


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(command, arguments)
    return result.exit_code, result.output


def test_table() -> None:
    code, output = run("chicken", "--at", "1", "--at", "2")
    lines = output.splitlines()
    assert (code, lines[0]) == (0, "Chicken, quantal response")
    assert lines[2].split() == ["player", "action", "1", "2", "limit"]
    assert "At precision 1.37218 two arms leave the path" in output


def test_json() -> None:
    found = json.loads(run("centipede", "--format", "json", "--at", "0.5")[1])
    assert found["form"] == "agent"
    assert len(found["sha256"]) == 64
    assert found["at"][0]["strategies"]["bob"]["last turn"]["Stop"] > 0.5


def test_csv_has_one_row_for_each_point() -> None:
    result = CliRunner().invoke(command, ["chicken", "--format", "csv"])
    rows = list(csv.reader(io.StringIO(result.stdout)))
    assert rows[0] == ["precision", "first: Give way", "first: Dare", "second: Give way", "second: Dare"]
    assert len(rows) > 20
    assert "leads to the Nash equilibrium" in result.stderr


def test_picture(tmp_path: Path) -> None:
    file = tmp_path / "path.svg"
    assert run("chicken", "-o", str(file))[0] == 0
    assert "Chicken, quantal response" in file.read_text(encoding="utf-8")


def test_a_time_limit_exits_with_3() -> None:
    code, output = run("kuhn_poker", "--time-limit", "0")
    assert (code, "time limit" in output) == (3, True)


def test_parameters_are_set() -> None:
    assert run("price_monitoring", "--set", "temu_sales=3")[1].startswith("Price monitoring at temu_sales = 3,")


def test_the_command_is_named() -> None:
    assert command.name == "path"
