"""What a search of boxes leaves open."""

from __future__ import annotations

import pytest

from gametheory.solvers.many_players.box_records import EnclosedRoot, simplex_share
from gametheory.solvers.many_players.box_search import BoxSearch
from unit.kernels.boxes_of_games import random_payoffs


@pytest.mark.parametrize(
    ("lower", "upper", "share"),
    [
        ([0.25, 0.0], [0.75, 0.75], 0.5),
        ([0.0, 0.0, 0.0], [0.5, 0.5, 0.5], 0.25),
        ([0.25, 0.25, 0.25], [1.0, 1.0, 1.0], 0.0625),
        ([0.0, 0.0, 0.0, 0.0], [1.0, 1.0, 1.0, 0.5], 0.875),
        ([1.0], [1.0], 1.0),
        ([0.0, 0.0, 0.0], [0.0, 1.0, 1.0], 0.0),
        ([0.0] * 20, [1.0] * 20, 1.0),
    ],
)
def test_shares_of_a_simplex(lower: list[float], upper: list[float], share: float) -> None:
    assert simplex_share(lower, upper) == pytest.approx(share)


def test_roots_in_the_same_box_are_the_same() -> None:
    root = EnclosedRoot(((0, 1), (0,)), ((0.25, 0.75), (1.0,)), ((0.25, 0.75), (1.0,)), ((0.0, 0.5), (0.9,)),
                        ((0.5, 1.0), (1.1,)), ((), ()))  # fmt: skip
    near = EnclosedRoot(((0, 1), (0,)), ((0.3, 0.7), (1.0,)), ((0.3, 0.7), (1.0,)), ((0.29, 0.69), (0.9,)),
                        ((0.31, 0.71), (1.1,)), ((1,), ()))  # fmt: skip
    assert near.is_same(root)
    assert not root.is_same(near)
    assert root.is_certified
    assert not near.is_certified


def test_what_waits_is_told_as_hulls() -> None:
    search = BoxSearch((2, 3, 2), random_payoffs((2, 3, 2), 5))
    before = search.record()
    assert (before.share_done, before.volume_open, before.num_boxes) == (0.0, 1.0, 0)
    assert [(box.actions, box.required, box.reason, box.num_boxes) for box in before.open_boxes] == [
        (((0, 1), (0, 1, 2), (0, 1)), ((), (), ()), "unfinished", 1)
    ]
    assert before.open_boxes[0].upper == ((1.0, 1.0), (1.0, 1.0, 1.0), (1.0, 1.0))
    assert any(search.run())
    after = search.record()
    assert (after.share_done, after.volume_open, after.open_boxes) == (1.0, 0.0, ())
    assert after.num_boxes > 0


def test_ties_are_named() -> None:
    payoffs = [*random_payoffs((2, 2, 2), 3)[:2], [0] * 8]
    search = BoxSearch((2, 2, 2), payoffs)
    list(search.run())
    boxes = search.record().open_boxes
    assert {box.reason for box in boxes} == {"tied"}
    assert all(box.actions[2] == (0, 1) for box in boxes)
