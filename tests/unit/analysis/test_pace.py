"""Heartbeats come regularly, and what they raise stops the work."""

from __future__ import annotations

import pytest

from gametheory.analysis.pace import STEPS_PER_BEAT, paced, unheard


def test_items_pass_unchanged() -> None:
    assert list(paced(range(3 * STEPS_PER_BEAT + 1), unheard)) == list(range(3 * STEPS_PER_BEAT + 1))
    assert list(paced([], unheard)) == []


def test_an_exception_stops_the_items() -> None:
    beats: list[None] = []

    def heartbeat() -> None:
        beats.append(None)
        if len(beats) == 3:
            raise TimeoutError("enough")

    items = paced(range(1_000), heartbeat)
    assert [next(items) for _ in range(2 * STEPS_PER_BEAT)] == list(range(2 * STEPS_PER_BEAT))
    with pytest.raises(TimeoutError, match="enough"):
        next(items)
