"""Best deviations in trees: what each player could get, in the whole game and at each information set."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from gametheory.analysis.expected_payoffs import exact_choices, reach_weights
from gametheory.analysis.structure import has_perfect_recall, is_absent_minded
from gametheory.core.certificate import BestReply, Certificate, InfosetReply
from gametheory.core.pure_plans import pure_plans
from gametheory.core.realization_plans import to_sequences
from gametheory.core.tree_arrays import NO_OUTCOME, NO_PARENT
from gametheory.errors import UnsupportedGameError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gametheory.analysis.expected_payoffs import Choices
    from gametheory.core.extensive_form import ExtensiveFormGame
    from gametheory.core.realization_plans import Sequences
    from gametheory.core.solution import Profile

MAX_PLAN_STEPS = 10_000_000
"""Without perfect recall: most pure plans times nodes that a best deviation is searched among."""


def judge_tree(tree: ExtensiveFormGame, profile: Profile) -> Certificate:
    """Return the certificate of a behavior profile of a tree; ``judge`` is the door.

    Raises
    ------
    InvalidProfileError
        If the profile does not fit, or is undefined where play or a deviation comes.
    UnsupportedGameError
        If a player forgets too much for its pure plans to be tried.
    """
    choices = exact_choices(tree, profile)
    reach = reach_weights(tree, choices)
    replies, infosets = [], {}
    for player in range(tree.num_players):
        judged = _judge_with_recall if has_perfect_recall(tree, player) else _judge_without_recall
        reply, regrets = judged(tree, choices, player)
        replies.append(reply)
        for infoset, (payoffs, regret) in regrets.items():
            reached = sum((reach[node] for node in tree.infoset_nodes(infoset)), Fraction(0))
            infosets[infoset] = InfosetReply(infoset, reached, payoffs, regret)
    return Certificate(tuple(replies), tuple(infosets[infoset] for infoset in sorted(infosets)))


@dataclass(frozen=True, slots=True)
class _SequenceValues:
    """What a player gets after each of its sequences: own choices as listed, the others as in the profile.

    Values are sums over nodes of (probability that chance and the others come there) times payoff.
    """

    replying: list[int | Fraction]
    """... if it replies best from there on."""
    following: list[int | Fraction | None]
    """... if it follows the profile from there on; None where that is undefined."""


def _judge_with_recall(
    tree: ExtensiveFormGame, choices: Choices, player: int
) -> tuple[BestReply, dict[int, tuple[tuple[Fraction, ...] | None, Fraction | None]]]:
    """Return a player's best reply, and by information set its action payoffs and regret."""
    sequences = to_sequences(tree, player)
    weights = reach_weights(tree, choices, player)
    denominator = tree.integer_payoffs(player).denominator
    path = tree.path_payoffs(player).values
    values = _sequence_values(tree, choices, weights, sequences)
    regrets: dict[int, tuple[tuple[Fraction, ...] | None, Fraction | None]] = {}
    for infoset, first in zip(sequences.infosets, sequences.first, strict=True):
        nodes = [node for node in tree.infoset_nodes(infoset) if weights[node]]
        arrival = sum((weights[node] for node in nodes), Fraction(0))
        if not arrival:
            regrets[infoset] = (None, None)
            continue
        earned = sum((weights[node] * path.item(node) for node in nodes), Fraction(0))
        replying = values.replying[first : first + tree.infosets[infoset].num_actions]
        followed = _followed(choices, infoset, first, values.following)
        scale = arrival * denominator
        payoffs = tuple((earned + value) / scale for value in replying)
        regrets[infoset] = (payoffs, None if followed is None else (max(replying) - followed) / scale)
    payoff = values.following[0]
    if payoff is None:
        raise AssertionError
    return BestReply(player, Fraction(payoff) / denominator, Fraction(values.replying[0]) / denominator), regrets


def _sequence_values(
    tree: ExtensiveFormGame, choices: Choices, weights: Sequence[int | Fraction], sequences: Sequences
) -> _SequenceValues:
    """Return what each sequence is worth, from the last information sets to the first."""
    own = _weighted_payoffs(tree, weights, sequences)
    replying, following = list(own), list(own)
    return _SequenceValues(replying, following)
