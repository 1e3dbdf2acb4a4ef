from __future__ import annotations

import sys

import pytest

from cross_checks.random_trees import TreeDraw, ultimatum
from gametheory import ExtensiveFormGame, load
from gametheory.solvers import tree_subsets
from gametheory.solvers.best_reply_polyhedra import BestReplyPolyhedra
from gametheory.solvers.tree_subsets import maximal_subsets
from gametheory.solvers.watch import Watch


def supports(tree: ExtensiveFormGame) -> list[tuple[int, int]]:
    found = maximal_subsets(BestReplyPolyhedra(tree, Watch()), Watch())
    return [(subset.polytopes[0].support, subset.polytopes[1].support) for subset in found]


def test_each_subset_is_told_once() -> None:
    tree = load("chain_store").to_game()
    assert isinstance(tree, ExtensiveFormGame)
    found = supports(tree)
    assert len(set(found)) == len(found) == 19


@pytest.mark.parametrize("limit", ["MOST_LABELS", "MOST_NODES"])
def test_long_searches_are_compiled(monkeypatch: pytest.MonkeyPatch, limit: str) -> None:
    trees = [ultimatum(5), *(TreeDraw(depth=5, num_signals=1).tree(f"long #{index}") for index in range(5))]
    expected = [set(supports(tree)) for tree in trees]
    monkeypatch.setattr(tree_subsets, limit, 3)
    for tree, subsets in zip(trees, expected, strict=True):
        found = supports(tree)
        assert len(set(found)) == len(found)
        assert set(found) == subsets, tree.title
    assert "gametheory.kernels.words.face_search" in sys.modules
