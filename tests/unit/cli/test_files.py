"""Files that are written as a whole or not at all."""

from __future__ import annotations

from pathlib import Path

import click
import pytest

from gametheory.cli.files import telling_failures, write_whole


def test_a_file_is_written_and_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "page.html"
    write_whole(path, "one\ntwo")
    assert path.read_bytes() == b"one\ntwo"
    assert capsys.readouterr().out == f"wrote {path}\n"
    assert list(tmp_path.iterdir()) == [path]


def test_links_are_followed(tmp_path: Path) -> None:
    real, link = tmp_path / "real.html", tmp_path / "link.html"
    link.symlink_to(real)
    write_whole(link, "new")
    assert link.is_symlink()
    assert real.read_text(encoding="utf-8") == "new"


def test_a_file_that_cannot_be_finished_leaves_the_old_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "page.html"
    path.write_text("old", encoding="utf-8")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(click.FileError, match=r"^no space left on device$"):
        write_whole(path, "new")
    assert path.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_failures_without_words_are_told_too(tmp_path: Path) -> None:
    with pytest.raises(click.FileError, match=r"^it cannot be written$"), telling_failures(tmp_path):
        raise OSError
