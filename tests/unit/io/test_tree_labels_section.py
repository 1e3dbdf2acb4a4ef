"""Named outcomes, and labels of information sets."""

from __future__ import annotations

import pytest

from gametheory.io.labeled_tree import TreeLabels
from gametheory.io.tree_section import read_tree
from unit.io.readings import fields_of, sentences

TREE = """outcomes: {win: {payoffs: {b: 2, a: x}, label: Winning}, none: {payoffs: [0, 1/2]}}
nodes:
  start: {player: a, infoset: h, infoset_label: H, actions: {L: left, R: right}}
  right: {outcome: win}
  left: {chance: c, infoset_label: C, outcome: , branches: {U: {probability: 1, next: up}}}
  up: {outcome: null}
"""


def read(text: str) -> tuple[TreeLabels | None, list[str]]:
    reading, fields = fields_of(text)
    found = read_tree(reading, fields, {"a": None, "b": None})
    return None if found is None else found[1], sentences(reading)


def test_labels_are_kept() -> None:
    labels, told = read(TREE)
    assert told == []
    assert labels is not None
    assert {name: (outcome.label, outcome.payoffs) for name, outcome in labels.outcomes.items()} == {
        "win": ("Winning", ()), "none": ("none", (0, 0.5)),
    }  # fmt: skip
    assert labels.node_outcomes == (None, None, None, "win")
    assert labels.infoset_labels == {("a", "h"): "H", (None, "c"): "C"}


def test_a_tree_without_them_has_no_labels() -> None:
    assert read("tree: {payoffs: [1, 2]}") == (None, [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("outcomes: 3\ntree: {payoffs: [1, 1]}", ["1:11: expected 'outcomes' as a mapping, got '3'"]),
        (
            "outcomes: {x: {label: X}}\ntree: {payoffs: [1, 1]}",
            ["1:15: expected the key 'payoffs' in outcome 'x', got only 'label'"],
        ),
        ("outcomes: {x: {payoffs: [1]}}\ntree: {payoffs: [1, 1]}", ["1:25: expected 2 payoffs ('a', 'b'), got 1"]),
        (
            "outcomes: {x: {payoffs: [1, p]}}\ntree: {payoffs: [1, 1]}",
            ["1:12: expected a node with outcome 'x', got none; remove it"],
        ),
        (
            "outcomes: {x: {payoffs: [1, p], label: [l]}}\ntree: {payoffs: [1, 1]}",
            ["1:40: expected 'label' as text, got a list"],
        ),
        ("tree: {outcome: [x]}", ["1:17: expected name of an outcome as text, got a list"]),
        (
            "tree: {player: a, infoset_label: H, actions: {A: {payoffs: [1, 1]}}}",
            ["1:34: expected a label of an information set that has a name, got none"],
        ),
        (
            "tree: {player: a, infoset: h, infoset_label: , actions: {A: {payoffs: [1, 1]}}}",
            ["1:46: expected 'infoset_label' as text, got nothing"],
        ),
        (
            "tree: {player: a, infoset: h, infoset_label: H, actions: {A: "
            "{player: a, infoset: h, infoset_label: G, actions: {A: {payoffs: [1, 1]}}}}}",
            ["1:101: expected the label 'H' as at the other node of information set 'h', got 'G'"],
        ),
    ],
)
def test_mistakes(text: str, expected: list[str]) -> None:
    assert read(text)[1] == expected
