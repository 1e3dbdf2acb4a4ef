"""Generators that yield heartbeats, run to their end."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Generator

Result = TypeVar("Result")


def result_of(running: Generator[None, None, Result]) -> Result:
    """Return what a generator returns."""
    while True:
        try:
            next(running)
        except StopIteration as end:
            result: Result = end.value
            return result


def num_heartbeats(running: Generator[object, None, object]) -> int:
    """Return how often a generator yields None."""
    return sum(found is None for found in running)
