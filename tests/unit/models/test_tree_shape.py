from __future__ import annotations

import pytest

from gametheory.models import tree_shape
from gametheory.models.definitions import BranchDefinition, NodeDefinition, OutcomeDefinition, Place, TreeDefinition
from gametheory.models.mistakes import Mistakes
from gametheory.models.tree_shape import check_infosets, check_outcomes, preorder
from unit.models.descriptions import payoffs, told


def tree(root: str, /, **children: str) -> TreeDefinition:
    """A tree of one player's nodes: names of the children, which are also the actions."""
    nodes = {
        name: NodeDefinition(name, "player", "a", infoset="same" if name.startswith("same") else None,
                             branches=tuple(BranchDefinition(child, child) for child in below.split()))
        for name, below in children.items()
    }  # fmt: skip
    return TreeDefinition(root, nodes)


def test_preorder() -> None:
    mistakes = Mistakes()
    assert preorder(tree("r", r="x y", y="z", x="w", w="", z=""), mistakes) == ["r", "x", "w", "y", "z"]
    assert len(mistakes) == 0


@pytest.mark.parametrize(
    ("shape", "sentences"),
    [
        (tree("q", root=""), ["expected the name of the first node, got 'q'"]),
        (tree("rot", root=""), ["expected the name of the first node, got 'rot'; did you mean 'root'?"]),
        (tree("r", r="lef", left=""), ["expected the name of a node, got 'lef'; did you mean 'left'?"]),
        (tree("r", r="x", x="", y=""), ["expected a branch that leads to node 'y', got none; remove the node"]),
        (
            tree("r", r="x y", x="y", y=""),
            ["expected each node to be reached once, got 'y' again (first from 'r'); copy it"],
        ),
        (tree("r", r="x", x="r"), ["expected a node further on, got the first node, 'r'"]),
        (
            tree("r", r="x", x="", y="z", z="y"),
            ["expected a way from the first node, 'r', to node 'y', got the circle 'z', 'y'"],
        ),
        (
            tree("r", r="same1 same2", same1="u", same2="v", u="", v=""),
            ["expected the actions 'u' as at the other node of information set 'same' (at 'same1'), got 'v'"],
        ),
    ],
)  # fmt: skip
def test_what_is_no_tree(shape: TreeDefinition, sentences: list[str]) -> None:
    mistakes = Mistakes()
    order = preorder(shape, mistakes)
    check_infosets(shape, mistakes)
    assert told(mistakes) == [f"0:0: {sentence}" for sentence in sentences]
    assert order == [] or "information set" in sentences[0]


def members(*labels: str | None, kind: str = "player") -> TreeDefinition:
    """Nodes of one information set, or of one chance event, with labels of the set."""
    nodes = [
        NodeDefinition(str(number), "chance" if kind == "chance" else "player", None if kind == "chance" else "a", "h",
                       infoset_label=label, infoset_label_place=Place(number, 7))
        for number, label in enumerate(labels, 1)
    ]  # fmt: skip
    return TreeDefinition("1", {node.name: node for node in nodes})


@pytest.mark.parametrize("kind", ["player", "chance"])
def test_an_information_set_has_one_label(kind: str) -> None:
    mistakes = Mistakes()
    check_infosets(members("H", None, "H", kind=kind), mistakes)
    check_infosets(members(None, "H", "G", kind=kind), mistakes)
    assert told(mistakes) == ["3:7: expected the label 'H' as at the other node of information set 'h', got 'G'"]


def test_names_of_outcomes_are_known_and_stand_alone() -> None:
    nodes = [
        NodeDefinition("1", "terminal", outcome="wim", outcome_place=Place(1, 9)),
        NodeDefinition("2", "terminal", outcome="win", has_no_outcome=True, place=Place(2, 1)),
        NodeDefinition("3", "terminal", outcome="win", payoffs=payoffs(a="1"), place=Place(3, 1)),
        NodeDefinition("4", "terminal", outcome="win"),
        NodeDefinition("5", "terminal", has_no_outcome=True),
    ]
    outcomes = {"win": OutcomeDefinition("Winning", payoffs(a="1")), "lose": OutcomeDefinition("", payoffs(a="0"))}
    mistakes = Mistakes()
    check_outcomes(TreeDefinition("1", {node.name: node for node in nodes}, outcomes=outcomes), mistakes)
    assert told(mistakes) == [
        "1:9: expected one of 'outcomes' ('win', 'lose'), got 'wim'; did you mean 'win'?",
        "2:1: expected one of payoffs, an outcome and no outcome at node '2', got several",
        "3:1: expected one of payoffs, an outcome and no outcome at node '3', got several",
    ]


def test_size_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tree_shape, "MAX_NODES", 2)
    mistakes = Mistakes()
    assert preorder(tree("r", r="x y", x="", y=""), mistakes) == []
    assert told(mistakes) == ["0:0: expected at most 2 nodes, got 3"]


def test_a_few_of_many_mistakes_are_told() -> None:
    lost = {f"n{number}": "" for number in range(201)}
    mistakes = Mistakes()
    assert preorder(tree("r", r="", **lost), mistakes) == []
    assert len(mistakes) == 201
    assert told(mistakes)[-1] == "0:0: stopped after 200 mistakes; correct these first"


def test_all_of_a_full_list_of_mistakes_are_told() -> None:
    lost = {f"n{number}": "" for number in range(200)}
    mistakes = Mistakes()
    preorder(tree("r", r="", **lost), mistakes)
    assert len(mistakes) == 200
    assert "node 'n199'" in told(mistakes)[-1]


def test_names_are_cut_and_not_compared_where_they_are_long_or_many() -> None:
    mistakes = Mistakes()
    preorder(tree("r", r="x" * 100, **{"x" * 99: ""}), mistakes)
    assert f"0:0: expected the name of a node, got {'x' * 60!r}" in told(mistakes)
    mistakes = Mistakes()
    preorder(tree("r", r="n", **{f"n{number}": "" for number in range(1000)}), mistakes)
    assert told(mistakes)[0] == "0:0: expected the name of a node, got 'n'"


def test_long_circles_take_linear_time() -> None:
    count = 20_000
    circle = {f"n{at}": f"n{(at + 1) % count}" for at in range(count)}
    mistakes = Mistakes()
    preorder(tree("r", r="", **circle), mistakes)
    (sentence,) = told(mistakes)
    assert "to node 'n0', got the circle 'n1', 'n2'" in sentence
    assert sentence.endswith(", … (20000 in all)")
