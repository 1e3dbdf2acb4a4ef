"""Heartbeats come regularly, and what they raise stops the work."""

from __future__ import annotations

import pytest

from gametheory.analysis.heartbeat import STEPS_PER_BEAT, no_heartbeat, with_heartbeat


def test_items_pass_unchanged() -> None:
    assert list(with_heartbeat(range(3 * STEPS_PER_BEAT + 1), no_heartbeat)) == list(range(3 * STEPS_PER_BEAT + 1))
    assert list(with_heartbeat([], no_heartbeat)) == []


def test_an_exception_stops_the_items() -> None:
    beats: list[None] = []

    def heartbeat() -> None:
        beats.append(None)
        if len(beats) == 3:
            raise TimeoutError("enough")

    items = with_heartbeat(range(1_000), heartbeat)
    assert [next(items) for _ in range(2 * STEPS_PER_BEAT)] == list(range(2 * STEPS_PER_BEAT))
    with pytest.raises(TimeoutError, match="enough"):
        next(items)
