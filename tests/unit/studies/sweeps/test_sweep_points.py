from __future__ import annotations

from io import StringIO

import numpy as np
import pytest

from gametheory import load, solve
from gametheory.core.batch_solution import COVERAGES
from gametheory.core.solution import Coverage
from gametheory.errors import UnsupportedGameError
from gametheory.studies.sweeps.sweep_chunks import solve_chunk
from gametheory.studies.sweeps.sweep_job import BY_RATIONALS, NO_GAME, sweep_job
from gametheory.studies.sweeps.sweep_points import SinglePoints, played, select_equilibrium

STAG = """
gametheory: 1
form: normal
players: [row, column]
parameters: {x: {value: 3, assumption: any}}
actions: {row: [Stag, Hare], column: [Stag, Hare]}
payoffs: [[[4, 4], [0, x]], [[x, 0], [x, x]]]
"""


def test_three_players_and_other_concepts() -> None:
    job = sweep_job(load("semi_managed_recruitment"), {"take": "0.1:0.2:2"}, {"concept": "nash", "outputs": ["payoff"]})
    found = solve_chunk(job, 0)
    exact = solve(load("semi_managed_recruitment").with_values(take="0.2"), "nash")
    assert found["num_equilibria"][1] in (exact.num_extreme, len(exact.equilibria))
    assert found["coverage"][1] == COVERAGES.index(exact.coverage)
    assert found["payoff"][1, 0].tolist() == [float(payoff) for payoff in exact.equilibria[0].payoffs]


def test_an_empty_set_that_is_proved_is_complete() -> None:
    model = load(StringIO(STAG.partition("payoffs")[0] + "payoffs: [[[x, -x], [-x, x]], [[-x, x], [x, -x]]]"))
    found = solve_chunk(sweep_job(model, {"x": [1, 2]}, {"concept": "pure"}), 0)
    assert found["num_equilibria"].tolist() == [0, 0]
    assert found["coverage"].tolist() == [COVERAGES.index(Coverage.ALL_PURE)] * 2
    assert found["decided"].tolist() == [BY_RATIONALS] * 2
    assert np.isnan(found["probability"]).all()


def test_trees_with_hidden_moves() -> None:
    job = sweep_job(load("overlooked_entrant"), {"strong": [0.25, 0.5]}, {"concept": "nash", "select": "first"})
    found = solve_chunk(job, 0)
    exact = solve(load("overlooked_entrant").with_values(strong="1/2"), "nash")
    columns = {choice: column for column, choice in enumerate(job.choices)}
    for choice, probability in played(exact.equilibria[0]):
        assert found["probability"][1, columns[choice]] == float(probability)


def test_points_without_a_game_and_concepts_that_do_not_apply() -> None:
    model = load(StringIO(STAG.replace("[4, 4]", "[4 / x, 4]")))
    job = sweep_job(model, {"x": "-1:1:3"}, {"concept": "pure"})
    points = SinglePoints(job, job.block(0))
    points.solve()
    assert points.arrays["decided"].tolist() == [BY_RATIONALS, NO_GAME, BY_RATIONALS]
    with pytest.raises(UnsupportedGameError, match=r"needs a tree.*\(at x = 1\)"):
        solve_chunk(sweep_job(model, {"x": [1, 2]}, {"concept": "subgame_perfect"}), 0)


@pytest.mark.parametrize(
    ("rule", "payoff"), [("payoff_dominant", 4), ("risk_dominant", 3), ("column", 4), ("first", 4)]
)
def test_selections(rule: str, payoff: int) -> None:
    selected = select_equilibrium(solve(load(StringIO(STAG))), rule)
    assert selected is not None
    assert selected.payoffs[0] == payoff


def test_selections_that_there_are_not() -> None:
    battle = solve(load("battle_of_the_sexes"))
    assert select_equilibrium(battle, "payoff_dominant") is None
    assert select_equilibrium(solve(load(StringIO(STAG)).with_values(x=2)), "risk_dominant") is None
    assert select_equilibrium(solve(load("trust_game"), "nash"), "risk_dominant") is None
    assert select_equilibrium(solve(load("matching_pennies"), "pure"), "first") is None
    assert select_equilibrium(solve(load("von_stengel_degenerate")), "risk_dominant") is None


def test_tiers_have_shares() -> None:
    model = load("two_store_limit")
    name = next(iter(model.parameters))
    job = sweep_job(model, {name: [model.parameters[name].value]}, {"select": "first"})
    found = solve_chunk(job, 0)
    exact = solve(model)
    assert found["num_equilibria"].tolist() == [exact.num_extreme or len(exact.equilibria)]
    shares = dict(played(exact.equilibria[0]))
    assert len(job.choices) == len(shares) > 1
    assert found["probability"][0].tolist() == [float(shares[choice]) for choice in job.choices]


def test_recommendations_have_no_choices() -> None:
    correlated = solve(load("chicken"), "correlated")
    assert list(played(correlated.equilibria[0])) == []
