"""What a study of sensitivity answers."""

from __future__ import annotations

import pytest

from gametheory import load
from gametheory.studies.uncertainty.sensitivity import sensitivity


def test_outputs_are_found_by_kind_and_name() -> None:
    found = sensitivity(load("price_monitoring"), ["commission"], samples=4, outputs=["payoff"])
    assert found.output("payoff", "seller") is found.outputs[1]
    with pytest.raises(KeyError, match="welfare seller"):
        found.output("welfare", "seller")
