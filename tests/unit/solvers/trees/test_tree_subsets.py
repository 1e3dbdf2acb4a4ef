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
    monkeypatch.setattr(tree_subsets, "is_loaded", lambda *_: False)
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
    monkeypatch.setattr(tree_subsets, "is_loaded", lambda *_: False)
    monkeypatch.setattr(compiled, "is_compiled", lambda _: is_ready)
    started = []
    run = face_search.FaceTreeSearch.run
    monkeypatch.setattr(face_search.FaceTreeSearch, "run", lambda search: started.append(search) or run(search))
    assert len(supports_of_trust(seconds)) == 1
    assert bool(started) == is_used


def test_compiled_code_that_is_loaded_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    from gametheory.kernels.words import face_search

    face_search.warm()
    monkeypatch.setattr(tree_subsets, "faces", None)
    assert len(supports_of_trust(1)) == 1


def supports_of_trust(seconds: int) -> list[tuple[int, int]]:
    """Return the supports of a small tree's subsets, found with a limit of time."""
    tree = load("trust_game").to_game()
    assert isinstance(tree, ExtensiveFormGame)
    watch = Watch(Limits(time=seconds))
    return [
        (subset.polytopes[0].support, subset.polytopes[1].support)
        for subset in maximal_subsets(BestReplyPolyhedra(tree, watch), watch)
    ]
