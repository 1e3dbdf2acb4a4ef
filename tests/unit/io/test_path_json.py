from __future__ import annotations

import json

import pytest

from gametheory import load
from gametheory.io.path_json import fit_to_json, path_to_json, profile_to_json
from gametheory.solvers.quantal_response.principal_branch import logit_path
from gametheory.studies.quantal_response.precision_fit import fit_logit


def test_a_path_with_its_arms() -> None:
    path = logit_path(load("chicken"))
    found = json.loads(json.dumps(path_to_json(path, [path.at(2)], sha256="0" * 64)))
    assert (found["format"], found["game"], found["form"], found["termination"]) == (
        1,
        "Chicken",
        "normal",
        "converged",
    )
    assert len(found["precisions"]) == len(found["probabilities"]) == len(found["residuals"]) == path.num_points
    assert [choice["actions"] for choice in found["choices"]] == [["Give way", "Dare"]] * 2
    assert found["limit"]["strategies"]["first"] == {"Give way": "2/3", "Dare": "1/3"}
    assert found["limit"]["is_exact"]
    (fork,) = found["bifurcations"]
    assert fork["precision"] == pytest.approx(1.3721835494)
    assert fork["why_not_followed"] is None
    assert {arm["limit"]["strategies"]["first"]["Dare"] for arm in fork["arms"]} == {"0", "1"}
    (response,) = found["at"]
    assert response["precision"] == pytest.approx(2)
    assert response["radius"] < 1e-12


def test_a_tree_names_information_sets() -> None:
    path = logit_path(load("centipede"))
    found = path_to_json(path)
    assert found["form"] == "agent"
    assert found["choices"][0] == {"player": "ann", "infoset": "first turn", "actions": ["Stop", "Pass"]}
    assert found["limit"]["strategies"]["bob"]["last turn"] == {"Stop": "1", "Pass": "0"}
    assert profile_to_json(path.at(1).profile)["ann"]["first turn"]["Stop"] == pytest.approx(
        path.at(1)["ann"]["first turn"]["Stop"]  # type: ignore[index]
    )


def test_a_fit_whose_nash_equilibrium_is_excluded() -> None:
    fit = fit_logit(load("prisoners_dilemma"), {"row": {"Defect": 30, "Cooperate": 10}})
    found = json.loads(json.dumps(fit_to_json(fit, sha256="1" * 64)))
    assert found["log_likelihood_nash"] is None
    assert found["precision"] == fit.precision
    assert found["num_observed"] == 40
    assert [choice["count"] for choice in found["choices"] if choice["player"] == "row"] in ([10, 30], [30, 10])
