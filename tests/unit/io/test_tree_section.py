"""Trees, node inside node and by name, become the same definition."""

from __future__ import annotations

import pytest

from gametheory.errors import InconsistentGameFileError
from gametheory.io.tree_section import read_probability, read_tree
from gametheory.models.definitions import ModelDescription, NodeDefinition, PlayerDefinition, TreeDefinition
from gametheory.models.model import GameModel
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
SHARED = """outcomes:
  {win: {payoffs: {b: 2, a: x}, label: Winning}, none: {payoffs: [0, 1/2]}, null: {payoffs: [0, 0], label: }}
nodes:
  start: {player: a, infoset: h, infoset_label: H, actions: {L: left, R: right}}
  right: {outcome: win}
  left: {chance: c, infoset_label: C, outcome: , branches: {U: {probability: 1, next: up}}}
  up: {outcome: null}
"""
END = "  end: {payoffs: [1, 1]}\n"


def read(text: str) -> tuple[TreeDefinition | None, list[str]]:
    reading, fields = fields_of(text)
    return read_tree(reading, fields, {"a": None, "b": None}), sentences(reading)


def told_by_the_model(text: str) -> list[str]:
    """Read a tree that is in the format, and return what the model says of its meaning, with places of the text."""
    tree, told = read(text)
    assert told == []
    assert tree is not None
    with pytest.raises(InconsistentGameFileError, match="expected") as caught:
        GameModel(ModelDescription((PlayerDefinition("a", "A"), PlayerDefinition("b", "B")), tree))
    return [f"{mistake.line}:{mistake.column}: {mistake.message}" for mistake in caught.value.mistakes]


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


def test_outcomes_and_labels_of_information_sets_are_kept() -> None:
    tree, told = read(SHARED)
    assert told == []
    assert tree is not None
    assert [
        (name, outcome.label, [formula.text for formula in outcome.payoffs.by_player.values()], outcome.place.column)
        for name, outcome in tree.outcomes.items()
    ] == [("win", "Winning", ["x", "2"], 4), ("none", "none", ["0", "1/2"], 50), ("null", "null", ["0", "0"], 77)]
    nodes = [(node.outcome, node.has_no_outcome, node.infoset_label) for node in tree.nodes.values()]
    assert nodes == [(None, False, "H"), ("win", False, None), (None, True, "C"), (None, True, None)]
    assert all(node.payoffs is None for node in tree.nodes.values())


def test_a_tree_without_them_has_none() -> None:
    tree, told = read("tree: {payoffs: [1, 2]}")
    assert told == []
    assert tree is not None
    assert (dict(tree.outcomes), tree.nodes["/"].has_no_outcome) == ({}, False)


def test_an_outcome_may_have_an_empty_name() -> None:
    tree, told = read("outcomes: {'': {payoffs: [1, 2]}}\ntree: {outcome: ''}")
    assert told == []
    assert tree is not None
    assert (tree.nodes["/"].outcome, tree.nodes["/"].has_no_outcome) == ("", False)


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
        ("outcomes: 3\ntree: {payoffs: [1, 1]}", ["1:11: expected 'outcomes' as a mapping, got '3'"]),
        (
            "outcomes: {x: {label: X}}\ntree: {payoffs: [1, 1]}",
            ["1:15: expected the key 'payoffs' in outcome 'x', got only 'label'"],
        ),
        ("outcomes: {x: {payoffs: [1]}}\ntree: {payoffs: [1, 1]}", ["1:25: expected 2 payoffs ('a', 'b'), got 1"]),
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
    ],
)
def test_mistakes(text: str, expected: list[str]) -> None:
    tree, told = read(text)
    assert tree is None
    assert told == expected


@pytest.mark.parametrize(
    ("nodes", "expected"),
    [
        (
            "  x: {player: a, actions: {A: end, B: end, C: x, D: edn}}\n" + END,
            [
                "2:39: expected each node to be reached once, got 'end' again (first from 2:31); copy it",
                "2:47: expected a node further on, got the first node, 'x'",
                "2:53: expected the name of a node, got 'edn'; did you mean 'end'?",
            ],
        ),
        (
            "  x: {payoffs: [1, 1]}\n  y: {player: a, actions: {A: end}}\n" + END,
            ["3:3: expected a branch that leads to node 'y', got none; remove the node"],
        ),
        (
            "  x: {payoffs: [1, 1]}\n  y: {player: a, actions: {A: z, B: end}}\n"
            "  z: {player: a, actions: {A: y}}\n" + END,
            ["3:3: expected a way from the first node, 'x', to node 'y', got the circle 'z', 'y'"],
        ),
        (
            "  x: {payoffs: [1, 1]}\n  y: {player: a, actions: {A: y}}\n  z: {player: a, actions: {A: z}}\n",
            [
                "3:3: expected a way from the first node, 'x', to node 'y', got the circle 'y'",
                "4:3: expected a way from the first node, 'x', to node 'z', got the circle 'z'",
            ],
        ),
        (
            "  x: {payoffs: [1, 1]}\n" + END,
            ["3:3: expected a branch that leads to node 'end', got none; remove the node"],
        ),
        (
            "  x: {player: a, infoset: h, actions: {A: y, B: e1}}\n  y: {player: a, infoset: h, actions: "
            "{B: e2, A: e3}}\n"
            "  e1: {payoffs: [1, 1]}\n  e2: {payoffs: [1, 1]}\n  e3: {payoffs: [1, 1]}\n",
            ["3:3: expected the actions 'A', 'B' as at the other node of information set 'h' (at 2:3), got 'B', 'A'"],
        ),
        (
            "  x: {chance: c, branches: {A: {probability: 1, next: y}}}\n"
            "  y: {chance: c, branches: {B: {probability: 1, next: end}}}\n" + END,
            ["3:3: expected the actions 'A' as at the other node of information set 'c' (at 2:3), got 'B'"],
        ),
        (
            "  x: {outcome: won}\noutcomes: {win: {payoffs: [1, 2]}}\n",
            ["2:16: expected one of 'outcomes' ('win'), got 'won'; did you mean 'win'?"],
        ),
    ],
)
def test_what_the_model_tells_has_places_of_the_file(nodes: str, expected: list[str]) -> None:
    assert told_by_the_model("nodes:\n" + nodes) == expected


def test_nodes_inside_one_another_have_places_too() -> None:
    text = "tree: {player: a, infoset: h, infoset_label: H, actions: {A: "
    below = "{player: a, infoset: h, infoset_label: G, actions: {A: {payoffs: [1, 1]}}}}}"
    assert told_by_the_model(text + below) == [
        "1:101: expected the label 'H' as at the other node of information set 'h', got 'G'"
    ]


def test_links_have_places() -> None:
    nested, _ = read(NESTED)
    flat, _ = read(FLAT)
    assert nested is not None
    assert flat is not None
    for tree, start, rain in ((nested, (4, 33), (8, 9)), (flat, (2, 67), (2, 105))):
        found = [(each.child_place.line, each.child_place.column) for each in tree.nodes[tree.root].branches]
        assert found == [start, rain]


def test_the_rest_is_a_probability_without_a_formula() -> None:
    reading, node = reading_of("rest")
    assert read_probability(reading, node) is None
    reading, node = reading_of("1 - p")
    formula = read_probability(reading, node)
    assert formula is not None
    assert formula.text == "1 - p"
