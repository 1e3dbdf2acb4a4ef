"""What a file says about a policy."""

from __future__ import annotations

from gametheory.models.places import Place
from gametheory.models.policy_definitions import PolicyDefinition, RemovedAction


def test_label_and_place() -> None:
    policy = PolicyDefinition("ban", place=Place(3, 5), places={("remove", "shop"): Place(4, 7)})
    assert policy.text == "ban"
    assert PolicyDefinition("ban", label="A ban").text == "A ban"
    assert (policy.place_of("remove", "shop"), policy.place_of("set", "fee")) == (Place(4, 7), Place(3, 5))


def test_form() -> None:
    assert not PolicyDefinition("cap").changes_form
    assert PolicyDefinition("ban", removed={"shop": (RemovedAction("Sell"),)}).changes_form
