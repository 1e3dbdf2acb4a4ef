"""Clauses about labels 0 and 1, weights of this side, and 2, a slack."""

from __future__ import annotations

import numpy as np

from gametheory.kernels.words.face_clauses import (
    CONTRADICTION,
    Clauses,
    Known,
    apply_clauses,
    copy_list,
    is_zero,
    learn_conflict,
    list_clauses,
    mark_zero,
)
from gametheory.kernels.words.face_states import INSIDE, LOOSE, NEEDED, OUTSIDE, TIGHT

SIDES = np.array([0, 0, 1])


def known(*states: int) -> Known:
    return Known(np.array(states, dtype=np.uint8), SIDES, 0)


def clauses(*pairs: tuple[int, int], room: int = 4) -> Clauses:
    """Clauses that need and imply some labels."""
    masks = np.zeros((2, room, 1), np.uint64)
    for index, pair in enumerate(pairs):
        masks[:, index, 0] = pair
    return Clauses(
        needed=masks[0],
        implied=masks[1],
        is_conflict=np.array([bool(index < len(pairs) and not pairs[index][1]) for index in range(room)]),
        listed=np.zeros((2, room), np.int32),
        num_listed=np.zeros(2, np.int64),
        num_near=np.zeros(2, np.int64),
        num_seen=np.zeros(2, np.int64),
        number=np.array([len(pairs)]),
        zero=np.zeros(1, np.uint64),
        positive=np.zeros(1, np.uint64),
    )


def test_weights_are_outside_and_slacks_tight() -> None:
    seen = known(0, 0, 0)
    for label in range(3):
        assert not is_zero(seen, label)
        mark_zero(seen, label)
        assert is_zero(seen, label)
    assert seen.states.tolist() == [OUTSIDE, OUTSIDE, TIGHT]


def test_what_is_implied_implies_more() -> None:
    chain = clauses((0b001, 0b010), (0b010, 0b100))
    seen = known(0, 0, 0)
    assert apply_clauses(chain, 0, seen, False) == 0
    assert seen.states.tolist() == [0, 0, 0]
    seen = known(OUTSIDE, 0, 0)
    assert apply_clauses(chain, 0, seen, False) == 2
    assert seen.states.tolist() == [OUTSIDE, OUTSIDE, TIGHT]


def test_an_excluded_conclusion_tells_what_is_positive() -> None:
    seen = known(0, NEEDED | INSIDE, 0)
    assert apply_clauses(clauses((0b100, 0b010)), 0, seen, False) == 1
    assert seen.states.tolist() == [0, NEEDED | INSIDE, OUTSIDE | LOOSE]
    seen = known(0, 0, LOOSE | OUTSIDE)
    assert apply_clauses(clauses((0b001, 0b110)), 0, seen, False) == 1
    assert seen.states.tolist() == [INSIDE | NEEDED, 0, LOOSE | OUTSIDE]


def test_conflicts() -> None:
    learned = clauses(room=2)
    learn_conflict(learned, np.array([0b101], np.uint64))
    seen = known(0, 0, TIGHT)
    assert apply_clauses(learned, 0, seen, False) == 1
    assert seen.states.tolist() == [INSIDE | NEEDED, 0, TIGHT]
    assert apply_clauses(learned, 0, known(OUTSIDE, 0, INSIDE), False) == CONTRADICTION
    assert apply_clauses(clauses((0b001, 0b010)), 0, known(OUTSIDE, NEEDED, 0), False) == CONTRADICTION


def test_listed_are_clauses_that_can_still_tell_something() -> None:
    learned = clauses((0b001, 0b010), (0b100, 0b010), (0b011, 0b000))
    list_clauses(learned, 0, known(0, 0, OUTSIDE))  # its slack is not zero any more
    assert learned.listed[0, : learned.num_listed[0]].tolist() == [0, 2]
    list_clauses(learned, 0, known(0, OUTSIDE, OUTSIDE))  # what the first one implies is known
    assert learned.listed[0, : learned.num_listed[0]].tolist() == [2]
    copy_list(learned, 0, 1)
    learn_conflict(learned, np.array([0b010], np.uint64))
    assert apply_clauses(learned, 1, known(0, OUTSIDE, 0), False) == CONTRADICTION
    list_clauses(learned, 1, known(0, 0, 0))
    assert learned.listed[1, : learned.num_listed[1]].tolist() == [2, 3]
    assert learned.num_near.tolist() == [1, 2]


def test_the_oldest_clause_is_replaced() -> None:
    learned = clauses((0b001, 0b010), room=1)
    learn_conflict(learned, np.array([0b100], np.uint64))
    assert apply_clauses(learned, 0, known(OUTSIDE, 0, 0), False) == 1  # only what the new one tells
    assert apply_clauses(learned, 0, known(0, 0, TIGHT), False) == CONTRADICTION
