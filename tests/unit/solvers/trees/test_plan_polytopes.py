from __future__ import annotations

from fractions import Fraction

import pytest

from cross_checks.random_trees import TreeDraw, trees
from gametheory.core.block_products import BlockProduct
from gametheory.solvers.trees import plan_polytopes
from gametheory.solvers.trees.best_reply_polyhedra import BestReplyPolyhedra
from gametheory.solvers.trees.plan_polytopes import PlanPolytope, polytope_vertices, relative_interior
from gametheory.solvers.trees.tree_subsets import maximal_subsets
from gametheory.solvers.watch import Watch
from oracles.classic_trees import outside_option, trust

HALF, QUARTER = Fraction(1, 2), Fraction(1, 4)


def beat() -> None:
    pass


def trusted() -> tuple[BestReplyPolyhedra, PlanPolytope]:
    """The seller's plans to which Not is a best reply."""
    return BestReplyPolyhedra(trust(), Watch()), PlanPolytope(1, 0b1100, 0b10)


def points(product: BlockProduct | None) -> set[tuple[object, ...]]:
    assert product is not None
    return set(product)


def test_plans_to_which_a_reply_is_best() -> None:
    assert points(polytope_vertices(*trusted(), beat)) == {(1, 0, 1), (1, HALF, HALF)}


def test_further_conditions() -> None:
    polyhedra, polytope = trusted()
    at_least = polytope_vertices(polyhedra, polytope, beat, not_negative=[{1: 4, 0: -1}])
    assert points(at_least) == {(1, QUARTER, 3 * QUARTER), (1, HALF, HALF)}
    cone = polytope_vertices(polyhedra, polytope, beat, zero=[{1: 3, 2: -1}])
    assert points(cone) == {(1, QUARTER, 3 * QUARTER)}
    assert points(polytope_vertices(polyhedra, polytope, beat, zero=[{1: 1}])) == {(1, 0, 1)}
    assert polytope_vertices(polyhedra, polytope, beat, not_negative=[{1: 3, 0: -2}]) is None
    assert polytope_vertices(polyhedra, polytope, beat, zero=[{1: 3, 0: -2}]) is None


def test_a_mixture_inside_a_subset_is_found_by_a_cone() -> None:
    """In the game with the outside option (1/4, 3/4) after Out is a vertex only with its cone."""
    polyhedra = BestReplyPolyhedra(outside_option(), Watch())
    out = [subset for subset in maximal_subsets(polyhedra, Watch()) if subset.polytopes[0].support == 0b1]
    ((polytope, _),) = [subset.polytopes[::-1] for subset in out]
    cone = polytope_vertices(polyhedra, polytope, beat, zero=[{1: 3, 2: -1}])
    assert points(cone) == {(1, QUARTER, 3 * QUARTER)}
    assert (1, QUARTER, 3 * QUARTER) not in points(polytope_vertices(polyhedra, polytope, beat))


def test_duals_instead_of_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    num_compared = 0
    for tree in trees(TreeDraw(depth=5, num_signals=1, end_share=0.3), "duals", 20, lambda tree: tree.num_nodes > 15):
        polyhedra = BestReplyPolyhedra(tree, Watch())
        for subset in maximal_subsets(polyhedra, Watch()):
            for polytope, side in zip(subset.polytopes, subset.sides, strict=True):
                with monkeypatch.context() as patched:
                    patched.setattr(plan_polytopes, "MOST_DEVIATIONS", 0)
                    assert points(polytope_vertices(polyhedra, polytope, beat)) == set(side), tree.title
                num_compared += 1
    assert num_compared > 40


def test_relative_interior() -> None:
    found = polytope_vertices(*trusted(), beat)
    assert found is not None
    assert relative_interior(found) == (1, Fraction(1, 3), Fraction(2, 3))
