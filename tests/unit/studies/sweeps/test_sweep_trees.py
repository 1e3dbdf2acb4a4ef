from __future__ import annotations

from io import StringIO

import numpy as np
import pytest

from gametheory import load, solve
from gametheory.core.extensive_form import ExtensiveFormGame
from gametheory.models.model import GameModel
from gametheory.studies.regimes import regime
from gametheory.studies.sweeps import sweep_job as jobs
from gametheory.studies.sweeps.sweep_chunks import solve_chunk
from gametheory.studies.sweeps.sweep_job import BY_FLOATS, BY_RATIONALS, NO_GAME, UNVERIFIED, sweep_job
from gametheory.studies.sweeps.sweep_regimes import regime_json, regime_key
from gametheory.studies.sweeps.sweep_trees import Induction, TreePoints

ENTRY = """
gametheory: 1
form: extensive
concept: subgame_perfect
players: [entrant, store]
parameters: {cost: {value: 1, assumption: any}, luck: {value: 1/4, assumption: any}}
stages:
  - {name: entry, player: entrant, actions: {In: {inside: 1}, Out: {inside: 0}}}
  - {name: season, chance: {Good: {probability: luck, good: 1}, Bad: {probability: rest, good: 0}}, when: entry.inside}
  - {name: answer, player: store, actions: {Fight: {war: 1}, Share: {war: 0}}, when: WHEN}
payoffs:
  entrant: entry.inside * (2 * season.good + 1 - 2 * answer.war)
  store: 3 - entry.inside - answer.war * cost
"""


def entry(when: str = "entry.inside") -> GameModel:
    return load(StringIO(ENTRY.replace("WHEN", when)))


def test_ties_and_choices() -> None:
    job = sweep_job(entry(), {"cost": "-1:1:3", "luck": [0, 0.25, 0.75]}, {"select": "entrant"})
    assert job.is_seen_tree
    found = solve_chunk(job, 0)
    assert found["decided"][0].tolist() == [BY_FLOATS] * 3
    assert found["decided"][1].tolist() == [BY_RATIONALS] * 3
    assert found["num_equilibria"][[0, 2]].tolist() == [[1] * 3] * 2
    column = [choice[2] for choice in job.choices].index("In")
    assert found["probability"][0, :, column].tolist() == [0.0, 0.0, 1.0]
    assert found["payoff"][2].tolist() == [[1.0, 2.0], [1.5, 2.0], [2.5, 2.0]]
    for place in np.ndindex(3, 3):
        values = {"cost": place[0] - 1, "luck": [0, 0.25, 0.75][place[1]]}
        wanted = regime(solve(job.model.with_values(**values), "subgame_perfect"))
        assert wanted is not None
        assert found["regime"][place] == regime_key(regime_json(wanted))


def test_wrong_probabilities_are_no_game() -> None:
    found = solve_chunk(sweep_job(entry(), {"luck": "-1:2:4"}, {}), 0)
    assert found["decided"].tolist() == [NO_GAME, BY_FLOATS, BY_FLOATS, NO_GAME]
    assert found["num_equilibria"].tolist() == [0, 1, 1, 0]


def test_axes_that_change_the_shape_are_not_for_arrays() -> None:
    model = entry("entry.inside and cost > 0")
    assert sweep_job(model, {"luck": "0:1:3"}, {"concept": "subgame_perfect"}).is_seen_tree
    job = sweep_job(model, {"cost": "-1:1:3"}, {"concept": "subgame_perfect"})
    assert not job.is_seen_tree
    found = solve_chunk(job, 0)
    assert found["num_equilibria"].tolist() == [1, 1, 1]
    assert len(set(found["regime"].tolist())) == 2


def test_of_many_points_in_doubt_some_stay_unverified(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "MOST_EXACT_POINTS", 2)
    job = sweep_job(entry(), {"cost": [-1e-12, -1e-13, 0, 1e-13, 1e-12, 3]}, {"outputs": []})
    decided = solve_chunk(job, 0)["decided"]
    assert (decided == BY_RATIONALS).sum() == 2
    assert (decided == UNVERIFIED).sum() == 0
    points = TreePoints(job, job.block(0))
    points.solve()
    assert points.arrays["regime"][-1] != points.arrays["regime"][0]


def test_induction_on_arrays() -> None:
    tree = load("trust_game").to_game()
    assert isinstance(tree, ExtensiveFormGame)
    payoffs = np.zeros((2, tree.num_nodes, 3))
    payoffs[:, 2] = [[3, 1, 3], [1, 2, 2]]
    payoffs[:, 3] = [[-1, 5, -1], [2, 1, 2]]
    payoffs[0, 4] = 2
    found = Induction(tree, payoffs, [None, None])
    assert found.chosen.tolist() == [[1, 1, 0], [1, 0, 0]]
    assert found.values.tolist() == [[2.0, 2.0, 3.0], [0.0, 0.0, 2.0]]
    assert found.in_doubt.tolist() == [False, False, True]
    payoffs[0, 4, 0] = np.nan
    assert Induction(tree, payoffs, [None, None]).in_doubt.tolist() == [True, False, True]
