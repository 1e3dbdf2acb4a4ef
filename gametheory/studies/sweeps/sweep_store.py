"""A sweep on disk: a Zarr store whose chunks are written whole or not at all, in any order, by any process."""

from __future__ import annotations

import json
import os
import shutil
import uuid
from collections import Counter, deque
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gametheory.core.batch_solution import COVERAGES
from gametheory.errors import InvalidParameterError
from gametheory.studies.sweeps.sweep_chunks import solve_chunk
from gametheory.studies.sweeps.sweep_encoding import EncodedChunk, encode_chunk, encode_description, manifest
from gametheory.studies.sweeps.sweep_job import DECISIONS, UNVERIFIED

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gametheory.studies.sweeps.sweep_job import SweepJob

PROGRESS = "chunks_done"
"""Folder inside an unfinished store: a record of each chunk that is there, and files that are being written."""
PART = ".part"
"""Ending of what is being written."""
UNFINISHED, FINISHED = "unfinished", "exhausted"
NUM_WRITERS = 8
"""Threads that wait for the disk."""


@dataclass
class SweepTally:
    """What was found at how many points, whatever the order of the chunks.

    Attributes
    ----------
    num_points
        Points that are solved.
    texts
        Regimes that were met, by key.
    regimes
        Points of each regime, by key.
    coverage, decided
        Points by coverage and by how they were decided.
    """

    num_points: int = 0
    texts: dict[int, str] = field(default_factory=dict)
    regimes: Counter[int] = field(default_factory=Counter)
    coverage: Counter[str] = field(default_factory=Counter)
    decided: Counter[str] = field(default_factory=Counter)

    def add(self, record: Mapping[str, Any] | None) -> None:
        """Count a chunk by its record; nothing where there is none."""
        if record is None:
            return
        self.num_points += record["num_points"]
        for key, text, count in record["regimes"]:
            self.texts[key] = text
            self.regimes[key] += count
        self.coverage.update(dict(zip(map(str, COVERAGES), record["coverage"], strict=True)))
        self.decided.update(dict(zip(DECISIONS, record["decided"], strict=True)))

    @property
    def num_unverified(self) -> int:
        """Points that differ from a neighbor within the margin and were not solved in rationals."""
        return self.decided[DECISIONS[UNVERIFIED]]


