"""Welfare in sweeps, compared with that of single solutions."""

from __future__ import annotations

import pickle
from io import StringIO
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from gametheory import load, solve, sweep
from gametheory.errors import UnsupportedGameError
from gametheory.studies.sweeps import sweep_job as jobs
from gametheory.studies.sweeps.sweep_chunks import solve_chunk
from gametheory.studies.sweeps.sweep_files import sweep_rows
from gametheory.studies.sweeps.sweep_job import sweep_job
from gametheory.studies.sweeps.sweep_points import select_equilibrium
from gametheory.studies.sweeps.sweep_welfare import block_welfare

if TYPE_CHECKING:
    from gametheory import GameModel

COORDINATION = """gametheory: 1
form: normal
parameters: {saving: {value: 1/4, range: [0, 1], assumption: a quarter}}
players: [row, column]
actions: {row: {Top: {high: 1}, Bottom: {high: 0}}, column: {Left: {near: 1}, Right: {near: 0}}}
payoffs: [[[3, 1], [0, 0]], [[0, 0], [1 + saving, 3]]]
welfare: {buyers: saving * (8 * row.high + 4 * column.near), steps: row.high if 3 * saving <= 0.3 else 5}
"""

CHANCE = """gametheory: 1
form: extensive
concept: subgame_perfect
parameters: {odds: {value: 1/3, range: [0, 1], assumption: a third}}
players: {shop: Shop, state: State}
stages:
  - {name: luck, chance: {Good: {probability: odds, good: 1}, Bad: {probability: rest, good: 0}}}
  - {name: entry, player: shop, actions: {In: {there: 1}, Out: {there: 0}}}
  - {name: tax, player: state, actions: {Much: {rate: 2}, Little: {rate: 1}}, when: entry.there}
payoffs: {shop: entry.there * (odds + luck.good - 2/5), state: -tax.rate}
welfare: {buyers: 6 * luck.good * entry.there + odds, state: tax.rate}
"""

TIERS = """gametheory: 1
form: normal
parameters: {gain: {value: 1/2, range: [0, 1], assumption: a half}}
players: {shop: {label: Shops, count: 5}}
actions: {shop: {North: {n: 1}, South: {n: 0}}}
payoffs: {shop: 'shop.n * (gain - share(shop, "North"))'}
welfare: {buyers: '10 * share(shop, "North") + gain'}
"""

GAPS = """gametheory: 1
form: normal
parameters: {fee: {value: 1/2, range: [0, 1], assumption: a half}}
players: [row, column]
actions: {row: [Top, Bottom], column: [Left, Right]}
payoffs: [[[3, 1], [0, 0]], [[0, 0], [1, fee]]]
welfare: {buyers: 1 / (fee - 1/10)}
"""


def as_of_single_solutions(model: GameModel, axes: dict[str, Any], **question: Any) -> None:
    """Compare the welfare at each point with that of the model solved there."""
    found = sweep(model, axes, **question)
    job = sweep_job(model, axes, {"concept": question.get("concept"), "select": question.get("select")})
    names = found["formula"].values.tolist()
    assert names
    assert np.isfinite(found["welfare"].values).any()
    for indices in np.ndindex(*job.grid.shape):
        solution = solve(model.with_values(**job.grid.exact_point(indices)), job.concept)
        written = found["welfare"].values[indices]
        if job.select is None:
            expected = [equilibrium.welfare for equilibrium in solution.equilibria[: job.num_listed]]
            assert expected
            rows = sorted(map(tuple, written[~np.isnan(written).any(axis=1)].tolist()))
        else:
            selected = select_equilibrium(solution, job.select)
            expected = [selected.welfare] if selected else []
            rows = [tuple(written.tolist())] if selected else []
        wanted = sorted(tuple(float(row[name]) for name in names) for row in expected if row is not None)
        assert len(rows) == len(wanted) == len(expected)
        assert np.array(rows) == pytest.approx(np.array(wanted))


@pytest.mark.parametrize("select", [None, "column", "risk_dominant"])
def test_normal_forms_on_arrays(select: str | None) -> None:
    as_of_single_solutions(load(StringIO(COORDINATION)), {"saving": "0:1:11"}, select=select)


