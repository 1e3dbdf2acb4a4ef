from __future__ import annotations

import json
from pathlib import Path

import pytest

from gametheory import GameModel, load
from gametheory.errors import InvalidParameterError
from gametheory.studies.sweeps.sweep_job import sweep_job
from gametheory.studies.sweeps.sweep_store import FINISHED, PART, PROGRESS, UNFINISHED, SweepStore, SweepTally
from unit.studies.stored_files import contents, job_of


def filled(folder: Path, order: list[int]) -> tuple[SweepStore, SweepTally]:
    """A store with some chunks, and what is there."""
    store, tally = SweepStore(folder, job_of(len(order))), SweepTally()
    store.create()
    for chunk in order:
        store.solve(chunk)
        tally.add(store.record(chunk))
    return store, tally


def test_order_of_chunks_leaves_no_trace(tmp_path: Path) -> None:
    for name, order in (("forward", [0, 1, 2]), ("backward", [2, 1, 0]), ("twice", [1, 0, 2, 1])):
        store = SweepStore(tmp_path / name, job_of(3))
        store.create()
        for chunk in order:
            store.solve(chunk)
        tally = SweepTally()
        for chunk in sorted(set(order), reverse=name == "backward"):
            tally.add(store.record(chunk))
        store.describe(tally, FINISHED)
    forward = contents(tmp_path / "forward")
    assert len(forward) > 20
    assert forward == contents(tmp_path / "backward") == contents(tmp_path / "twice")
    assert not (tmp_path / "forward" / PROGRESS).exists()


@pytest.mark.parametrize("damage", ["truncated", "removed", "no record", "half a record"])
def test_damaged_chunks_are_missing(tmp_path: Path, damage: str) -> None:
    store, _ = filled(tmp_path / "map.zarr", [0, 1])
    record = store.record(1)
    assert record is not None
    name = min(record["files"])
    path = store.folder / (f"{PROGRESS}/1.json" if "record" in damage else name)
    if damage in {"truncated", "half a record"}:
        path.write_bytes(path.read_bytes()[:-1])
    else:
        path.unlink()
    assert store.record(1) is None
    assert store.record(0) is not None
    store.solve(1)
    assert store.record(1) == record


def test_what_was_half_written_goes(tmp_path: Path) -> None:
    store, tally = filled(tmp_path / "map.zarr", [0, 1])
    part = store.folder / PROGRESS / f"0{PART}"
    part.write_bytes(b"half")
    (tmp_path / f".map.zarr{PART}").mkdir()
    store.check()
    assert not part.exists()
    store.describe(tally, FINISHED)
    (store.folder / PROGRESS).mkdir()
    store.check()
    assert not (store.folder / PROGRESS).exists()


def test_an_unfinished_store_says_so(tmp_path: Path) -> None:
    store, tally = filled(tmp_path / "map.zarr", [0, 1])
    assert not store.is_finished
    store.describe(tally, UNFINISHED)
    assert not store.is_finished
    assert store.record(1) is not None
    attributes = json.loads((store.folder / "zarr.json").read_text(encoding="utf-8"))["attributes"]
    assert (attributes["termination"], attributes["num_solved"]) == (UNFINISHED, 80)


def test_a_store_that_was_begun_twice(tmp_path: Path) -> None:
    part = tmp_path / f".map.zarr{PART}"
    part.mkdir()
    (part / "stale").touch()
    filled(tmp_path / "map.zarr", [0, 1])
    assert not part.exists()
    assert not (tmp_path / "map.zarr" / "stale").exists()


@pytest.mark.parametrize(
    ("axes", "question", "sentence"),
    [
        ({"commission": "0:0.45:3"}, {}, r"other axes: .*0:9/20:2.* in '.*', .*0:9/20:3.* now; choose another"),
        ({}, {"concept": "nash"}, "another concept: pure in '.*', nash now"),
        ({}, {"select": None}, "another select: seller in '.*', none now"),
        ({}, {"outputs": ["payoff"]}, "other outputs: probability payoff welfare in '.*', payoff now"),
    ],
)
def test_other_sweeps_are_refused(
    tmp_path: Path, axes: dict[str, str], question: dict[str, object], sentence: str
) -> None:
    store, _ = filled(tmp_path / "map.zarr", [0, 1])
    asked = {"concept": "pure", "select": "seller", **question}
    wanted = {"commission": "0:0.45:2", "suppressed": "0:1:40", **axes}
    other = sweep_job(load("price_monitoring"), wanted, asked)
    with pytest.raises(InvalidParameterError, match=sentence):
        SweepStore(store.folder, other).check()


def test_other_values_and_other_games_are_refused(tmp_path: Path) -> None:
    store, _ = filled(tmp_path / "map.zarr", [0, 1])
    axes = {"commission": "0:0.45:2", "suppressed": "0:1:40"}
    question = {"concept": "pure", "select": "seller"}
    model = load("price_monitoring")
    other = SweepStore(store.folder, sweep_job(model.with_values(scan_cost="1/7"), axes, question))
    with pytest.raises(InvalidParameterError, match=r'other parameters: .*"scan_cost": "1/7".* now'):
        other.check()
    text = model.file_text.replace("Price monitoring", "Price watching")
    path = tmp_path / "other.yaml"
    path.write_text(text, encoding="utf-8")
    other = SweepStore(store.folder, sweep_job(load(str(path)), axes, question))
    with pytest.raises(InvalidParameterError, match=r"another game: another file in '.*', this one now"):
        other.check()


@pytest.mark.parametrize("text", [None, "[]", "{", '{"attributes": 3}', '{"attributes": {"title": "map"}}'])
def test_other_folders_are_refused(tmp_path: Path, text: str | None) -> None:
    if text is not None:
        (tmp_path / "zarr.json").write_text(text, encoding="utf-8")
    with pytest.raises(InvalidParameterError, match="expected a store of a sweep, got"):
        SweepStore(tmp_path, job_of(2)).check()


def test_models_without_a_file_are_refused(tmp_path: Path) -> None:
    model = load("price_monitoring")
    made = GameModel(model.description)
    store = SweepStore(tmp_path / "map.zarr", sweep_job(made, {"commission": "0:0.45:2"}, {}))
    with pytest.raises(InvalidParameterError, match="expected a model that was read from a file"):
        store.create()
    assert list(tmp_path.iterdir()) == []
