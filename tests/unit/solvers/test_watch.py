from __future__ import annotations

import math
from pathlib import Path

import pytest

from gametheory import Limits, Termination
from gametheory.core.solution import Progress
from gametheory.solvers import watch as watch_module
from gametheory.solvers.watch import LimitReachedError, Watch, used_memory


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
    assert used_memory() > 2**20
    with pytest.raises(LimitReachedError, match="memory limit was reached"):
        Watch(Limits(memory=2**20)).tick()
    Watch(Limits(memory=2**50)).tick()


def test_memory_that_was_given_back_does_not_count() -> None:
    before = used_memory()
    block = bytearray(b"x") * 2**28
    assert used_memory() > before + 2**27
    del block
    Watch(Limits(memory=before + 2**27)).tick()


def test_elsewhere_the_most_memory_counts(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    now = used_memory()
    monkeypatch.setattr(watch_module, "MEMORY_FILE", tmp_path / "missing")
    assert used_memory() > now // 2


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


def test_progress_is_told_in_steps_of_a_kind_until_all_are_done(clock: Clock) -> None:
    told: list[Progress] = []
    watch = Watch(listener=told.append)

    def tick(total: int | None = None) -> tuple[int, int | None]:
        clock.now += 0.2
        watch.tick(total)
        return told[-1].done, told[-1].total

    assert [tick(), tick(), tick(3), tick()] == [(1, None), (2, None), (1, 3), (1, 3)]
    assert [tick(3), tick(3), tick(), tick(2)] == [(2, 3), (3, 3), (7, None), (1, 2)]


def test_seconds_left(clock: Clock) -> None:
    watch = Watch(Limits(time=4.5))
    clock.now += 3
    assert watch.seconds_left == 1.5
    assert Watch().seconds_left == math.inf
