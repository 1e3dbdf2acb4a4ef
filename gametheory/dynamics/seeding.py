"""Seeds for libraries that draw from NumPy's global random state."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import numpy as np
from numpy.random import mtrand

if TYPE_CHECKING:
    from collections.abc import Iterator

Element = TypeVar("Element")


def seeded(running: Iterator[Element], seed: int) -> Iterator[Element]:
    """Yield what an iterator yields while NumPy's global random state is its own.

    nashpy draws from the global state and takes no generator. The state is exchanged around every step, so that the
    same seed gives the same play whatever else is drawn, and the caller's own state is as it was.

    Parameters
    ----------
    running
        Draws from the global state when it is asked for the next element.
    seed
        From 0 on.
    """
    own = np.random.MT19937(seed)
    while True:
        callers = mtrand.get_bit_generator()
        mtrand.set_bit_generator(own)
        try:
            element = next(running)
        except StopIteration:
            return
        finally:
            mtrand.set_bit_generator(callers)
        yield element
