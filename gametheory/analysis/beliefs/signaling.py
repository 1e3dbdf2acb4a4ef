"""Signaling games: chance draws a type, the sender sees it and sends a message, the receiver sees only the message."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING

from gametheory.analysis.trees.beliefs import continuation_payoffs
from gametheory.analysis.trees.reach import exact_choices
from gametheory.core.tree_arrays import TERMINAL
from gametheory.errors import UnsupportedGameError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gametheory.core.assessments import Assessment
    from gametheory.core.extensive_form import ExtensiveFormGame


@dataclass(frozen=True, slots=True)
class Message:
    """What a sender can say.

    Parameters
    ----------
    name
        The action.
    infoset
        The information set at which the receiver answers; None where nobody does.
    nodes
        By type the node that the message leads to; types that cannot send it are left out.
    actions
        By type the index of the action that sends it.
    """

    name: str
    infoset: int | None
    nodes: Mapping[int, int]
    actions: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class SignalingGame:
    """The parts of a tree that is a signaling game.

    Parameters
    ----------
    sender, receiver
        Indices of the players.
    types
        For each type the sender's node.
    names
        For each type the name of chance's move.
    prior
        For each type its probability, positive.
    messages
        In the order in which the types can send them.
    """

    sender: int
    receiver: int
    types: tuple[int, ...]
    names: tuple[str, ...]
    prior: tuple[Fraction, ...]
    messages: tuple[Message, ...]


def signaling_game(tree: ExtensiveFormGame) -> SignalingGame | None:
    """Return the parts of a signaling game, or None for any other tree.

    Chance moves first, each of its moves with a positive probability; the sender knows the type; each message leads to
    one information set of the receiver at most, which holds nothing but that message. What comes after the answer, or
    after a message that is not answered, may be anything that lies in subgames.

    Examples
    --------
    >>> from gametheory import load
    >>> found = signaling_game(load("beer_quiche").to_game())
    >>> found.names, [message.name for message in found.messages], found.prior[0]
    (('Strong', 'Weak'), ['Beer', 'Quiche'], Fraction(9, 10))
    >>> signaling_game(load("trust_game").to_game()) is None
    True
    """
    root = tree.infosets[tree.infoset.item(0)] if tree.infoset.item(0) != TERMINAL else None
    if root is None or root.probabilities is None or not all(root.probabilities):
        return None
    types = tuple(tree.child_lists[0])
    senders = {tree.infosets[tree.infoset.item(node)].player for node in types if tree.infoset.item(node) != TERMINAL}
    is_known = all(
        tree.infoset.item(node) != TERMINAL and tree.infoset_nodes(tree.infoset.item(node)) == (node,) for node in types
    )
    if len(senders) != 1 or not is_known or min(senders) < 0:
        return None
    messages = _messages(tree, types)
    if messages is None or not _ends_in_subgames(tree, messages):
        return None
    receivers = {tree.infosets[message.infoset].player for message in messages if message.infoset is not None}
    if len(receivers) != 1 or receivers == senders:
        return None
    return SignalingGame(min(senders), min(receivers), types, root.actions, root.probabilities, messages)


def _messages(tree: ExtensiveFormGame, types: Sequence[int]) -> tuple[Message, ...] | None:
    """Return the messages; None where an information set mixes several of them, or other nodes."""
    nodes: dict[tuple[str, int | None], dict[int, int]] = {}
    actions: dict[tuple[str, int | None], dict[int, int]] = {}
    for number, start in enumerate(types):
        for action, node in enumerate(tree.child_lists[start]):
            infoset: int | None = tree.infoset.item(node)
            if infoset == TERMINAL or infoset is None or tree.infosets[infoset].is_chance:
                infoset = None
            name = tree.infosets[tree.infoset.item(start)].actions[action]
            nodes.setdefault((name, infoset), {})[number] = node
            actions.setdefault((name, infoset), {})[number] = action
    answered = [infoset for _, infoset in nodes if infoset is not None]
    is_clear = len(set(answered)) == len(answered) and all(
        infoset is None or set(led.values()) == set(tree.infoset_nodes(infoset)) for (_, infoset), led in nodes.items()
    )
    if not is_clear:
        return None
    return tuple(Message(name, infoset, led, actions[name, infoset]) for (name, infoset), led in nodes.items())


def _ends_in_subgames(tree: ExtensiveFormGame, messages: Sequence[Message]) -> bool:
    """Whether what comes after the answers, and after messages without one, shares no information set."""
    sizes = tree.subtree_size.tolist()
    for message in messages:
        for node in message.nodes.values():
            for child in [node] if message.infoset is None else tree.child_lists[node]:
                for later in range(child, child + sizes[child]):
                    infoset = tree.infoset.item(later)
                    if infoset == TERMINAL or tree.infosets[infoset].is_chance:
                        continue
                    around = tree.infoset_nodes(infoset)
                    if around[0] < child or around[-1] >= child + sizes[child]:
                        return False
    return True


class SignalingForm(StrEnum):
    """How much the messages of an equilibrium tell."""

    POOLING = "pooling"
    SEPARATING = "separating"
    SEMI_SEPARATING = "semi-separating"


def signaling_form(assessment: Assessment) -> SignalingForm:
    """Return whether the messages that are sent tell the receiver nothing, everything or something.

    Raises
    ------
    UnsupportedGameError
        If the tree is no signaling game.

    Examples
    --------
    >>> from gametheory import load
    >>> from gametheory.core.assessments import Assessment
    >>> from gametheory.core.profiles import BehaviorProfile
    >>> tree = load("beer_quiche").to_game()
    >>> profile = BehaviorProfile(tree, [None, [1, 0], [0, 1], [0, 1], ["1/4", "3/4"]])
    >>> signaling_form(Assessment(profile, [None, [1], ["36/37", "1/37"], [0, 1], [1]])).value
    'semi-separating'
    """
    return Signals(assessment).form


class Signals:
    """What is sent in an assessment of a signaling game, and what everything would pay.

    Parameters
    ----------
    assessment
        Of a signaling game; what comes after the answers is taken as planned.

    Raises
    ------
    UnsupportedGameError
        If the tree is no signaling game.
    """

    def __init__(self, assessment: Assessment) -> None:
        tree = assessment.game
        game = signaling_game(tree)
        if game is None:
            raise UnsupportedGameError(
                "expected a signaling game (chance draws a type, the sender knows it, the receiver sees the message "
                "only), got another tree; use concept 'sequential' and its certificate"
            )
        self.game = game
        self._tree = tree
        self._choices = exact_choices(tree, assessment.profile)
        self._sent_values = continuation_payoffs(tree, self._choices, game.sender)
        self._answer_values = continuation_payoffs(tree, self._choices, game.receiver)
        self.payoffs = tuple(self._sent_values[node] or Fraction(0) for node in game.types)

    def sending(self, message: Message) -> dict[int, Fraction]:
        """Return by type how likely a message is sent, types that do not send it left out."""
        found = {}
        for kind, action in message.actions.items():
            share = (self._choices[self._tree.infoset.item(self.game.types[kind])] or {}).get(action)
            if share:
                found[kind] = share
        return found

    @property
    def unsent(self) -> tuple[Message, ...]:
        """The messages that no type sends and that the receiver would answer."""
        return tuple(
            message for message in self.game.messages if message.infoset is not None and not self.sending(message)
        )

    @property
    def form(self) -> SignalingForm:
        """How much the messages that are sent tell."""
        sent = [self.sending(message) for message in self.game.messages]
        sent = [senders for senders in sent if senders]
        if all(len(senders) == 1 for senders in sent):
            return SignalingForm.SEPARATING
        num_types = len(self.game.types)
        if all(len(senders) == num_types and len(set(senders.values())) == 1 for senders in sent):
            return SignalingForm.POOLING
        return SignalingForm.SEMI_SEPARATING

    def sender_payoffs(self, message: Message, kind: int) -> list[Fraction]:
        """Return what a type gets from a message by the receiver's answer."""
        return [self._sent_values[child] or Fraction(0) for child in self._tree.child_lists[message.nodes[kind]]]

    def receiver_payoffs(self, message: Message, kind: int) -> list[Fraction]:
        """Return what the receiver gets from each answer if a message comes from a type."""
        return [self._answer_values[child] or Fraction(0) for child in self._tree.child_lists[message.nodes[kind]]]
