from __future__ import annotations

from io import StringIO

import numpy as np
import pytest

from gametheory import load, solve
from gametheory.models.model import GameModel
from gametheory.studies.sweeps import sweep_job as jobs
from gametheory.studies.sweeps.sweep_chunks import solve_chunk
from gametheory.studies.sweeps.sweep_job import BY_FLOATS, BY_RATIONALS, NO_GAME, UNVERIFIED, WITHIN_MARGIN, sweep_job
from gametheory.studies.sweeps.sweep_normal_forms import NormalFormPoints


def model_of(row: str, column: str) -> GameModel:
    return load(
        StringIO(f"""
gametheory: 1
form: normal
players: [row, column]
parameters: {{x: {{value: 1, assumption: any}}, y: {{value: 2, assumption: any}}}}
actions: {{row: {{T: {{t: 1}}, B: {{t: 0}}}}, column: {{L: {{l: 1}}, R: {{l: 0}}}}}}
payoffs: {{row: "{row}", column: "{column}"}}
""")
    )


def test_points_without_a_game_are_told() -> None:
    model = model_of("row.t * log(x) + 3 * column.l", "column.l / x - row.t")
    found = solve_chunk(sweep_job(model, {"x": "-2:2:5"}, {"select": "first"}), 0)
    assert found["decided"].tolist() == [NO_GAME] * 3 + [BY_RATIONALS, BY_FLOATS]
    assert found["num_equilibria"].tolist() == [0, 0, 0, 2, 1]
    assert found["regime"][:3].tolist() == [0, 0, 0]
    assert np.isnan(found["payoff"][:3]).all()
    assert found["coverage"].tolist() == [jobs.NO_COVERAGE] * 3 + [0, 0]


def test_ties_that_rounding_hides_are_found() -> None:
    # 3 x / 10 + y / 10 is 0.3 at x = 1 / 3, y = 2 and 7 / 10 - 0.4 in exact numbers, not in floats
    model = model_of("3 * x / 10 + y / 10 if row.t else 7 / 10 - 2 / 5", "column.l - row.t / 2")
    found = solve_chunk(sweep_job(model, {"x": "0:1:4", "y": "1:3:3"}, {"select": "first"}), 0)
    for place in np.ndindex(4, 3):
        exact = solve(model.with_values(x=f"{place[0]}/3", y=place[1] + 1))
        assert found["num_equilibria"][place] == exact.num_extreme
    assert found["decided"][1, 1] == BY_RATIONALS
    assert found["num_equilibria"][1, 1] == 2


def test_comparisons_near_a_tie_are_decided_in_rationals() -> None:
    model = model_of("row.t * (1 if 3 * x < 9 / 10 else -1)", "column.l")
    found = solve_chunk(sweep_job(model, {"x": "0:1:11"}, {"outputs": ["probability"], "select": "row"}), 0)
    assert found["probability"][:, 0].tolist() == [1.0] * 3 + [0.0] * 8
    assert found["decided"][3] == BY_RATIONALS


def test_numbers_beyond_floats_are_read_in_rationals() -> None:
    large = "10 ** 64 * 10 ** 64 * 10 ** 64 * 10 ** 64 * 10 ** 64"
    model = model_of(f"x * {large} / ({large}) * row.t", "column.l")
    found = solve_chunk(sweep_job(model, {"x": [1, 2]}, {"select": "first"}), 0)
    assert found["decided"].tolist() == [BY_RATIONALS] * 2
    assert found["payoff"].tolist() == [[1.0, 1.0], [2.0, 1.0]]
    beyond = model_of(f"x * {large} * row.t", "column.l")
    assert solve_chunk(sweep_job(beyond, {"x": [0, 2]}, {}), 0)["decided"].tolist() == [BY_RATIONALS, NO_GAME]


def test_at_most_so_many_points_are_solved_in_rationals(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "MOST_EXACT_POINTS", 4)
    model = model_of("row.t * max(0, x)", "column.l")
    found = solve_chunk(sweep_job(model, {"x": "-6:2:9"}, {"select": "first"}), 0)
    assert found["num_equilibria"].tolist() == [2] * 7 + [1] * 2
    decided = [BY_RATIONALS] * 3 + [WITHIN_MARGIN] * 3 + [BY_RATIONALS] + [BY_FLOATS] * 2
    assert found["decided"].tolist() == decided


def test_a_tie_that_rounding_breaks_here_and_there_is_unverified(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "MOST_EXACT_POINTS", 5)
    model = model_of("row.t * (x * 3 / 7 - 3 * (x / 7)) + 2 * (1 - column.l)", "column.l")
    found = solve_chunk(sweep_job(model, {"x": "1:2:101"}, {"outputs": []}), 0)
    assert (found["decided"] == BY_RATIONALS).sum() == 5
    assert (found["decided"] == UNVERIFIED).sum() + (found["decided"] == WITHIN_MARGIN).sum() == 96
    assert (found["decided"] == UNVERIFIED).any()


def test_noise_that_formulas_enlarge_is_in_doubt() -> None:
    model = model_of("row.t * 10 ** 14 * (x * 3 / 7 - 3 * (x / 7)) + 2 * (1 - column.l)", "column.l")
    found = solve_chunk(sweep_job(model, {"x": "1:2:101"}, {"outputs": []}), 0)
    assert (found["decided"] == BY_RATIONALS).all()
    assert (found["num_equilibria"] == 2).all()


def test_all_equilibria_are_listed() -> None:
    same = "(1 - row.t) * (1 - column.l)"
    model = model_of(f"2 * row.t * column.l + x * {same}", f"row.t * column.l + y * {same}")
    job = sweep_job(model, {"x": [1, 3]}, {})
    points = NormalFormPoints(job, job.block(0))
    points.solve()
    assert points.arrays["num_equilibria"].tolist() == [3, 3]
    assert points.arrays["payoff"][0, :, 0].tolist()[:3] == [2.0, pytest.approx(2 / 3), 1.0]
    assert np.isnan(points.arrays["payoff"][:, 3]).all()
    assert len(points.texts) == 1
