"""Subgames and stages of the verdict, against the definition and against those of the solvers."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from gametheory import ExtensiveFormGame, TreeBuilder
from gametheory.analysis.structure import subgame_roots
from gametheory.analysis.trees.stages import as_game, stages, subgame_starts
from gametheory.core.tree_arrays import TERMINAL
from gametheory.solvers.subgames.subgame_stages import stage_game, stage_infosets, subgame_stages
from unit.core.random_trees import random_tree


def starts_a_subgame(tree: ExtensiveFormGame, node: int) -> bool:
    """The definition: a known node, and no information set of a player with nodes both below and elsewhere."""
    if node == 0:
        return True
    if tree.infoset[node] == TERMINAL:
        return False
    own = int(tree.infoset[node])
    if not tree.infosets[own].is_chance and tree.infoset_nodes(own) != (node,):
        return False
    below = set(range(node, node + int(tree.subtree_size[node])))
    members = [set(tree.infoset_nodes(i)) for i, infoset in enumerate(tree.infosets) if not infoset.is_chance]
    return all(nodes <= below or nodes.isdisjoint(below) for nodes in members)


@given(st.integers(0, 10_000), st.booleans())
def test_starts_follow_the_definition(seed: int, has_recall: bool) -> None:
    tree = random_tree(seed, has_recall=has_recall)
    expected = tuple(node for node in range(tree.num_nodes) if starts_a_subgame(tree, node))
    assert subgame_starts(tree) == expected == subgame_roots(tree)


@given(st.integers(0, 10_000), st.booleans())
def test_stages_are_those_of_the_solvers(seed: int, has_recall: bool) -> None:
    tree = random_tree(seed, has_recall=has_recall)
    theirs = subgame_stages(tree)
    mine = stages(tree)
    assert [(stage.start, stage.nodes, stage.ends) for stage in mine] == [(s.root, s.nodes, s.ends) for s in theirs]
    for stage, other in zip(mine, theirs, strict=True):
        assert stage.infosets == stage_infosets(tree, other)
        payoffs = [[Fraction(7 * end, 3)] * tree.num_players for end in range(len(stage.ends))]
        assert as_game(tree, stage, payoffs) == stage_game(tree, other, payoffs)


def test_children_out_of_preorder_and_a_single_node() -> None:
    tree = TreeBuilder(["one"]).build()
    (stage,) = stages(tree)
    assert (stage.nodes, stage.ends, stage.infosets) == ((0,), (0,), ())
    builder = TreeBuilder(["one", "two"])
    left, right = builder.move(0, "one", ["L", "R"])
    builder.move(right, "two", ["l", "r"])
    builder.move(left, "two", ["x", "y", "z"])
    tree = builder.build()
    assert subgame_starts(tree) == (0, *sorted(tree.children(0)))
    assert stages(tree)[0].ends == tuple(sorted(tree.children(0)))


def test_information_set_above_itself_starts_nothing_below_the_root() -> None:
    builder = TreeBuilder(["driver"])
    _, on = builder.move(0, "driver", ["exit", "on"], infoset="crossing")
    _, further = builder.move(on, "driver", ["exit", "on"], infoset="crossing")
    builder.move(further, "driver", ["rest", "sleep"], infoset="home")
    tree = builder.build()
    assert subgame_starts(tree) == subgame_roots(tree) == (0, further)


def test_pairs_across_a_long_tree() -> None:
    chain = TreeBuilder(["one", "two"])
    node, ends = 0, []
    for step in range(5_000):
        stop, node = chain.move(node, "one", ["stop", "go"], infoset=f"a{step}")
        ends.append(stop)
    for first, last in zip(ends[:2_500], reversed(ends[2_500:]), strict=True):
        for end in (first, last):
            chain.move(end, "two", ["l", "r"], infoset=f"pair {first}")
    assert subgame_starts(chain.build()) == (0,)
