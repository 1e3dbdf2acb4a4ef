"""The proof that a plan of leaders and of tiers that draw lots is an equilibrium after every history."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from gametheory.analysis.heartbeat import no_heartbeat
from gametheory.analysis.tiers.count_certificate import judge_counts
from gametheory.analysis.tiers.symmetric_certificate import judge_symmetric
from gametheory.analysis.tiers.symmetric_means import means_of
from gametheory.core.certificate import BestReply, Certificate
from gametheory.core.count_profile import CountProfile

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gametheory.analysis.heartbeat import Heartbeat
    from gametheory.core.led_symmetric_profile import LedSymmetricProfile
    from gametheory.core.led_tiered_game import History
    from gametheory.core.symmetric_profile import SymmetricProfile


def branch_payoffs(profile: CountProfile | SymmetricProfile) -> tuple[Fraction, ...]:
    """Return payoffs of what is played after a history; of tiers those of a seller on average."""
    proof = judge_counts(profile) if isinstance(profile, CountProfile) else judge_symmetric(profile)
    return proof.payoffs


def judge_led_symmetric(profile: LedSymmetricProfile, *, heartbeat: Heartbeat | None = None) -> Certificate:
    """Return payoffs where play comes, and what anybody gains at most by one deviation after any history.

    Parameters
    ----------
    profile
        A plan of a game of tiers that follow leaders.
    heartbeat
        Called between steps; may raise to stop.

    Notes
    -----
    As in ``judge_led_counts``. Payoffs of leaders are means over what sellers draw, enclosed where they are not exact;
    a leader's gain counts as 0 where its planned move pays no less than another one at the ends of the enclosures.
    """
    beat = heartbeat or no_heartbeat
    game = profile.led_game
    proofs, means = {}, {}
    for history in game.histories:
        proofs[history] = judge_symmetric(profile.branch(history), heartbeat=beat)
        means[history] = means_of(profile.branch(history))
    gains = [Fraction(0)] * game.num_players
    for proof in proofs.values():
        gains = [max(gain, reply.regret) for gain, reply in zip(gains, proof.replies, strict=True)]
    for number, leader in game.leading_stages:
        for history in game.histories_before(number):
            beat()
            ends = profile.ends(history)
            planned = _mean([means[end].payoff_bounds(leader)[0] for end, _ in ends], ends)
            for move in game.chances_after(history):
                others = profile.ends((*history, move))
                if others != ends:
                    other = _mean([means[end].payoff_bounds(leader)[1] for end, _ in others], others)
                    gains[leader] = max(gains[leader], other - planned)
    reached = profile.ends(())
    payoffs = [_mean([proofs[end].payoffs[player] for end, _ in reached], reached) for player in range(len(gains))]
    return Certificate(
        tuple(
            BestReply(player, payoff, payoff + gain)
            for player, (payoff, gain) in enumerate(zip(payoffs, gains, strict=True))
        )
    )


def _mean(values: Sequence[Fraction], ends: Sequence[tuple[History, Fraction]]) -> Fraction:
    """Return the mean of values at what play may come to."""
    return sum((value * probability for value, (_, probability) in zip(values, ends, strict=True)), Fraction(0))
