"""Priors from which paths to one equilibrium start, and how long each path is followed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from gametheory.array_types import FloatArray

MOST_PATHS = 12
"""Paths that are followed, from different priors, before a search gives up."""
FIRST_STEPS = 1_000
"""Steps after which the first path is left for another one."""
MORE_STEPS = 1.5
"""How many times as many steps each path may take as the one before."""
EVENNESS = 8.0
"""Of the Dirichlet distribution from which priors are drawn: the larger, the nearer to equal probabilities."""


def most_steps(number: int) -> float:
    """Return how many steps the path with this number, from 0, may take."""
    return FIRST_STEPS * MORE_STEPS**number


def prior(sizes: tuple[int, ...], number: int, rng: np.random.Generator) -> FloatArray:
    """Return where the path with this number starts: at equal probabilities first, later at others drawn at random.

    Parameters
    ----------
    sizes
        Number of actions of each player.
    number
        Of the path, from 0.
    rng
        Drawn from for all paths but the first.

    Returns
    -------
    FloatArray
        Positive probabilities of all actions, shape ``[N]``, those of each player together.

    Examples
    --------
    >>> prior((2, 4), 0, np.random.default_rng(5)).tolist()
    [0.5, 0.5, 0.25, 0.25, 0.25, 0.25]
    """
    if number == 0:
        return np.concatenate([np.full(size, 1.0 / size) for size in sizes])
    return np.concatenate([rng.dirichlet(np.full(size, EVENNESS)) for size in sizes])
