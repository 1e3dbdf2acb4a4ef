from __future__ import annotations

import pytest

from gametheory import ExtensiveFormGame, TreeBuilder, UnsupportedGameError
from gametheory.solvers.subgames import backward_induction, continuations
from gametheory.solvers.subgames.backward_induction import BackwardInduction
from gametheory.solvers.watch import Watch
from oracles.classic_trees import outside_option, ultimatum


def three_at_once(builder: TreeBuilder, node: int, table: dict[str, list[int]], name: str) -> None:
    for a, first in zip("ab", builder.move(node, 0, "ab", infoset=f"{name}1"), strict=True):
        for b, second in zip("ab", builder.move(first, 1, "ab", infoset=f"{name}2"), strict=True):
            for c, third in zip("ab", builder.move(second, 2, "ab", infoset=f"{name}3"), strict=True):
                builder.payoffs(third, table[a + b + c])


def pennies_of_three() -> ExtensiveFormGame:
    """After In, player 1 wants to match 2, 2 to match 3, 3 to differ from 1: no pure equilibrium."""
    builder = TreeBuilder(["1", "2", "3"])
    out, entered = builder.move(0, 0, ["Out", "In"])
    builder.payoffs(out, [0, 0, 0])
    names = [a + b + c for a in "ab" for b in "ab" for c in "ab"]
    table = {n: [int(n[0] == n[1]), int(n[1] == n[2]), int(n[2] != n[0])] for n in names}
    three_at_once(builder, entered, table, "s")
    return builder.build()


def test_subgames_in_preorder() -> None:
    subgames = BackwardInduction(outside_option(), Watch()).run()
    assert [sorted(map(tuple, subgame.counts)) for subgame in subgames] == [
        [(2, 2), (3, 1)],
        [(0.75, 0.75), (1, 3), (3, 1)],
    ]


def test_a_tree_without_moves() -> None:
    builder = TreeBuilder(["1", "2"])
    builder.payoffs(0, [4, 2])
    (subgame,) = BackwardInduction(builder.build(), Watch()).run()
    assert list(subgame.counts) == [(4, 2)]


def test_three_at_once_without_pure_equilibrium() -> None:
    with pytest.raises(UnsupportedGameError, match=r"players choose at once, but the subgame at 's1' \(aft"):
        BackwardInduction(pennies_of_three(), Watch()).run()


def test_cut_combinations_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    builder = TreeBuilder(["1", "2"])
    for first in builder.move(0, 0, "ab", infoset="x"):
        for second in builder.move(first, 1, "cd", infoset="y"):
            for number, end in enumerate(builder.move(second, 0, "ef")):
                builder.payoffs(end, [1, number])
    monkeypatch.setattr(backward_induction, "MOST_COMBINATIONS", 3)
    monkeypatch.setattr(backward_induction, "MOST_NAMED", 2)
    induction = BackwardInduction(builder.build(), Watch())
    induction.run()
    assert induction.is_count_open
    assert induction.unresolved[0].startswith("the subgame at the root follows too many combinations of later payoffs")
    assert induction.unresolved[-1] == "the same holds for 3 more subgames"


def test_cut_payoffs_of_chance_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(continuations, "MOST_PAYOFFS", 2)
    builder = TreeBuilder(["1", "2"])
    for node in builder.chance(0, {"u": "1/2", "v": "1/2"}):
        for number, end in enumerate(builder.move(node, 0, "ab")):
            builder.payoffs(end, [0, number])
    induction = BackwardInduction(builder.build(), Watch())
    induction.run()
    assert induction.is_count_open
    assert induction.unresolved[0].startswith("the subgame at the root can end in too many different payoffs")


def test_too_many_equilibria_of_a_stage_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backward_induction, "MOST_COMBINATIONS", 1)
    builder = TreeBuilder(["1", "2", "3"])
    table = {a + b + c: [int(a == b == c)] * 3 for a in "ab" for b in "ab" for c in "ab"}
    three_at_once(builder, 0, table, "s")
    induction = BackwardInduction(builder.build(), Watch())
    induction.run()
    assert induction.is_count_open
    assert any("has too many equilibria" in sentence for sentence in induction.unresolved)


def test_a_tie_at_the_root_moves_nothing_above() -> None:
    induction = BackwardInduction(ultimatum([1], 2), Watch())
    induction.run()
    assert induction.unresolved == ()
