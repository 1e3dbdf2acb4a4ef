"""`gametheory list`."""

from __future__ import annotations

import sys

import pytest

from cli.program import run
from gametheory.cli.list import command
from gametheory.io.catalogue import shipped_games


def test_every_shipped_game_is_listed() -> None:
    rows = run("list").output.splitlines()[2:]
    assert [row.split()[0] for row in rows] == [game.name for game in shipped_games()]
    assert [" ".join(row.split()[1:]) for row in rows] == [" ".join(game.title.split()) for game in shipped_games()]


def test_terminals_get_the_rich_table(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    command.main([], standalone_mode=False)
    assert "─" in capsys.readouterr().out
