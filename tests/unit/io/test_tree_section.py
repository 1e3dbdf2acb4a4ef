"""Trees, node inside node and by name, become the same definition."""

from __future__ import annotations

import pytest

from gametheory.io.tree_section import read_probability, read_tree
from gametheory.models.definitions import NodeDefinition, TreeDefinition
from unit.io.readings import fields_of, reading_of, sentences

NESTED = """tree:
  chance: weather
  branches:
    Sun: {probability: p, next: {payoffs: [1, 2]}}
    Rain:
      probability: rest
      next:
        player: a
        infoset: h
        label: wet
        payoffs: {b: -1}
        actions: {Go/Stay: &end {payoffs: {a: 0, b: 1/2}}, '': *end, ~: *end}
"""
FLAT = """nodes:
  start: {chance: weather, branches: {Sun: {probability: p, next: sun}, Rain: {probability: rest, next: rain}}}
  rain: {player: a, infoset: h, label: wet, payoffs: {b: -1}, actions: {Go/Stay: x, '': y, ~: z}}
  sun: {payoffs: [1, 2]}
  x: {payoffs: [0, 1/2]}
  y: {payoffs: [0, 1/2]}
  z: {payoffs: [0, 1/2]}
"""


def read(text: str) -> tuple[TreeDefinition | None, list[str]]:
    reading, fields = fields_of(text)
    found = read_tree(reading, fields, {"a": None, "b": None})
    return None if found is None else found[0], sentences(reading)


def shape(tree: TreeDefinition, name: str) -> object:
    """Return a node and those below it, without names and places."""
    node: NodeDefinition = tree.nodes[name]
    payoffs = None if node.payoffs is None else {key: each.text for key, each in node.payoffs.by_player.items()}
    branches = [
        (branch.action, branch.probability and branch.probability.text, shape(tree, branch.child))
        for branch in node.branches
    ]
    return (node.kind, node.player, node.infoset, node.label, payoffs, branches)


def test_both_notations_give_the_same_tree() -> None:
    nested, told = read(NESTED)
    flat, also_told = read(FLAT)
    assert told == also_told == []
    assert nested is not None
    assert flat is not None
    assert shape(nested, nested.root) == shape(flat, flat.root)
    assert list(nested.nodes) == ["/", "/Sun", "/Rain", "/Rain/Go~1Stay", "/Rain/~", "/Rain/~0"]
    assert (flat.root, list(flat.nodes)) == ("start", ["start", "rain", "sun", "x", "y", "z"])
    assert (nested.nodes["/Rain"].place.line, flat.nodes["rain"].place.line) == (8, 3)


def test_chance_may_be_without_a_name() -> None:
    tree, told = read("tree: {chance: , branches: {A: {probability: 1, next: {payoffs: [1, 1]}}}}")
    assert told == []
    assert tree is not None
    assert (tree.nodes["/"].kind, tree.nodes["/"].infoset) == ("chance", None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("tree: 3", ["1:7: expected the node of a tree as a mapping, got '3'"]),
        ("nodes: 3", ["1:8: expected 'nodes' as a mapping, got '3'"]),
        ("nodes: {a: 3}", ["1:12: expected node 'a' as a mapping, got '3'"]),
        ("tree: {player: a, actions: 3}", ["1:28: expected 'actions' of a node as a mapping, got '3'"]),
        (
            "tree: {player: [a], actions: {A: {payoffs: [1, 1]}}}",
            ["1:16: expected key of a player as text, got a list"],
        ),
        ("tree: {chance: c, branches: 3}", ["1:29: expected 'branches' of a chance node as a mapping, got '3'"]),
        ("tree: {chance: c, branches: {A: 3}}", ["1:33: expected branch 'A' as a mapping, got '3'"]),
        (
            "tree: {chance: c, actions: {}}",
            [
                "1:19: expected no 'actions' at a chance node, got one",
                "1:7: expected the key 'branches' at a chance node, got none",
            ],
        ),
        (
            "tree: {infoset: h, payoffs: [1, 1]}",
            ["1:8: expected no 'infoset' at a node without 'player' or 'chance', got one"],
        ),
        (
            "nodes: {x: {player: a, actions: {A: [y]}}}",
            ["1:37: expected name of the node that 'A' leads to as text, got a list"],
        ),
        (
            "tree: {player: a, infoset: [h], actions: {A: {payoffs: [1, 1]}}}",
            ["1:28: expected 'infoset' as text, got a list"],
        ),
        ("tree: {payoffs: {a: 1}}", ["1:17: expected payoffs of every player, got none of 'b'"]),
        (
            "tree: {player: a, actions: {A: {}, B: {palyer: b}}}",
            [
                "1:40: expected a known key in the node of a tree, got 'palyer'; did you mean 'player'?",
                "1:32: expected 'payoffs' where play ends (or 'player' or 'chance' where it goes on), got neither",
            ],
        ),
    ],
)
def test_mistakes(text: str, expected: list[str]) -> None:
    tree, told = read(text)
    assert tree is None
    assert told == expected


def test_the_rest_is_a_probability_without_a_formula() -> None:
    reading, node = reading_of("rest")
    assert read_probability(reading, node) is None
    reading, node = reading_of("1 - p")
    formula = read_probability(reading, node)
    assert formula is not None
    assert formula.text == "1 - p"
