"""What is kept of a run."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from gametheory.core.solution import Progress
from gametheory.dynamics import recording
from gametheory.dynamics.recording import Spell, Step, one_more, record


def counting(num_steps: int) -> Iterator[Step]:
    """A player who plays its two actions in turn, three times each."""
    counts = np.zeros(2)
    yield Step(0, (counts,))
    for step in range(1, num_steps + 1):
        action = (step - 1) // 3 % 2
        counts = counts + np.eye(2)[action]
        yield Step(step, (counts,), (action,))


def test_counts_become_shares_from_the_first_play_on() -> None:
    found = record(counting(7), 7, [2])
    assert found.times.tolist() == [1, 2, 3, 4, 5, 6, 7]
    assert found.strategies[0][3].tolist() == [0.75, 0.25]
    assert found.last[0].tolist() == [4 / 7, 3 / 7]
    assert found.spells == (Spell((0,), 3, 3), Spell((1,), 3, 6), Spell((0,), 1, 7))
    assert not found.is_interrupted
    assert not found.strategies[0].flags.writeable


def test_long_runs_keep_fewer_times_evenly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recording, "MOST_ROWS", 10)
    found = record(counting(31), 31, [2])
    assert found.times.tolist() == [1, 5, 9, 13, 17, 21, 25, 29, 31]
    monkeypatch.setattr(recording, "MOST_NUMBERS", 8)
    assert len(record(counting(31), 31, [2]).times) <= 5


def test_the_latest_times_of_long_runs_are_kept_without_a_gap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recording, "MOST_ROWS", 10)
    monkeypatch.setattr(recording, "MOST_LATEST", 4)
    times, (shares,) = record(counting(31), 31, [2]).unthinned
    assert times.tolist() == [28, 29, 30, 31]
    assert shares[-1].tolist() == [16 / 31, 15 / 31]
    short = record(counting(7), 7, [2])
    assert short.latest is None
    assert short.unthinned == (short.times, short.strategies)


def test_an_interrupted_run_keeps_what_was_played() -> None:
    def interrupted() -> Iterator[Step]:
        yield from counting(4)
        raise KeyboardInterrupt

    found = record(interrupted(), 9, [2])
    assert found.is_interrupted
    assert found.times.tolist() == [1, 2, 3, 4]


def test_a_run_that_is_interrupted_at_once_has_no_record() -> None:
    def interrupted() -> Iterator[Step]:
        yield Step(0, (np.zeros(2),))
        raise KeyboardInterrupt("at once")

    with pytest.raises(KeyboardInterrupt, match="at once"):
        record(interrupted(), 9, [2])


def test_progress_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recording, "PROGRESS_SECONDS", 0.0)
    told: list[Progress] = []
    record(counting(3), 3, [2], told.append)
    assert told == [Progress(done, 3, 0) for done in range(4)]


def test_the_earlier_half_of_very_many_spells_is_dropped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recording, "MOST_SPELLS", 4)
    found = record(counting(18), 18, [2])
    assert found.spells == tuple(Spell((end // 3 % 2 == 0,), 3, end) for end in (9, 12, 15, 18))
    assert record(counting(12), 12, [2]).spells[0] == Spell((0,), 3, 3)


def test_one_more_leaves_the_counts_before_as_they_were() -> None:
    before = (np.array([2.0, 1.0]), np.array([0.0]))
    after = one_more(before, (1, 0))
    assert [part.tolist() for part in after] == [[2, 2], [1]]
    assert [part.tolist() for part in before] == [[2, 1], [0]]
