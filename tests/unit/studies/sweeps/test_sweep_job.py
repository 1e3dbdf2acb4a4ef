from __future__ import annotations

import pickle
from io import StringIO
from typing import Any

import numpy as np
import pytest

from gametheory import load
from gametheory.errors import InvalidParameterError, UnsupportedGameError
from gametheory.studies.sweeps import sweep_job as jobs
from gametheory.studies.sweeps.sweep_job import NAMES_OF_THE_ANSWER, Choice, sweep_job

AXES = {"commission": "0:0.4:3", "suppressed": "0:1:4"}


def test_what_a_sweep_answers() -> None:
    job = sweep_job(load("price_monitoring"), AXES, {})
    assert (job.concept, job.outputs, job.select) == ("nash", ("probability", "payoff", "welfare"), None)
    assert job.is_small_normal_form
    assert job.choices[3] == Choice("seller", "", "Keep parity")
    assert {name: variable.dims for name, variable in job.variables.items()} == {
        "regime": (),
        "num_equilibria": (),
        "num_components": (),
        "coverage": (),
        "decided": (),
        "probability": ("equilibrium", "choice"),
        "payoff": ("equilibrium", "player"),
        "welfare": ("equilibrium", "formula"),
    }
    assert job.variables["probability"].shape == (4, 5)
    empty = job.empty(2)
    assert np.isnan(empty["payoff"]).all()
    assert empty["coverage"].tolist() == [jobs.NO_COVERAGE] * 2


def test_only_what_is_wanted() -> None:
    job = sweep_job(load("price_monitoring"), AXES, {"outputs": ["payoff"], "select": "amazon"})
    assert job.variables["payoff"].shape == (2,)
    assert "probability" not in job.variables
    assert "payoff" not in sweep_job(load("price_monitoring"), AXES, {"outputs": []}).variables


def test_concepts_and_how_they_are_solved() -> None:
    tree = sweep_job(load("choose_one_of_two"), {"temu_sales": "1:2:3"}, {})
    assert (tree.concept, tree.is_seen_tree, tree.is_small_normal_form) == ("subgame_perfect", True, False)
    assert tree.choices[0].infoset
    nash = sweep_job(load("choose_one_of_two"), {"temu_sales": "1:2:3"}, {"concept": "nash"})
    assert (nash.is_seen_tree, nash.chunk_points) == (False, jobs.SLOW_CHUNK)
    hidden = sweep_job(load("overlooked_entrant"), {"weak_sales": "20:25:3"}, {"concept": "subgame_perfect"})
    assert not hidden.is_seen_tree
    pure = sweep_job(load("price_monitoring"), AXES, {"concept": "pure"})
    assert not pure.is_small_normal_form


def test_chunks_cover_the_grid(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "LARGEST_CHUNK", 5)
    job = sweep_job(load("price_monitoring"), AXES, {})
    assert (job.chunk_points, job.num_chunks, job.chunk_shape) == (5, 3, (1, 4))
    counts = np.zeros(job.grid.shape, dtype=int)
    for chunk in range(job.num_chunks):
        counts[job.block(chunk).slices] += 1
    assert (counts == 1).all()
    assert [job.grid.rank(job.chunk_points, job.block(chunk)) for chunk in range(3)] == [0, 1, 2]


@pytest.mark.parametrize(("most", "shares"), [(10_000, [3333, 3333, 3334]), (7, [2, 2, 3]), (2, [0, 1, 1])])
def test_points_that_are_solved_in_rationals_are_spread_over_the_chunks(
    monkeypatch: pytest.MonkeyPatch, most: int, shares: list[int]
) -> None:
    monkeypatch.setattr(jobs, "LARGEST_CHUNK", 5)
    monkeypatch.setattr(jobs, "MOST_EXACT_POINTS", most)
    job = sweep_job(load("price_monitoring"), AXES, {})
    assert [job.exact_points(job.block(chunk)) for chunk in range(job.num_chunks)] == shares


def test_jobs_travel() -> None:
    job = sweep_job(load("price_monitoring").with_values(margin="1/3"), AXES, {"select": "first"})
    before = job.num_chunks, job.variables
    copy = pickle.loads(pickle.dumps(job))
    assert (copy.num_chunks, copy.variables) == before
    assert copy.model.parameter_values == job.model.parameter_values
    assert copy.grid == job.grid


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        (
            {"outputs": ["payof"]},
            "among 'probability', 'payoff', 'welfare', got 'payof'; did you mean 'payoff'",
        ),
        ({"select": "amazn"}, "expected select as one of 'first', .* got 'amazn'; did you mean 'amazon'"),
    ],
)
def test_questions_that_are_none(question: Any, sentence: str) -> None:
    with pytest.raises(InvalidParameterError, match=sentence):
        sweep_job(load("price_monitoring"), AXES, question)


def test_risk_dominance_needs_two_by_two() -> None:
    with pytest.raises(UnsupportedGameError, match="needs a normal form of two players with two actions each"):
        sweep_job(load("price_monitoring"), AXES, {"select": "risk_dominant"})
    job = sweep_job(load("hawk_dove"), {"injury": "1:9:3"}, {"select": "risk_dominant"})
    assert job.num_listed == 1


def test_axes_are_not_named_like_the_answer() -> None:
    text = load("inspection_game").file_text.replace("wage", "regime")
    regime = load(StringIO(text))
    assert "regime" in regime.parameters
    with pytest.raises(InvalidParameterError, match="named otherwise than a part of the answer, got 'regime'"):
        sweep_job(regime, {"regime": [3, 4]}, {})
    job = sweep_job(load("price_monitoring"), AXES, {})
    dims = {dim for variable in job.variables.values() for dim in variable.dims}
    assert {*job.variables, *dims} <= NAMES_OF_THE_ANSWER


def test_a_single_output_stands_in_a_list() -> None:
    with pytest.raises(InvalidParameterError, match=r"expected a list of outputs, got 'payoff'; write \['payoff'\]"):
        sweep_job(load("price_monitoring"), AXES, {"outputs": "payoff"})
