"""The proof that a symmetric profile of tiers is an equilibrium."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from gametheory.analysis.heartbeat import no_heartbeat
from gametheory.analysis.tiers.symmetric_means import means_of
from gametheory.core.certificate import BestReply, Certificate

if TYPE_CHECKING:
    from gametheory.analysis.heartbeat import Heartbeat
    from gametheory.core.symmetric_profile import SymmetricProfile


def judge_symmetric(profile: SymmetricProfile, *, heartbeat: Heartbeat | None = None) -> Certificate:
    """Return payoffs of a symmetric profile, and what deviations gain at most.

    Parameters
    ----------
    profile
        At most two tiers mix, two actions each.
    heartbeat
        Called between steps; may raise to stop.

    Notes
    -----
    Where the mean gain from one of the two actions over the other has opposite signs at the ends of the interval of
    their probabilities, a probability within it makes the tier indifferent: its gain counts as 0. For more than
    ``EXACT_SELLERS`` others means are enclosed in floats and payoffs are the middle of their enclosure.
    """
    beat = heartbeat or no_heartbeat
    deviations = means_of(profile)
    gains = [Fraction(0)] * profile.game.num_players
    for deviation in deviations.listed():
        beat()
        gains[deviation.player] = max(gains[deviation.player], deviations.proved_gain(deviation))
    payoffs = [deviations.payoff(player) for player in range(profile.game.num_players)]
    return Certificate(
        tuple(
            BestReply(player, payoff, payoff + gain)
            for player, (payoff, gain) in enumerate(zip(payoffs, gains, strict=True))
        )
    )
