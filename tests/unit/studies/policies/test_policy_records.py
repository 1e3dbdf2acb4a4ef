"""What a comparison of policies answers."""

from __future__ import annotations

import pytest

from gametheory import InvalidParameterError, load
from gametheory.studies.policies.policies import compare
from gametheory.studies.policies.policy_records import Measure, place_of, policies_asked


def test_outcomes_by_name() -> None:
    found = compare(load("two_store_limit"), ["one_store"])
    assert (found["one_store"].label, found[""].label) == ("One store", "As it is")
    with pytest.raises(KeyError, match="no_limit"):
        found["no_limit"]
    assert found.measure("all_players") == 1


def test_measures_by_key() -> None:
    measures = (Measure("shop", "Shop", "player"), Measure("buyers", "buyers", "welfare"))
    assert place_of(measures, "buyers") == 1
    with pytest.raises(InvalidParameterError, match="one of 'shop', 'buyers', got 'buyer'; did you mean 'buyers'"):
        place_of(measures, "buyer")


def test_policies_are_asked_once() -> None:
    model = load("two_store_limit")
    assert [policy.name for policy in policies_asked(model, ["one_store", "no_limit", "one_store"])] == [
        "one_store",
        "no_limit",
    ]
    assert policies_asked(model, []) == ()
