from __future__ import annotations

import pickle
import random
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from gametheory import load
from gametheory.models.model import GameModel
from gametheory.studies.sweeps import sweep_job as jobs
from gametheory.studies.sweeps.sweep_chunks import REGIME_KEYS, REGIME_TEXTS, solve_chunk
from gametheory.studies.sweeps.sweep_job import NO_GAME, SweepJob, sweep_job
from gametheory.studies.sweeps.sweep_points import SinglePoints
from gametheory.studies.sweeps.sweep_regimes import regime_key

GAMES = sorted((Path(__file__).parents[4] / "games").rglob("*.yaml"))
LARGE = {"chain_store_20", "commission_competition", "seventy_five_equilibria"}


def random_axes(model: GameModel, rng: random.Random, num_points: int) -> dict[str, str]:
    """Axes over the whole ranges of two parameters, ends included."""
    axes = {}
    for name in rng.sample(list(model.parameters), min(2, len(model.parameters))):
        parameter = model.parameters[name]
        low = parameter.value - 1 if parameter.low is None else parameter.low
        high = parameter.value + 1 if parameter.high is None else parameter.high
        axes[name] = f"{low}:{high}:{num_points}"
    return axes


def assert_same_as_single_solves(job: SweepJob) -> None:
    found = solve_chunk(job, 0)
    single = SinglePoints(job, job.block(0))
    single.solve()
    for name, wanted in single.arrays.items():
        got = found[name].reshape(wanted.shape)
        if name == "decided":
            assert ((got == NO_GAME) == (wanted == NO_GAME)).all()
        elif wanted.dtype.kind == "f":
            assert np.allclose(got, wanted, rtol=1e-9, atol=1e-12, equal_nan=True)
        else:
            assert (got == wanted).all()
    assert found[REGIME_KEYS].tolist() == sorted(single.texts)
    assert found[REGIME_TEXTS].tolist() == [single.texts[key] for key in sorted(single.texts)]


@pytest.mark.parametrize("concept", ["nash", "subgame_perfect"])
@pytest.mark.parametrize("path", [path for path in GAMES if path.stem not in LARGE], ids=lambda path: path.stem)
def test_sweeps_equal_single_solves(path: Path, concept: str) -> None:
    model = load(str(path))
    if not model.parameters:
        return
    rng = random.Random(f"{path.stem} {concept}")
    select = rng.choice([None, "first", "payoff_dominant", model.players[0].key])
    job = sweep_job(model, random_axes(model, rng, 4), {"concept": concept, "select": select})
    if job.is_small_normal_form or job.is_seen_tree:
        assert_same_as_single_solves(job)


@pytest.mark.parametrize("select", ["risk_dominant", "payoff_dominant", None])
def test_two_by_two_with_ties_everywhere(select: str | None) -> None:
    job = sweep_job(load("hawk_dove"), {"resource": "0:4:5", "injury": "1:6:6"}, {"select": select})
    assert_same_as_single_solves(job)


def chunks_of(job: SweepJob, order: list[int]) -> dict[int, dict[str, Any]]:
    return {chunk: solve_chunk(job, chunk) for chunk in order}


def test_chunks_do_not_depend_on_order_process_or_size(monkeypatch: pytest.MonkeyPatch) -> None:
    model = load("price_monitoring")
    axes = {"at_parity": "0:1:23", "diversion": "0:1:11"}
    whole = solve_chunk(sweep_job(model, axes, {}), 0)
    monkeypatch.setattr(jobs, "LARGEST_CHUNK", 30)
    job = sweep_job(model, axes, {})
    num_chunks = job.num_chunks
    forward = chunks_of(job, list(range(num_chunks)))
    copy = pickle.loads(pickle.dumps(job))
    backward = chunks_of(copy, list(reversed(range(num_chunks))))
    for chunk, found in forward.items():
        for name, array in found.items():
            assert array.dtype == backward[chunk][name].dtype
            assert array.tobytes() == backward[chunk][name].tobytes() or (array == backward[chunk][name]).all()
            if name in job.variables:
                assert array.tobytes() == np.ascontiguousarray(whole[name][job.block(chunk).slices]).tobytes()


def test_tables_of_regimes() -> None:
    found = solve_chunk(sweep_job(load("price_monitoring"), {"temu_sales": "0:30:9"}, {"outputs": []}), 0)
    assert set(found["regime"].tolist()) == set(found[REGIME_KEYS].tolist())
    assert [regime_key(text) for text in found[REGIME_TEXTS].tolist()] == found[REGIME_KEYS].tolist()
