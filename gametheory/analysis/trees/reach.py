"""How likely play comes to each node of a tree, and where a profile must be defined: exact."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, TypeAlias

from gametheory.analysis.heartbeat import STEPS_PER_BEAT, no_heartbeat, with_heartbeat
from gametheory.analysis.profiles.action_payoffs import integer_weights
from gametheory.core.names import MAX_LENGTH
from gametheory.core.profiles import BehaviorProfile
from gametheory.core.rationals import (
    over_common_denominator,
)
from gametheory.core.tree_arrays import NO_OUTCOME
from gametheory.errors import InvalidProfileError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gametheory.analysis.heartbeat import Heartbeat
    from gametheory.core.extensive_form import ExtensiveFormGame
    from gametheory.core.profiles import Profile, Strategy

Choices: TypeAlias = "tuple[dict[int, Fraction] | None, ...]"
"""For each information set, those of chance included: the actions of positive probability; None where undefined."""


def reach_probabilities(tree: ExtensiveFormGame, profile: Profile) -> tuple[Fraction, ...]:
    """Return for each node the probability that play comes to it.

    Raises
    ------
    InvalidProfileError
        If the profile does not fit the tree, or play reaches an information set where it is undefined.
    """
    reached = reached_nodes(tree, exact_choices(tree, profile))
    return tuple(reached.get(node, Fraction(0)) for node in range(tree.num_nodes))


def payoffs_of_reach(
    tree: ExtensiveFormGame, reached: Mapping[int, Fraction], heartbeat: Heartbeat = no_heartbeat
) -> tuple[Fraction, ...]:
    """Return each player's expected payoff where play comes to these nodes with these probabilities."""
    outcomes = tree.outcome.tolist()
    paying = [node for node in reached if outcomes[node] != NO_OUTCOME]
    weights, denominator = over_common_denominator(reached[node] for node in with_heartbeat(paying, heartbeat))
    result = []
    for player in range(tree.num_players):
        payoffs = tree.integer_payoffs(player)
        due = payoffs.values[paying].tolist()
        total = sum(weight * payoff for weight, payoff in with_heartbeat(zip(weights, due, strict=True), heartbeat))
        result.append(Fraction(total, denominator * payoffs.denominator))
    return tuple(result)


def exact_choices(tree: ExtensiveFormGame, profile: Profile, heartbeat: Heartbeat = no_heartbeat) -> Choices:
    """Return for each information set the exact probabilities of the actions that are taken, chance included.

    Raises
    ------
    InvalidProfileError
        If the profile does not fit the tree.
    """
    return ExactChoices(tree).of(profile, heartbeat)


class ExactChoices:
    """Reads ``exact_choices`` off profiles of one tree: what several of them hold in common is read once.

    Parameters
    ----------
    tree
        The tree.
    """

    def __init__(self, tree: ExtensiveFormGame) -> None:
        self._tree = tree
        # by identity, each with what it is known of, so that no other strategy can take its place
        self._known: dict[int, tuple[Strategy | None, dict[int, Fraction] | None]] = {id(None): (None, None)}

    def of(self, profile: Profile, heartbeat: Heartbeat = no_heartbeat) -> Choices:
        """Return the exact probabilities of the actions that are taken; for errors see ``exact_choices``."""
        behavior = _checked_behavior_profile(self._tree, profile)
        known = self._known
        choices = []
        for infoset, strategy in with_heartbeat(zip(self._tree.infosets, behavior.strategies, strict=True), heartbeat):
            given = infoset.probabilities if infoset.is_chance else strategy
            if id(given) not in known and given is not None:
                known[id(given)] = (given, _taken(given))
            choices.append(known[id(given)][1])
        return tuple(choices)


def _taken(strategy: Strategy) -> dict[int, Fraction]:
    """Return the exact probabilities of the actions that a strategy takes."""
    taken = [action for action, probability in enumerate(strategy) if probability]
    if len(taken) == 1:
        return {taken[0]: Fraction(1)}
    weights, total = integer_weights(strategy)
    return {action: Fraction(weights[action], total) for action in taken}


