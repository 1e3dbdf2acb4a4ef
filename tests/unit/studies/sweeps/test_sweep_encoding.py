from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import xarray

from gametheory import load
from gametheory.studies.sweeps import sweep_job as jobs
from gametheory.studies.sweeps.grid import read_axis
from gametheory.studies.sweeps.sweep import sweep
from gametheory.studies.sweeps.sweep_chunks import REGIME_KEYS, REGIME_TEXTS, solve_chunk
from gametheory.studies.sweeps.sweep_encoding import axis_text, encode_chunk, encode_description, manifest, num_bytes
from gametheory.studies.sweeps.sweep_job import sweep_job

AXES = {"at_parity": "0:1:7", "diversion": [0, "1/3", 1]}


def test_axes_are_told_apart() -> None:
    axes = [read_axis("fee", text) for text in ("1:2:30", "1:2:31", "1:2:30:log", "1:2:31:log", "1,2", "1,3/2,2")]
    assert len({axis_text(axis) for axis in axes}) == len(axes)
    near = [0.1 + index * 1e-3 for index in range(30)]
    assert axis_text(read_axis("fee", near)) != axis_text(read_axis("fee", [*near[:-1], near[-1] + 1e-17 * 20]))


def test_manifest_names_all_that_is_asked() -> None:
    job = sweep_job(load("price_monitoring"), AXES, {"outputs": ["payoff"], "select": "seller"})
    told = manifest(job)
    assert json.loads(told["axes"]) == {"at_parity": "0:1:7", "diversion": "0,1/3,1"}
    assert (told["outputs"], told["select"], told["concept"]) == ("payoff", "seller", "nash")
    assert json.loads(told["chunk_shape"]) == [7, 3]
    assert told["game_file"].startswith("gametheory: 1")


def test_files_are_a_store_that_equals_the_sweep_in_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "LARGEST_CHUNK", 6)
    model = load("price_monitoring")
    job = sweep_job(model, AXES, {})
    chunks = [solve_chunk(job, chunk) for chunk in range(job.num_chunks)]
    texts = {
        key: text
        for found in chunks
        for key, text in zip(found[REGIME_KEYS].tolist(), found[REGIME_TEXTS].tolist(), strict=True)
    }
    files = encode_description(job, texts, {"termination": "exhausted"})
    assert list(files)[-1] == "zarr.json"
    encoded = [encode_chunk(job, chunk, found) for chunk, found in enumerate(chunks)]
    assert len(encoded) == 4
    for name, data in [*files.items(), *(pair for chunk in encoded for pair in chunk.files.items())]:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(data)
    stored = xarray.open_zarr(tmp_path, chunks=None).load()
    wanted = sweep(model, AXES)
    assert stored["regime"].dtype == np.uint64
    for name in wanted.variables:
        assert (stored[name].dims, stored[name].shape) == (wanted[name].dims, wanted[name].shape)
        if wanted[name].dtype == object:
            assert stored[name].values.tolist() == wanted[name].values.tolist()
        else:
            assert stored[name].values.tobytes() == wanted[name].values.tobytes()
    assert stored["commission" if "commission" in stored.dims else "at_parity"].attrs == wanted["at_parity"].attrs
    assert stored["decided"].attrs["flag_meanings"] == wanted["decided"].attrs["flag_meanings"]


def test_points_that_were_not_reached_read_as_such(tmp_path: Path) -> None:
    job = sweep_job(load("price_monitoring"), AXES, {})
    for name, data in encode_description(job, {}, {}).items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(data)
    stored = xarray.open_zarr(tmp_path, chunks=None)
    assert set(stored["coverage"].values.ravel().tolist()) == {jobs.NO_COVERAGE}
    assert stored["regime"].values.dtype == np.uint64
    assert np.isnan(stored["payoff"].values).all()
    assert stored.sizes["regime_key"] == 0


def test_records_count_what_a_chunk_holds() -> None:
    job = sweep_job(load("price_monitoring"), AXES, {"outputs": []})
    found = solve_chunk(job, 0)
    encoded = encode_chunk(job, 0, found)
    record = json.loads(encoded.record)
    assert record["num_points"] == sum(count for *_, count in record["regimes"]) == sum(record["coverage"]) == 21
    assert sum(record["decided"]) == 21
    assert record["files"] == {name: len(data) for name, data in encoded.files.items()}
    assert encode_chunk(job, 0, found) == encoded


def test_size_in_memory() -> None:
    job = sweep_job(load("price_monitoring"), AXES, {"outputs": ["payoff"], "select": "first"})
    assert num_bytes(job) == 21 * (8 + 4 + 4 + 1 + 1 + 2 * 8)
