from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from gametheory import load
from gametheory.errors import SolverError, UnsupportedGameError
from gametheory.studies.sweeps import sweep_job as jobs
from gametheory.studies.sweeps import sweep_workers as workers
from gametheory.studies.sweeps.sweep_job import sweep_job
from gametheory.studies.sweeps.sweep_store import SweepStore
from gametheory.studies.sweeps.sweep_workers import MOST_DEATHS, chunks_in_processes, chunks_in_threads
from unit.studies.stored_files import contents, job_of


def made(store: SweepStore) -> SweepStore:
    store.create()
    return store


def test_threads_leave_what_one_thread_leaves(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "LARGEST_CHUNK", 10)
    monkeypatch.setattr(os, "cpu_count", lambda: 3)
    job = sweep_job(load("price_monitoring"), {"commission": "0:0.45:9", "suppressed": "0:1:7"}, {})
    one, three = made(SweepStore(tmp_path / "one", job)), made(SweepStore(tmp_path / "three", job))
    for chunk in range(job.num_chunks):
        one.solve(chunk)
    assert sorted(chunks_in_threads(three, range(job.num_chunks))) == list(range(9))
    assert contents(one.folder) == contents(three.folder)


def test_threads_tell_what_went_wrong(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "LARGEST_CHUNK", 10)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    job = sweep_job(load("price_monitoring"), {"commission": "0:0.45:9", "suppressed": "0:1:7"}, {})
    store = made(SweepStore(tmp_path / "map", job))

    def full(_: SweepStore, chunk: int) -> None:
        raise OSError(f"no space for chunk {chunk}")

    monkeypatch.setattr(SweepStore, "solve", full)
    with pytest.raises(OSError, match="no space for chunk"):
        list(chunks_in_threads(store, range(job.num_chunks)))


def test_a_thread_that_breaks_ends_the_sweep(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "LARGEST_CHUNK", 10)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    job = sweep_job(load("price_monitoring"), {"commission": "0:0.45:9", "suppressed": "0:1:7"}, {})
    store = made(SweepStore(tmp_path / "map", job))
    monkeypatch.setattr(SweepStore, "solve", lambda _, chunk: [][chunk])
    told = []
    monkeypatch.setattr(threading, "excepthook", told.append)
    before = set(threading.enumerate())
    with pytest.raises(SolverError, match="expected a thread to finish its chunk, got one that ended"):
        list(chunks_in_threads(store, range(job.num_chunks)))
    for thread in set(threading.enumerate()) - before:
        thread.join()
    assert {args.exc_type for args in told} == {IndexError}


def test_whoever_stops_does_not_wait_for_threads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "LARGEST_CHUNK", 10)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    job = sweep_job(load("price_monitoring"), {"commission": "0:0.45:9", "suppressed": "0:1:7"}, {})
    store = made(SweepStore(tmp_path / "map", job))
    released, begun = threading.Event(), []

    def solve(_: SweepStore, chunk: int) -> None:
        begun.append(chunk)
        assert chunk == 0 or released.wait(60)

    monkeypatch.setattr(SweepStore, "solve", solve)
    chunks = chunks_in_threads(store, range(job.num_chunks))
    assert next(chunks) == 0
    chunks.close()
    assert not released.is_set()
    num_begun = len(begun)
    released.set()
    assert 1 <= num_begun <= 3


def test_general_games_are_solved_one_after_the_other(tmp_path: Path) -> None:
    store = made(SweepStore(tmp_path / "map", job_of(3)))
    assert list(chunks_in_threads(store, [2, 0])) == [2, 0]
    assert [store.record(chunk) is None for chunk in range(3)] == [False, True, False]


def test_errors_of_workers_are_raised_here(tmp_path: Path) -> None:
    job = sweep_job(load("price_monitoring"), {"commission": "0:0.45:2"}, {"concept": "subgame_perfect"})
    store = made(SweepStore(tmp_path / "map", job))
    with pytest.raises(UnsupportedGameError, match="needs a tree, got a normal form"):
        list(chunks_in_processes(store, [0], 1))
    assert multiprocessing.active_children() == []


class _Dead:
    """A worker that dies at whatever it is given."""

    chunk: int | None = None

    def __init__(self) -> None:
        self.connection, self.there = multiprocessing.Pipe()

    def give(self, chunk: int) -> None:
        self.chunk = chunk
        self.there.close()

    def has_done(self, chunk: int) -> bool:
        del chunk
        return False

    def end(self) -> None:
        self.connection.close()


def test_a_chunk_at_which_every_worker_dies_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    started = []
    monkeypatch.setattr(
        "gametheory.studies.sweeps.sweep_workers._start", lambda store: started.append(store.folder) or _Dead()
    )
    store = SweepStore(tmp_path / "map", job_of(4))
    sentence = r"expected a worker to finish chunk 2 \(commission from 3/10 to 3/10, suppressed from 0 to 1\), got 3"
    with pytest.raises(SolverError, match=sentence):
        list(chunks_in_processes(store, [2], 1))
    assert len(started) == MOST_DEATHS


class _Asking:
    """A connection over which some chunks are asked for, until nobody is there."""

    def __init__(self, chunks: list[int]) -> None:
        self.chunks = chunks
        self.heard: list[object] = []

    def recv(self) -> int:
        if not self.chunks:
            raise EOFError
        return self.chunks.pop(0)

    def send(self, answer: object) -> None:
        self.heard.append(answer)


@pytest.fixture
def _default_interrupts() -> Iterator[None]:
    before = signal.getsignal(signal.SIGINT)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("_default_interrupts")
def test_what_a_worker_answers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def solve(store: SweepStore, chunk: int) -> None:
        if chunk == 7:
            raise UnsupportedGameError(f"no game in {store.folder.name}")

    monkeypatch.setattr(SweepStore, "solve", solve)
    connection = _Asking([1, 7])
    workers._work(SweepStore(tmp_path / "map", job_of(2)), connection)
    assert connection.heard[0] == 1
    assert str(connection.heard[1]) == "no game in map"
    assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN


def test_a_worker_that_is_dead_already_has_not_done_its_chunk() -> None:
    here, there = multiprocessing.Pipe()
    there.close()
    worker = workers._Worker(multiprocessing.get_context("spawn").Process(), here)
    worker.give(3)
    assert worker.chunk == 3
    assert not worker.has_done(3)
