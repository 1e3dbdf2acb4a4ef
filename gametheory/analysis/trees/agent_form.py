"""The agent form of a tree, in which each information set has a player of its own, and what it hides.

An equilibrium of the agent form is one in which no change at a single information set helps the player who moves there.
A Nash equilibrium must also stand against changes at several of a player's information sets together. Under perfect
recall the two agree where every information set is reached; without it, or off the path of play, they need not.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from gametheory.analysis.heartbeat import no_heartbeat
from gametheory.analysis.trees.beliefs import continuation_payoffs
from gametheory.analysis.trees.own_histories import meets_a_set_twice
from gametheory.analysis.trees.reach import exact_choices, reached_nodes
from gametheory.analysis.trees.tree_certificate import judge_choices
from gametheory.core.infoset_players import infosets_as_players
from gametheory.core.rationals import brief_fraction
from gametheory.errors import InvalidProfileError, UnsupportedGameError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gametheory.analysis.heartbeat import Heartbeat
    from gametheory.core.certificate import Certificate
    from gametheory.core.extensive_form import ExtensiveFormGame
    from gametheory.core.profiles import BehaviorProfile


def to_agent_form(tree: ExtensiveFormGame) -> ExtensiveFormGame:
    """Return the tree in which each information set of a player is a player of its own, paid like its owner.

    Parameters
    ----------
    tree
        Any tree, with or without perfect recall.

    Returns
    -------
    ExtensiveFormGame
        The same nodes and information sets. The agents are in the order of the information sets; an agent is called
        ``player/infoset``, by key and by label. ``to_normal_form`` makes it the agent normal form.

    Raises
    ------
    UnsupportedGameError
        If nobody moves.

    Examples
    --------
    >>> from gametheory import TreeBuilder
    >>> from gametheory.core.strategic_form import to_normal_form
    >>> builder = TreeBuilder(["solo"])
    >>> for matching, node in enumerate(builder.move(0, "solo", ["L", "R"], infoset="first")):
    ...     builder.payoffs(builder.move(node, "solo", ["l", "r"], infoset="second")[matching], [1])
    >>> agents = to_agent_form(builder.build())
    >>> [player.key for player in agents.players], to_normal_form(agents).game.payoffs.tolist()[1]
    (['solo/first', 'solo/second'], [[1, 0], [0, 1]])
    """
    return infosets_as_players(tree)


@dataclass(frozen=True, slots=True)
class AgentGain:
    """What a player gains by changing its choice at one information set, all else as in the profile.

    Parameters
    ----------
    infoset
        Index of the information set.
    action
        The first of the best actions there.
    gain
        In expected payoff from the start of the game, at least 0.
    """

    infoset: int
    action: int
    gain: Fraction


@dataclass(frozen=True, slots=True)
class AgentReport:
    """Whether a profile is an equilibrium of the agent form, and whether it is one of the game.

    Parameters
    ----------
    tree
        The game.
    gains
        One for each information set of a player, in the order of the game.
    certificate
        Best deviations of each player at all of its information sets together.
    """

    tree: ExtensiveFormGame
    gains: tuple[AgentGain, ...]
    certificate: Certificate

    @property
    def is_agent_equilibrium(self) -> bool:
        """Whether nobody gains at a single information set: an equilibrium of the agent form."""
        return not any(gain.gain for gain in self.gains)

    @property
    def is_equilibrium(self) -> bool:
        """Whether nobody gains at all: a Nash equilibrium of the game."""
        return self.certificate.is_equilibrium

    @property
    def sentences(self) -> tuple[str, ...]:
        """The report in words: who gains, where, how much, and what the two notions say of the profile."""
        told = []
        for gain in self.gains:
            if gain.gain:
                infoset = self.tree.infosets[gain.infoset]
                told.append(
                    f"{self.tree.players[infoset.player].label} gains {brief_fraction(gain.gain)} by "
                    f"{infoset.actions[gain.action]!r} at information set {infoset.key!r} alone."
                )
        told += [
            f"{self.tree.players[reply.player].label} gains {brief_fraction(reply.regret)} by changes at several "
            "information sets together."
            for reply in self.certificate.replies
            if reply.regret > self._largest_alone(reply.player)
        ]
        return (*told, self._verdict)

    def _largest_alone(self, player: int) -> Fraction:
        """Return the most that a player gains at one information set."""
        own = (gain.gain for gain in self.gains if self.tree.infosets[gain.infoset].player == player)
        return max(own, default=Fraction(0))

    @property
    def _verdict(self) -> str:
        """What the two notions say of the profile."""
        if self.is_equilibrium:
            return "The profile is a Nash equilibrium, and so one of the agent form."
        if self.is_agent_equilibrium:
            return "The profile is an equilibrium of the agent form only, not a Nash equilibrium."
        return "The profile is an equilibrium neither of the game nor of its agent form."


def compare_with_agent_form(profile: BehaviorProfile, *, heartbeat: Heartbeat | None = None) -> AgentReport:
    """Return what each information set alone could gain in a profile, beside what each player could.

    Parameters
    ----------
    profile
        Of any tree, complete: each information set is a player of its own.
    heartbeat
        Called every few steps; what it raises passes through.

    Raises
    ------
    InvalidProfileError
        If the profile is not complete.
    UnsupportedGameError
        If a player can meet one information set twice in a play, or forgets too much for its plans to be tried.

    Notes
    -----
    Exact, linear in the number of nodes for each player; without perfect recall the best plan is sought by branch and
    bound.

    References
    ----------
    selten1975; kuhn1953.

    Examples
    --------
    A forgetful player who must choose the same side twice tosses coins:

    >>> from gametheory import BehaviorProfile, TreeBuilder
    >>> builder = TreeBuilder(["solo"])
    >>> for matching, node in enumerate(builder.move(0, "solo", ["L", "R"], infoset="first")):
    ...     builder.payoffs(builder.move(node, "solo", ["l", "r"], infoset="second")[matching], [1])
    >>> coins = BehaviorProfile(builder.build(), [["1/2", "1/2"], ["1/2", "1/2"]])
    >>> for sentence in compare_with_agent_form(coins).sentences:
    ...     print(sentence)
    solo gains 1/2 by changes at several information sets together.
    The profile is an equilibrium of the agent form only, not a Nash equilibrium.
    """
    tree, heard = profile.game, heartbeat or no_heartbeat
    for player, owner in enumerate(tree.players):
        if meets_a_set_twice(tree, player):
            raise UnsupportedGameError(
                f"{owner.label} can meet one information set twice in a play, where changing it is no single choice; "
                f"judge mixed strategies of the normal form (to_normal_form) instead"
            )
    if not profile.is_complete:
        raise InvalidProfileError(
            "expected probabilities at every information set, each being a player of its own, got some missing; "
            "complete the profile"
        )
    choices = exact_choices(tree, profile, heard)
    certificate = judge_choices(tree, choices, heard)
    reached = reached_nodes(tree, choices, None, heard)
    gains: list[AgentGain] = []
    for player in range(tree.num_players):
        heard()
        values = continuation_payoffs(tree, choices, player)
        for infoset in tree.player_infosets(player):
            arrived = [node for node in tree.infoset_nodes(infoset) if node in reached]
            gains.append(_gain(tree, infoset, [(node, reached[node]) for node in arrived], values))
    return AgentReport(tree, tuple(sorted(gains, key=lambda gain: gain.infoset)), certificate)


def _gain(
    tree: ExtensiveFormGame, infoset: int, arrived: Sequence[tuple[int, Fraction]], values: Sequence[Fraction | None]
) -> AgentGain:
    """Return the gain of the best action at an information set, given how likely its nodes are reached."""
    best, largest = 0, Fraction(0)
    for action in range(tree.infosets[infoset].num_actions):
        gain = Fraction(0)
        for node, weight in arrived:
            gain += weight * ((values[tree.child_lists[node][action]] or 0) - (values[node] or 0))
        if gain > largest:
            best, largest = action, gain
    return AgentGain(infoset, best, largest)
