"""All isolated equilibria of a game of any number of players, by proofs over boxes of mixed strategies."""

from __future__ import annotations

import math
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import numpy as np

from gametheory.kernels.boxes.arrays import (
    BRANCH_START,
    BUDGET,
    NUM_BOXES,
    NUM_COUNTERS,
    NUM_FOUND,
    TIED,
    TOP,
    UPPER,
    Findings,
    Stack,
    deeper_stack,
    longer_findings,
    new_findings,
    new_stack,
    new_workplace,
)
from gametheory.kernels.boxes.search import DONE, FULL, SHALLOW, search_boxes
from gametheory.kernels.boxes.twins import compiled_twin, is_twin_compiled, is_twin_loaded
from gametheory.solvers.many_players.box_payoffs import centered_payoffs
from gametheory.solvers.many_players.box_records import EnclosedRoot, SearchRecord, enclosed_root

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from fractions import Fraction

    from numpy.typing import NDArray

    from gametheory.array_types import FloatArray
    from gametheory.kernels.boxes.arrays import Integers, Workplace

    Kernel = Callable[[Workplace, Stack, Findings, Integers], int]

SLICE_SECONDS = 0.005
"""Time after which a run of the kernel pauses."""
ROUND_SECONDS = 0.06
"""Time for which threads run before they wait for each other and share what is left."""
FIRST_BUDGET = 20_000
"""Work of the first run; interpreted it takes a few hundredths of a second."""
LOADING_SECONDS = 0.8
"""Time that loading numba takes: smaller games are searched without for as long."""
LOADED_PROFILES = 60
"""Profiles of a game for which it is loaded at once."""
MOST_INTERPRETED_SECONDS = 20.0
"""Time for which a game is searched without compiled kernels where these would have to be compiled first."""
COMPILED_PROFILES = 150
"""Profiles of a game for which they are compiled at once."""
COMPILING_SECONDS = 120.0
"""Time that compiling can take: where less is left, the search goes on without."""
FIRST_ROOM = 256
"""Boxes and findings for which there is room at first."""


class BoxSearch:
    """A search for all isolated equilibria, by branch and prune, in floats rounded outward.

    Every profile outside the boxes that it leaves open was proved to be no equilibrium, or to be one of those that it
    yields. See ``docs/explanation/certified-search.md``.

    Parameters
    ----------
    num_actions
        By player.
    payoffs
        For each player the payoffs at all profiles in C order, as exact numbers; of each player in units of its own.
    num_threads
        Threads that share the work of larger games; None for all cores. The roots do not depend on it.
    seconds
        Time after which the run will be stopped: nothing is compiled that would take longer.

    Examples
    --------
    The first player wants to match the second one, who does not; and both care twice as much for the second action:

    >>> search = BoxSearch((2, 2), [[1, 0, 0, 2], [0, 1, 2, 0]])
    >>> [(root.supports, root.is_certified) for root in search.run() if root]
    [(((0, 1), (0, 1)), True)]
    >>> search.record().open_boxes
    ()
    """

    def __init__(
        self,
        num_actions: tuple[int, ...],
        payoffs: Sequence[Sequence[int | Fraction] | NDArray[np.int64]],
        *,
        num_threads: int | None = None,
        seconds: float = math.inf,
    ) -> None:
        self._num_actions = num_actions
        self._seconds = seconds
        self._is_compiled: bool | None = None
        self._payoffs, self._errors = centered_payoffs(num_actions, payoffs)
        self._num_threads = num_threads
        self._workers = [_Worker(num_actions, self._payoffs, self._errors)]
        self._workers[0].start()
        self._roots: list[EnclosedRoot] = []

    @property
    def share_done(self) -> float:
        """Share of the tree of cases that is done, from 0 to 1."""
        return 1.0 - math.fsum(worker.open_share for worker in self._workers)

    def record(self) -> SearchRecord:
        """Return what is known so far, also after an interruption."""
        num_boxes = sum(int(worker.counters[NUM_BOXES]) for worker in self._workers)
        stacks = [worker.waiting() for worker in self._workers]
        findings = [worker.found() for worker in self._workers]
        return SearchRecord(self._num_actions, self.share_done, num_boxes, tuple(stacks), tuple(findings))

    def run(self) -> Iterator[EnclosedRoot | None]:
        """Yield each root once, and None as a heartbeat, at least every tenth of a second once all is compiled."""
        worker, started = self._workers[0], time.monotonic()
        while worker.is_busy and self._is_interpreted(time.monotonic() - started):
            worker.run(search_boxes)
            yield None
            yield from self._news()
        if not worker.is_busy:
            return
        from gametheory.kernels.batch.threads import thread_limit

        kernel = compiled_twin(search_boxes)
        worker.budget = FIRST_BUDGET
        num_threads = self._num_threads or thread_limit()
        with ThreadPoolExecutor(max_workers=num_threads) as pool:
            while self._is_shared_out(num_threads):
                end = time.monotonic() + (ROUND_SECONDS if len(self._workers) == num_threads else SLICE_SECONDS)
                list(pool.map(lambda worker, end=end: worker.run_until(kernel, end), self._workers))
                yield None
                yield from self._news()

    def _is_interpreted(self, seconds: float) -> bool:
        """Whether boxes are looked at without compiled kernels, so many seconds after the start."""
        if is_twin_loaded(search_boxes):
            return False
        left = self._seconds - seconds
        if seconds < LOADING_SECONDS and (left < LOADING_SECONDS or math.prod(self._num_actions) < LOADED_PROFILES):
            return True
        if left > COMPILING_SECONDS and (
            seconds > MOST_INTERPRETED_SECONDS or math.prod(self._num_actions) >= COMPILED_PROFILES
        ):
            return False
        if self._is_compiled is None:
            self._is_compiled = is_twin_compiled(search_boxes)
        return not self._is_compiled

    def _is_shared_out(self, num_threads: int) -> bool:
        """Give boxes to threads that have none; False if nothing is left."""
        richest = max(self._workers, key=lambda worker: worker.num_waiting)
        if richest.num_waiting > num_threads and len(self._workers) < num_threads:
            self._workers.append(_Worker(self._num_actions, self._payoffs, self._errors, budget=richest.budget))
        for worker in self._workers:
            if not worker.is_busy:
                worker.take_from(richest)
        return any(worker.is_busy for worker in self._workers)

    def _news(self) -> Iterator[EnclosedRoot]:
        """Yield roots that are not among those that were found before."""
        for worker in self._workers:
            for found in worker.new_roots():
                root = enclosed_root(worker.findings, found, self._num_actions)
                if not any(root.is_same(other) for other in self._roots):
                    self._roots.append(root)
                    yield root


