"""What can be believed where play never comes."""

from __future__ import annotations

from fractions import Fraction

from gametheory import BehaviorProfile, ExtensiveFormGame
from gametheory.analysis.beliefs.tremble_paths import mistaken_paths
from gametheory.analysis.beliefs.unreached_beliefs import NodeClass, best_actions, node_classes
from gametheory.analysis.trees.planned_play import plan_of, planned_payoffs
from oracles.assessed_trees import impossible_branch, second_mistake, tree_of


def classes_at(tree: ExtensiveFormGame, strategies: list[object], player: str, key: str) -> list[NodeClass]:
    plan = plan_of(BehaviorProfile(tree, tuple(strategies)))  # type: ignore[arg-type]
    values = planned_payoffs(tree, plan, tree.player_index(player))
    return node_classes(tree, tree.infoset_index(player, key), mistaken_paths(tree, plan), values)


def test_each_type_errs_by_itself() -> None:
    found = classes_at(tree_of("beer_quiche"), [None, (1, 0), (0, 1), (1, 0), (1, 0)], "bully", "fight: Quiche")
    assert [(kind.share, kind.payoffs) for kind in found] == [(Fraction(9, 10), (0, 1)), (Fraction(1, 10), (1, 0))]


def test_nodes_that_need_more_mistakes_are_left_out() -> None:
    (kind,) = classes_at(second_mistake(), [(1, 0), (1, 0), (0, 1)], "cleo", "voice")
    assert kind.payoffs == (-1, 0)


def test_so_are_those_behind_impossible_moves_of_chance() -> None:
    tree = impossible_branch()
    (kind,) = classes_at(tree, [None, (0, 1), (1, 0)], "bob", "answer")
    assert kind.nodes == tree.infoset_nodes(tree.infoset_index("bob", "answer"))[1:]


def test_the_same_mistake_leaves_the_odds_of_chance() -> None:
    """In the reputation game the seller that undercuts by mistake knows nothing more of Amazon."""
    tree = tree_of("parity_reputation")
    strategies: list[object] = [
        None if infoset.is_chance else (0, 1) if infoset.key == "price[US]" else (1, 0) for infoset in tree.infosets
    ]
    (kind,) = classes_at(tree, strategies, "seller", "price[Europe]: Undercut, Enforce")
    assert kind.shares == (Fraction(1, 10), Fraction(9, 10))


def test_best_actions() -> None:
    assert best_actions([Fraction(2), Fraction(3), Fraction(3)]) == (1, 2)
