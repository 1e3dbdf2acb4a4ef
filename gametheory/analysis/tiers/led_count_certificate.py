"""The proof that a plan of leaders and tiers is an equilibrium after every history."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from gametheory.analysis.heartbeat import no_heartbeat
from gametheory.analysis.tiers.count_certificate import judge_counts
from gametheory.core.certificate import BestReply, Certificate

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gametheory.analysis.heartbeat import Heartbeat
    from gametheory.core.led_count_profile import LedCountProfile
    from gametheory.core.led_tiered_game import History


def judge_led_counts(profile: LedCountProfile, *, heartbeat: Heartbeat | None = None) -> Certificate:
    """Return payoffs where play comes, and the largest gain that anybody has by one deviation after any history.

    Parameters
    ----------
    profile
        A plan of a game of tiers that follow leaders. Payoffs are those of a tier's sellers on average.
    heartbeat
        Called between steps; may raise to stop.

    Notes
    -----
    By the one-shot deviation principle nobody gains in any subgame if nobody gains by one change of action there, so
    that a gain of 0 proves subgame perfection. A gain above 0 may stand at a history that play never comes to.
    """
    beat = heartbeat or no_heartbeat
    game = profile.led_game
    proofs = {}
    for history in game.histories:
        proofs[history] = judge_counts(profile.branch(history), heartbeat=beat)
    gains = [Fraction(0)] * game.num_players
    for proof in proofs.values():
        gains = [max(gain, reply.regret) for gain, reply in zip(gains, proof.replies, strict=True)]
    for number, leader in game.leading_stages:
        for history in game.histories_before(number):
            beat()
            planned = _means(profile, proofs, history)
            for move in game.chances_after(history):
                other = _means(profile, proofs, (*history, move))
                gains[leader] = max(gains[leader], other[leader] - planned[leader])
    payoffs = _means(profile, proofs, ())
    return Certificate(
        tuple(
            BestReply(player, payoff, payoff + gain)
            for player, (payoff, gain) in enumerate(zip(payoffs, gains, strict=True))
        )
    )


def _means(profile: LedCountProfile, proofs: Mapping[History, Certificate], history: History) -> tuple[Fraction, ...]:
    """Return everybody's payoffs after a history, on average over what chance does from there on."""
    payoffs = [Fraction(0)] * profile.game.num_players
    for end, probability in profile.ends(history):
        payoffs = [total + probability * own for total, own in zip(payoffs, proofs[end].payoffs, strict=True)]
    return tuple(payoffs)
