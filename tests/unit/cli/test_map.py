"""`gametheory map`: maps, curves, pages, and errors."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.program import run


def test_two_parameters_make_a_map(tmp_path: Path) -> None:
    path = tmp_path / "map.svg"
    result = run("map", "inspection_game", "wage=1:6:9", "inspection=0:4:9", "-o", str(path))
    assert (result.exit_code, result.output) == (0, f"wrote {path}\n")
    text = path.read_text(encoding="utf-8")
    assert "Inspection game: equilibria by wage and inspection" in text
    assert "Exact: borders follow the curves of polynomials" in " ".join(text.split())


def test_one_parameter_makes_curves(tmp_path: Path) -> None:
    path = tmp_path / "curves.svg"
    assert run("map", "hawk_dove", "resource=1:9:12", "-o", str(path)).exit_code == 0
    assert "every equilibrium by resource" in path.read_text(encoding="utf-8")


def test_payoffs_color_a_map(tmp_path: Path) -> None:
    path = tmp_path / "payoffs.html"
    words = ("inspection_game", "wage=1:6:9", "inspection=0:4:9", "--payoff", "employer", "--select", "first")
    assert run("map", *words, "-o", str(path)).exit_code == 0
    text = path.read_text(encoding="utf-8")
    assert '"payoff":{"label":"Employer"' in text
    assert "the first equilibrium that is listed counts" in " ".join(text.split())


def test_settings_and_concepts(tmp_path: Path) -> None:
    path = tmp_path / "curves.html"
    words = ("inspection_game", "wage", "--set", "inspection=2", "--concept", "pure", "-o", str(path))
    assert run("map", *words).exit_code == 0
    assert "Inspection game at inspection = 2: every pure equilibrium by wage" in path.read_text(encoding="utf-8")


def test_a_limit_draws_what_there_is(tmp_path: Path) -> None:
    path = tmp_path / "map.svg"
    result = run("map", "inspection_game", "wage", "inspection", "--time-limit", "0", "-o", str(path))
    assert result.exit_code == 3
    assert "not determined" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("axis", ["=1:2", "wage=", "wage=1", "wage=1:2:x", "wage=1:2:3:4", "wage=1:2:"])
def test_axes_are_names_with_ranges(axis: str, tmp_path: Path) -> None:
    result = run("map", "inspection_game", axis, "-o", str(tmp_path / "map.svg"))
    assert result.exit_code == 2
    assert "expected NAME, NAME=LO:HI or NAME=LO:HI:NUM" in result.output


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (("wage", "effort", "output"), "expected one axis or two, got 3"),
        (("wage", "--payoff", "employer"), "--payoff colors a map of two parameters"),
        (("wage", "effort", "--select", "first"), "--select needs --payoff"),
        (("wage", "--set", "wage=2"), "expected 'wage' to vary or with --set, got both"),
        (("wage", "--concept", "nahs"), "got 'nahs'; did you mean 'nash'"),
        (("wages",), "did you mean 'wage'"),
        (("wage", "effort", "--payoff", "boss"), "expected a player ('employee', 'employer'), got 'boss'"),
    ],
)
def test_wrong_words(words: tuple[str, ...], complaint: str, tmp_path: Path) -> None:
    result = run("map", "inspection_game", *words, "-o", str(tmp_path / "map.svg"))
    assert result.exit_code == 2
    assert complaint in " ".join(result.output.split())
    assert list(tmp_path.iterdir()) == []


def test_games_without_parameters(tmp_path: Path) -> None:
    result = run("map", "chicken", "speed", "-o", str(tmp_path / "map.svg"))
    assert "unknown parameter 'speed'; this model has none" in result.output


def test_files_end_as_pictures_do(tmp_path: Path) -> None:
    result = run("map", "inspection_game", "wage", "-o", str(tmp_path / "map.jpg"))
    assert result.exit_code == 2
    assert ".svg" in result.output


def test_files_end_in_what_can_be_written(tmp_path: Path) -> None:
    result = run("map", "inspection_game", "wage", "-o", str(tmp_path / "map.foo"))
    assert result.exit_code == 2
    assert "expected a file ending in .svg, .png, .pdf, .tex or .html, got" in " ".join(result.output.split())
