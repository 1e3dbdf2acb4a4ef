"""What studies are given."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from gametheory import UnsupportedGameError, calibrate, compare, design, load, sensitivity, sweep
from gametheory.studies.given_model import check_model
from gametheory.studies.policies.policy_regions import compare_over

STUDIES: list[Callable[[Any], object]] = [
    lambda model: sweep(model, {"fee": [1]}),
    compare,
    lambda model: compare_over(model, {"fee": (0, 1)}),
    lambda model: design(model, "seller", "fee"),
    sensitivity,
    lambda model: calibrate(model, {"payoffs": {"seller": 1}}),
]


@pytest.mark.parametrize("study", STUDIES)
@pytest.mark.parametrize("given", ["price_monitoring", load("prisoners_dilemma").to_game(), None])
def test_what_is_no_model_is_told_in_a_sentence(study: Callable[[Any], object], given: object) -> None:
    with pytest.raises(UnsupportedGameError, match="expected a model with parameters, got"):
        study(given)


def test_models_pass() -> None:
    check_model(load("price_monitoring"))
