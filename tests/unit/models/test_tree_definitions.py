from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest

from gametheory.models import definitions, tree_definitions
from gametheory.models.tree_definitions import NodeDefinition, OutcomeDefinition, TreeDefinition
from unit.models.descriptions import payoffs


def test_a_node_says_nothing_that_it_is_not_told() -> None:
    node = NodeDefinition("x", "terminal")
    assert (node.payoffs, node.outcome, node.has_no_outcome, node.infoset_label) == (None, None, False, None)
    with pytest.raises(FrozenInstanceError, match="outcome"):
        node.outcome = "win"  # type: ignore[misc]


def test_outcomes_are_empty_and_not_writable_unless_given() -> None:
    tree = TreeDefinition("x", {"x": NodeDefinition("x", "terminal", outcome="win")})
    assert dict(tree.outcomes) == {}
    with pytest.raises(TypeError, match="does not support item assignment"):
        tree.outcomes["win"] = OutcomeDefinition("Winning", payoffs(a="1"))  # type: ignore[index]


def test_they_can_be_had_with_the_other_definitions() -> None:
    names = ["BranchDefinition", "NodeDefinition", "OutcomeDefinition", "TreeDefinition"]
    assert [getattr(definitions, name) is getattr(tree_definitions, name) for name in names] == [True] * 4
    assert set(names) < set(definitions.__all__)
