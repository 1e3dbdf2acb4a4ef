"""Mistakes on the way to nodes."""

from __future__ import annotations

from fractions import Fraction

from gametheory import BehaviorProfile
from gametheory.analysis.beliefs.tremble_paths import mistaken_paths
from gametheory.analysis.beliefs.trembles import is_of_chance
from gametheory.analysis.trees.planned_play import plan_of
from oracles.assessed_trees import impossible_branch, second_mistake, tree_of


def test_shares_and_mistakes() -> None:
    tree = tree_of("beer_quiche")
    profile = BehaviorProfile(tree, (None, ("1/3", "2/3"), (1, 0), (1, 0), (1, 0)))
    paths = mistaken_paths(tree, plan_of(profile))
    strong, weak = tree.infoset_nodes(tree.infoset_index("bully", "fight: Quiche"))
    assert (paths[strong].mistakes, paths[strong].share) == (frozenset(), Fraction(3, 5))
    assert (paths[weak].mistakes, paths[weak].share) == ({(4, 1)}, Fraction(1, 10))


def test_two_mistakes_in_a_row() -> None:
    tree = second_mistake()
    paths = mistaken_paths(tree, plan_of(BehaviorProfile(tree, ((1, 0), (1, 0), (0, 1)))))
    kind, harsh = tree.infoset_nodes(tree.infoset_index("cleo", "voice"))
    assert (len(paths[kind].mistakes), len(paths[harsh].mistakes)) == (1, 2)


def test_chance_errs_node_by_node() -> None:
    tree = impossible_branch()
    paths = mistaken_paths(tree, plan_of(BehaviorProfile(tree, (None, (0, 1), (1, 0)))))
    never, entered = tree.infoset_nodes(tree.infoset_index("bob", "answer"))
    (mistake,) = paths[never].mistakes
    assert is_of_chance(mistake)
    assert (paths[never].has_impossible_chance, paths[entered].has_impossible_chance) == (True, False)
