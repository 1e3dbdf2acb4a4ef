"""Thresholds that a file expects."""

from __future__ import annotations

from types import MappingProxyType

import pytest

from gametheory import load
from gametheory.models.definitions import Expectation
from gametheory.solvers.watch import LimitReachedError
from gametheory.studies.thresholds.threshold_expectations import threshold_failures
from unit.studies.parametric_games import model_of

MODEL = load("price_monitoring")


def sentences(seconds: float | None = None, **expected: object) -> list[str]:
    row = Expectation(MappingProxyType({"threshold": expected}))
    return [sentence for _, sentence in threshold_failures(row, MODEL, seconds)]


def test_thresholds_that_are_there() -> None:
    assert sentences(scan_cost="1227/4000", commission=("20/409",), amazon_sales=()) == []
    assert threshold_failures(Expectation(MappingProxyType({"num_pure": "0"})), MODEL, None) == []


def test_thresholds_that_are_missing_or_too_few() -> None:
    assert sentences(scan_cost="0.3") == [
        "expected the equilibria to change at scan_cost = 3/10, got the thresholds 1227/4000"
    ]
    assert sentences(amazon_sales="20") == [
        "expected the equilibria to change at amazon_sales = 20, got the thresholds none"
    ]
    assert sentences(commission=()) == ["expected 0 thresholds of commission, got 1: 20/409"]


def test_what_is_not_proved_is_not_met() -> None:
    row = Expectation(MappingProxyType({"threshold": {"p": "9/16"}, "concept": "nash"}))
    ((path, sentence),) = threshold_failures(row, model_of([["sqrt(p + 1)"], ["5/4"]], [[1], [1]]), None)
    assert path == ("threshold", "p")
    assert sentence.startswith("expected thresholds of p that are proved, got a search by samples")


def test_no_time() -> None:
    with pytest.raises(LimitReachedError, match="time limit"):
        sentences(0.0, scan_cost="1227/4000")
