"""Best deviations in trees: what each player could get, in the whole game and at each information set.

Nothing here comes from a solver, nor from what solvers stand on but the game itself: `own_histories` walks the tree
once more, and `plan_search` looks for the best plan of a player who forgets.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, TypeAlias

from gametheory.analysis.heartbeat import no_heartbeat, with_heartbeat
from gametheory.analysis.trees.own_histories import NOTHING, meets_a_set_twice, own_histories
from gametheory.analysis.trees.plan_search import best_plan_value
from gametheory.analysis.trees.reach import ExactChoices, exact_choices
from gametheory.analysis.trees.reach_weights import ChoiceNumbers, reach_weights
from gametheory.core.certificate import BestReply, Certificate, InfosetReply
from gametheory.core.tree_arrays import NO_OUTCOME
from gametheory.errors import UnsupportedGameError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gametheory.analysis.heartbeat import Heartbeat
    from gametheory.analysis.trees.own_histories import OwnHistories
    from gametheory.analysis.trees.reach import Choices
    from gametheory.analysis.trees.reach_weights import ReachWeights
    from gametheory.core.extensive_form import ExtensiveFormGame
    from gametheory.core.profiles import Profile

_LocalReply: TypeAlias = "tuple[tuple[Fraction, ...] | None, Fraction | None]"


def judge_tree(tree: ExtensiveFormGame, profile: Profile, heartbeat: Heartbeat = no_heartbeat) -> Certificate:
    """Return the certificate of a behavior profile of a tree; ``judge`` is the door.

    Raises
    ------
    InvalidProfileError
        If the profile does not fit, or is undefined where play or a deviation comes.
    UnsupportedGameError
        If a player forgets too much for its pure plans to be tried.
    """
    return judge_choices(tree, exact_choices(tree, profile, heartbeat), heartbeat)


def judge_choices(tree: ExtensiveFormGame, choices: Choices, heartbeat: Heartbeat = no_heartbeat) -> Certificate:
    """Return the certificate of what is done at each information set; for errors see ``judge_tree``."""
    return TreeJudge(tree, heartbeat).judge_choices(choices)


class TreeJudge:
    """Judges profiles of one tree as ``judge_tree`` does: what several have in common is looked at once.

    Parameters
    ----------
    tree
        The tree.
    heartbeat
        Called every few milliseconds of work, so that a caller can stop a long proof by raising an exception.
    """

    def __init__(self, tree: ExtensiveFormGame, heartbeat: Heartbeat = no_heartbeat) -> None:
        self._tree = tree
        self._heartbeat = heartbeat
        self._exact_choices = ExactChoices(tree)
        self._numbers = ChoiceNumbers()
        self._histories: dict[int, OwnHistories] = {}

    def choices(self, profile: Profile) -> Choices:
        """Return the ``exact_choices`` of a profile."""
        return self._exact_choices.of(profile, self._heartbeat)

    def judge_choices(self, choices: Choices) -> Certificate:
        """Return the certificate of what is done at each information set."""
        tree, heartbeat = self._tree, self._heartbeat
        numbered = self._numbers.of(choices)
        played = reach_weights(tree, numbered, None, heartbeat)
        payoffs = _payoffs(tree, played, heartbeat)
        replies: list[BestReply] = []
        regrets: dict[int, _LocalReply] = {}
        for player, payoff in enumerate(payoffs):
            free = reach_weights(tree, numbered, player, heartbeat)
            denominator = free.denominator * tree.integer_payoffs(player).denominator
            deviation = _Deviation(tree, choices, player, free.weights, denominator, heartbeat)
            if player not in self._histories:
                self._histories[player] = own_histories(tree, player, heartbeat)
            if self._histories[player].has_recall:
                best, local = _best_reply_with_recall(deviation, self._histories[player])
                regrets |= local
            else:
                best = _best_reply_without_recall(deviation)
            replies.append(BestReply(player, payoff, best))
        return Certificate(tuple(replies), _infoset_replies(tree, played, regrets))


def _payoffs(tree: ExtensiveFormGame, played: ReachWeights, heartbeat: Heartbeat) -> tuple[Fraction, ...]:
    """Return each player's expected payoff."""
    outcomes = tree.outcome.tolist()
    paying = [node for node in played.weights if outcomes[node] != NO_OUTCOME]
    result = []
    for player in range(tree.num_players):
        payoffs = tree.integer_payoffs(player)
        due = zip(paying, payoffs.values[paying].tolist(), strict=True)
        total = sum(played.weights[node] * payoff for node, payoff in with_heartbeat(due, heartbeat))
        result.append(Fraction(total, played.denominator * payoffs.denominator))
    return tuple(result)


