"""How the command starts and ends."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator

import pytest

from gametheory.cli import main as module


@pytest.fixture(autouse=True)
def _own_interrupts() -> Iterator[None]:
    before = signal.getsignal(signal.SIGINT)
    yield
    signal.signal(signal.SIGINT, before)


def broken(error: OSError) -> object:
    def program(**settings: object) -> None:
        assert settings == {"prog_name": "gametheory"}
        raise error

    return program


def test_main_runs_the_program(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "argv", ["gametheory", "schema", "solution"])
    with pytest.raises(SystemExit, match="0"):
        module.main()
    assert capsys.readouterr().out.startswith("{")


def test_after_the_answer_interrupts_do_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["gametheory", "--version"])
    signal.signal(signal.SIGINT, signal.default_int_handler)
    with pytest.raises(SystemExit, match="0"):
        module.main()
    assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN


def test_a_broken_pipe_ends_quietly(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("gametheory.cli.program.program", broken(BrokenPipeError()))
    monkeypatch.setattr(sys, "stderr", open("/dev/null", "w", encoding="utf-8"))  # noqa: SIM115
    with pytest.raises(SystemExit, match="1"):
        module.main()
    assert capsys.readouterr().out == ""


def test_what_cannot_be_written_is_told(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("gametheory.cli.program.program", broken(OSError(28, "No space left on device")))
    with pytest.raises(SystemExit, match="1"):
        module.main()
    assert capsys.readouterr().err == "the answer cannot be written: no space left on device\n"
