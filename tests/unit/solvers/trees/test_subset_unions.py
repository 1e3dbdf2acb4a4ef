from __future__ import annotations

from itertools import islice

import pytest

from cross_checks.random_trees import TreeDraw, signalling_tree, ultimatum
from gametheory import ExtensiveFormGame
from gametheory.core.block_products import Block, BlockProduct
from gametheory.solvers.trees.best_reply_polyhedra import BestReplyPolyhedra
from gametheory.solvers.trees.maximal_products import TreeSubset
from gametheory.solvers.trees.subset_unions import SubsetUnion
from gametheory.solvers.trees.tree_subsets import maximal_subsets
from gametheory.solvers.watch import Watch

TREES = {
    "ties": TreeDraw(depth=4, num_signals=2, largest_payoff=1).tree("union #1"),
    "all ties": TreeDraw(depth=3, num_signals=2, largest_payoff=0).tree("union #2"),
    "hidden": TreeDraw(depth=5, num_signals=1, largest_payoff=2).tree("union #5"),
    "signals": signalling_tree("union", 3, 2),
    "ultimatum": ultimatum(5),
}


def union_of(tree: ExtensiveFormGame) -> tuple[SubsetUnion, list[TreeSubset]]:
    polyhedra = BestReplyPolyhedra(tree, Watch())
    subsets = list(maximal_subsets(polyhedra, Watch()))
    return SubsetUnion(polyhedra, subsets, Watch()), subsets


@pytest.mark.parametrize("name", TREES)
def test_all_points_one_by_one(name: str) -> None:
    union, subsets = union_of(TREES[name])
    points = [{(one, other) for one in subset.sides[0] for other in subset.sides[1]} for subset in subsets]
    every = set().union(*points)
    assert union.num_extreme() == len(every)
    listed = list(union.in_order())
    assert [pair for pair, _ in listed] == sorted(every, reverse=True)
    for pair, members in listed:
        assert sorted(members) == [number for number, found in enumerate(points) if pair in found]


@pytest.mark.parametrize("name", TREES)
def test_components_are_chains_of_shared_points(name: str) -> None:
    union, subsets = union_of(TREES[name])
    points = [{(one, other) for one in subset.sides[0] for other in subset.sides[1]} for subset in subsets]
    components = union.components()
    for number, one in enumerate(points):
        for other, two in enumerate(points):
            assert not one & two or components[number] == components[other]
    for component in set(components):
        members = [number for number, found in enumerate(components) if found == component]
        joined, waiting = [members[0]], members[1:]
        while waiting:
            near = next(number for number in waiting if any(points[number] & points[other] for other in joined))
            joined.append(near)
            waiting.remove(near)


def test_very_many_points_are_counted_and_begun() -> None:
    """Sixty types of one player that do not matter for what the other does: 2^60 points, each an equilibrium."""
    from gametheory import TreeBuilder

    builder = TreeBuilder(["one", "two"])
    for number, node in enumerate(builder.chance(0, {str(number): "1/60" for number in range(60)})):
        for end in builder.move(node, "one", ["l", "r"], infoset=f"h{number}"):
            builder.payoffs(end, [0, 1])
    union, subsets = union_of(builder.build())
    assert len(subsets) == 1
    assert union.num_extreme() == 2**60
    (first, _), (second, _) = islice(union.in_order(), 2)
    assert first[0][1::2] == (1,) * 60
    assert second[0][1::2] == (*(1,) * 59, 0)


def test_sides_without_blocks() -> None:
    single = BlockProduct((1, 1), ())
    assert list(single) == [(1, 1)]
    assert Block((1,), ((1,),)).vertices == ((1,),)
