"""What FILE may be, and how parameters are set."""

from __future__ import annotations

import hashlib
import os
import threading
import warnings
from fractions import Fraction
from pathlib import Path

import click
import pytest

from cli.program import run
from gametheory.cli.sources import complete_name, find_file, open_game, parse_setting
from gametheory.io.catalogue import shipped_game_path

CONTEXT = click.Context(click.Command("solve"))
FILE = click.Argument(["file"])


def test_shipped_games_go_by_name() -> None:
    assert find_file("trust_game") == shipped_game_path("trust_game")


def test_files_go_by_path(tmp_path: Path) -> None:
    path = tmp_path / "mine"
    path.write_bytes(shipped_game_path("trust_game").read_bytes())
    assert find_file(str(path)) == path
    opened = open_game(str(path))
    assert opened.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert opened.model.title == "Trust"


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(click.UsageError, match=r"got the folder .*; 'gametheory check' takes folders"):
        find_file(str(tmp_path))


def test_an_empty_name_is_no_folder() -> None:
    with pytest.raises(click.UsageError, match="expected the name of a shipped game or the path of a file, got ''"):
        find_file("")


@pytest.mark.parametrize("name", ["no_such.yaml", "no/such"])
def test_missing_files(name: str) -> None:
    with pytest.raises(click.UsageError, match=f"no file '{name}'"):
        find_file(name)


def test_a_name_is_told_its_nearest() -> None:
    with pytest.raises(click.UsageError, match="got 'trust_gam'; did you mean 'trust_game'"):
        find_file("trust_gam")


def test_settings_are_exact() -> None:
    model = open_game("price_monitoring", ["commission=1/7", " margin = 0.3"]).model
    assert model.parameter_values["commission"] == Fraction(1, 7)
    assert model.parameter_values["margin"] == Fraction(3, 10)


@pytest.mark.parametrize("setting", ["commission", "=3", " =3"])
def test_settings_have_a_name(setting: str) -> None:
    with pytest.raises(click.UsageError, match="expected --set name=value, got"):
        parse_setting(setting)


def test_standard_input() -> None:
    text = shipped_game_path("trust_game").read_bytes()
    assert run("solve", "-", stdin=text).output == run("solve", "trust_game").output
    wrong = run("solve", "-", stdin=b"gametheory: 1\nform: normal\n")
    assert wrong.exit_code == 1
    assert wrong.stderr.startswith("<stdin>:1:1: ")


def test_names_are_completed_before_files() -> None:
    assert [item.value for item in complete_name(CONTEXT, FILE, "se")] == [
        "semi_managed_recruitment",
        "selten_horse",
        "seventy_five_equilibria",
    ]
    assert [(item.value, item.type) for item in complete_name(CONTEXT, FILE, "./x")] == [("./x", "file")]


def test_a_pipe_is_read_once(tmp_path: Path) -> None:
    data = shipped_game_path("trust_game").read_bytes()
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_bytes, args=(data,), daemon=True)
    writer.start()
    assert open_game(str(pipe)).sha256 == hashlib.sha256(data).hexdigest()
    writer.join(timeout=10)
    assert not writer.is_alive()


def test_tables_are_found_beside_the_file(tmp_path: Path) -> None:
    (tmp_path / "table.csv").write_text("row,payoff row\nUp,3\nDown,1/7\n")
    path = tmp_path / "mine.yaml"
    path.write_text(
        "gametheory: 1\nform: normal\nplayers: [row]\nactions: {row: [Up, Down]}\npayoffs: {csv: table.csv}\n"
    )
    assert open_game(str(path)).model.to_game().payoff("row", (1,)) == Fraction(1, 7)


def test_what_is_not_quite_right_is_one_line_on_standard_error() -> None:
    text = 'EFG 2 R "t" { "a" }\np "" 1 1 "" { "x" "x" } 0\nt "" 1 "" { 2 }\nt "" 1\n'
    result = run("show", "-", stdin=text)
    assert result.exit_code == 0
    assert result.stderr == "<stdin>:2:14: expected different labels, got the action 'x' twice; used 'x (2)'\n"
    assert run("show", "-", stdin=text).stderr == result.stderr


def test_other_warnings_are_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    def read(*_: object, **__: object) -> None:
        warnings.warn("something else", stacklevel=1)

    monkeypatch.setattr("gametheory.io.game_file.read_game_text", read)
    with pytest.warns(UserWarning, match="something else"):
        open_game("trust_game")


@pytest.mark.parametrize("command", ["solve", "show", "explain", "check", "eliminate", "play"])
def test_every_command_takes_files_of_other_programs(command: str, tmp_path: Path) -> None:
    path = tmp_path / "meet.lrs"
    path.write_text("2 2  3 0 0 1  1 0 0 3", encoding="utf-8")
    assert run(command, str(path)).exit_code == 0
