"""The compiled search against the interpreted one."""

from __future__ import annotations

import pytest

from gametheory.kernels.boxes.search import search_boxes
from gametheory.kernels.boxes.twins import compiled_twin, is_twin_loaded
from gametheory.kernels.boxes.warm import warm
from unit.kernels.boxes_of_games import random_payoffs, started, workplace_of


@pytest.mark.parametrize("shape", [(2, 2, 2), (3, 2, 3), (2, 2, 2, 2), (3, 3)])
def test_both_find_the_same(shape: tuple[int, ...]) -> None:
    answers = []
    for kernel in (search_boxes, compiled_twin(search_boxes)):
        stack, findings, counters = started(shape)
        kernel(workplace_of(shape, random_payoffs(shape, 11)), stack, findings, counters)
        answers.append((counters.tolist(), findings.bounds.tolist(), findings.status.tolist()))
    assert answers[0] == answers[1]


def test_a_twin_is_made_once() -> None:
    assert compiled_twin(search_boxes) is compiled_twin(search_boxes)


def test_a_twin_is_loaded_once_it_was_called() -> None:
    def successor(number: int) -> int:
        return number + 1

    warm()
    assert is_twin_loaded(search_boxes)
    assert not is_twin_loaded(successor)
    assert compiled_twin(successor)(4) == 5
    assert is_twin_loaded(successor)
