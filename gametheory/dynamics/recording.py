"""The record of a run: shares at times spread evenly over it, and the runs of actions that were played."""

from __future__ import annotations

import time
from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from gametheory.core.solution import Progress

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from gametheory.array_types import FloatArray
    from gametheory.core.solution import ProgressListener
    from gametheory.dynamics.playable import Strategies

    ActionProfile: TypeAlias = tuple[int, ...]

MOST_ROWS = 20_000
"""Times that are recorded of one run, roughly; of longer runs every second is kept, then every fourth ..."""
MOST_NUMBERS = 5_000_000
"""Shares that are recorded of one run, roughly; games with many actions record fewer times."""
MOST_LATEST = 10_000
"""Latest times that are recorded without a gap where a run is longer, at most."""
MOST_SPELLS = 100_000
"""Spells that are kept at once; when there are more, the earlier half is dropped."""
PROGRESS_SECONDS = 0.1
"""Least time between two reports of progress."""


@dataclass(frozen=True, slots=True)
class Step:
    """What stands after one step.

    Parameters
    ----------
    time
        Steps played, or time passed.
    weights
        For each player counts or shares of its actions; nobody has played yet where all are 0.
    actions
        What was played, where each step plays one profile and their order tells something.
    """

    time: float
    weights: Strategies
    actions: ActionProfile | None = None


@dataclass(frozen=True, slots=True)
class Spell:
    """One profile that was played again and again.

    Parameters
    ----------
    actions
        One action for each player.
    length
        How many steps in a row.
    end
        The step at which it was last played.
    """

    actions: ActionProfile
    length: int
    end: int


@dataclass(frozen=True, slots=True)
class Record:
    """What a run has shown.

    Parameters
    ----------
    times
        Shape ``[num_times]``.
    strategies
        For each player its shares, shape ``[num_times, num_actions]``.
    spells
        Spells of play in order; empty where steps do not say what was played. The last one may have gone on. Of very
        many, more than any cycle has whose spells grow, only the latest.
    is_interrupted
        Whether Ctrl-C ended it.
    latest
        The latest times and shares, without a gap, of a run too long to record all; None where all are recorded.
    """

    times: FloatArray
    strategies: Strategies
    spells: tuple[Spell, ...]
    is_interrupted: bool
    latest: tuple[FloatArray, Strategies] | None = None

    @property
    def unthinned(self) -> tuple[FloatArray, Strategies]:
        """Times and shares between which nothing is left out: all, or the latest."""
        return (self.times, self.strategies) if self.latest is None else self.latest

    @property
    def last(self) -> Strategies:
        """Shares at the end."""
        return tuple(shares[-1] for shares in self.strategies)


def one_more(counts: Strategies, actions: ActionProfile) -> Strategies:
    """Return counts of play after one more action of each player.

    Examples
    --------
    >>> one_more((np.array([2.0, 1.0]), np.array([0.0, 0.0, 3.0])), (1, 0))
    (array([2., 2.]), array([1., 0., 3.]))
    """
    after = tuple(weights.copy() for weights in counts)
    for weights, action in zip(after, actions, strict=True):
        weights[action] += 1
    return after


def record(
    steps: Iterator[Step], num_steps: int, sizes: Sequence[int], progress: ProgressListener | None = None
) -> Record:
    """Return the record of a run; Ctrl-C ends it with what was played so far.

    Parameters
    ----------
    steps
        The run, step by step.
    num_steps
        How many steps it has at most, for telling progress.
    sizes
        Number of actions of each player.
    progress
        Called at most every 0.1 s.
    """
    most_rows = min(MOST_ROWS, max(2, MOST_NUMBERS // sum(sizes)))
    tape = _Tape(most_rows, deque(maxlen=min(MOST_LATEST, most_rows)))
    is_interrupted = False
    reported = time.monotonic()
    try:
        for done, step in enumerate(steps):
            tape.write(step)
            if progress is not None and time.monotonic() - reported >= PROGRESS_SECONDS:
                reported = time.monotonic()
                progress(Progress(done, num_steps, 0))
    except KeyboardInterrupt:
        if tape.latest is None:
            raise
        is_interrupted = True
    return tape.finished(is_interrupted=is_interrupted)


@dataclass(slots=True)
class _Tape:
    """What has been written so far: every step, every second, every fourth ..., as the number of rows allows."""

    most_rows: int
    tail: deque[Step]
    stride: int = 1
    latest: Step | None = None
    num_written: int = 0
    kept: list[Step] = field(default_factory=list)
    spells: list[Spell] = field(default_factory=list)
    playing: ActionProfile | None = None
    since: int = 0
    until: int = 0

    def write(self, step: Step) -> None:
        """Write down one step, unless nobody has played yet."""
        if self.latest is None and not step.weights[0].any():
            return
        if self.num_written % self.stride == 0:
            if len(self.kept) == self.most_rows:
                del self.kept[1::2]
                self.stride *= 2
            if self.num_written % self.stride == 0:
                self.kept.append(step)
        self.tail.append(step)
        self.latest = step
        self.num_written += 1
        if step.actions is not None:
            self._extend_spells(step.actions, int(step.time))

    def _extend_spells(self, actions: ActionProfile, end: int) -> None:
        if actions != self.playing:
            self._close_spell()
            self.playing, self.since = actions, end
        self.until = end

    def _close_spell(self) -> None:
        """Keep the spell that has been played so far, if any."""
        if self.playing is not None:
            if len(self.spells) == MOST_SPELLS:
                del self.spells[: MOST_SPELLS // 2]
            self.spells.append(Spell(self.playing, self.until - self.since + 1, self.until))

    def finished(self, *, is_interrupted: bool) -> Record:
        """Return the record, its last time that of the latest step."""
        self._close_spell()
        if self.latest is not None and self.kept[-1] is not self.latest:
            self.kept.append(self.latest)
        times, strategies = _shares_over_time(self.kept)
        latest = _shares_over_time(self.tail) if self.stride > 1 else None
        return Record(times, strategies, tuple(self.spells), is_interrupted, latest)


def _shares_over_time(steps: Iterable[Step]) -> tuple[FloatArray, Strategies]:
    """Return the times of steps, and for each player its shares at these."""
    times = np.array([float(step.time) for step in steps])
    strategies = []
    for weights in zip(*(step.weights for step in steps), strict=True):
        shares = np.array(weights, dtype=np.float64)
        shares /= shares.sum(axis=1, keepdims=True)
        strategies.append(shares)
    for array in (times, *strategies):
        array.setflags(write=False)
    return times, tuple(strategies)
