"""Pictures that are written, and what is said of them."""

from __future__ import annotations

import warnings
from pathlib import Path

import click
import pytest

from gametheory import load
from gametheory.cli.pictures import write_picture
from gametheory.rendering.draw import Picture, draw, draw_pages


@pytest.mark.parametrize("is_aside", [False, True])
def test_files_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str], is_aside: bool) -> None:
    path = tmp_path / "game.svg"
    write_picture(draw(load("trust_game")), path, is_aside=is_aside)
    told = capsys.readouterr()
    assert (told.err if is_aside else told.out) == f"wrote {path}\n"
    assert (told.out if is_aside else told.err) == ""
    assert path.exists()


def test_each_page_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_picture(draw_pages(load("centipede"), ends=3), tmp_path / "game.svg")
    told = capsys.readouterr().out.splitlines()
    assert len(told) > 1
    assert told == [
        f"wrote {path}" for path in sorted(tmp_path.iterdir(), key=lambda path: (len(path.name), path.name))
    ]


@pytest.mark.filterwarnings("default")
def test_warnings_are_told(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def save(_: Picture, path: Path) -> Path:
        warnings.warn("no font has some signs", stacklevel=1)
        return path

    monkeypatch.setattr(Picture, "save", save)
    write_picture(draw(load("trust_game")), Path("game.svg"))
    told = capsys.readouterr()
    assert (told.out, told.err) == ("wrote game.svg\n", "warning: no font has some signs\n")


def test_places_that_cannot_be_written_are_told(tmp_path: Path) -> None:
    with pytest.raises(click.FileError, match="no such file or directory"):
        write_picture(draw(load("trust_game")), tmp_path / "no" / "game.svg")