@dataclass(frozen=True)
class SweepStore:
    """A store of one sweep.

    The store itself says which chunks are there: each has a record, which is written after all its arrays, every file
    under another name first and renamed when it is on the disk. So a process that ends at any moment leaves whole
    chunks only, and a chunk that is written twice is the same both times.

    Parameters
    ----------
    folder
        The Zarr store.
    job
        What it answers.

    Examples
    --------
    >>> import tempfile
    >>> from gametheory import load
    >>> from gametheory.studies.sweeps.sweep_job import sweep_job
    >>> job = sweep_job(load("price_monitoring"), {"commission": "0:0.45:7"}, {"select": "first"})
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     store = SweepStore(Path(folder) / "map.zarr", job)
    ...     store.create()
    ...     store.solve(0)
    ...     tally = SweepTally()
    ...     tally.add(store.record(0))
    ...     store.describe(tally, FINISHED)
    ...     tally.num_points, len(tally.regimes), store.is_finished
    (7, 2, True)
    """

    folder: Path
    job: SweepJob

    def create(self) -> None:
        """Make the store, without a chunk.

        Raises
        ------
        InvalidParameterError
            If the model was not read from a file, whose text tells its sweeps from others.
        """
        if not self.job.model.file_text:
            raise InvalidParameterError(
                "expected a model that was read from a file, whose text the store keeps, got one made in Python; "
                "write it as a game file, or sweep it in memory"
            )
        part = self.folder.with_name(f".{self.folder.name}{PART}")
        if part.exists():
            shutil.rmtree(part)
        part.mkdir()
        (part / PROGRESS).mkdir()
        for name, data in encode_description(self.job, {}, {"termination": UNFINISHED}).items():
            (part / name).parent.mkdir(parents=True, exist_ok=True)
            (part / name).write_bytes(data)
        part.rename(self.folder)

    def check(self) -> None:
        """Check that the store answers this sweep, and remove what was left half written.

        Raises
        ------
        InvalidParameterError
            If it is no store of a sweep, or one of another sweep.
        """
        kept = self._attributes()
        wanted = manifest(self.job)
        if kept is None or not kept.keys() >= wanted.keys():
            raise InvalidParameterError(f"expected a store of a sweep, got '{self.folder}'; choose another output")
        for name, value in wanted.items():
            if kept[name] != value and name not in {"game_file", "title"}:
                is_file = name == "sha256"
                there, here = ("another file", "this one") if is_file else (_shown(kept[name]), _shown(value))
                what = "another game" if is_file else f"{'other' if name.endswith('s') else 'another'} {name}"
                raise InvalidParameterError(
                    f"expected to go on with the same sweep, got {what}: {there} in '{self.folder}', {here} now; "
                    "choose another output"
                )
        if self.is_finished:
            shutil.rmtree(self._progress, ignore_errors=True)
        for part in self._progress.glob(f"*{PART}"):
            part.unlink(missing_ok=True)

    @property
    def is_finished(self) -> bool:
        """Whether every chunk is there and the tables are written."""
        return (self._attributes() or {}).get("termination") == FINISHED

    def solve(self, chunk: int) -> None:
        """Solve a chunk and write it."""
        self.write(chunk, encode_chunk(self.job, chunk, solve_chunk(self.job, chunk)))

    def write(self, chunk: int, encoded: EncodedChunk) -> None:
        """Write a chunk, its record last."""
        for name, data in encoded.files.items():
            _write_whole(self.folder, name, data)
        _write_whole(self.folder, f"{PROGRESS}/{chunk}.json", encoded.record)

    def remove(self) -> None:
        """Remove the store."""
        shutil.rmtree(self.folder)

    def record(self, chunk: int) -> dict[str, Any] | None:
        """Return what a chunk consists of; None where it, or a file of it, is not there."""
        try:
            record: dict[str, Any] = json.loads((self._progress / f"{chunk}.json").read_bytes())
            sizes = [(self.folder / name).stat().st_size for name in record["files"]]
        except (FileNotFoundError, ValueError):
            return None
        return record if sizes == list(record["files"].values()) else None

    def describe(self, tally: SweepTally, termination: str) -> None:
        """Write the table of regimes and the attributes; where all is done, the records go.

        Parameters
        ----------
        tally
            Of all chunks that are there.
        termination
            ``FINISHED``, or why there is more to do.
        """
        told = {
            "termination": termination,
            "num_solved": tally.num_points,
            "num_unverified": tally.num_unverified,
            "solved_by_decision": json.dumps({name: tally.decided[name] for name in DECISIONS}),
        }
        *files, (last, own) = encode_description(self.job, tally.texts, told).items()
        with ThreadPoolExecutor(NUM_WRITERS) as pool:
            deque(pool.map(lambda file: _write_whole(self.folder, *file), files), maxlen=0)
        _write_whole(self.folder, last, own)
        if termination == FINISHED:
            shutil.rmtree(self._progress)

    @property
    def _progress(self) -> Path:
        return self.folder / PROGRESS

    def _attributes(self) -> dict[str, Any] | None:
        """Return what the store says of itself; None where it is none."""
        try:
            node = json.loads((self.folder / "zarr.json").read_bytes())
        except (OSError, ValueError):
            return None
        attributes = node.get("attributes") if isinstance(node, dict) else None
        return attributes if isinstance(attributes, dict) else None


def _write_whole(folder: Path, name: str, data: bytes) -> None:
    """Write a file of a store under another name, and give it its own when it is on the disk."""
    target = folder / name
    part = folder / PROGRESS / f"{uuid.uuid4().hex}{PART}"
    try:
        with part.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        target.parent.mkdir(parents=True, exist_ok=True)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def _shown(value: Any) -> str:
    """Return a value of the manifest for a sentence."""
    return value if value else "none"
