"""Computations that are generators: they yield None as a heartbeat and return their result."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

Result = TypeVar("Result")


def finished(running: Generator[None, None, Result], heartbeat: Callable[[], None]) -> Result:
    """Return what a computation returns, run to its end.

    Parameters
    ----------
    running
        The computation.
    heartbeat
        Called each time that it yields; what it raises stops the computation.

    Examples
    --------
    >>> def doubled(number):
    ...     yield
    ...     return 2 * number
    >>> finished(doubled(21), lambda: print("tick"))
    tick
    42
    """
    while True:
        try:
            next(running)
        except StopIteration as end:
            result: Result = end.value
            return result
        heartbeat()
