"""Weights of sequences that are realization plans but for scale or rounding, and best replies in floats."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from gametheory.core.profiles import BehaviorProfile, certain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gametheory.array_types import FloatArray
    from gametheory.core.profiles import Probability, Strategy
    from gametheory.core.sequence_form import SequenceForm

FLOAT_STEPS = 2**53
"""Floats between 0 and 1 are among the multiples of its inverse, and add up exactly."""
ROUNDING = 1e-12
"""Weights of sequences in floats, the empty one having 1, that are taken for errors of rounding."""


def weighted_behavior(
    form: SequenceForm, weights: Sequence[Sequence[Probability]], *, negligible: float = 0
) -> BehaviorProfile:
    """Return the behavior in proportion to weights of sequences, undefined where a player's own choices exclude a set.

    Parameters
    ----------
    form
        The sequence form.
    weights
        For each player one for each sequence, the empty one positive: Fractions, or floats. They need not add up.
    negligible
        Weights up to this share of that of the empty sequence count as 0.

    Examples
    --------
    >>> from gametheory import load
    >>> from gametheory.core.sequence_form import to_sequence_form
    >>> form = to_sequence_form(load("trust_game").to_game())
    >>> weighted_behavior(form, [[2.0, 2.0, -1e-17], [4.0, 1.0, 3.0]], negligible=ROUNDING)
    <BehaviorProfile 1, 0 | 0.25, 0.75>
    """
    strategies: list[Strategy | None] = [None] * len(form.game.infosets)
    for player, listed in enumerate(weights):
        own, least = form.sequences[player], negligible * listed[0]
        is_played = [False] * own.num_sequences
        is_played[0] = True
        sets = zip(own.infosets, own.first, own.before, form.num_actions[player], strict=True)
        for infoset, first, before, size in sets:
            if is_played[before]:
                strategies[infoset] = shares = _shares(listed[first : first + size], least)
                is_played[first : first + size] = map(bool, shares)
    return BehaviorProfile(form.game, tuple(strategies))


def _shares(weights: Sequence[Probability], least: Probability) -> Strategy:
    """Return probabilities in proportion to weights, the largest for certain where no others count."""
    kept = [weight if weight > least else 0 * weight for weight in weights]
    if sum(map(bool, kept)) > 1:
        total = sum(kept)
        shares = [weight / total for weight in kept]
        return _of_sum_one(shares) if isinstance(total, float) else tuple(shares)
    return certain(weights.index(max(weights)), len(weights))


def _of_sum_one(shares: Sequence[Probability]) -> Strategy:
    """Return floats near some others whose exact sum is 1: short fractions, with which proofs are short."""
    rounded = [round(share * FLOAT_STEPS) / FLOAT_STEPS for share in shares]
    largest = rounded.index(max(rounded))
    rounded[largest] = 1 - math.fsum(rounded[:largest] + rounded[largest + 1 :])
    return tuple(rounded)


def float_plan(form: SequenceForm, profile: BehaviorProfile, player: int) -> FloatArray:
    """Return a player's realization plan in a behavior profile, in floats."""
    return np.array(form.realization_plan(profile, player), dtype=np.float64)


def best_reply_value(form: SequenceForm, player: int, worth: FloatArray) -> float:
    """Return what a player can get if each of its sequences, taken as the last one, is worth so much.

    Examples
    --------
    >>> from gametheory import load
    >>> from gametheory.core.sequence_form import to_sequence_form
    >>> form = to_sequence_form(load("trust_game").to_game())
    >>> best_reply_value(form, 1, np.array([0.5, 1.0, 2.0]))
    2.5
    """
    own, values = form.sequences[player], worth.tolist()
    for first, before, size in reversed(list(zip(own.first, own.before, form.num_actions[player], strict=True))):
        values[before] += max(values[first : first + size])
    best: float = values[0]
    return best
