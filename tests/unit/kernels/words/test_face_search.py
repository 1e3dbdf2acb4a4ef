"""The compiled face tree against the interpreted one."""

from __future__ import annotations

import subprocess
import sys

import pytest

from cross_checks.random_trees import TreeDraw, staged_tree
from gametheory import ExtensiveFormGame
from gametheory.kernels.face_nodes import FaceNode
from gametheory.kernels.face_tree import faces
from gametheory.kernels.words import face_search
from gametheory.kernels.words.face_search import FaceTreeSearch, VariableSizes
from gametheory.solvers.trees.best_reply_polyhedra import BestReplyPolyhedra
from gametheory.solvers.trees.maximal_products import maximal_product
from gametheory.solvers.watch import Watch
from oracles.classic_trees import ultimatum

Supports = set[tuple[int, int]]


def largest_payoff_sum(polyhedra: BestReplyPolyhedra) -> int:
    return 2 * max(sum(map(abs, table.values())) for table in polyhedra.payoffs) + 1


def subsets(tree: ExtensiveFormGame, scale: int = 1, *, is_compiled: bool) -> tuple[Supports, int]:
    """Supports of the maximal Nash subsets, and the number of nodes that were handed over."""
    polyhedra = BestReplyPolyhedra(tree, Watch())
    for table in polyhedra.payoffs:
        for place in table:
            table[place] *= scale
    labels, ones = polyhedra.tree_labels, [1] * polyhedra.num_labels
    whole = (polyhedra.polyhedron(0), polyhedra.polyhedron(1))
    roots = [FaceNode(list(whole))]
    if is_compiled:
        sizes = VariableSizes(ones, [largest_payoff_sum(polyhedra)] * polyhedra.num_labels)
        running = FaceTreeSearch(whole, labels, (sizes, sizes))
        roots = [FaceNode(list(whole), *found) for found in running.run() if found is not None]
        assert running.num_nodes > 0
    found, num_continued = set(), 0
    for root in roots:
        leaves = [leaf for leaf in faces(root, labels, (ones, ones)) if leaf is not None]
        num_continued += len(leaves) != 1
        for leaf in leaves:
            used = leaf.inside & ~leaf.outside
            subset = maximal_product(polyhedra, (used & labels.own[0], used & labels.own[1]), Watch())
            assert subset is not None
            found.add((subset.polytopes[0].support, subset.polytopes[1].support))
    return found, num_continued


@pytest.mark.parametrize(
    "draw",
    [TreeDraw(depth=5, num_signals=1), TreeDraw(depth=4, largest_payoff=0), TreeDraw(depth=5, largest_payoff=30)],
)
def test_both_find_the_same_subsets(draw: TreeDraw) -> None:
    numbers = set()
    for index in range(15):
        tree = draw.tree(f"compiled {index}")
        expected, _ = subsets(tree, is_compiled=False)
        assert subsets(tree, is_compiled=True)[0] == expected, tree.title
        numbers.add(len(expected))
    assert len(numbers) > 1 or draw.largest_payoff == 0


def test_memory_grows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(face_search, "FIRST_NODES", 2)
    monkeypatch.setattr(face_search, "LEAVES_AT_ONCE", 1)
    monkeypatch.setattr(face_search, "FIRST_CLAUSES", 1)
    tree = staged_tree("compiled", 20)
    expected, _ = subsets(tree, is_compiled=False)
    assert subsets(tree, is_compiled=True)[0] == expected


def test_old_clauses_are_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    tree = staged_tree("compiled", 20)
    expected, _ = subsets(tree, is_compiled=False)
    monkeypatch.setattr(face_search, "FIRST_CLAUSES", 2)
    monkeypatch.setattr(face_search, "MOST_CLAUSES_KEPT", 2)
    assert subsets(tree, is_compiled=True)[0] == expected


def test_what_floats_do_not_tell_is_handed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    draw, num_more = TreeDraw(depth=5, num_signals=1), 0
    for index in range(8):
        tree = draw.tree(f"handed over {index}")
        expected, _ = subsets(tree, is_compiled=True)
        with monkeypatch.context() as patched:
            patched.setattr(face_search, "zero_implication", lambda *_: None)
            found, num_continued = subsets(tree, is_compiled=True)
        assert found == expected
        num_more += num_continued
    assert num_more


def test_a_run_that_pauses_at_every_pivot_finds_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    tree = staged_tree("compiled", 20)
    expected, _ = subsets(tree, is_compiled=True)
    monkeypatch.setattr(face_search, "SLICE", 1)
    assert subsets(tree, is_compiled=True)[0] == expected


def test_units_of_payoffs_do_not_matter() -> None:
    tree = staged_tree("compiled", 20)
    expected, _ = subsets(tree, is_compiled=True)
    assert subsets(tree, 10**12, is_compiled=True)[0] == expected
    with pytest.raises(OverflowError, match="too large"):
        subsets(tree, 10**400, is_compiled=True)


def test_warm_leaves_nothing_to_be_compiled() -> None:
    asked = """
from gametheory.kernels.words import face_clauses, face_proofs, face_tree
from gametheory.kernels.words.face_search import warm
warm()
kernels = [face_clauses.is_zero, face_proofs.write_combination, face_tree.clauses_of, face_tree.face_of]
kernels += [face_tree.node_at, face_tree.reasons_of, face_tree.search_faces]
print([kernel.__name__ for kernel in kernels if not vars(kernel)["overloads"]])
"""
    found = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert found.stdout == "[]\n"


def test_ties_that_only_the_other_player_excludes() -> None:
    tree = ultimatum(range(4), 3)
    expected, _ = subsets(tree, is_compiled=False)
    assert len(expected) > 1
    assert subsets(tree, is_compiled=True)[0] == expected
