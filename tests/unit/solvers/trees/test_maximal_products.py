from __future__ import annotations

import pytest

from gametheory.solvers.trees.best_reply_polyhedra import BestReplyPolyhedra
from gametheory.solvers.trees.maximal_products import maximal_product
from gametheory.solvers.watch import Watch
from oracles.classic_trees import trust

NOT_HONORED = [[["1", "0", "1"]], [["1", "1/2", "1/2"], ["1", "0", "1"]]]


@pytest.mark.parametrize("supports", [(0b10, 0b1100), (0b10, 0b1000)])
def test_a_part_of_a_subset_is_closed_to_the_whole(supports: tuple[int, int]) -> None:
    subset = maximal_product(BestReplyPolyhedra(trust(), Watch()), supports, Watch())
    assert subset is not None
    assert [[list(map(str, plan)) for plan in side] for side in subset.sides] == NOT_HONORED
    assert [polytope.support for polytope in subset.polytopes] == [0b10, 0b1100]


@pytest.mark.parametrize("supports", [(0b01, 0b1000), (0b01, 0b0100)])
def test_supports_that_are_no_best_replies_to_each_other(supports: tuple[int, int]) -> None:
    assert maximal_product(BestReplyPolyhedra(trust(), Watch()), supports, Watch()) is None
