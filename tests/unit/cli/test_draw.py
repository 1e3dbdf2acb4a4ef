"""`gametheory draw`: each kind of picture, and what cannot be drawn or written."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.program import run


@pytest.mark.parametrize(("suffix", "start"), [(".svg", b"<?xml"), (".png", b"\x89PNG"), (".pdf", b"%PDF")])
def test_pictures_are_written(tmp_path: Path, suffix: str, start: bytes) -> None:
    path = tmp_path / f"picture{suffix}"
    result = run("draw", "trust_game", "-o", str(path))
    assert (result.exit_code, result.output) == (0, f"wrote {path}\n")
    assert path.read_bytes().startswith(start)


def test_other_kinds_are_usage_errors(tmp_path: Path) -> None:
    result = run("draw", "trust_game", "-o", str(tmp_path / "picture.bmp"))
    assert result.exit_code == 2
    assert "expected a picture file ending in .svg, .png or .pdf" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_equilibria_are_chosen_by_number(tmp_path: Path) -> None:
    texts = []
    for number in ("0", "1", "2"):
        path = tmp_path / f"{number}.svg"
        assert run("draw", "trust_game", "--concept", "nash", "--equilibrium", number, "-o", str(path)).exit_code == 0
        texts.append(path.read_text(encoding="utf-8"))
    assert len(set(texts)) == 3


@pytest.mark.parametrize("number", ["3", "-1", "x"])
def test_numbers_without_equilibrium_are_usage_errors(tmp_path: Path, number: str) -> None:
    path = tmp_path / "picture.svg"
    result = run("draw", "trust_game", "--concept", "nash", "--equilibrium", number, "-o", str(path))
    assert result.exit_code == 2
    assert not path.exists()
    if number == "3":
        assert "expected an equilibrium from 1 to 2, or 0 for none, got 3" in result.stderr


def test_places_that_cannot_be_written_are_told(tmp_path: Path) -> None:
    result = run("draw", "trust_game", "-o", str(tmp_path / "no" / "picture.svg"))
    assert result.exit_code == 1
    assert "no such file or directory" in result.stderr


def test_limits_end_with_their_code(tmp_path: Path) -> None:
    path = tmp_path / "picture.svg"
    result = run("draw", "seventy_five_equilibria", "--time-limit", "0", "-o", str(path))
    assert result.exit_code == 3
    assert path.exists()


def test_the_output_is_required() -> None:
    assert run("draw", "trust_game").exit_code == 2
