"""What the tests of stored sweeps share."""

from __future__ import annotations

from pathlib import Path

from gametheory import load
from gametheory.studies.sweeps.sweep_job import SweepJob, SweepQuestion, sweep_job


def job_of(num_chunks: int = 6, **question: object) -> SweepJob:
    """Return a sweep of which every point is solved by itself, forty to a chunk."""
    axes = {"commission": f"0:0.45:{num_chunks}", "suppressed": "0:1:40"}
    asked: SweepQuestion = {"concept": "pure", "select": "seller", **question}
    return sweep_job(load("price_monitoring"), axes, asked)


def contents(folder: Path) -> dict[str, bytes]:
    """Return all files of a folder by name."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