class _Worker:
    """One thread's arrays."""

    def __init__(
        self, num_actions: tuple[int, ...], payoffs: FloatArray, errors: FloatArray, budget: int = FIRST_BUDGET
    ) -> None:
        self._work = new_workplace(num_actions, payoffs, errors)
        self._num_weights = sum(num_actions)
        self.stack = new_stack(FIRST_ROOM, self._num_weights)
        self.findings = new_findings(FIRST_ROOM, self._num_weights)
        self.counters = np.zeros(NUM_COUNTERS, np.int64)
        self.counters[BRANCH_START] = -1
        self.budget = budget
        self._num_told = 0

    def start(self) -> None:
        """Put all profiles on the stack."""
        self.stack.bounds[0, UPPER] = 1.0
        self.stack.shares[0] = 1.0
        self.counters[TOP] = 1

    @property
    def is_busy(self) -> bool:
        """Whether boxes wait."""
        return bool(self.counters[TOP] > 0)

    @property
    def num_waiting(self) -> int:
        """Number of boxes that another thread may take."""
        start = int(self.counters[BRANCH_START])
        return int(self.counters[TOP]) if start < 0 else start

    @property
    def open_share(self) -> float:
        """Share of the tree of cases that waits."""
        return math.fsum(self.stack.shares[: self.counters[TOP]].tolist())

    def waiting(self) -> Stack:
        """Return the boxes that wait."""
        end = self.counters[TOP]
        return Stack(self.stack.bounds[:end].copy(), self.stack.status[:end].copy(), self.stack.shares[:end].copy())

    def found(self) -> Findings:
        """Return what was found."""
        end = self.counters[NUM_FOUND]
        found = self.findings
        return Findings(found.kinds[:end].copy(), found.bounds[:end].copy(), found.status[:end].copy())

    def new_roots(self) -> Iterator[int]:
        """Yield the places of roots that were not told before."""
        for found in range(self._num_told, int(self.counters[NUM_FOUND])):
            self._num_told = found + 1
            if self.findings.kinds[found] < TIED:
                yield found

    def take_from(self, other: _Worker) -> None:
        """Take half of the boxes of another thread, those that waited longest."""
        number = other.num_waiting // 2
        if number == 0:
            return
        left = int(other.counters[TOP]) - number
        while len(self.stack.shares) < number + 2:
            self.stack = deeper_stack(self.stack)
        for own, array in zip(self.stack, other.stack, strict=True):
            own[:number] = array[:number]
            array[:left] = array[number : number + left].copy()
        self.counters[TOP], other.counters[TOP] = number, left
        if other.counters[BRANCH_START] >= 0:
            other.counters[BRANCH_START] -= number

    def run_until(self, kernel: Kernel, end: float) -> None:
        """Look at boxes until a time on the monotonic clock."""
        while self.is_busy and time.monotonic() < end:
            self.run(kernel)

    def run(self, kernel: Kernel) -> None:
        """Look at boxes for a while."""
        if not self.is_busy:
            return
        self.counters[BUDGET] = self.budget
        started = time.monotonic()
        status = kernel(self._work, self.stack, self.findings, self.counters)
        seconds = time.monotonic() - started
        if status == SHALLOW:
            self.stack = deeper_stack(self.stack)
        elif status == FULL:
            self.findings = longer_findings(self.findings)
        elif status != DONE:
            self.budget = max(FIRST_BUDGET // 10, int(self.budget * min(2.0, SLICE_SECONDS / max(seconds, 1e-6))))