@pytest.mark.parametrize(
    ("name", "axes", "concept"),
    [
        ("price_monitoring", {"commission": "0:0.45:5", "suppressed": [0, "1/4"]}, None),
        ("price_monitoring", {"commission": "0:0.45:3"}, "correlated"),
        ("choose_one_of_two", {"commission": "0:0.4:5"}, None),
        ("choose_one_of_two", {"commission": "0:0.4:3"}, "nash"),
        ("monitoring_scope", {"commission": "0:0.4:3"}, None),
    ],
)
def test_shipped_games(name: str, axes: dict[str, Any], concept: str | None) -> None:
    as_of_single_solutions(load(name), axes, concept=concept, select="first")


def test_trees_with_chance_and_games_of_tiers() -> None:
    tree = load(StringIO(CHANCE))
    assert sweep_job(tree, {"odds": [0, 1]}, {}).is_seen_tree
    as_of_single_solutions(tree, {"odds": [0, "1/10", "2/5", "1/2", 1]}, select="first")
    as_of_single_solutions(load(StringIO(TIERS)), {"gain": ["1/10", "1/2", 1]}, concept="pure", select="first")


def test_comparisons_that_rounding_decides_are_read_in_rationals(monkeypatch: pytest.MonkeyPatch) -> None:
    model, axes = load(StringIO(COORDINATION)), {"saving": ["1/10", "1/5"]}
    assert 3 * 0.1 > 0.3
    found = sweep(model, axes, outputs=["welfare"], select="row")
    assert found["welfare"].sel(formula="steps").values.tolist() == [1, 5]
    assert "probability" not in found
    monkeypatch.setattr(jobs, "MOST_EXACT_POINTS", 0)
    welfare = block_welfare(job := sweep_job(model, axes, {}), job.block(0))
    assert welfare.doubtful.tolist() == [True, False]
    played = np.array([[1.0, 0.0, 1.0, 0.0], [1.0, 0.0, 1.0, 0.0]])
    assert np.isnan(welfare.expected(played)).tolist() == [[True, False], [True, False]]


@pytest.mark.parametrize("concept", ["nash", "pure"])
def test_formulas_without_a_value_leave_the_game(concept: str) -> None:
    found = sweep(load(StringIO(GAPS)), {"fee": ["1/10", "3/5"]}, concept=concept, select="row")
    assert found["num_equilibria"].values.all()
    assert found["payoff"].values[:, 0].tolist() == [3, 3]
    assert found["welfare"].values[:, 0].tolist() == pytest.approx([np.nan, 2], nan_ok=True)


def test_lots_of_tiers_have_no_number() -> None:
    found = sweep(load(StringIO(TIERS)), {"gain": ["1/2"]}, concept="symmetric")
    pure = found["probability"].values[0].round() == found["probability"].values[0]
    mixed = ~pure.all(axis=1) & np.isfinite(found["probability"].values[0]).all(axis=1)
    assert mixed.any()
    assert np.isnan(found["welfare"].values[0][mixed]).all()


def test_axes_tables_and_jobs_that_travel() -> None:
    job = sweep_job(load(StringIO(COORDINATION)), {"saving": [0, 1]}, {})
    assert job.outputs == ("probability", "payoff", "welfare")
    assert job.variables["welfare"].dims == ("equilibrium", "formula")
    here, there = solve_chunk(job, 0), solve_chunk(pickle.loads(pickle.dumps(job)), 0)
    np.testing.assert_array_equal(here["welfare"], there["welfare"])
    rows = sweep_rows(sweep(job.model, {"saving": [0, 1]}, select="row", outputs=["welfare"]))
    assert [name for name in rows if str(name).startswith("welfare")] == ["welfare buyers", "welfare steps"]
    assert rows["welfare buyers"].values.tolist() == [0, 12]


def test_models_without_formulas() -> None:
    model = load("tariff_shock")
    name = next(iter(model.parameters))
    assert "welfare" not in sweep_job(model, {name: [model.parameter_values[name]]}, {}).outputs
    with pytest.raises(UnsupportedGameError, match="welfare needs formulas under 'welfare' in the file, got none"):
        sweep_job(model, {name: [model.parameter_values[name]]}, {"outputs": ["welfare"]})
