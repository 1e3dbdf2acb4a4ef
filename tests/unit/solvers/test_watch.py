from __future__ import annotations

import pytest

from gametheory import Limits, Termination
from gametheory.core.solution import Progress
from gametheory.solvers import watch as watch_module
from gametheory.solvers.watch import LimitReachedError, Watch, peak_memory


class Clock:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.now = 50.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    moved = Clock()
    monkeypatch.setattr(watch_module, "time", moved)
    return moved


def test_time_limit(clock: Clock) -> None:
    watch = Watch(Limits(time=2))
    watch.tick()
    clock.now += 2.5
    with pytest.raises(LimitReachedError, match="time limit was reached") as caught:
        watch.tick()
    assert caught.value.termination is Termination.TIME_LIMIT
    assert (watch.seconds, watch.steps) == (2.5, 2)


def test_memory_limit() -> None:
    assert peak_memory() > 2**20
    with pytest.raises(LimitReachedError, match="memory limit was reached"):
        Watch(Limits(memory=2**20)).tick()
    Watch(Limits(memory=2**50)).tick()


def test_grant_replaces_the_limits(clock: Clock) -> None:
    watch = Watch(Limits(time=2, memory=1))
    clock.now += 10
    watch.grant(3)
    watch.tick()
    clock.now += 4
    with pytest.raises(LimitReachedError, match="time limit"):
        watch.tick()


def test_progress_at_most_ten_times_a_second(clock: Clock) -> None:
    told: list[Progress] = []
    watch = Watch(listener=told.append)
    watch.found = 3
    for _ in range(100):
        clock.now += 0.021
        watch.tick(total=100)
    assert 15 <= len(told) <= 21
    assert told[-1].found == 3
    assert told[-1].total == 100
    assert [progress.done for progress in told] == sorted(progress.done for progress in told)
