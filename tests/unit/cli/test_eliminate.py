"""`gametheory eliminate`: strict and weak, by pure actions and by mixtures."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from cli.program import run
from gametheory.cli.eliminate import command

BY_MIXTURE = """
gametheory: 1
form: normal
players: {row: Row, column: Column}
actions: {row: [Top, Middle, Bottom], column: [Left, Right]}
payoffs: [[[4, 1], [0, 2]], [[0, 3], [4, 1]], [[1, 5], [1, 0]]]
"""
WEAK = """
gametheory: 1
form: normal
players: {row: Row, column: Column}
actions: {row: [Top, Bottom], column: [Left, Right]}
payoffs: [[[2, 1], [3, 0]], [[2, 1], [1, 4]]]
"""


def test_dominated_actions_go_with_their_dominator() -> None:
    lines = run("eliminate", "price_monitoring").output.splitlines()
    assert lines[2].split() == ["1", "Top", "seller", "Delist", "Keep", "parity"]
    assert lines[4:] == [
        "What is left:",
        "  Amazon: Monitor, Ignore",
        "  Top seller: Undercut on Temu, Keep parity",
        "Every Nash equilibrium of the game survives strict elimination.",
    ]


def test_parameters_can_be_set() -> None:
    printed = run("eliminate", "price_monitoring", "--set", "scan_cost=0.4").output
    assert "  Amazon: Ignore" in printed.splitlines()


def test_mixtures_dominate_unless_only_pure_ones_are_looked_at() -> None:
    assert "1/2 Top + 1/2 Middle" in run("eliminate", "-", stdin=BY_MIXTURE).output
    told = run("eliminate", "-", "--pure", stdin=BY_MIXTURE).output
    assert told == "No action is strictly dominated by another action (mixtures were not tried).\n"


def test_weak_elimination_is_asked_for_and_warned_of() -> None:
    assert run("eliminate", "-", stdin=WEAK).output == "No action is strictly dominated.\n"
    printed = run("eliminate", "-", "--weak", stdin=WEAK).output
    assert "  Row: Top" in printed.splitlines()
    assert "Weak elimination can lose equilibria" in printed


def test_trees_are_reduced_in_their_normal_form() -> None:
    assert run("eliminate", "trust_game").output == "No plan of the reduced normal form is strictly dominated.\n"
    assert "trust=Not" in run("eliminate", "trust_game", "--weak").output


def test_json_has_everything() -> None:
    told = json.loads(run("eliminate", "price_monitoring", "--set", "scan_cost=0.4", "--format", "json").stdout)
    assert told["rounds"][0][0] == {"player": "amazon", "action": "Monitor", "dominated_by": {"Ignore": "1"}}
    assert told["left"]["amazon"] == ["Ignore"]
    assert told["parameters"]["scan_cost"] == "2/5"
    assert len(told["sha256"]) == 64


def test_terminals_get_the_rich_table(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "game.yaml"
    path.write_text(BY_MIXTURE, encoding="utf-8")
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    command.main([str(path)], standalone_mode=False)
    assert "─" in capsys.readouterr().out
