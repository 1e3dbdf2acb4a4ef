"""The clock of a run: limits of time and memory, and word of progress."""

from __future__ import annotations

import math
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from gametheory.core.solution import Limits, Progress, Termination

if TYPE_CHECKING:
    from gametheory.core.solution import ProgressListener

PROGRESS_SECONDS = 0.1
"""Least time between two reports of progress."""
LIMIT_SECONDS = 0.02
"""Least time between two looks at the limits."""
MAXRSS_UNIT = 1 if sys.platform == "darwin" else 1024
"""Bytes in a unit of the peak memory that the system reports."""
MEMORY_FILE = Path("/proc/self/statm")
"""Where Linux tells what a process holds, in pages; the second number is what lies in memory."""


class LimitReachedError(Exception):
    """Raised by ``Watch.tick`` when a limit is reached; solve() turns it into the solution's ``termination``."""

    def __init__(self, termination: Termination) -> None:
        super().__init__(termination.sentence)
        self.termination = termination


class Watch:
    """Says when a run must stop, and reports how far it is.

    Parameters
    ----------
    limits
        When to stop.
    listener
        Called at most every 0.1 s; None for nobody.
    """

    def __init__(self, limits: Limits | None = None, listener: ProgressListener | None = None) -> None:
        self.limits = limits or Limits()
        self.found = 0
        self.steps = 0
        self._done = 0
        self._total: int | None = None
        self._listener = listener
        self._started = self._reported = time.monotonic()
        self._look = self._started
        self._deadline = None if self.limits.time is None else self._started + self.limits.time
        self._memory = self.limits.memory

    @property
    def seconds(self) -> float:
        """Time since the start."""
        return time.monotonic() - self._started

    @property
    def seconds_left(self) -> float:
        """Time to the limit; infinite where there is none."""
        return math.inf if self._deadline is None else self._deadline - time.monotonic()

    def tick(self, total: int | None = None) -> None:
        """Count one step; look at the limits and report progress when it is time to.

        Parameters
        ----------
        total
            Steps of this kind in all, where known: progress is told in these until there are so many.

        Raises
        ------
        LimitReachedError
            If the run must stop.
        """
        self.steps += 1
        if total is not None:
            self._done = self._done + 1 if total == self._total else 1
            self._total = total
        now = time.monotonic()
        if now < self._look:
            return
        self._look = now + LIMIT_SECONDS
        if self._deadline is not None and now >= self._deadline:
            raise LimitReachedError(Termination.TIME_LIMIT)
        if self._memory is not None and used_memory() > self._memory:
            raise LimitReachedError(Termination.MEMORY_LIMIT)
        if self._listener is not None and now - self._reported >= PROGRESS_SECONDS:
            self._reported = now
            is_counted = self._total is not None and (self._done < self._total or total is not None)
            self._listener(Progress(*(self._done, self._total) if is_counted else (self.steps, None), self.found))

    def grant(self, seconds: float) -> None:
        """Replace the limits that were reached by so many more seconds."""
        self._look = time.monotonic()
        self._deadline = self._look + seconds
        self._memory = None


def used_memory() -> int:
    """Return the bytes that this process holds now; where the system does not tell, the most it has held at once."""
    import resource  # not on Windows

    if MEMORY_FILE.exists():
        return int(MEMORY_FILE.read_text(encoding="ascii").split()[1]) * resource.getpagesize()
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * MAXRSS_UNIT
