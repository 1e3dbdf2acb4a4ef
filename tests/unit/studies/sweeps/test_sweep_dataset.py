from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

import numpy as np

from gametheory import load
from gametheory.studies.sweeps.sweep_chunks import solve_chunk
from gametheory.studies.sweeps.sweep_dataset import SweepArrays, dataset, num_unverified, regime_table
from gametheory.studies.sweeps.sweep_job import UNVERIFIED, sweep_job

GAME = Path(__file__).parents[4] / "games" / "price_monitoring.yaml"


def test_names_units_and_the_record() -> None:
    job = sweep_job(load(str(GAME)), {"temu_sales": "0:30:4", "commission": [0.1, 0.2]}, {"select": "first"})
    arrays = SweepArrays(job)
    arrays.write(0, solve_chunk(job, 0))
    found = dataset(job, arrays.arrays, arrays.texts)
    assert found["payoff"].dims == ("temu_sales", "commission", "player")
    assert found["payoff"].attrs["units"] == "million USD a year"
    assert found["temu_sales"].attrs["units"] == "million USD a year"
    assert found["player"].values.tolist() == ["amazon", "seller"]
    assert found["choice_action"].values.tolist()[:2] == ["Monitor", "Ignore"]
    assert found["choice_player"].values.tolist()[1:3] == ["amazon", "seller"]
    assert found["decided"].attrs["flag_meanings"].split()[1] == "rationals"
    assert found.attrs["game_file"] == GAME.read_text()
    assert found.attrs["sha256"] == sha256(GAME.read_bytes()).hexdigest()
    assert json.loads(found.attrs["parameters"])["margin"] == "1/5"
    assert found.attrs["concept"] == "nash"
    probabilities = found["probability"].sel(commission=0.1).values
    assert np.allclose(probabilities[:, :2].sum(axis=1), 1)
    key = int(found["regime"].sel(commission=0.1, temu_sales=10).item())
    words = dict(zip(found["regime_key"].values.tolist(), found["regime_words"].values.tolist(), strict=True))
    assert words[key].startswith("Amazon: ")


def test_tables_and_counts() -> None:
    job = sweep_job(load("price_monitoring"), {"commission": "0:0.4:3"}, {"outputs": []})
    assert regime_table(job, {7: "[]", 3: "[]"})["regime_key"][1].tolist() == [3, 7]
    assert num_unverified({"decided": np.array([UNVERIFIED, 0, UNVERIFIED])}) == 2
    found = dataset(job, SweepArrays(job).arrays, {})
    assert "player" not in found.coords
    assert "select" in found.attrs
