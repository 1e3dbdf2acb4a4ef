"""What Ctrl-C does at each time of a run."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from gametheory import NormalFormGame
from gametheory.cli import interrupts
from gametheory.cli.interrupts import EXIT_CODE, SENTENCE, end_at_interrupts, ignore_interrupts, stopping_a_search
from gametheory.io.game_file_writer import write_game

STARTED = """
import sys, time
from gametheory.cli.main import main
from gametheory.cli import interrupts
{patch}
sys.argv = ["gametheory", *{arguments!r}]
print("started", flush=True)
main()
"""
TELLING = """
from gametheory.cli.progress import ProgressLine

def tell(line, progress, waiting=["searching"]):
    while waiting:
        print(waiting.pop(), flush=True)

ProgressLine.__call__ = tell
"""
"""Prints a line at the first sign of progress."""
FOUND = "The run was interrupted; what was found by then is listed."
NONE_FOUND = "The run was interrupted before one was found: let it run for longer"


@pytest.fixture(autouse=True)
def _default_interrupts() -> Iterator[None]:
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.fixture
def large(tmp_path: Path) -> str:
    """File of a game whose equilibria take minutes."""
    path = tmp_path / "large.yaml"
    payoffs = np.random.default_rng(5).integers(0, 100, (2, 25, 25))
    path.write_text(write_game(NormalFormGame(payoffs)), encoding="utf-8")
    return str(path)


def interrupted(*arguments: str, seconds: float, patch: str = "", after: str = "started") -> tuple[int, str, str]:
    """Exit code and output of a command that gets Ctrl-C some time after it has printed a line."""
    code = STARTED.format(arguments=arguments, patch=patch)
    with subprocess.Popen(
        [sys.executable, "-c", code],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1"},
    ) as running:
        assert running.stdout is not None
        assert f"{after}\n" in iter(running.stdout.readline, "")
        time.sleep(seconds)
        running.send_signal(signal.SIGINT)
        answer, told = running.communicate(timeout=60)
    return running.returncode, answer, told


@pytest.mark.parametrize("seconds", [0.05, 0.1, 0.2, 0.4, 0.8])
def test_at_any_time_there_is_an_answer_or_one_line(large: str, seconds: float) -> None:
    code, answer, told = interrupted("solve", large, seconds=seconds)
    has_answer = FOUND in answer or NONE_FOUND in answer
    assert (code, has_answer, told) in {(3, True, ""), (EXIT_CODE, False, f"{SENTENCE}\n")}
    assert answer or code == EXIT_CODE


@pytest.mark.parametrize("seconds", [0.0, 0.3])
def test_a_search_that_has_begun_ends_with_an_answer(large: str, seconds: float) -> None:
    code, answer, told = interrupted("solve", large, seconds=seconds, patch=TELLING, after="searching")
    assert (code, told) == (3, "")
    assert FOUND in answer or NONE_FOUND in answer


def test_what_is_imported_when_it_comes_does_not_matter() -> None:
    patch = "import builtins; loaded = builtins.__import__; builtins.__import__ = lambda *a, **k: time.sleep(9)"
    assert interrupted("list", seconds=0.3, patch=patch) == (EXIT_CODE, "", f"{SENTENCE}\n")


def test_within_a_search_it_is_an_exception() -> None:
    end_at_interrupts()
    outside = signal.getsignal(signal.SIGINT)
    with pytest.raises(KeyboardInterrupt, match=r"^$"), stopping_a_search():
        signal.raise_signal(signal.SIGINT)
    assert signal.getsignal(signal.SIGINT) is outside is not signal.default_int_handler


def test_at_the_end_it_is_ignored() -> None:
    end_at_interrupts()
    ignore_interrupts()
    signal.raise_signal(signal.SIGINT)
    assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN


def test_other_handlers_stay() -> None:
    for function in (end_at_interrupts, ignore_interrupts):
        signal.signal(signal.SIGINT, signal.SIG_IGN if function is end_at_interrupts else signal.default_int_handler)
        before = signal.getsignal(signal.SIGINT)
        function()
        assert signal.getsignal(signal.SIGINT) is before
    with stopping_a_search():
        assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_the_end_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[object] = []
    monkeypatch.setattr(interrupts.os, "write", lambda place, line: told.append((place, line)))
    monkeypatch.setattr(interrupts.os, "isatty", lambda _: True)
    monkeypatch.setattr(interrupts.os, "_exit", told.append)
    end_at_interrupts()
    signal.raise_signal(signal.SIGINT)
    assert told == [(2, f"\n{SENTENCE}\n".encode()), EXIT_CODE]
