"""`gametheory fit`: table, JSON, picture, errors."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from gametheory import InvalidParameterError
from gametheory.cli.fit import command

DATA = "player,action,count\nfirst,Give way,60\nfirst,Dare,40\nsecond,Give way,55\nsecond,Dare,45\n"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Observed choices in chicken."""
    file = tmp_path / "data.csv"
    file.write_text(DATA, encoding="utf-8")
    return file


def test_table(data: Path) -> None:
    result = CliRunner().invoke(command, ["chicken", str(data), "--level", "0.9"])
    lines = result.output.splitlines()
    assert (result.exit_code, lines[0]) == (0, "Chicken, quantal response fitted to 200 choices")
    assert lines[2].split() == ["player", "action", "count", "observed", "fitted", "Nash"]
    assert "90 % interval from" in result.output


def test_json_and_picture(data: Path, tmp_path: Path) -> None:
    file = tmp_path / "fit.svg"
    result = CliRunner().invoke(command, ["chicken", str(data), "--format", "json", "-o", str(file)])
    found = json.loads(result.stdout)
    assert found["num_observed"] == 200
    assert found["interval"][0] <= found["precision"]
    assert "fitted to 200 choices" in file.read_text(encoding="utf-8")


def test_names_that_are_unknown(data: Path) -> None:
    data.write_text("player,action,count\nthird,Dare,1\n", encoding="utf-8")
    result = CliRunner().invoke(command, ["chicken", str(data)])
    assert isinstance(result.exception, InvalidParameterError)
    assert "expected player 'first', 'second', got 'third'" in str(result.exception)


def test_a_time_limit_exits_with_3(tmp_path: Path) -> None:
    file = tmp_path / "data.csv"
    file.write_text("player,infoset,action,count\nann,first turn,Stop,3\nann,first turn,Pass,4\n", encoding="utf-8")
    result = CliRunner().invoke(command, ["centipede", str(file), "--time-limit", "0"])
    assert result.exit_code == 3


def test_the_command_is_named() -> None:
    assert command.name == "fit"
