from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from gametheory.core.extensive_form import NO_OUTCOME, ExtensiveFormGame
from gametheory.errors import InconsistentGameFileError
from gametheory.models.definitions import (
    BranchDefinition,
    FormulaPayoffs,
    NodeDefinition,
    OutcomeDefinition,
    Place,
    TreeDefinition,
)
from gametheory.models.model import GameModel
from unit.models.descriptions import described, formula, payoffs


def branches(**children: str) -> tuple[BranchDefinition, ...]:
    return tuple(BranchDefinition(action, child) for action, child in children.items())


def event(name: str, *, first: str, label: str | None = None, probability: str | None = "fee") -> NodeDefinition:
    """A chance node that leads to two terminals."""
    chances = (
        BranchDefinition("Up", f"{first}1", None if probability is None else formula(probability)),
        BranchDefinition("Down", f"{first}2", None),
    )
    return NodeDefinition(name, "chance", infoset=label, branches=chances, place=Place(3, 3))


def end(name: str, **texts: str) -> NodeDefinition:
    return NodeDefinition(name, "terminal", payoffs=payoffs(**texts), place=Place(4, 4))


def model_of(*nodes: NodeDefinition, **outcomes: OutcomeDefinition) -> GameModel:
    tree = TreeDefinition(nodes[0].name, {node.name: node for node in nodes}, Place(1, 1), outcomes)
    return GameModel(described("ab", tree, numbers={"fee": "1/4"}, names={"twice": "2 * fee"}))


def game_of(*nodes: NodeDefinition, **values: str) -> ExtensiveFormGame:
    game = model_of(*nodes).at(**values)
    assert isinstance(game, ExtensiveFormGame)
    return game


ENTRY = (
    NodeDefinition("r", "player", "a", "entry", branches(Out="out", In="in"), label="first"),
    end("out", a="0", b="twice"),
    NodeDefinition("in", "player", "b", "answer", branches(F="f", S="s"), payoffs=payoffs(a="-fee")),
    end("f", a="-1", b="-1"),
    NodeDefinition("s", "terminal", payoffs=payoffs(a="2", b="1"), label="peace"),
)


def test_payoffs_on_the_way_add_up() -> None:
    game = game_of(*ENTRY, fee="1/2")
    sums = [values.tolist() for values in (game.integer_payoffs(0).values, game.integer_payoffs(1).values)]
    assert [infoset.key for infoset in game.infosets] == ["entry", "answer"]
    assert game.node_labels == ("first", "", "", "", "peace")
    assert game.outcome_payoffs.tolist() == [[0, 1], [Fraction(-1, 2), 0], [-1, -1], [2, 1]]
    assert len(sums[0]) == game.num_nodes == 5


def test_chance_nodes_of_one_name_and_content_belong_together() -> None:
    game = game_of(
        event("r", first="x", label="sales"),
        NodeDefinition("x1", "player", "a", branches=branches(L="l", R="m")),
        event("l", first="y", label="sales"),
        event("m", first="z", label="sales", probability="twice"),
        event("x2", first="w"),
        *(end(f"{name}{number}", a="1", b="2") for name in "yzw" for number in (1, 2)),
    )
    assert [(infoset.key, infoset.probabilities) for infoset in game.infosets if infoset.is_chance] == [
        ("sales", (Fraction(1, 4), Fraction(3, 4))),
        ("sales 2", (Fraction(1, 2), Fraction(1, 2))),
        ("chance:3", (Fraction(1, 4), Fraction(3, 4))),
    ]


def test_unnamed_sets_take_a_label_that_stands_once_else_a_number() -> None:
    game = game_of(
        NodeDefinition("r", "player", "a", branches=branches(x="x", y="y", z="z"), label="root"),
        *(NodeDefinition(name, "player", "b", branches=branches(go=f"{name}e"), label=label)
          for name, label in (("x", "same"), ("y", "same"), ("z", ""))),
        *(end(f"{name}e", a="1", b="2") for name in "xyz"),
    )  # fmt: skip
    assert [infoset.key for infoset in game.infosets] == ["root", "b:1", "b:2", "b:3"]


SHARED = (
    NodeDefinition("r", "player", "a", "h", branches(L="l", M="m", R="x", S="s"), infoset_label="First"),
    NodeDefinition("l", "terminal", outcome="win"),
    NodeDefinition("m", "terminal", outcome="win", label="middle"),
    end("x", a="twice", b="0"),
    NodeDefinition("s", "terminal", has_no_outcome=True),
)
OUTCOMES = {
    "win": OutcomeDefinition("Winning", payoffs(b="2", a="twice + 1")),
    "never": OutcomeDefinition("", payoffs(a="1 / fee", b="1/2")),
}


def test_outcomes_are_shared_labelled_and_kept_where_no_node_names_them() -> None:
    model = model_of(*SHARED, **OUTCOMES)
    for fee, paid in ((None, [[Fraction(3, 2), 2], [4, Fraction(1, 2)], [Fraction(1, 2), 0]]),
                      ("2", [[5, 2], [Fraction(1, 2), Fraction(1, 2)], [4, 0]])):  # fmt: skip
        game = model.to_game() if fee is None else model.at(fee=fee)
        assert isinstance(game, ExtensiveFormGame)
        assert game.outcome.tolist() == [NO_OUTCOME, 0, 0, 2, NO_OUTCOME]
        assert game.outcome_labels == ("Winning", "", "")
        assert game.outcome_payoffs.tolist() == paid
        assert game.node_labels == ("", "", "middle", "", "")
        assert (game.infosets[0].key, game.infosets[0].label) == ("h", "First")


