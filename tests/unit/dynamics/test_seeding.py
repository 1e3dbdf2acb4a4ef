"""The global random state is lent for a step and given back."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

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
