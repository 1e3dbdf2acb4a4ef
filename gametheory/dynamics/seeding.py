"""Seeds for libraries that draw from NumPy's global random state."""

from __future__ import annotations

import time
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

import numpy as np
from numpy.random import mtrand

if TYPE_CHECKING:
    from collections.abc import Iterator

Element = TypeVar("Element")

MOST_AHEAD = 256
"""Elements that are drawn at once, at most."""
SECONDS_AHEAD = 0.02
"""Time to draw elements at once, roughly."""


def seeded(running: Iterator[Element], seed: int) -> Iterator[Element]:
    """Yield what an iterator yields while NumPy's global random state is its own.

    nashpy draws from the global state and takes no generator. The state is exchanged around every slice of elements,
    so that the same seed gives the same play whatever else is drawn, and the caller's own state is as it was.

    Parameters
    ----------
    running
        Draws from the global state when it is asked for the next element; what it has yielded it does not change.
    seed
        From 0 on.
    """
    own = np.random.MT19937(seed)
    is_running = True
    while is_running:
        callers = mtrand.get_bit_generator()
        mtrand.set_bit_generator(own)
        try:
            drawn = _slice(running)
        finally:
            mtrand.set_bit_generator(callers)
        yield from drawn
        is_running = bool(drawn)


def _slice(running: Iterator[Element]) -> list[Element]:
    """Return the next elements, as many as a short time allows; none at the end."""
    until = time.monotonic() + SECONDS_AHEAD
    drawn: list[Element] = []
    for element in islice(running, MOST_AHEAD):
        drawn.append(element)
        if time.monotonic() >= until:
            break
    return drawn
