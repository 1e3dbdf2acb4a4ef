"""Computations with heartbeats."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gametheory.kernels.heartbeats import finished

if TYPE_CHECKING:
    from collections.abc import Generator


def counted(number: int) -> Generator[None, None, int]:
    """Yield some heartbeats and return their number."""
    for _ in range(number):
        yield
    return number


def test_each_heartbeat_is_passed_on() -> None:
    beats: list[int] = []
    assert finished(counted(3), lambda: beats.append(1)) == 3
    assert len(beats) == 3
    assert finished(counted(0), lambda: beats.append(1)) == 0


def test_what_the_heartbeat_raises_stops_the_computation() -> None:
    def stop() -> None:
        raise TimeoutError("enough")

    with pytest.raises(TimeoutError, match="enough"):
        finished(counted(3), stop)
