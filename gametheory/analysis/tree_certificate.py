"""Best deviations in trees: what each player could get, in the whole game and at each information set."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from gametheory.analysis.expected_payoffs import exact_choices, payoffs_of_reach, reach_weights
from gametheory.analysis.structure import has_perfect_recall, is_absent_minded
from gametheory.core.certificate import BestReply, Certificate, InfosetReply
from gametheory.core.pure_plans import pure_plans
from gametheory.core.rationals import over_common_denominator
from gametheory.core.realization_plans import node_sequences, to_sequences
from gametheory.core.tree_arrays import NO_OUTCOME, NO_PARENT
from gametheory.errors import UnsupportedGameError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gametheory.analysis.expected_payoffs import Choices
    from gametheory.core.extensive_form import ExtensiveFormGame
    from gametheory.core.solution import Profile

_LocalReply: TypeAlias = "tuple[tuple[Fraction, ...] | None, Fraction | None]"

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
    return judge_choices(tree, exact_choices(tree, profile))


def judge_choices(tree: ExtensiveFormGame, choices: Choices) -> Certificate:
    """Return the certificate of what is done at each information set; for errors see ``judge_tree``."""
    reach = reach_weights(tree, choices)
    payoffs = payoffs_of_reach(tree, reach)
    best_payoffs: list[Fraction] = []
    regrets: dict[int, _LocalReply] = {}
    for player in range(tree.num_players):
        weights, denominator = over_common_denominator(reach_weights(tree, choices, player))
        deviation = _Deviation(tree, choices, player, weights, denominator * tree.integer_payoffs(player).denominator)
        if has_perfect_recall(tree, player):
            best, local = _best_reply_with_recall(deviation)
            regrets |= local
        else:
            best = _best_reply_without_recall(deviation)
        best_payoffs.append(best)
    return Certificate(
        tuple(BestReply(player, *both) for player, both in enumerate(zip(payoffs, best_payoffs, strict=True))),
        tuple(
            InfosetReply(
                index,
                sum((reach[node] for node in tree.infoset_nodes(index)), Fraction(0)),
                *regrets.get(index, (None, None)),
            )
            for index, infoset in enumerate(tree.infosets)
            if not infoset.is_chance
        ),
    )


@dataclass(frozen=True, slots=True)
class _Deviation:
    """One player against the others, who stay with the profile.

    All values are integers over one denominator: sums over nodes of (probability that chance and the others come
    there) times payoff.
    """

    tree: ExtensiveFormGame
    choices: Choices
    player: int
    weights: list[int]
    denominator: int

    def terms(self) -> list[tuple[int, int]]:
        """Return (node, weighted payoff) wherever a payoff falls due that the player can get to."""
        payoffs = self.tree.integer_payoffs(self.player).values
        paying = np.flatnonzero(self.tree.outcome != NO_OUTCOME).tolist()
        return [(node, self.weights[node] * payoffs.item(node)) for node in paying if self.weights[node]]


def _best_reply_with_recall(deviation: _Deviation) -> tuple[Fraction, dict[int, _LocalReply]]:
    """Return the best payoff, and by information set the action payoffs and the regret.

    Each sequence is worth what falls due right after it, and the best action at each information set that follows; the
    sets are met from the last to the first.
    """
    tree, denominator = deviation.tree, deviation.denominator
    sequences = to_sequences(tree, deviation.player)
    last = node_sequences(tree, sequences)
    replying = [0] * sequences.num_sequences
    for node, term in deviation.terms():
        replying[last[node]] += term
    following: list[int | Fraction | None] = list(replying)
    path = tree.path_payoffs(deviation.player).values
    regrets: dict[int, _LocalReply] = {}
    for infoset, first, before in reversed(
        list(zip(sequences.infosets, sequences.first, sequences.before, strict=True))
    ):
        nodes = [node for node in tree.infoset_nodes(infoset) if deviation.weights[node]]
        if not nodes:
            continue
        actions = range(first, first + tree.infosets[infoset].num_actions)
        best = max(replying[sequence] for sequence in actions)
        followed = _followed(deviation.choices[infoset], following[first : actions.stop])
        arrival = sum(deviation.weights[node] for node in nodes)
        earned = sum(deviation.weights[node] * path.item(node) for node in nodes)
        scale = arrival * tree.integer_payoffs(deviation.player).denominator
        payoffs = tuple(Fraction(earned + replying[sequence], scale) for sequence in actions)
        regrets[infoset] = (payoffs, None if followed is None else Fraction(best - followed) / scale)
        replying[before] += best
        earlier = following[before]
        following[before] = None if earlier is None or followed is None else earlier + followed
    return Fraction(replying[0], denominator), regrets


def _followed(chosen: dict[int, Fraction] | None, values: Sequence[int | Fraction | None]) -> int | Fraction | None:
    """Return what the profile gets at an information set where the actions are worth so much; None if undefined."""
    if chosen is None:
        return None
    total: int | Fraction = 0
    for action, probability in chosen.items():
        value = values[action]
        if value is None:
            return None
        total += value if probability == 1 else probability * value
    return total


def _best_reply_without_recall(deviation: _Deviation) -> Fraction:
    """Return the best payoff among the pure plans, which no behavior strategy exceeds unless a set is met twice."""
    tree, player = deviation.tree, deviation.player
    label = tree.players[player].label
    if is_absent_minded(tree, player):
        raise UnsupportedGameError(
            f"{label} can meet one information set twice in a play, where a behavior strategy can exceed every pure "
            f"plan; judge mixed strategies of the normal form (to_normal_form) instead"
        )
    histories = _own_histories(deviation)
    best = None
    for index, plan in enumerate(pure_plans(tree, player)):
        if index * len(histories) > MAX_PLAN_STEPS:
            raise UnsupportedGameError(
                f"the best deviation of {label}, who lacks perfect recall, needs every pure plan, and there are more "
                f"than {index:,}; judge mixed strategies of the normal form (to_normal_form) instead"
            )
        taken = set(zip(plan.infosets, plan.actions, strict=True))
        value = sum(term for history, term in histories.items() if history <= taken)
        best = value if best is None else max(best, value)
    return Fraction(best or 0, deviation.denominator)


def _own_histories(deviation: _Deviation) -> dict[frozenset[tuple[int, int | None]], int]:
    """Return by own history (pairs of information set and action) the sum of what falls due after it."""
    tree = deviation.tree
    infosets = tree.infoset.tolist()
    histories: list[frozenset[tuple[int, int | None]]] = [frozenset()] * tree.num_nodes
    steps = zip(tree.parent.tolist(), tree.parent_action.tolist(), strict=True)
    for node, (before, action) in enumerate(steps):
        if before != NO_PARENT:
            is_own = tree.infosets[infosets[before]].player == deviation.player
            histories[node] = histories[before] | {(infosets[before], action)} if is_own else histories[before]
    sums: dict[frozenset[tuple[int, int | None]], int] = {}
    for node, term in deviation.terms():
        sums[histories[node]] = sums.get(histories[node], 0) + term
    return sums
