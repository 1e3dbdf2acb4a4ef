"""What a page knows: numbers as texts and floats, equilibria as far as they fit."""

from __future__ import annotations

import json
from fractions import Fraction

import pytest

from gametheory import BehaviorProfile, TreeBuilder, load, solve
from gametheory.core.assessments import Assessment
from gametheory.rendering.explorer import tree_data as module
from gametheory.rendering.explorer.tree_data import tree_data


def test_a_tree_alone_has_no_equilibria() -> None:
    data = tree_data(load("beer_quiche").to_game(), None, title="Breakfast")
    assert (data["equilibria"], data["leading"], data["note"]) == ([], None, "")
    assert data["infosets"][0]["chances"] == ["9/10", "1/10"]
    assert data["infosets"][0]["weights"] == [0.9, 0.1]
    assert [player["label"] for player in data["players"]] == ["Stranger", "Bully"]
    assert json.loads(json.dumps(data))["parent"][:2] == [-1, 0]


def test_payoffs_on_the_way_are_told_and_ends_show_sums() -> None:
    builder = TreeBuilder(["one", "two"])
    goes, _ = builder.move(0, "one", ["Go", "Stay"], infoset="start")
    builder.payoffs(goes, [-1, 0])
    for number, end in enumerate(builder.move(goes, "two", ["L", "R"], infoset="later")):
        builder.payoffs(end, [Fraction(10, 3) * number, 2])
    data = tree_data(builder.build(), None, title="")
    assert data["paid"] == {1: ["\N{MINUS SIGN}1", "0"]}
    assert data["total"] == {2: ["\N{MINUS SIGN}1", "2"], 3: ["7/3", "2"], 4: ["0", "0"]}
    assert data["value"][3] == pytest.approx([7 / 3, 2])


def test_play_is_undefined_where_the_equilibrium_says_nothing() -> None:
    solution = solve(load("trust_game"), "nash")
    data = tree_data(solution.game, solution, title="")
    assert [each["name"] for each in data["equilibria"]] == ["Equilibrium 1", "Equilibrium 2"]
    assert data["equilibria"][0]["play"][0] == {"chances": ["0", "1"], "weights": [0.0, 1.0]}
    assert data["leading"] == solution.leading


def test_a_page_keeps_as_many_equilibria_as_it_can_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    solution = solve(load("beer_quiche"), "nash").replace(leading=3)
    monkeypatch.setattr(module, "MOST_CHOICES", 16)
    data = tree_data(solution.game, solution, title="")
    assert [each["name"] for each in data["equilibria"]] == ["Equilibrium 1", "Equilibrium 4"]
    assert (data["leading"], data["note"]) == (1, "2 of 4 listed equilibria can be shown here.")


def test_recommended_plans_cannot_be_shown() -> None:
    solution = solve(load("trust_game"), "correlated")
    data = tree_data(load("trust_game").to_game(), solution, title="")
    assert (data["equilibria"], data["note"]) == ([], "No correlated equilibrium in behavior strategies to show.")


def test_beliefs_stand_where_several_nodes_are_possible() -> None:
    solution = solve(load("beer_quiche"), "nash")
    tree = solution.game
    strategies = tuple(
        None if infoset.is_chance else (Fraction(3, 4), Fraction(1, 4))
        for infoset in tree.infosets  # type: ignore[union-attr]
    )
    profile = BehaviorProfile(tree, strategies)  # type: ignore[arg-type]
    beliefs = tuple(
        None if infoset.is_chance else tuple(Fraction(1, len(nodes)) for _ in nodes)
        for infoset, nodes in ((each, tree.infoset_nodes(place)) for place, each in enumerate(tree.infosets))  # type: ignore[union-attr]
    )
    first = solution.equilibria[0]
    assessed = type(first)(Assessment(profile, beliefs), first.payoffs, first.max_regret, first.certificate)
    data = tree_data(tree, solution.replace(equilibria=(assessed,), leading=0), title="")  # type: ignore[arg-type]
    held = data["equilibria"][0]["beliefs"]
    assert [text for texts in held.values() for text in texts] == ["Strong 1/2", "Weak 1/2"] * 2
