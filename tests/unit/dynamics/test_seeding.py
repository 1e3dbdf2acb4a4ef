"""The global random state is lent for a slice of steps and given back."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from gametheory.dynamics import seeding
from gametheory.dynamics.seeding import seeded


def draws(count: int) -> Iterator[float]:
    for _ in range(count):
        yield np.random.random_sample()  # noqa: NPY002


def test_the_same_seed_draws_the_same_whatever_else_is_drawn() -> None:
    alone = list(seeded(draws(5), 7))
    mixed = []
    for value in seeded(draws(5), 7):
        mixed.append(value)
        next(draws(1))
    assert mixed == alone
    assert list(seeded(draws(5), 8)) != alone


def test_the_state_of_the_caller_is_kept() -> None:
    before = np.random.get_state()[1].copy()  # noqa: NPY002
    list(seeded(draws(5), 7))
    assert np.array_equal(np.random.get_state()[1], before)  # noqa: NPY002


def test_the_state_of_the_caller_is_kept_through_errors() -> None:
    def failing() -> Iterator[float]:
        yield from draws(1)
        raise RuntimeError("stopped")

    before = np.random.get_state()[1].copy()  # noqa: NPY002
    with pytest.raises(RuntimeError, match="stopped"):
        list(seeded(failing(), 7))
    assert np.array_equal(np.random.get_state()[1], before)  # noqa: NPY002


@pytest.mark.parametrize(("most", "seconds"), [(1, 60.0), (2, 60.0), (256, 0.0)])
def test_slices_of_any_length_draw_the_same(monkeypatch: pytest.MonkeyPatch, most: int, seconds: float) -> None:
    whole = list(seeded(draws(7), 3))
    monkeypatch.setattr(seeding, "MOST_AHEAD", most)
    monkeypatch.setattr(seeding, "SECONDS_AHEAD", seconds)
    assert list(seeded(draws(7), 3)) == whole
    assert len(whole) == 7


def test_nothing_is_drawn_far_ahead(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = 0

    def counted() -> Iterator[int]:
        nonlocal drawn
        while True:
            drawn += 1
            yield drawn

    running = seeded(counted(), 0)
    monkeypatch.setattr(seeding, "SECONDS_AHEAD", 60.0)
    assert (next(running), drawn) == (1, seeding.MOST_AHEAD)
