"""What a calibration answers."""

from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest

from gametheory.studies.uncertainty.calibration_records import Condition, Verdict


def test_a_condition_that_is_not_linear_has_no_constant() -> None:
    condition = Condition("seller", "Leave", is_equation=False)
    assert (dict(condition.coefficients), condition.constant) == ({}, None)
    name = "player"
    with pytest.raises(FrozenInstanceError, match="player"):
        setattr(condition, name, "amazon")


def test_only_one_verdict_is_a_proof_that_there_is_nothing() -> None:
    assert [verdict.value for verdict in Verdict] == ["feasible", "infeasible", "not_found"]
