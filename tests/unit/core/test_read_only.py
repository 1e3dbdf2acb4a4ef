from __future__ import annotations

import pickle
from pathlib import Path
from typing import Any, cast

import pytest

from gametheory import load, solve
from gametheory.core.read_only import read_only

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
