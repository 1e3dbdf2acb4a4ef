from __future__ import annotations

import multiprocessing
import os
import random
import signal
import time
from pathlib import Path

import pytest

from gametheory import load
from gametheory.core.solution import Progress, Termination
from gametheory.errors import InvalidParameterError, UnsupportedGameError
from gametheory.studies.sweeps import sweep_files
from gametheory.studies.sweeps.stored_sweep import Workers, store_sweep
from gametheory.studies.sweeps.sweep_job import sweep_job
from gametheory.studies.sweeps.sweep_store import PROGRESS, SweepStore
from unit.studies.stored_files import contents, job_of

NUM_KILLS = 10


class Interruption:
    """Ctrl-C after so many chunks."""

    def __init__(self, at: int) -> None:
        self.at = at
        self.told: list[Progress] = []

    def __call__(self, progress: Progress) -> None:
        self.told.append(progress)
        if len(self.told) == self.at + 1:
            raise KeyboardInterrupt


def records(folder: Path) -> dict[str, int]:
    """When each chunk that is there was written."""
    return {path.name: path.stat().st_mtime_ns for path in (folder / PROGRESS).glob("*.json")}


def test_interrupted_and_resumed_equals_uninterrupted(tmp_path: Path) -> None:
    job = job_of(5)
    whole = store_sweep(job, tmp_path / "whole.zarr")
    assert (whole.num_solved, whole.termination) == (200, Termination.EXHAUSTED)
    stop = Interruption(2)
    part = store_sweep(job, tmp_path / "part.zarr", progress=stop)
    assert (part.num_solved, part.termination, part.tally.num_points) == (80, Termination.INTERRUPTED, 80)
    assert [(told.done, told.total) for told in stop.told] == [(0, 200), (40, 200), (80, 200)]
    with pytest.raises(InvalidParameterError, match=r"expected a new output, got '.*part.zarr'.*go on with --resume"):
        store_sweep(job, tmp_path / "part.zarr")
    before = records(tmp_path / "part.zarr")
    assert len(before) == 2
    again = store_sweep(job, tmp_path / "part.zarr", is_resumed=True, progress=Interruption(2))
    assert (again.num_solved, again.tally.num_points) == (80, 160)
    assert before.items() <= records(tmp_path / "part.zarr").items()
    last = store_sweep(job, tmp_path / "part.zarr", is_resumed=True)
    assert (last.num_solved, last.termination) == (40, Termination.EXHAUSTED)
    assert last.tally == whole.tally
    assert contents(tmp_path / "part.zarr") == contents(tmp_path / "whole.zarr")
    done = store_sweep(job, tmp_path / "part.zarr", is_resumed=True)
    assert (done.num_solved, done.termination) == (0, Termination.EXHAUSTED)


def test_killed_ten_times_nothing_is_lost_or_done_twice(tmp_path: Path) -> None:
    job, folder, rng = job_of(30), tmp_path / "killed.zarr", random.Random(20)
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([store_sweep.__module__, "gametheory.studies.sweeps.sweep_points", "zarr"])
    for _ in range(NUM_KILLS):
        before = records(folder)
        process = context.Process(target=store_sweep, args=(job, folder), kwargs={"is_resumed": True})
        process.start()
        wanted = len(before) + rng.randint(0, 1)
        while len(records(folder)) < wanted and process.is_alive():
            time.sleep(0.001)
        time.sleep(rng.uniform(0, 0.04))
        process.kill()
        process.join()
        assert process.exitcode == -signal.SIGKILL
        assert before.items() <= records(folder).items()
    assert 4 <= len(records(folder)) < 30
    before = records(folder)
    stop = Interruption(30 - len(before))
    assert store_sweep(job, folder, is_resumed=True, progress=stop).num_solved == 40 * (30 - len(before))
    assert before.items() <= records(folder).items()
    store_sweep(job, folder, is_resumed=True)
    store_sweep(job, tmp_path / "whole.zarr")
    assert contents(folder) == contents(tmp_path / "whole.zarr")


def test_a_worker_that_dies_is_replaced_and_leaves_no_trace(tmp_path: Path) -> None:
    job = job_of(8)
    killed: list[int | None] = []

    def kill(progress: Progress) -> None:
        if progress.done and not killed:
            running = [process.pid for process in multiprocessing.active_children()]
            assert len(running) == 2
            killed.append(max(pid for pid in running if pid is not None))
            os.kill(killed[0] or 0, signal.SIGKILL)

    store_sweep(job, tmp_path / "alone.zarr")
    stored = store_sweep(job, tmp_path / "killed.zarr", workers=Workers(2), progress=kill)
    assert (stored.num_solved, len(killed)) == (320, 1)
    assert multiprocessing.active_children() == []
    assert contents(tmp_path / "alone.zarr") == contents(tmp_path / "killed.zarr")


def test_files_are_written_from_a_store_beside_them(tmp_path: Path) -> None:
    job, path = job_of(3), tmp_path / "map.csv"
    stopped = store_sweep(job, path, progress=Interruption(1))
    assert not path.exists()
    assert stopped.store.is_dir()
    with pytest.raises(InvalidParameterError, match="go on with --resume"):
        store_sweep(job, path)
    done = store_sweep(job, path, is_resumed=True)
    assert done.num_solved == 80
    assert [entry.name for entry in tmp_path.iterdir()] == ["map.csv"]
    assert len(path.read_text(encoding="utf-8").splitlines()) == 121
    with pytest.raises(InvalidParameterError, match=r"got '.*map.csv', which is there already; remove it"):
        store_sweep(job, path, is_resumed=True)


def test_a_file_that_was_not_written_is_written_from_the_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    job, path = job_of(2), tmp_path / "map.csv"

    def full(found: object, part: Path) -> None:
        part.write_text("half", encoding="utf-8")
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setitem(sweep_files._WRITERS, ".csv", full)
        with pytest.raises(OSError, match="No space left"):
            store_sweep(job, path)
    assert [entry.suffix for entry in tmp_path.iterdir()] == [".zarr"]
    assert store_sweep(job, path, is_resumed=True).num_solved == 0
    assert [entry.name for entry in tmp_path.iterdir()] == ["map.csv"]


def test_what_cannot_be_solved_leaves_nothing(tmp_path: Path) -> None:
    job = sweep_job(load("price_monitoring"), {"commission": "0:0.45:2"}, {"concept": "subgame_perfect"})
    with pytest.raises(UnsupportedGameError, match="needs a tree"):
        store_sweep(job, tmp_path / "map.zarr")
    assert list(tmp_path.iterdir()) == []


def test_what_cannot_be_written_keeps_what_is_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    job, path = job_of(3), tmp_path / "map.zarr"
    synced = []

    def full_later(descriptor: int) -> None:
        synced.append(descriptor)
        if len(synced) > 12:
            raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full_later)
        with pytest.raises(OSError, match="No space left"):
            store_sweep(job, path)
    store = SweepStore(path, job)
    assert store.record(0) is not None
    assert list((path / PROGRESS).glob("*.part")) == []
    assert store_sweep(job, path, is_resumed=True).tally.num_points == 120
