"""How many equilibria in counts there are about, where tiers hardly feel which of them chooses what."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gametheory.core.tiered_game import Deviation

if TYPE_CHECKING:
    from gametheory.array_types import FloatArray
    from gametheory.core.tiered_game import Counts, TieredGame


def forecast(game: TieredGame, counts: Counts) -> float | None:
    """Return about how many count vectors around an equilibrium are equilibria too.

    Parameters
    ----------
    game
        The game.
    counts
        An equilibrium; tiers that split over two actions count.

    Returns
    -------
    float or None
        Infinite where the gains of several tiers depend on one aggregate alone; None where fewer than two tiers split.

    Notes
    -----
    A tier stays while its gain from one more seller lies between 0 and its own slope. So the gains of all tiers fill a
    box with the own slopes as sides, and counts fill its image under the inverse of the matrix of all slopes.
    """
    split = [tier for tier in game.tiers if sum(number > 0 for number in counts[tier]) == 2]
    if len(split) < 2:
        return None
    slopes = _slopes(game, counts, split)
    sides = float(np.abs(np.diag(slopes)).prod())
    volume = abs(float(np.linalg.det(slopes)))
    return sides / volume if volume > 1e-12 * sides else float("inf")


def _slopes(game: TieredGame, counts: Counts, split: list[int]) -> FloatArray:
    """Return how the gain of each tier changes with one more seller of each tier at its second action."""
    pairs = {tier: [action for action, number in enumerate(counts[tier]) if number] for tier in split}
    slopes = np.zeros((len(split), len(split)))
    for row, tier in enumerate(split):
        deviation = Deviation(tier, *pairs[tier])
        before = game.gain(deviation, counts)
        for column, other in enumerate(split):
            first, second = pairs[other]
            moved = list(counts[other])
            moved[first] -= 1
            moved[second] += 1
            after = (*counts[:other], tuple(moved), *counts[other + 1 :])
            slopes[row, column] = float(game.gain(deviation, after) - before)
    return slopes
