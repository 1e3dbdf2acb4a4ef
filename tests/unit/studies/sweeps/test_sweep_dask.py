from __future__ import annotations

import logging
import os
import pickle
import signal
import sys
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from gametheory.core.solution import Progress
from gametheory.errors import InvalidParameterError, SolverError
from gametheory.studies.sweeps import sweep_dask
from gametheory.studies.sweeps.stored_sweep import Workers, store_sweep
from gametheory.studies.sweeps.sweep_chunks import solve_chunk
from gametheory.studies.sweeps.sweep_dask import chunks_on_cluster, encoded_chunk
from gametheory.studies.sweeps.sweep_encoding import EncodedChunk, encode_chunk
from gametheory.studies.sweeps.sweep_store import SweepStore
from unit.studies.stored_files import contents, job_of


def test_workers_encode_what_is_encoded_here() -> None:
    job = job_of(3)
    assert encoded_chunk(pickle.dumps(job), 1) == encode_chunk(job, 1, solve_chunk(job, 1))


def test_a_cluster_of_processes_of_which_one_is_killed(tmp_path: Path) -> None:
    distributed = pytest.importorskip("distributed")
    job = job_of(10)
    store_sweep(job, tmp_path / "alone.zarr")
    killed = []
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address=None, silence_logs=logging.CRITICAL
    ) as cluster:
        victim = next(worker.pid for worker in cluster.workers.values())

        def kill(progress: Progress) -> None:
            if progress.done >= 80 and not killed:
                killed.append(victim)
                os.kill(victim, signal.SIGKILL)

        workers = Workers(dask=cluster.scheduler_address)
        stored = store_sweep(job, tmp_path / "cluster.zarr", workers=workers, progress=kill)
    assert killed == [victim]
    assert stored.num_solved == 400
    assert contents(tmp_path / "cluster.zarr") == contents(tmp_path / "alone.zarr")


def test_no_scheduler(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("distributed")
    monkeypatch.setattr(sweep_dask, "SECONDS_TO_CONNECT", 0.2)
    for address in ("tcp://127.0.0.1:1", "nowhere"):
        with pytest.raises(InvalidParameterError, match="address of a Dask scheduler"):
            list(chunks_on_cluster(SweepStore(tmp_path, job_of(2)), [0], address))


def test_no_dask(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(InvalidParameterError, match=r"expected the package 'distributed'.*or use --workers"):
        list(chunks_on_cluster(SweepStore(tmp_path, job_of(2)), [0], "tcp://127.0.0.1:1"))


class _Cluster:
    """A library and a client of a cluster on which every worker dies at chunk 2, and the first wait is too short."""

    protocol = SimpleNamespace(pickle=pickle)

    class KilledWorker(Exception):  # noqa: N818
        """As in the library."""

    def __init__(self) -> None:
        self.waits = 0

    def __enter__(self) -> _Cluster:
        return self

    def __exit__(self, *error: object) -> None:
        return None

    def as_current(self) -> _Cluster:
        return self

    def nthreads(self) -> dict[str, int]:
        return {"one": 1}

    def submit(self, task: Callable[..., EncodedChunk], pickled: bytes, chunk: int, *, pure: bool) -> Future[Any]:
        assert not pure
        future: Future[Any] = Future()
        if chunk == 2:
            future.set_exception(self.KilledWorker())
        else:
            future.set_result(task(pickled, chunk))
        return future

    def wait(self, futures: list[Future[Any]], **options: object) -> SimpleNamespace:
        del options
        self.waits += 1
        if self.waits == 1:
            raise TimeoutError
        return SimpleNamespace(done=futures)


def test_a_chunk_at_which_every_worker_dies_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cluster = _Cluster()
    monkeypatch.setattr(sweep_dask, "_distributed", lambda: cluster)
    monkeypatch.setattr(sweep_dask, "_client", lambda library, address: library)
    store = SweepStore(tmp_path / "map.zarr", job_of(4))
    store.create()
    with pytest.raises(SolverError, match="expected the cluster to finish chunk 2, got workers that died there"):
        list(chunks_on_cluster(store, [0, 2], "tcp://127.0.0.1:1"))
    assert cluster.waits == 3
    assert [store.record(chunk) is None for chunk in (0, 2)] == [False, True]
