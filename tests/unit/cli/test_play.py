"""`gametheory play`: what it prints, writes and refuses."""

from __future__ import annotations

import csv
import io
import json
import warnings
from pathlib import Path

import pytest

from cli.program import run
from gametheory import UnsupportedGameError
from gametheory.cli import play as module
from gametheory.cli.progress import ProgressLine
from gametheory.core.solution import Progress, Solution
from gametheory.dynamics import recording
from gametheory.rendering.draw import Picture


def test_table() -> None:
    lines = run("play", "shapley", "--seed", "1").output.splitlines()
    assert lines[0] == "Shapley's game, fictitious play"
    assert lines[2].split() == ["player", "action", "at", "first", "at", "the", "end", "best", "reply", "gains"]
    assert lines[-3] == "Ran for 10,000 steps, seed 1; the table shows frequencies of all play so far."
    assert lines[-2].startswith("It cycles: play goes round (")
    assert lines[-1].startswith("Distance to the nearest of one known equilibrium: 0.2")


def test_the_same_seed_prints_the_same() -> None:
    arguments = ("play", "matching_pennies", "--dynamics", "regret_matching", "--steps", "200")
    texts = [run(*arguments, "--seed", seed).output for seed in ("3", "3", "4")]
    assert texts[0] == texts[1]
    assert texts[0] != texts[2]


def test_json() -> None:
    result = run("play", "price_monitoring", "--steps", "50", "--format", "json", "--set", "temu_sales=3.5")
    data = json.loads(result.stdout)
    assert data["parameters"]["temu_sales"] == "7/2"
    assert len(data["times"]) == 50
    assert data["nearest_equilibrium"]["coverage"] == "all"


def test_csv_has_one_line_for_each_time_and_the_sentences_aside() -> None:
    result = run("play", "prisoners_dilemma", "--dynamics", "moran", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert rows[-1]["row: Defect"] == "1.0"
    assert "It has converged: 'Defect' has taken over" in result.stderr


@pytest.mark.parametrize(
    ("suffix", "start"), [(".svg", b"<?xml"), (".png", b"\x89PNG"), (".pdf", b"%PDF"), (".tex", b"% ")]
)
def test_pictures_are_written(tmp_path: Path, suffix: str, start: bytes) -> None:
    path = tmp_path / f"play{suffix}"
    result = run("play", "matching_pennies", "--steps", "100", "-o", str(path))
    assert (result.exit_code, result.stderr) == (0, f"wrote {path}\n")
    assert path.read_bytes().startswith(start)


def test_places_that_cannot_be_written_are_told(tmp_path: Path) -> None:
    result = run("play", "matching_pennies", "--steps", "10", "-o", str(tmp_path / "no" / "play.svg"))
    assert result.exit_code == 1
    assert "no such file or directory" in result.stderr


@pytest.mark.filterwarnings("default")
def test_warnings_of_pictures_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def save(_: Picture, path: Path) -> Path:
        warnings.warn("no font has some signs", stacklevel=1)
        return path

    monkeypatch.setattr(Picture, "save", save)
    result = run("play", "matching_pennies", "--steps", "10", "-o", "play.svg")
    assert (result.exit_code, result.stderr) == (0, "warning: no font has some signs\nwrote play.svg\n")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--dynamics", "Fictitious-Play"), "did you mean 'fictitious_play'?"),
        (("--dynamics", "imitation"), "expected one of best_response, simultaneous_best_response, fictitious_play"),
        (("-o", "play.bmp"), "expected a picture file ending in .svg, .png, .pdf or .tex, got 'play.bmp'"),
        (("--steps", "0"), "0 is not in the range x>=1"),
        (("--seed", "-1"), "-1 is not in the range"),
        (("--set", "commission"), "expected --set name=value"),
    ],
)
def test_wrong_usage(arguments: tuple[str, ...], sentence: str) -> None:
    result = run("play", "price_monitoring", *arguments)
    assert result.exit_code == 2
    assert sentence in result.stderr


def test_games_that_do_not_fit_are_refused() -> None:
    result = run("play", "hawk_dove", "--dynamics", "moran")
    assert result.exit_code == 1
    assert result.stderr.startswith("moran needs payoffs of at least 0")


def test_where_no_method_applies_nothing_is_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> Solution:
        raise UnsupportedGameError("too many players")

    monkeypatch.setattr("gametheory.solvers.solve.solve", refused)
    text = """
gametheory: 1
form: normal
players: [a, b, c]
actions: {a: [H, T], b: [H, T], c: [H, T]}
payoffs:
  - [[[1, -1, 1], [1, -1, -1]], [[-1, 1, 1], [-1, 1, -1]]]
  - [[[-1, 1, -1], [-1, 1, 1]], [[1, -1, -1], [1, -1, 1]]]
"""
    result = run("play", "-", "--steps", "50", stdin=text)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.endswith("No equilibrium is known to compare it with.\n")


def test_ctrl_c_prints_what_was_played(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(_: ProgressLine, progress: Progress) -> None:
        if progress.done == 40:
            raise KeyboardInterrupt

    monkeypatch.setattr(recording, "PROGRESS_SECONDS", 0.0)
    monkeypatch.setattr(ProgressLine, "__call__", interrupt)

    def solved(*_: object, **__: object) -> None:
        raise AssertionError("solved after Ctrl-C")

    monkeypatch.setattr(module, "_known_equilibria", solved)
    result = run("play", "matching_pennies", "--steps", "100000000")
    assert (result.exit_code, result.stderr) == (3, "")
    assert "Interrupted after 40 steps, seed 0; " in result.stdout
