"""The proof that a profile is an equilibrium, or where and by how much it fails."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class BestReply:
    """What a player could get by deviating alone.

    Parameters
    ----------
    player
        Index of the player.
    payoff
        Expected payoff in the profile.
    best_payoff
        Highest payoff that any deviation gives.
    action_payoffs
        Normal form: payoff of each action against the others. Tree: empty (see ``InfosetReply``).
    """

    player: int
    payoff: Fraction
    best_payoff: Fraction
    action_payoffs: Sequence[Fraction] = ()

    @property
    def regret(self) -> Fraction:
        """Gain of the best deviation, at least 0."""
        return self.best_payoff - self.payoff

    @property
    def best_actions(self) -> tuple[int, ...]:
        """Normal form: indices of the actions that are best replies."""
        return tuple(index for index, payoff in enumerate(self.action_payoffs) if payoff == self.best_payoff)


@dataclass(frozen=True, slots=True)
class InfosetReply:
    """What a player could get at one information set.

    Parameters
    ----------
    infoset
        Index of the information set.
    reach
        Probability that play gets there.
    action_payoffs
        For each action the player's expected payoff from the whole game, given that the set is reached, if it takes
        this action and then replies best to the others. None where nobody reaches the set even if its player tries
        (others or chance exclude it), and where the player lacks perfect recall.
    regret
        Gain of the best action over what the profile does there, in expected payoff given that the set is reached;
        None where ``action_payoffs`` is or where the profile is undefined there or later.
    """

    infoset: int
    reach: Fraction
    action_payoffs: tuple[Fraction, ...] | None
    regret: Fraction | None


@dataclass(frozen=True, slots=True)
class SubgameFailure:
    """A subgame in which a player gains by deviating before the next subgames begin.

    Parameters
    ----------
    node
        The node that starts the subgame.
    player
        Index of the player who gains.
    gain
        How much, in expected payoff at that node, if the profile is followed in the next subgames. Where the profile
        leaves choices open: the least gain over all ways to fill them in.
    """

    node: int
    player: int
    gain: Fraction


@dataclass(frozen=True, slots=True)
class Certificate:
    """Payoffs, best replies and regrets of a profile, in rationals, independent of any solver.

    Parameters
    ----------
    replies
        One for each player.
    infosets
        Trees: one for each information set of a player, in the order of the game; normal forms: empty.
    """

    replies: tuple[BestReply, ...]
    infosets: tuple[InfosetReply, ...] = ()

    @property
    def payoffs(self) -> tuple[Fraction, ...]:
        """Expected payoff of each player."""
        return tuple(reply.payoff for reply in self.replies)

    @property
    def max_regret(self) -> Fraction:
        """Largest gain that any player could make by deviating alone."""
        return max(reply.regret for reply in self.replies)

    @property
    def is_equilibrium(self) -> bool:
        """Whether nobody can gain."""
        return self.max_regret == 0

    @property
    def unreached(self) -> tuple[int, ...]:
        """Indices of the information sets that play reaches with probability 0."""
        return tuple(reply.infoset for reply in self.infosets if reply.reach == 0)
