"""Subgames from the last to the first."""

from __future__ import annotations

import pytest

from gametheory import ExtensiveFormGame, TreeBuilder
from gametheory.solvers.subgames import sequential_induction
from gametheory.solvers.subgames.sequential_induction import SequentialInduction
from gametheory.solvers.watch import Watch
from oracles.assessed_trees import tree_of


def induction_of(tree: ExtensiveFormGame) -> SequentialInduction:
    induction = SequentialInduction(tree, Watch())
    induction.run()
    return induction


def test_one_way_for_each_subgame() -> None:
    induction = induction_of(tree_of("centipede"))
    (ways,) = induction.selections()
    assert sorted(way.root for way in ways) == [0, 2, 4, 6]
    assert induction.num_stages == 4
    assert induction.unresolved == ()


def tied() -> ExtensiveFormGame:
    """Bob's answers are alike for him and not for Ann, who enters only if he is kind."""
    builder = TreeBuilder(["ann", "bob"])
    out, entered = builder.move(0, "ann", ["Out", "In"])
    builder.payoffs(out, [1, 5])
    kind, harsh = builder.move(entered, "bob", ["kind", "harsh"], infoset="treatment")
    builder.payoffs(kind, [2, 0])
    builder.payoffs(harsh, [0, 0])
    return builder.build()


def test_ties_are_followed_and_named() -> None:
    induction = induction_of(tied())
    plans = [{choice for way in ways for choice in way.choices} for ways in induction.selections()]
    assert plans == [{(0, (0, 1)), (1, (1, 0))}, {(0, (1, 0)), (1, (0, 1))}]
    (sentence,) = induction.unresolved
    assert sentence.startswith("the subgame that begins at 'treatment' has a continuum of equilibria")


def test_limits_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sequential_induction, "MOST_COMBINATIONS", 1)
    monkeypatch.setattr(sequential_induction, "MOST_NAMED", 1)
    induction = induction_of(tied())
    assert not induction.are_all_pure_found
    assert induction.unresolved == (
        "the game follows too many combinations of later payoffs: not all of them are followed",
        "the same holds for 1 more subgames",
    )


def test_a_tree_without_moves() -> None:
    builder = TreeBuilder(["ann"])
    builder.payoffs(0, [3])
    assert [way.root for way in next(induction_of(builder.build()).selections())] == [0]