def reached_nodes(
    tree: ExtensiveFormGame, choices: Choices, deviator: int | None = None, heartbeat: Heartbeat = no_heartbeat
) -> dict[int, Fraction]:
    """Return the nodes that play comes to if the deviator tries to get there, with the probability that it does.

    Parameters
    ----------
    tree, choices
        The tree and what is done in it.
    deviator
        The player whose own choices count as certain; None counts everybody's: the reach probabilities.
    heartbeat
        Called every few nodes.

    Returns
    -------
    dict
        Positive probabilities by node, in preorder.

    Raises
    ------
    InvalidProfileError
        If play, or play after the deviator's deviations, reaches an information set where others are undefined.
    """
    reached, undefined = _reach(tree, choices, deviator, heartbeat)
    if undefined:
        raise InvalidProfileError(undefined_sentence(tree, undefined[0], deviator))
    return reached


def undefined_infosets(profile: BehaviorProfile) -> dict[int, int | None]:
    """Return the undefined information sets that play, or the deviation of a single other player, reaches.

    Returns
    -------
    dict
        By index of the set the first player whose deviation leads there, None where play itself does, in the order of
        the sets. What lies behind an undefined set is not looked at.
    """
    tree = profile.game
    choices = exact_choices(tree, profile)
    if None not in choices:
        return {}
    found: dict[int, int | None] = {}
    for deviator in (None, *range(tree.num_players)):
        for infoset in _reach(tree, choices, deviator)[1]:
            found.setdefault(infoset, deviator)
    return dict(sorted(found.items()))


def undefined_sentence(tree: ExtensiveFormGame, infoset: int, deviator: int | None) -> str:
    """Return what to say of an undefined information set that play (None), or a player's deviation, reaches."""
    owner = tree.infosets[infoset]
    who = "play" if deviator is None else f"a deviation of player {_shown(tree.players[deviator].key)}"
    return (
        f"expected probabilities at information set {_shown(owner.key)} of player "
        f"{_shown(tree.players[owner.player].key)}, which {who} reaches, got none; add them"
    )


def _shown(name: str) -> str:
    """Return a name in quotes, the beginning of a long one."""
    return repr(name[:MAX_LENGTH])


def _reach(
    tree: ExtensiveFormGame, choices: Choices, deviator: int | None, heartbeat: Heartbeat = no_heartbeat
) -> tuple[dict[int, Fraction], list[int]]:
    """Return what ``reached_nodes`` does, and the undefined information sets at which the way ends, in preorder."""
    infosets, sizes = tree.infoset.tolist(), tree.subtree_size.tolist()
    parents, actions = tree.parent.tolist(), tree.parent_action.tolist()
    is_free = [infoset.player == deviator for infoset in tree.infosets]
    reached = {0: Fraction(1)}
    undefined: dict[int, None] = {}
    node = 1
    while node < tree.num_nodes:
        if len(reached) % STEPS_PER_BEAT == 0:
            heartbeat()
        weight, infoset = reached[parents[node]], infosets[parents[node]]
        if not is_free[infoset]:
            chosen = choices[infoset]
            if chosen is None:
                undefined[infoset] = None
            if chosen is None or actions[node] not in chosen:
                node += sizes[node]
                continue
            probability = chosen[actions[node]]
            weight = probability if weight == 1 else weight if probability == 1 else weight * probability
        reached[node] = weight
        node += 1
    return reached, list(undefined)


def _checked_behavior_profile(tree: ExtensiveFormGame, profile: Profile) -> BehaviorProfile:
    """Return the profile if it is one of behavior strategies that fits the tree.

    Raises
    ------
    InvalidProfileError
        If it does not.
    """
    if not isinstance(profile, BehaviorProfile):
        raise InvalidProfileError(
            "expected a behavior profile for a tree, got a mixed profile; judge that one on the normal form of the tree"
        )
    shapes = [(infoset.player, infoset.num_actions) for infoset in tree.infosets]
    if profile.game is not tree and [(s.player, s.num_actions) for s in profile.game.infosets] != shapes:
        raise InvalidProfileError("expected a profile of this tree, got one whose information sets differ")
    return profile
