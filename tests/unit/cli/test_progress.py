"""The line of progress: on terminals only, only in long runs, and gone at the end."""

from __future__ import annotations

import io
import sys

import pytest

from gametheory.cli import progress as module
from gametheory.cli.progress import ProgressLine, study_text
from gametheory.core.solution import Progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    screen = Terminal()
    monkeypatch.setattr(sys, "stderr", screen)
    return screen


def test_short_runs_show_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = on_a_terminal(monkeypatch)
    with ProgressLine() as line:
        line(Progress(done=3, total=None, found=1))
    assert terminal.getvalue() == ""


@pytest.mark.parametrize(("total", "shown"), [(None, "1,234 steps"), (56_789, "1,234 of 56,789 steps")])
def test_long_runs_show_how_far_they_are(monkeypatch: pytest.MonkeyPatch, total: int | None, shown: str) -> None:
    terminal = on_a_terminal(monkeypatch)
    monkeypatch.setattr(module, "QUIET_SECONDS", 0.0)
    with ProgressLine() as line:
        line(Progress(done=1234, total=total, found=7))
        assert terminal.getvalue().endswith(f"s: {shown}, 7 found (Ctrl-C keeps what there is)")
    assert terminal.getvalue().endswith("\r\x1b[K")


def test_pipes_show_nothing(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(module, "QUIET_SECONDS", 0.0)
    with ProgressLine() as line:
        line(Progress(done=3, total=None, found=1))
    assert capsys.readouterr().err == ""


def test_what_is_said_is_an_argument(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = on_a_terminal(monkeypatch)
    monkeypatch.setattr(module, "QUIET_SECONDS", 0.0)
    with ProgressLine(study_text) as line:
        line(Progress(done=1234, total=None, found=5))
        assert terminal.getvalue().endswith("s: 1,234 ends of ranges and ways to them, 5 with a change")
