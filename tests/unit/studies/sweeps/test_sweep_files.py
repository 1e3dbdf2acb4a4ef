from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest
import xarray

from gametheory import load
from gametheory.errors import InvalidParameterError
from gametheory.studies.sweeps.stored_sweep import store_sweep
from gametheory.studies.sweeps.sweep import sweep
from gametheory.studies.sweeps.sweep_files import check_output, open_sweep, sweep_rows
from gametheory.studies.sweeps.sweep_job import SweepQuestion, sweep_job

AXES = {"resource": [2, "5/2"], "injury": "1:6:6"}


def stored(path: Path, **question: object) -> Path:
    store_sweep(sweep_job(load("hawk_dove"), AXES, SweepQuestion(**question)), path)
    return path


def test_netcdf_is_the_sweep_in_memory(tmp_path: Path) -> None:
    wanted = sweep(load("hawk_dove"), AXES)
    with xarray.open_dataset(stored(tmp_path / "map.nc"), engine="h5netcdf") as found:
        for name in wanted.variables:
            assert found[name].dims == wanted[name].dims
            if wanted[name].dtype == object:
                assert found[name].values.tolist() == wanted[name].values.tolist()
            else:
                assert found[name].dtype == wanted[name].dtype
                assert found[name].values.tobytes() == wanted[name].values.tobytes()
        assert found.attrs["game_file"] == load("hawk_dove").file_text


def test_csv_has_a_row_for_each_equilibrium(tmp_path: Path) -> None:
    with stored(tmp_path / "map.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    wanted = sweep(load("hawk_dove"), AXES)
    assert len(rows) == int(wanted["num_equilibria"].sum()) > 12
    mixed = [row for row in rows if row["resource"] == "2.5" and row["injury"] == "5.0"]
    assert [row["equilibrium"] for row in mixed] == ["1", "2", "3"]
    assert [row["payoff first"] for row in mixed] == ["2.5", "0.625", "0.0"]
    assert [row["probability second Hawk"] for row in mixed] == ["0.0", "0.5", "1.0"]
    assert {row["coverage"] for row in rows} == {"all"}
    assert mixed[0]["regime"].count(" or ") == 2


def test_parquet_is_the_same_table(tmp_path: Path) -> None:
    import pandas as pd

    found = pd.read_parquet(stored(tmp_path / "map.parquet", select="second"))
    assert len(found) == 12
    assert list(found.columns)[:3] == ["resource", "injury", "regime"]
    other = pd.read_csv(stored(tmp_path / "map.csv", select="second"))
    assert list(other.columns) == list(found.columns)
    assert (other.select_dtypes("number").to_numpy() == found.select_dtypes("number").to_numpy()).all()
    assert found.attrs["select"] == "second"


def test_points_without_an_equilibrium_keep_a_row() -> None:
    found = sweep(load("price_monitoring"), {"commission": "0:0.3:4"}, concept="pure")
    rows = sweep_rows(found)
    assert rows["num_equilibria"].values.tolist() == [1, 0, 0, 0]
    assert rows["commission"].values.tolist() == [0.0, 0.1, 0.2, 0.3]
    assert np.isnan(rows["payoff seller"].values).tolist() == [False, True, True, True]
    assert rows["regime"].values.tolist()[1] == "no equilibrium"


def test_tables_without_outputs_and_of_trees() -> None:
    bare = sweep_rows(sweep(load("hawk_dove"), {"injury": [1, 5]}, outputs=[]))
    assert list(bare) == ["injury", "regime", "num_equilibria", "num_components", "coverage", "decided"]
    model = load("choose_one_of_two")
    tree = sweep_rows(sweep(model, {"commission": [0.1, 0.2]}, concept="subgame_perfect", select="first"))
    assert any(": " in str(name) for name in tree if str(name).startswith("probability"))


def test_stores_are_read_when_asked(tmp_path: Path) -> None:
    with open_sweep(stored(tmp_path / "map.zarr")) as found:
        assert found["num_equilibria"].values.shape == (2, 6)


@pytest.mark.parametrize("name", ["map", "map.txt", "map.zar"])
def test_endings(name: str) -> None:
    job = sweep_job(load("hawk_dove"), AXES, {})
    with pytest.raises(InvalidParameterError, match=rf"ends in .zarr, .nc, .csv or .parquet, got '{name}'"):
        check_output(job, Path(name))


def test_large_answers_are_for_stores() -> None:
    job = sweep_job(load("hawk_dove"), {"resource": "1:2:10000", "injury": "1:2:10000"}, {})
    check_output(job, Path("map.zarr"))
    sentence = r"expected at most 2,\d+,\d+ points of this game in a .csv file, got 100,000,000; write a .zarr store"
    with pytest.raises(InvalidParameterError, match=sentence):
        check_output(job, Path("map.csv"))
