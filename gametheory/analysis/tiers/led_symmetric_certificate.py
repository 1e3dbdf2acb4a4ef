"""The proof that a plan of leaders and of tiers that draw lots is an equilibrium after every history."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from gametheory.analysis.heartbeat import no_heartbeat
from gametheory.analysis.tiers.count_certificate import judge_counts
from gametheory.analysis.tiers.symmetric_certificate import judge_symmetric
from gametheory.analysis.tiers.symmetric_means import SymmetricMeans
from gametheory.core.certificate import BestReply, Certificate
from gametheory.core.count_profile import CountProfile

if TYPE_CHECKING:
    from gametheory.analysis.heartbeat import Heartbeat
    from gametheory.core.led_symmetric_profile import LedSymmetricProfile
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
        means[history] = SymmetricMeans(profile.branch(history))
    gains = [Fraction(0)] * game.num_players
    for proof in proofs.values():
        gains = [max(gain, reply.regret) for gain, reply in zip(gains, proof.replies, strict=True)]
    for stage, leader in enumerate(game.leaders):
        for history in game.histories_before(stage):
            beat()
            end = profile.after(history)
            planned = means[end].payoff_bounds(leader)[0]
            for action in range(game.num_actions[leader]):
                other = profile.after((*history, action))
                if other != end:
                    gains[leader] = max(gains[leader], means[other].payoff_bounds(leader)[1] - planned)
    payoffs = proofs[profile.reached].payoffs
    return Certificate(
        tuple(
            BestReply(player, payoff, payoff + gain)
            for player, (payoff, gain) in enumerate(zip(payoffs, gains, strict=True))
        )
    )
