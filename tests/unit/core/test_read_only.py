from __future__ import annotations

import pickle
from pathlib import Path
from typing import Any, cast

import pytest

from gametheory import load, solve
from gametheory.core.read_only import read_by_name, read_only

PRICE_MONITORING = Path(__file__).parents[3] / "games" / "price_monitoring.yaml"


def test_nobody_can_change_it_and_later_changes_do_not_show() -> None:
    values = {"fee": 3}
    kept = read_only(values)
    values["fee"] = 4
    assert kept == {"fee": 3}
    with pytest.raises(TypeError, match="does not support item assignment"):
        cast("Any", kept)["fee"] = 5


def test_models_and_solutions_survive_pickling() -> None:
    solution = solve(load(PRICE_MONITORING).with_values(scan_cost="1/5"))
    again = pickle.loads(pickle.dumps(solution))
    assert again.game == solution.game
    assert again.equilibria == solution.equilibria
    assert again.source.parameter_values == solution.source.parameter_values
    assert again.explain() == solution.explain()


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("Abuses", "no action 'Abuses'; did you mean 'Abuse'[?] There are 'Honor', 'Abuse'"),
        (7, "no action 7; there are 'Honor', 'Abuse'"),
    ],
)
def test_a_name_that_is_not_there_is_told_with_those_that_are(name: Any, sentence: str) -> None:
    named = read_by_name({"Honor": 1, "Abuse": 3}, "action")
    assert named == {"Honor": 1, "Abuse": 3}
    assert named.get("Abuses") is None
    assert "Abuses" not in named
    with pytest.raises(KeyError, match=sentence):
        named[name]
    assert pickle.loads(pickle.dumps(named)) == named


def test_an_equilibrium_names_its_information_sets_and_actions() -> None:
    equilibrium = solve(load("trust_game")).equilibria[0]
    with pytest.raises(KeyError, match="no information set 'no such set'; there are '"):
        equilibrium["seller"]["no such set"]
    key = next(iter(equilibrium["seller"]))
    with pytest.raises(KeyError, match=r"no action 'Honour'; did you mean 'Honor'\? There are 'Honor', 'Abuse'"):
        equilibrium["seller"][key]["Honour"]
