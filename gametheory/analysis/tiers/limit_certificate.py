"""The proof that shares of tiers are an equilibrium in the limit of ever larger tiers."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from gametheory.core.certificate import BestReply, Certificate

if TYPE_CHECKING:
    from gametheory.core.symmetric_profile import SymmetricProfile
    from gametheory.core.tiered_game import TieredGame

Shares = tuple[tuple[Fraction, ...], ...]


def judge_limit(profile: SymmetricProfile) -> Certificate:
    """Return payoffs at shares, and what one seller too small to move them gains by another action.

    Parameters
    ----------
    profile
        Shares of the actions; at most one tier spreads over two, between the ends of an interval.

    Notes
    -----
    Where the gain of one of the two actions over the other has opposite signs at both ends of the interval, a share
    within makes the tier indifferent: its gain counts as 0.
    """
    game = profile.game
    ends = [tuple(tuple(_end(bounds, side, index) for index, bounds in enumerate(own)) for own in profile.strategies)
            for side in (0, 1)]  # fmt: skip
    middle: Shares = tuple(
        tuple((first + second) / 2 for first, second in zip(*both, strict=True)) for both in zip(*ends, strict=True)
    )
    replies = []
    for player in range(game.num_players):
        support = [action for action, share in enumerate(middle[player]) if share]
        payoffs = [game.limit_payoff(player, action, middle) for action in range(game.num_actions[player])]
        mean = sum((share * payoff for share, payoff in zip(middle[player], payoffs, strict=True)), Fraction(0))
        best = max(payoffs)
        if len(support) == 2 and _is_indifferent_between(game, player, support, ends):
            mean = best = max(payoffs[action] for action in support)
            best = max(best, *payoffs)
        replies.append(BestReply(player, mean, best))
    return Certificate(tuple(replies))


def _end(bounds: tuple[Fraction, Fraction], side: int, index: int) -> Fraction:
    """Return one end of an enclosure: as one of two shares rises the other one falls."""
    return bounds[side if index else 1 - side]


def _is_indifferent_between(game: TieredGame, player: int, support: list[int], ends: list[Shares]) -> bool:
    """Whether the gain of one action over another one is 0 somewhere between two shares."""
    first, second = (
        game.limit_payoff(player, support[1], shares) - game.limit_payoff(player, support[0], shares) for shares in ends
    )
    return first * second < 0
