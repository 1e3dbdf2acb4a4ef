from __future__ import annotations

import numpy as np
import pytest

from gametheory import Limits, load
from gametheory.core.solution import Progress
from gametheory.errors import InvalidParameterError
from gametheory.studies.sweeps import sweep as sweeps
from gametheory.studies.sweeps import sweep_job as jobs
from gametheory.studies.sweeps.sweep import sweep

AXES = {"commission": "0:0.45:20", "temu_sales": "0:30:31"}


def test_the_answer_is_the_same_in_one_chunk_and_in_many(monkeypatch: pytest.MonkeyPatch) -> None:
    model = load("price_monitoring")
    whole = sweep(model, AXES, select="seller")
    monkeypatch.setattr(jobs, "LARGEST_CHUNK", 31)
    heard: list[Progress] = []
    parts = sweep(model, AXES, select="seller", progress=heard.append)
    assert whole.identical(parts)
    assert whole.attrs["termination"] == "exhausted"
    assert (whole.attrs["num_solved"], whole.attrs["num_unverified"]) == (620, 0)
    assert (heard[-1].done, heard[-1].total) == (620, 620)
    done = [step.done for step in heard]
    assert done == sorted(set(done))
    assert all(count % 31 == 0 for count in done)
    monkeypatch.setattr(sweeps.os, "cpu_count", lambda: None)
    assert whole.identical(sweep(model, AXES, select="seller"))


def test_one_threshold_shows() -> None:
    found = sweep(load("price_monitoring"), {"temu_sales": "4:5:101"}, outputs=[])
    changes = np.flatnonzero(np.diff(found["regime"].values))
    assert found["temu_sales"].values[changes].tolist() == [4.3]  # 3125/726


def test_a_limit_leaves_what_was_solved() -> None:
    found = sweep(load("choose_one_of_two"), {"temu_sales": "1:2:3"}, limits=Limits(time=0))
    assert found.attrs["termination"] == "time_limit"
    assert found.attrs["num_solved"] == 0
    assert found["coverage"].values.tolist() == [jobs.NO_COVERAGE] * 3


def test_ctrl_c_leaves_what_was_solved(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "SLOW_CHUNK", 2)
    solved = sweeps.solve_chunk

    def interrupted(job: jobs.SweepJob, chunk: int) -> object:
        if chunk == 1:
            raise KeyboardInterrupt
        return solved(job, chunk)

    monkeypatch.setattr(sweeps, "solve_chunk", interrupted)
    found = sweep(load("price_monitoring"), {"temu_sales": "4:5:6"}, concept="pure")
    assert (found.attrs["termination"], found.attrs["num_solved"]) == ("interrupted", 2)
    assert found["decided"].values.tolist()[:2] == [jobs.BY_RATIONALS] * 2
    assert (found["coverage"].values[2:] == jobs.NO_COVERAGE).all()


def test_mistakes_are_told_before_anything_is_solved() -> None:
    with pytest.raises(InvalidParameterError, match="unknown parameter 'comission'; did you mean 'commission'"):
        sweep(load("price_monitoring"), {"comission": "0:0.4:3"})
