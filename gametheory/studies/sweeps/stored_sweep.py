"""Sweeps that are written as they are solved, stop at any moment, and go on where they were."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from gametheory.core.solution import Progress, Termination
from gametheory.errors import GameTheoryError, InvalidParameterError
from gametheory.studies.sweeps.sweep_files import STORE, check_output, write_output
from gametheory.studies.sweeps.sweep_store import FINISHED, PART, UNFINISHED, SweepStore, SweepTally
from gametheory.studies.sweeps.sweep_workers import chunks_in_processes, chunks_in_threads

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence

    from gametheory.core.solution import ProgressListener
    from gametheory.studies.sweeps.sweep_job import SweepJob


@dataclass(frozen=True)
class Workers:
    """Who does the work.

    Parameters
    ----------
    num_processes
        Processes on this machine; 0 for this process alone, on all cores where kernels do the work.
    dask
        Address of the scheduler of a Dask cluster; empty for none.
    """

    num_processes: int = 0
    dask: str = ""


@dataclass(frozen=True)
class StoredSweep:
    """What came of a sweep that is written.

    Parameters
    ----------
    path
        The output.
    store
        The Zarr store: the output itself, or what is there of it before a file is written.
    tally
        What was found at how many points; empty where all was there before.
    num_solved
        Points that this run solved.
    termination
        EXHAUSTED, or INTERRUPTED after Ctrl-C.
    """

    path: Path
    store: Path
    tally: SweepTally
    num_solved: int
    termination: Termination


def store_sweep(
    job: SweepJob,
    path: Path,
    *,
    workers: Workers | None = None,
    is_resumed: bool = False,
    progress: ProgressListener | None = None,
) -> StoredSweep:
    """Solve a sweep and write it, chunk by chunk.

    After Ctrl-C, or whatever ends the process, the store holds whole chunks; the same call with `is_resumed` solves
    those that are missing. The result does not depend on who did the work, in which order, and how often it was ended.

    Parameters
    ----------
    job
        The sweep.
    path
        ``.zarr`` for a store that may be larger than memory; ``.nc``, ``.csv`` or ``.parquet`` for small ones, which
        are written at the end from a store beside them.
    workers
        None for this process alone.
    is_resumed
        Whether what is there is continued; where nothing is there, the sweep begins.
    progress
        Called with the points that are done at the beginning and after each chunk.

    Raises
    ------
    InvalidParameterError
        If the output exists and is not resumed, belongs to another sweep, or would be too large for its kind.
    OSError
        If it cannot be written.

    Examples
    --------
    >>> import tempfile
    >>> from gametheory import load
    >>> from gametheory.studies.sweeps.sweep_job import sweep_job
    >>> job = sweep_job(load("price_monitoring"), {"commission": "0:0.45:7"}, {"select": "first"})
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     stored = store_sweep(job, Path(folder) / "map.csv")
    ...     stored.num_solved, str(stored.termination), len(stored.path.read_text().splitlines())
    (7, 'exhausted', 8)
    """
    check_output(job, path)
    is_store = path.suffix == STORE
    store = SweepStore(path if is_store else path.with_name(f"{path.name}{PART}{STORE}"), job)
    is_new = _begin(store, path, is_resumed=is_resumed)
    if store.is_finished:
        _finish(store, path)
        return StoredSweep(path, store.folder, SweepTally(), 0, Termination.EXHAUSTED)
    tally, chunks = _left(store)
    before = tally.num_points
    termination = Termination.EXHAUSTED
    try:
        _tell(progress, tally, job)
        with closing(_solved(store, chunks, workers or Workers())) as solved:
            for chunk in solved:
                tally.add(store.record(chunk))
                _tell(progress, tally, job)
    except KeyboardInterrupt:
        termination = Termination.INTERRUPTED
        tally, _ = _left(store)
    except (GameTheoryError, OSError):
        if is_new and not tally.num_points:
            store.remove()
        raise
    is_done = termination is Termination.EXHAUSTED
    store.describe(tally, FINISHED if is_done else UNFINISHED)
    if is_done:
        _finish(store, path)
    return StoredSweep(path, store.folder, tally, tally.num_points - before, termination)


def _begin(store: SweepStore, path: Path, *, is_resumed: bool) -> bool:
    """Make the store, or check the one that is there; return whether it is new."""
    if path != store.folder and path.exists():
        raise InvalidParameterError(
            f"expected a new output, got '{path}', which is there already; remove it or choose another one"
        )
    if not store.folder.exists():
        store.create()
        return True
    if not is_resumed:
        raise InvalidParameterError(
            f"expected a new output, got '{store.folder}', which is there already; "
            "go on with --resume, remove it, or choose another one"
        )
    store.check()
    return False


def _left(store: SweepStore) -> tuple[SweepTally, list[int]]:
    """Return what is there, and the chunks that are not."""
    tally, chunks = SweepTally(), []
    for chunk in range(store.job.num_chunks):
        record = store.record(chunk)
        tally.add(record)
        if record is None:
            chunks.append(chunk)
    return tally, chunks


def _tell(progress: ProgressListener | None, tally: SweepTally, job: SweepJob) -> None:
    """Say how far the sweep is."""
    if progress is not None:
        progress(Progress(tally.num_points, job.grid.num_points, len(tally.regimes)))


def _solved(store: SweepStore, chunks: Sequence[int], workers: Workers) -> Generator[int]:
    """Return the chunks in the order in which they are written."""
    if workers.dask:
        from gametheory.studies.sweeps.sweep_dask import chunks_on_cluster

        return chunks_on_cluster(store, chunks, workers.dask)
    if workers.num_processes:
        return chunks_in_processes(store, chunks, workers.num_processes)
    return chunks_in_threads(store, chunks)


def _finish(store: SweepStore, path: Path) -> None:
    """Write the file that was asked for in place of the store."""
    if path != store.folder:
        write_output(store.folder, path)
        store.remove()