def test_an_outcome_may_fall_due_on_the_way() -> None:
    nodes = (
        NodeDefinition("r", "player", "a", None, branches(L="l"), outcome="win"),
        NodeDefinition("l", "terminal", outcome="win"),
    )
    game = model_of(*nodes, **OUTCOMES).to_game()
    assert isinstance(game, ExtensiveFormGame)
    assert game.outcome.tolist() == [0, 0]
    assert Fraction(int(game.path_payoffs(0).values[1]), game.path_payoffs(0).denominator) == 3


def test_no_outcome_is_not_payoffs_of_0() -> None:
    nothing = game_of(NodeDefinition("r", "terminal", has_no_outcome=True))
    assert nothing.outcome_payoffs.shape == (0, 2)
    assert nothing != game_of(end("r", a="0", b="0"))


def test_a_label_belongs_to_all_nodes_of_an_information_set() -> None:
    label = "What comes"
    game = game_of(
        replace(event("r", first="x", label="sales"), infoset_label=label),
        *(NodeDefinition(name, "player", "b", "h", branches(go=f"{name}e"), infoset_label=own)
          for name, own in (("x1", None), ("x2", ""))),
        end("x1e", a="1", b="2"),
        event("x2e", first="y", label="sales"),
        *(end(f"y{number}", a="1", b="2") for number in (1, 2)),
    )  # fmt: skip
    assert [(infoset.key, infoset.label) for infoset in game.infosets] == [("sales", label), ("h", "")]


def test_a_set_without_a_name_may_have_a_label() -> None:
    game = game_of(
        NodeDefinition("r", "player", "a", branches=branches(go="e"), infoset_label="First"), end("e", a="1", b="2")
    )
    assert [(infoset.key, infoset.label) for infoset in game.infosets] == [("a:1", "First")]


@pytest.mark.parametrize(
    ("outcome", "sentence"),
    [
        (OutcomeDefinition("", payoffs(a="1")), ":99:1: expected payoffs of all players in outcome 'win', got none"),
        (OutcomeDefinition("", payoffs(a="1", b="1", c="1")), "unknown player 'c'; the players are a, b"),
        (OutcomeDefinition("", payoffs(a="1 / (fee - 1/4)", b="1")), "division by zero with fee = 1/4"),
        (OutcomeDefinition("", payoffs(a="fees", b="1")), "unknown name 'fees'; did you mean 'fee'"),
    ],
)  # fmt: skip
def test_wrong_outcomes_are_told_also_where_no_node_names_them(outcome: OutcomeDefinition, sentence: str) -> None:
    with pytest.raises(InconsistentGameFileError, match=sentence):
        model_of(end("r", a="1", b="2"), win=outcome).to_game()


def test_an_unknown_outcome() -> None:
    with pytest.raises(
        InconsistentGameFileError, match=r":5:9: expected one of 'outcomes' \('win', 'never'\), got 'wn'"
    ):
        model_of(NodeDefinition("r", "terminal", outcome="wn", outcome_place=Place(5, 9)), **OUTCOMES)


@pytest.mark.parametrize(
    ("nodes", "sentence"),
    [
        ([NodeDefinition("r", "player", "c", None, branches(L="e")), end("e", a="1", b="1")], "unknown player 'c'"),
        ([NodeDefinition("r", "player", "a")], "at least one action at node 'r', got none"),
        ([end("r", a="1")], "payoffs of all players at terminal 'r', got none of b"),
        ([NodeDefinition("r", "terminal", place=Place(2, 2))], ":2:2: expected payoffs at terminal 'r', got none"),
        ([end("r", a="a.x", b="1")], "'a' is a player; the formulas of a tree use parameters"),
        ([end("r", a="1 / (fee - 1/4)", b="1")], "division by zero with fee = 1/4"),
        ([end("r", a="1", b="1", c="1")], "unknown player 'c'; the players are a, b"),
        (
            [event("r", first="x", probability="5 * fee"), end("x1", a="1", b="1"), end("x2", a="1", b="1")],
            ":3:3: expected probabilities at chance node 'r' with fee = 1/4 to sum to 1, got 5/4; take 1/4 away",
        ),
        (
            [NodeDefinition("r", "player", "a", None, (BranchDefinition("L", "x"), BranchDefinition("L", "y"))),
             end("x", a="1", b="1"), end("y", a="1", b="1")],
            "different actions at node 'r', got 'L' twice",
        ),
    ],
)  # fmt: skip
def test_wrong_trees(nodes: list[NodeDefinition], sentence: str) -> None:
    with pytest.raises(InconsistentGameFileError, match=sentence):
        game_of(*nodes)


def test_a_deep_tree_needs_no_recursion() -> None:
    nodes = []
    for depth in range(2000):
        below = branches(stop=f"e{depth}", go=f"n{depth + 1}")
        nodes += [
            NodeDefinition(f"n{depth}", "player", "ab"[depth % 2], branches=below),
            end(f"e{depth}", a="1", b="0"),
        ]
    nodes.append(NodeDefinition("n2000", "terminal", payoffs=FormulaPayoffs({"a": formula("0"), "b": formula("5")})))
    assert game_of(*nodes).num_nodes == 4001
