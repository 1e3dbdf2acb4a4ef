"""Branch and prune, interpreted: how it stops and goes on, and what stays open."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from gametheory.kernels.boxes.arrays import (
    BUDGET,
    CERTIFIED,
    LOWER,
    NUM_BOXES,
    NUM_FOUND,
    TIED,
    TOP,
    UPPER,
)
from gametheory.kernels.boxes.search import DONE, FULL, PAUSED, SHALLOW, search_boxes
from unit.kernels.boxes_of_games import random_payoffs, started, workplace_of


def test_pauses_change_nothing() -> None:
    shape = (2, 2, 3)
    work = workplace_of(shape, random_payoffs(shape, 2))
    stack, findings, counters = started(shape)
    assert search_boxes(work, stack, findings, counters) == DONE
    again, others, steps = started(shape)
    steps[BUDGET] = 1
    status, shares = search_boxes(work, again, others, steps), [0.0]
    while status == PAUSED:
        shares.append(1.0 - again.shares[: steps[TOP]].sum())
        steps[BUDGET] = 1
        status = search_boxes(work, again, others, steps)
    assert status == DONE
    assert len(shares) == steps[NUM_BOXES] == counters[NUM_BOXES] > 3
    assert all(one <= other for one, other in pairwise(shares))
    assert counters[NUM_FOUND] > 0
    assert (others.bounds == findings.bounds).all()


def test_rooms_that_are_short_are_told() -> None:
    shape = (2, 2, 2)
    work = workplace_of(shape, random_payoffs(shape, 2))
    stack, findings, counters = started(shape, room=2)
    assert search_boxes(work, stack, findings, counters) == SHALLOW
    stack, findings, counters = started(shape, num_findings=1)
    assert search_boxes(work, stack, findings, counters) == FULL
    assert counters[NUM_FOUND] == 1


@pytest.mark.parametrize("seed", range(20))
def test_found_equilibria_have_small_gains(seed: int) -> None:
    shape = (2, 3, 2)
    payoffs = random_payoffs(shape, seed)
    work = workplace_of(shape, payoffs)
    stack, findings, counters = started(shape)
    assert search_boxes(work, stack, findings, counters) == DONE
    number = int(counters[NUM_FOUND])
    assert number > 0
    assert (findings.kinds[:number] == CERTIFIED).all()
    for bounds in findings.bounds[:number]:
        first, second, third = np.split((bounds[LOWER] + bounds[UPPER]) / 2, [2, 5])
        tables = [np.array(own).reshape(shape) for own in payoffs]
        against = [
            np.einsum("ijk,j,k->i", tables[0], second, third),
            np.einsum("ijk,i,k->j", tables[1], first, third),
            np.einsum("ijk,i,j->k", tables[2], first, second),
        ]
        for own, values in zip((first, second, third), against, strict=True):
            assert values.max() - own @ values < 1e-3


def test_a_continuum_is_told_and_not_cut_into_pieces() -> None:
    """The third player does not care."""
    shape = (2, 2, 2)
    payoffs = [*random_payoffs(shape, 3)[:2], [0] * 8]
    work = workplace_of(shape, payoffs)
    stack, findings, counters = started(shape)
    assert search_boxes(work, stack, findings, counters) == DONE
    assert TIED in findings.kinds[: counters[NUM_FOUND]]
    assert counters[NUM_BOXES] < 100
