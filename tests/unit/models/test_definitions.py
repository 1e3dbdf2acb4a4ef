from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest

from gametheory.models.definitions import ActionDefinition, Expectation, ModelDescription
from unit.models.descriptions import normal_form, players


def test_descriptions_are_frozen_and_mostly_empty() -> None:
    description = ModelDescription(players("amazon"), normal_form({"amazon": {"Wait": {}}}, amazon="1"))
    assert (description.title, description.concept, description.expect, dict(description.policies)) == (
        "",
        None,
        (),
        {},
    )
    with pytest.raises(FrozenInstanceError, match="title"):
        description.title = "another"  # type: ignore[misc]


def test_defaults_are_not_shared_and_not_writable() -> None:
    assert dict(ActionDefinition("Wait").attributes) == {}
    with pytest.raises(TypeError, match="does not support item assignment"):
        Expectation({"concept": "nash"}).places[()] = None  # type: ignore[index]
