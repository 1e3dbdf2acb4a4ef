from __future__ import annotations

import logging
import os
import pickle
import signal
import sys
from pathlib import Path

import pytest

from gametheory.core.solution import Progress
from gametheory.errors import InvalidParameterError
from gametheory.studies import sweep_dask
from gametheory.studies.stored_sweep import Workers, store_sweep
from gametheory.studies.sweep_chunks import solve_chunk
from gametheory.studies.sweep_dask import chunks_on_cluster, encoded_chunk
from gametheory.studies.sweep_encoding import encode_chunk
from gametheory.studies.sweep_store import SweepStore
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
