from __future__ import annotations

import sys

import pytest

from cross_checks.random_trees import TreeDraw, ultimatum
from gametheory import ExtensiveFormGame, Limits, load
from gametheory.kernels import compiled
from gametheory.solvers.trees import tree_subsets
from gametheory.solvers.trees.best_reply_polyhedra import BestReplyPolyhedra
from gametheory.solvers.trees.tree_subsets import maximal_subsets
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


@pytest.mark.parametrize(("seconds", "is_ready", "is_used"), [(2, True, False), (60, False, False), (60, True, True)])
def test_compiled_code_is_loaded_where_the_time_limit_allows(
    monkeypatch: pytest.MonkeyPatch, seconds: int, *, is_ready: bool, is_used: bool
) -> None:
    from gametheory.kernels.words import face_search  # loaded here only: others ask whether it was

    monkeypatch.setattr(tree_subsets, "MOST_LABELS", 0)
    monkeypatch.setattr(compiled, "is_compiled", lambda _: is_ready)
    started = []
    run = face_search.FaceTreeSearch.run
    monkeypatch.setattr(face_search.FaceTreeSearch, "run", lambda search: started.append(search) or run(search))
    tree = load("trust_game").to_game()
    watch = Watch(Limits(time=seconds))
    assert len(list(maximal_subsets(BestReplyPolyhedra(tree, watch), watch))) == 1
    assert bool(started) == is_used
