"""Long proofs that can be stopped: they call back regularly, and the caller may raise an exception."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice
from typing import TYPE_CHECKING, TypeAlias, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Heartbeat: TypeAlias = Callable[[], None]
"""Called at every few steps of a long computation; what it raises ends the computation."""

Item = TypeVar("Item")

STEPS_PER_BEAT = 64
"""Steps of fractions, a few microseconds each where numbers are small, between two heartbeats."""


def no_heartbeat() -> None:
    """Return at once: the heartbeat of a caller who never stops anything."""


def with_heartbeat(items: Iterable[Item], heartbeat: Heartbeat) -> Iterator[Item]:
    """Yield the items as they are, with a heartbeat before each few of them.

    Examples
    --------
    >>> beats = []
    >>> sum(with_heartbeat(range(200), lambda: beats.append("beat"))), len(beats)
    (19900, 4)
    """
    remaining = iter(items)
    while batch := list(islice(remaining, STEPS_PER_BEAT)):
        heartbeat()
        yield from batch
