"""Does anybody gain by disobeying a mediator? Payoffs and best deviations of any distribution over profiles."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from gametheory.analysis.heartbeat import no_heartbeat, with_heartbeat
from gametheory.core.certificate import BestReply, Certificate
from gametheory.core.rationals import over_common_denominator, over_denominator

if TYPE_CHECKING:
    from gametheory.analysis.heartbeat import Heartbeat
    from gametheory.core.distributions import Distribution


@dataclass(frozen=True, slots=True)
class RecommendationReply:
    """What a player could get by doing something else than it is told.

    Parameters
    ----------
    player
        Index of the player.
    action
        Index of the action that is recommended.
    probability
        Of this recommendation, above 0.
    action_payoffs
        Expected payoff of each action once the recommendation is heard, if all others do as they are told.
    """

    player: int
    action: int
    probability: Fraction
    action_payoffs: tuple[Fraction, ...]

    @property
    def payoff(self) -> Fraction:
        """Expected payoff of doing as told."""
        return self.action_payoffs[self.action]

    @property
    def best_payoff(self) -> Fraction:
        """Expected payoff of the best action."""
        return max(self.action_payoffs)

    @property
    def regret(self) -> Fraction:
        """Gain of the best action, given the recommendation, at least 0."""
        return self.best_payoff - self.payoff


@dataclass(frozen=True, slots=True)
class DistributionCertificate(Certificate):
    """Payoffs and regrets of a distribution over profiles, in rationals, independent of any solver.

    In ``replies``, the best deviation of a correlated equilibrium answers each recommendation in the best way, and
    ``action_payoffs`` is empty; that of a coarse one is the best single action, chosen before anything is heard.

    Parameters
    ----------
    recommendations
        One for each action that is ever recommended to a player, also for coarse distributions.
    """

    recommendations: tuple[RecommendationReply, ...] = ()


def judge_distribution(distribution: Distribution, *, heartbeat: Heartbeat | None = None) -> DistributionCertificate:
    """Return payoffs, best deviations and regrets of a distribution: the proof that it is an equilibrium, or not.

    Parameters
    ----------
    distribution
        Any distribution; ``is_coarse`` says which deviations count.
    heartbeat
        Called every few milliseconds of work, so that a caller can stop a long proof by raising an exception.

    Notes
    -----
    Exact. Linear in the number of profiles with positive probability times the number of actions.

    Examples
    --------
    >>> from gametheory import NormalFormGame
    >>> from gametheory.core.distributions import Distribution
    >>> game = NormalFormGame.from_bimatrix([[6, 2], [7, 0]], [[6, 7], [2, 0]])
    >>> certificate = judge_distribution(Distribution(game, {(0, 0): "1/2", (0, 1): "1/4", (1, 0): "1/4"}))
    >>> [str(payoff) for payoff in certificate.payoffs], certificate.is_equilibrium
    (['21/4', '21/4'], True)
    >>> tempted = judge_distribution(Distribution(game, {(0, 0): "3/4", (1, 0): "1/4"}))
    >>> [str(reply.regret) for reply in tempted.replies]
    ['3/4', '1/4']
    """
    heard = heartbeat or no_heartbeat
    weights, total = over_common_denominator(distribution.probabilities.values())
    weighted = list(zip(distribution.probabilities, weights, strict=True))
    replies: list[BestReply] = []
    recommendations: list[RecommendationReply] = []
    for player, size in enumerate(distribution.game.num_actions):
        payoffs = distribution.game.integer_payoffs(player)
        sums = [[0] * size for _ in range(size)]
        odds = [0] * size
        for profile, weight in with_heartbeat(weighted, heard):
            own = profile[player]
            odds[own] += weight
            place: tuple[int | slice, ...] = (*profile[:player], slice(None), *profile[player + 1 :])
            against = payoffs.values[place].tolist()
            sums[own] = [known + weight * payoff for known, payoff in zip(sums[own], against, strict=True)]
        told = [action for action in range(size) if odds[action]]
        for action in told:
            given = over_denominator(sums[action], odds[action] * payoffs.denominator)
            recommendations.append(RecommendationReply(player, action, Fraction(odds[action], total), given))
        denominator = total * payoffs.denominator
        payoff = Fraction(sum(sums[action][action] for action in told), denominator)
        if distribution.is_coarse:
            fixed = over_denominator([sum(column) for column in zip(*sums, strict=True)], denominator)
            replies.append(BestReply(player, payoff, max(payoff, *fixed), fixed))
        else:
            replies.append(BestReply(player, payoff, Fraction(sum(max(sums[action]) for action in told), denominator)))
    return DistributionCertificate(tuple(replies), (), tuple(recommendations))
