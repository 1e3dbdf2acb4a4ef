"""Workers of a stored sweep on this machine: threads where kernels do the work, or processes."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from collections import Counter, deque
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import wait as wait_for
from queue import SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING

from gametheory.errors import GameTheoryError, SolverError

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

    from gametheory.studies.sweeps.sweep_store import SweepStore

MOST_DEATHS = 3
"""Workers that may die at one chunk."""


def chunks_in_threads(store: SweepStore, chunks: Sequence[int]) -> Generator[int]:
    """Solve and write chunks in this process, and yield each when it is written.

    Threads do not keep a process that ends: a chunk that is being solved then is left out, as by any other end.

    Parameters
    ----------
    store
        Where they are written.
    chunks
        What there is to do.
    """
    num_threads = os.cpu_count() or 1 if store.job.is_small_normal_form or store.job.is_seen_tree else 1
    if num_threads == 1 or len(chunks) < 2:
        for chunk in chunks:
            store.solve(chunk)
            yield chunk
        return
    left = deque(chunks)
    answers: SimpleQueue[int | BaseException | None] = SimpleQueue()
    for _ in range(num_threads):
        Thread(target=_solve_in_thread, args=(store, left, answers), daemon=True).start()
    try:
        for _ in chunks:
            answer = answers.get()
            if answer is None:
                raise SolverError("expected a thread to finish its chunk, got one that ended; its error is told above")
            if isinstance(answer, BaseException):
                raise answer
            yield answer
    finally:
        left.clear()


def _solve_in_thread(store: SweepStore, left: deque[int], answers: SimpleQueue[int | BaseException | None]) -> None:
    """Solve chunks until none is left, and say of each that it is written or what came instead."""
    while left:
        try:
            chunk = left.popleft()
        except IndexError:  # another thread was faster
            return
        answer: int | BaseException | None = None
        try:
            store.solve(chunk)
            answer = chunk
        except (GameTheoryError, OSError, MemoryError, KeyboardInterrupt) as error:
            answer = error
        finally:
            answers.put(answer)


def chunks_in_processes(store: SweepStore, chunks: Sequence[int], num_workers: int) -> Generator[int]:
    """Solve and write chunks in processes of their own, and yield each when it is written.

    A worker that dies is replaced and its chunk is done again.

    Parameters
    ----------
    store
        Where they are written.
    chunks
        What there is to do.
    num_workers
        Processes at most.

    Raises
    ------
    SolverError
        If three workers died at the same chunk.
    """
    left = deque(chunks)
    deaths: Counter[int] = Counter()
    workers = [_start(store) for _ in range(min(num_workers, len(left)))]
    try:
        while left or any(worker.chunk is not None for worker in workers):
            for worker in workers:
                if worker.chunk is None and left:
                    worker.give(left.popleft())
            ready = wait_for([worker.connection for worker in workers if worker.chunk is not None])
            for worker in list(workers):
                chunk = worker.chunk
                if chunk is None or worker.connection not in ready:
                    continue
                worker.chunk = None
                if worker.has_done(chunk):
                    yield chunk
                    continue
                deaths[chunk] += 1
                if deaths[chunk] == MOST_DEATHS:
                    raise SolverError(_death_sentence(store, chunk))
                left.appendleft(chunk)
                worker.end()
                workers[workers.index(worker)] = _start(store)
    finally:
        for worker in workers:
            worker.end()


@dataclass
class _Worker:
    """A process that solves one chunk after the other."""

    process: BaseProcess
    connection: Connection
    chunk: int | None = None

    def give(self, chunk: int) -> None:
        """Give a chunk; one that has died says so when it is heard."""
        self.chunk = chunk
        try:
            self.connection.send(chunk)
        except OSError:
            return

    def has_done(self, chunk: int) -> bool:
        """Return whether a chunk is written, False where the worker died; errors of the worker are raised here."""
        try:
            answer = self.connection.recv()
        except (EOFError, OSError):
            return False
        if isinstance(answer, BaseException):
            raise answer
        return bool(answer == chunk)

    def end(self) -> None:
        """End the process."""
        self.connection.close()
        self.process.terminate()
        self.process.join()
        self.process.close()


def _start(store: SweepStore) -> _Worker:
    """Start a worker, which does not hear Ctrl-C: whoever started it ends it."""
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe()
    process = context.Process(target=_work, args=(store, there), daemon=True)
    with _holding_interrupts():
        process.start()
    there.close()
    return _Worker(process, here)


def _work(store: SweepStore, connection: Connection) -> None:
    """Solve chunks until nobody asks for more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        while True:
            chunk = connection.recv()
            try:
                store.solve(chunk)
                connection.send(chunk)
            except (GameTheoryError, OSError) as error:
                connection.send(error)
    except (EOFError, OSError):
        return


@contextmanager
def _holding_interrupts() -> Iterator[None]:
    """Hold Ctrl-C back for a moment; processes that are started within never hear it."""
    if sys.platform == "win32":
        yield
        return
    held = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, held)


def _death_sentence(store: SweepStore, chunk: int) -> str:
    """Return where workers died and what to do."""
    grid, block = store.job.grid, store.job.block(chunk)
    first, last = (grid.exact_point(ends) for ends in (block.starts, [stop - 1 for stop in block.stops]))
    places = ", ".join(f"{name} from {low} to {last[name]}" for name, low in first.items())
    return (
        f"expected a worker to finish chunk {chunk} ({places}), got {MOST_DEATHS} that died there; "
        "take fewer workers if memory is short, then go on with --resume"
    )
