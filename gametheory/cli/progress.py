"""One line on a terminal that says how far a long run is."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

    from gametheory.core.solution import Progress

QUIET_SECONDS = 1.0
"""Runs shorter than this show no progress."""


def search_text(progress: Progress) -> str:
    """Return how far a search is: ``1,234 of 56,789 steps, 7 found (Ctrl-C keeps what there is)``."""
    total = f" of {progress.total:,}" if progress.total is not None else ""
    found = f", {progress.found:,} found" if progress.found else ""
    return f"{progress.done:,}{total} steps{found} (Ctrl-C keeps what there is)"


def study_text(progress: Progress) -> str:
    """Return how far the move of the parameters is: ``12 ends of ranges and ways to them, 5 with a change``."""
    return f"{progress.done:,} ends of ranges and ways to them, {progress.found:,} with a change"


class ProgressLine:
    """Writes progress to standard error where that is a terminal, and erases it at the end.

    Parameters
    ----------
    wording
        What is said of the progress, after the seconds.
    """

    def __init__(self, wording: Callable[[Progress], str] = search_text) -> None:
        self._wording = wording
        self._started = time.monotonic()
        self._is_terminal = sys.stderr.isatty()
        self._has_written = False

    def __enter__(self) -> Self:
        return self

    def __call__(self, progress: Progress) -> None:
        """Show the progress."""
        seconds = time.monotonic() - self._started
        if not self._is_terminal or seconds < QUIET_SECONDS:
            return
        sys.stderr.write(f"\r\x1b[K{seconds:.0f} s: {self._wording(progress)}")
        sys.stderr.flush()
        self._has_written = True

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        del kind, error, traceback
        if self._has_written:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
