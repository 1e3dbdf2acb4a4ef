"""Memory, information, subgames, sums and symmetry."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gametheory import NormalFormGame, TreeBuilder
from gametheory.analysis.structure import (
    constant_sum,
    forgetful_infosets,
    has_perfect_information,
    has_perfect_recall,
    is_constant_sum,
    is_symmetric,
    is_zero_sum,
    names_of_several_players,
    subgame_roots,
)
from gametheory.core.pure_plans import own_histories
from gametheory.core.tree_arrays import TERMINAL
from unit.core.random_trees import random_tree


@given(st.integers(0, 10_000), st.booleans())
def test_perfect_recall_is_one_own_history_for_each_set(seed: int, has_recall: bool) -> None:
    tree = random_tree(seed, has_recall=has_recall)
    for player in range(tree.num_players):
        histories = own_histories(tree, player)
        assert has_perfect_recall(tree, player) == all(len(found) == 1 for found in histories.values())
    assert has_perfect_recall(tree) == (forgetful_infosets(tree) == ())
    if has_recall:
        assert has_perfect_recall(tree)


@pytest.mark.parametrize(
    ("player", "actions", "names"),
    [("entrant", ["fight", "share"], ("reply",)), ("incumbent", ["fight", "share"], ()), ("entrant", ["a", "b"], ())],
)
def test_one_name_for_sets_of_two_players(player: str, actions: list[str], names: tuple[str, ...]) -> None:
    builder = TreeBuilder(["entrant", "incumbent"])
    high, low = builder.chance(0, {"high": "1/3", "low": "2/3"}, infoset="demand")
    builder.move(high, "incumbent", ["fight", "share"], infoset="reply")
    builder.move(low, player, actions, infoset="reply")
    assert names_of_several_players(builder.build()) == names


def reasons(builder: TreeBuilder) -> list[str]:
    return [forgetful.reason for forgetful in forgetful_infosets(builder.build())]


def test_reasons_say_what_is_forgotten() -> None:
    driver = TreeBuilder({"d": "Driver"})
    _, on = driver.move(0, "d", ["exit", "on"], infoset="junction")
    driver.move(on, "d", ["exit", "on"], infoset="junction")
    assert reasons(driver) == ["Driver forgets at 'junction' whether it has already chosen there"]

    choice = TreeBuilder({"s": "Solo"})
    for node in choice.move(0, "s", ["L", "R"], infoset="h1"):
        choice.move(node, "s", ["l", "r"], infoset="h2")
    assert reasons(choice) == ["Solo forgets at 'h2' what it chose at 'h1' (L or R)"]

    skipped = TreeBuilder({"s": "Solo"})
    first, second = skipped.chance(0, {"a": "1/3", "b": "2/3"})
    _, go = skipped.move(first, "s", ["stop", "go"], infoset="h1")
    for node in (go, second):
        skipped.move(node, "s", ["l", "r"], infoset="h2")
    assert reasons(skipped) == ["Solo forgets at 'h2' whether it has chosen at 'h1'"]

    knowledge = TreeBuilder({"s": "Solo"})
    for name, node in zip(["ha", "hb"], knowledge.chance(0, {"a": "1/3", "b": "2/3"}), strict=True):
        for after in knowledge.move(node, "s", ["only"], infoset=name):
            knowledge.move(after, "s", ["l", "r"], infoset="h2")
    assert reasons(knowledge) == ["Solo forgets at 'h2' which of 'ha' or 'hb' it has come through"]


def test_what_follows_a_forgetful_set_is_not_listed_again() -> None:
    builder = TreeBuilder({"s": "Solo"})
    for node in builder.move(0, "s", ["L", "R"], infoset="h1"):
        left, _ = builder.move(node, "s", ["l", "r"], infoset="h2")
        builder.move(left, "s", ["x", "y"], infoset="h3")
    assert [forgetful.infoset for forgetful in forgetful_infosets(builder.build())] == [1]


def test_perfect_information_ignores_chance() -> None:
    builder = TreeBuilder(["one", "two"])
    left, right = builder.move(0, "one", ["L", "R"])
    for node in (left, right):
        for after in builder.chance(node, {"h": "1/2", "t": "1/2"}, infoset="coin"):
            builder.move(after, "two", ["l", "r"])
    assert has_perfect_information(builder.build())
    assert not has_perfect_information(random_tree(0, num_players=2))


@given(st.integers(0, 10_000), st.booleans())
def test_subgame_roots_follow_their_definition(seed: int, has_recall: bool) -> None:
    tree = random_tree(seed, has_recall=has_recall)
    expected = [0]
    for node in range(1, tree.num_nodes):
        if tree.infoset[node] == TERMINAL:
            continue
        below = set(range(node, node + int(tree.subtree_size[node])))
        own = tree.infosets[tree.infoset[node]]
        members = [
            set(tree.infoset_nodes(index)) for index, infoset in enumerate(tree.infosets) if not infoset.is_chance
        ]
        is_closed = all(nodes <= below or not nodes & below for nodes in members)
        if is_closed and (own.is_chance or len(tree.infoset_nodes(int(tree.infoset[node]))) == 1):
            expected.append(node)
    assert subgame_roots(tree) == tuple(expected)


def test_root_of_a_tree_without_moves() -> None:
    assert subgame_roots(TreeBuilder(["one"]).build()) == (0,)


def test_many_subgames_at_once() -> None:
    builder = TreeBuilder(["one", "two"])
    node = 0
    for step in range(8_000):
        _, node = builder.move(node, step % 2, ["stop", "go"])
    tree = builder.build()
    assert len(subgame_roots(tree)) == 8_000
    assert has_perfect_recall(tree)


@pytest.mark.parametrize(
    ("row", "column", "expected"),
    [
        ([[7, 2], [4, 6]], [[3, 8], [6, 4]], 10),
        ([[7, 2], [4, 6]], [[3, 8], [6, 5]], None),
        ([["1/3", "1/2"]], [["2/3", "1/2"]], 1),
        ([["1/3", "1/2"]], [["-1/3", "-1/2"]], 0),
        ([[0.1, 0.2]], [[-0.1, -0.2]], 0),
        ([[0.1, 0.2]], [[0.9, 0.8]], None),
        ([[0.25, 0.5]], [[0.75, 0.5]], 1),
        ([[-(2**63), 5]], [[-(2**63), 5]], None),
        ([[2**62, 2**62 + 1]], [[2**62, 2**62 - 1]], 2**63),
        ([[-(2**63)]], [[-(2**63)]], -(2**64)),
    ],
)
def test_constant_sums(row: list[list[float]], column: list[list[float]], expected: int | None) -> None:
    game = NormalFormGame.from_bimatrix(row, column)
    assert constant_sum(game) == expected
    assert is_constant_sum(game) == (expected is not None)
    assert is_zero_sum(game) == (expected == 0)


def test_constant_sum_of_three_players_and_of_trees() -> None:
    payoffs = np.arange(12).reshape(1, 2, 3, 2)
    assert constant_sum(NormalFormGame(np.concatenate([payoffs, -2 * payoffs, payoffs + 4]))) == 4
    builder = TreeBuilder(["one", "two"])
    left, right = builder.move(0, "one", ["L", "R"])
    builder.payoffs(0, [1, "1/2"])
    builder.payoffs(left, [3, -3])
    assert constant_sum(builder.build()) == Fraction(3, 2)
    builder.payoffs(right, [0, 1])
    assert constant_sum(builder.build()) is None


def test_symmetry_exchanges_players() -> None:
    chicken = [[6, 2], [7, 0]]
    assert is_symmetric(NormalFormGame.from_bimatrix(chicken, np.transpose(chicken)))
    assert not is_symmetric(NormalFormGame.from_bimatrix(chicken, chicken))
    assert not is_symmetric(NormalFormGame.zero_sum([[1, 2, 3]]))
    own_and_total = [[[[own * (own + b + c) for c in (1, 2)] for b in (1, 2)] for own in (1, 2)]]
    first = np.array(own_and_total)[0]
    three = np.stack([first, np.moveaxis(first, 0, 1), np.moveaxis(first, 0, 2)])
    assert is_symmetric(NormalFormGame(three))
    three[2, 0, 0, 1] += 1
    assert not is_symmetric(NormalFormGame(three))