def _infoset_replies(
    tree: ExtensiveFormGame, played: ReachWeights, regrets: Mapping[int, _LocalReply]
) -> tuple[InfosetReply, ...]:
    """Return how likely play comes to each information set of a player, and what could be gained there."""
    reach = [0] * (len(tree.infosets) + 1)  # the last one collects the ends of play, which have none
    infosets = tree.infoset.tolist()
    for node, weight in played.weights.items():
        reach[infosets[node]] += weight
    nowhere = (None, None)
    return tuple(
        InfosetReply(index, Fraction(reach[index], played.denominator), *regrets.get(index, nowhere))
        for index, infoset in enumerate(tree.infosets)
        if not infoset.is_chance
    )


@dataclass(frozen=True, slots=True)
class _Deviation:
    """One player against the others, who stay with the profile.

    ``weights`` are the probabilities that chance and the others come to the nodes that the player can get to, as
    integers; all values are sums of such weights times payoffs, integers over ``denominator``.
    """

    tree: ExtensiveFormGame
    choices: Choices
    player: int
    weights: Mapping[int, int]
    denominator: int
    heartbeat: Heartbeat


def _best_reply_with_recall(deviation: _Deviation, histories: OwnHistories) -> tuple[Fraction, dict[int, _LocalReply]]:
    """Return the best payoff, and by information set the action payoffs and the regret.

    Each choice is worth what falls due right after it, and the best action at each information set that follows; the
    sets are met from the last to the first.
    """
    tree, weights = deviation.tree, deviation.weights
    integers = tree.integer_payoffs(deviation.player)
    payoffs, outcomes = integers.values.tolist(), tree.outcome.tolist()
    arriving: dict[int, list[int]] = {}
    best_from = [0] * histories.num_choices
    infosets = tree.infoset.tolist()
    for node, weight in with_heartbeat(weights.items(), deviation.heartbeat):
        if outcomes[node] != NO_OUTCOME:
            best_from[histories.last[node]] += weight * payoffs[node]
        if infosets[node] in histories.first:
            arriving.setdefault(infosets[node], []).append(node)
    followed_from: list[int | Fraction | None] = list(best_from)
    path = tree.path_payoffs(deviation.player).values
    regrets: dict[int, _LocalReply] = {}
    for infoset in with_heartbeat(sorted(arriving, reverse=True), deviation.heartbeat):
        first, before = histories.first[infoset], histories.before[infoset]
        values = best_from[first : first + tree.infosets[infoset].num_actions]
        best = max(values)
        followed = _followed(deviation.choices[infoset], followed_from[first : first + len(values)])
        earned = sum(weights[node] * path.item(node) for node in arriving[infoset])
        scale = sum(weights[node] for node in arriving[infoset]) * integers.denominator
        action_payoffs = tuple(Fraction(earned + value, scale) for value in values)
        regrets[infoset] = (action_payoffs, None if followed is None else Fraction(best - followed) / scale)
        best_from[before] += best
        earlier = followed_from[before]
        followed_from[before] = None if earlier is None or followed is None else earlier + followed
    return Fraction(best_from[NOTHING], deviation.denominator), regrets


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
    if meets_a_set_twice(tree, player):
        raise UnsupportedGameError(
            f"{tree.players[player].label} can meet one information set twice in a play, where a behavior strategy can "
            f"exceed every pure plan; judge mixed strategies of the normal form (to_normal_form) instead"
        )
    payoffs = tree.integer_payoffs(player).values.tolist()
    best = best_plan_value(tree, player, weights=deviation.weights, payoffs=payoffs, heartbeat=deviation.heartbeat)
    return Fraction(best, deviation.denominator)
