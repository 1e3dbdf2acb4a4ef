"""Stages cover the tree, meet at the starts of subgames, and are games of their own."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gametheory import BehaviorProfile, InvalidProfileError, TreeBuilder
from gametheory.analysis.structure import subgame_roots
from gametheory.core.rationals import to_fraction
from gametheory.core.tree_arrays import TERMINAL
from gametheory.solvers.subgames.subgame_stages import stage_game, stage_infosets, stage_payoffs, subgame_stages
from unit.core.random_trees import chooser, payoffs_below, random_profile, random_tree


@given(st.integers(0, 10_000), st.booleans())
def test_stages_cover_the_tree(seed: int, has_recall: bool) -> None:
    tree = random_tree(seed, has_recall=has_recall)
    stages = subgame_stages(tree)
    roots = subgame_roots(tree)
    assert tuple(stage.root for stage in stages) == roots
    assert sum(len(stage.nodes) for stage in stages) == tree.num_nodes + len(roots) - 1
    for stage in stages:
        assert stage.nodes[0] == stage.root
        assert list(stage.nodes) == sorted(stage.nodes)
        assert all(end in roots or tree.infoset[end] == TERMINAL for end in stage.ends)
        assert len(stage.nodes) > len(stage.ends) or tree.num_nodes == 1
        inner = {tree.infoset.item(node) for node in stage.nodes if node not in stage.ends}
        assert set(stage_infosets(tree, stage)) == inner


@given(st.integers(0, 10_000))
def test_stage_games_pay_what_the_tree_pays(seed: int) -> None:
    tree = random_tree(seed)
    profile = random_profile(tree, seed)
    for stage in subgame_stages(tree):
        after = [payoffs_below(tree, end, chooser(profile)) for end in stage.ends]
        game = stage_game(tree, stage, after)
        infosets = stage_infosets(tree, stage)
        assert game.infosets == tuple(tree.infosets[infoset] for infoset in infosets)
        assert len(game.terminals) == len(stage.ends)
        found = payoffs_below(game, 0, lambda index, sets=infosets: chooser(profile)(sets[index]))
        inner = [node for node in stage.nodes if node not in stage.ends]
        if all(tree.outcome[node] < 0 for node in inner):
            assert found == payoffs_below(tree, stage.root, chooser(profile))


def test_single_node() -> None:
    builder = TreeBuilder(["one"])
    builder.payoffs(0, [3])
    tree = builder.build()
    (stage,) = subgame_stages(tree)
    assert (stage.nodes, stage.ends) == ((0,), (0,))
    assert stage_infosets(tree, stage) == ()


def test_ends_keep_their_order() -> None:
    builder = TreeBuilder(["one", "two"])
    left, right = builder.move(0, "one", ["L", "R"])
    for node in (left, right):
        builder.move(node, "two", ["l", "r"], infoset="blind")
    tree = builder.build()
    (stage,) = subgame_stages(tree)
    game = stage_game(tree, stage, [[Fraction(10 * k), Fraction(-k)] for k in range(4)])
    paid = [
        [to_fraction(value) for value in game.outcome_payoffs[game.outcome[end]].tolist()] for end in game.terminals
    ]
    assert paid == [[10 * k, -k] for k in range(4)]


@given(st.integers(0, 10_000))
def test_stage_payoffs_are_those_of_a_plain_recursion(seed: int) -> None:
    tree = random_tree(seed)
    profile = random_profile(tree, seed)
    for stage in subgame_stages(tree):
        game = stage_game(tree, stage, [payoffs_below(tree, end, chooser(profile)) for end in stage.ends])
        strategies = tuple(profile.strategies[infoset] for infoset in stage_infosets(tree, stage))
        found = stage_payoffs(game, BehaviorProfile(game, strategies))
        assert list(found) == payoffs_below(game, 0, chooser(BehaviorProfile(game, strategies)))


def test_stage_payoffs_need_choices_only_where_play_comes() -> None:
    builder = TreeBuilder(["one", "two"])
    left, right = builder.move(0, "one", ["L", "R"], infoset="first")
    builder.payoffs(left, [3, "1/2"])
    for end in builder.move(right, "two", ["l", "r"], infoset="second"):
        builder.payoffs(end, [1, end])
    tree = builder.build()
    assert stage_payoffs(tree, BehaviorProfile(tree, [[1, 0], None])) == (3, Fraction(1, 2))
    with pytest.raises(InvalidProfileError, match="expected probabilities at information set 'second'"):
        stage_payoffs(tree, BehaviorProfile(tree, [["1/2", "1/2"], None]))
