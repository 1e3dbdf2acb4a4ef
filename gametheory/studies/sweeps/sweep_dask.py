"""Workers of a stored sweep on a Dask cluster: they solve and compress, what they send back is written here."""

from __future__ import annotations

import asyncio
import pickle
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from gametheory.errors import InvalidParameterError, SolverError
from gametheory.studies.sweeps.sweep_chunks import solve_chunk
from gametheory.studies.sweeps.sweep_encoding import EncodedChunk, encode_chunk

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence

    from gametheory.studies.sweeps.sweep_job import SweepJob
    from gametheory.studies.sweeps.sweep_store import SweepStore

SECONDS_TO_CONNECT = 10
SECONDS_BETWEEN_COUNTS = 2.0
"""After which workers are counted again: they come and go."""


def chunks_on_cluster(store: SweepStore, chunks: Sequence[int], address: str) -> Generator[int]:
    """Solve chunks on a cluster, write them here, and yield each when it is written.

    Each thread of the cluster has one chunk at a time; Dask repeats what a worker that dies had begun. The workers need
    this package, not the disk of the store.

    Parameters
    ----------
    store
        Where they are written.
    chunks
        What there is to do.
    address
        Of the scheduler, such as ``tcp://10.0.0.1:8786``.

    Raises
    ------
    InvalidParameterError
        If Dask is not installed, or no scheduler answers.
    SolverError
        If workers keep dying at a chunk.
    """
    distributed = _distributed()
    left = deque(chunks)
    pickled = pickle.dumps(store.job)
    with _client(distributed, address) as client, client.as_current():
        running: dict[Any, int] = {}
        while left or running:
            num_threads = max(1, sum(client.nthreads().values()))
            while left and len(running) < num_threads:
                chunk = left.popleft()
                running[client.submit(encoded_chunk, pickled, chunk, pure=False)] = chunk
            try:
                done = distributed.wait(
                    list(running), timeout=SECONDS_BETWEEN_COUNTS, return_when="FIRST_COMPLETED"
                ).done
            except TimeoutError:
                continue
            for future in done:
                chunk = running.pop(future)
                try:
                    store.write(chunk, future.result())
                except distributed.KilledWorker as error:
                    raise SolverError(
                        f"expected the cluster to finish chunk {chunk}, got workers that died there; "
                        "give them more memory, then go on with --resume"
                    ) from error
                yield chunk


def encoded_chunk(pickled: bytes, chunk: int) -> EncodedChunk:
    """Return a chunk as it is stored; what a worker of the cluster runs.

    Parameters
    ----------
    pickled
        The job.
    chunk
        Its number.
    """
    job = _job(pickled)
    return encode_chunk(job, chunk, solve_chunk(job, chunk))


@lru_cache(maxsize=1)
def _job(pickled: bytes) -> SweepJob:
    """Return a job, whose formulas are then made once for all chunks of a worker."""
    job: SweepJob = _distributed().protocol.pickle.loads(pickled)
    return job


def _distributed() -> Any:
    """Return the library of clusters, which a plain installation does not have."""
    try:
        import distributed
    except ImportError:
        raise InvalidParameterError(
            "expected the package 'distributed' for a Dask cluster, got an installation without it; "
            "run pip install 'gametheory[cluster]', or use --workers"
        ) from None
    return distributed


def _client(distributed: Any, address: str) -> Any:
    """Return a connection to a scheduler; first it is asked whether anybody is there."""
    try:
        with ThreadPoolExecutor(1) as pool:
            pool.submit(asyncio.run, _knock(distributed, address)).result()
    except (OSError, ValueError) as error:
        raise InvalidParameterError(
            f"expected the address of a Dask scheduler, such as tcp://10.0.0.1:8786, got {address!r}, where none "
            f"answered within {SECONDS_TO_CONNECT} s; start it with 'dask scheduler'"
        ) from error
    return distributed.Client(address, timeout=SECONDS_TO_CONNECT, set_as_default=False)


async def _knock(distributed: Any, address: str) -> None:
    """Open and close a connection: a client that finds nobody would not go quietly.

    It runs in a thread of its own, as notebooks have a loop already.
    """
    secrets = distributed.Security().get_connection_args("client")
    connection = await distributed.comm.connect(address, timeout=SECONDS_TO_CONNECT, **secrets)
    await connection.close()
