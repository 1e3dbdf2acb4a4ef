"""What a profile pays, and how likely play comes to each node: exact, also for profiles of floats."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from gametheory.analysis.heartbeat import STEPS_PER_BEAT, no_heartbeat, with_heartbeat
from gametheory.core.names import MAX_LENGTH
from gametheory.core.normal_form import NormalFormGame
from gametheory.core.profiles import BehaviorProfile, MixedProfile
from gametheory.core.rationals import (
    INT64_LIMIT,
    integer_payoffs,
    over_common_denominator,
    over_denominator,
    to_fraction,
)
from gametheory.core.tree_arrays import NO_OUTCOME
from gametheory.errors import InvalidProfileError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from gametheory.analysis.heartbeat import Heartbeat
    from gametheory.array_types import PayoffArray
    from gametheory.core.extensive_form import ExtensiveFormGame
    from gametheory.core.profiles import Profile, Strategy
    from gametheory.core.source import Game

Choices: TypeAlias = "tuple[dict[int, Fraction] | None, ...]"
"""For each information set, those of chance included: the actions of positive probability; None where undefined."""

Weights: TypeAlias = tuple[list[int], int]
"""Rational numbers as integers and their common denominator."""

MOST_FRACTIONS = 2_000
"""Entries of a payoff table of fractions or floats that are added up between two heartbeats."""
MOST_INTEGERS = 200_000
"""Entries of a payoff table of machine integers that are added up between two heartbeats."""


def expected_payoffs(game: Game, profile: Profile) -> tuple[Fraction, ...]:
    """Return each player's expected payoff in a profile, exact.

    Parameters
    ----------
    game
        A normal form or a tree.
    profile
        A mixed profile of the normal form or a behavior profile of the tree. Floats keep their exact binary value and
        are scaled to sum to exactly 1.

    Raises
    ------
    InvalidProfileError
        If the profile does not fit the game, or play reaches an information set where it is undefined.

    Examples
    --------
    >>> from gametheory import MixedProfile
    >>> game = NormalFormGame.from_bimatrix([[3, 0, 1], [1, 2, 5]], [[1, 0, 2], [0, 4, 3]])
    >>> expected_payoffs(game, MixedProfile(game, [["1/4", "3/4"], ["1/2", 0, "1/2"]]))
    (Fraction(11, 4), Fraction(3, 2))
    """
    if isinstance(game, NormalFormGame):
        weights = [integer_weights(strategy) for strategy in checked_mixed_profile(game, profile).strategies]
        return tuple(
            mean_payoff(integer_action_payoffs(game, weights, player), weights[player])
            for player in range(game.num_players)
        )
    return payoffs_of_reach(game, reached_nodes(game, exact_choices(game, profile)))


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


def action_payoffs(
    game: NormalFormGame, profile: MixedProfile, player: int, heartbeat: Heartbeat = no_heartbeat
) -> tuple[Fraction, ...]:
    """Return what each action of a player pays against the others' strategies in a profile, shape ``[num_actions]``."""
    weights = [integer_weights(strategy) for strategy in profile.strategies]
    return over_denominator(*integer_action_payoffs(game, weights, player, heartbeat))


def integer_action_payoffs(
    game: NormalFormGame, weights: Sequence[Weights], player: int, heartbeat: Heartbeat = no_heartbeat
) -> Weights:
    """Return what each action of a player pays against the others' weights, as integers and their denominator."""
    supports = [
        list(range(len(listed))) if index == player else [action for action, weight in enumerate(listed) if weight]
        for index, (listed, _) in enumerate(weights)
    ]
    scale = math.prod(total for index, (_, total) in enumerate(weights) if index != player)
    sums, denominator = [0] * game.num_actions[player], 1
    most = MOST_INTEGERS if game.payoffs.dtype == np.int64 else MOST_FRACTIONS
    for block in _blocks(supports, player, most):
        heartbeat()
        against = [[weights[index][0][action] for action in actions] for index, actions in enumerate(block)]
        added, divisor = _weighted(game, block, against, player)
        common = math.lcm(denominator, divisor)
        if common != denominator:
            sums, denominator = [payoff * (common // denominator) for payoff in sums], common
        for action, payoff in zip(block[player], added, strict=True):
            sums[action] += payoff * (common // divisor)
    return sums, scale * denominator


def _blocks(supports: list[list[int]], player: int, most: int) -> Iterator[list[list[int]]]:
    """Yield small parts of a payoff table as lists of actions; the player's own are cut first."""
    waiting = [supports]
    while waiting:
        block = waiting.pop()
        if math.prod(map(len, block)) <= most:
            yield block
            continue
        cut = player if len(block[player]) > 1 else max(range(len(block)), key=lambda index: len(block[index]))
        half = len(block[cut]) // 2
        waiting += ([*block[:cut], part, *block[cut + 1 :]] for part in (block[cut][:half], block[cut][half:]))


def _weighted(game: NormalFormGame, block: list[list[int]], against: list[list[int]], player: int) -> Weights:
    """Return for each of a player's actions in a block the sum of its payoffs there times the others' weights.

    As integers and their denominator.
    """
    payoffs = integer_payoffs(game.payoffs[player][np.ix_(*block)])
    values = payoffs.values
    weight = math.prod(sum(weights) for index, weights in enumerate(against) if index != player)
    is_small = values.dtype == np.int64 and _largest(values) * weight < INT64_LIMIT
    dtype = np.int64 if is_small else object
    values = values.astype(dtype, copy=False)
    for index in reversed(range(game.num_players)):
        if index != player:
            values = np.tensordot(values, np.array(against[index], dtype=dtype), axes=([index], [0]))
    return values.tolist(), payoffs.denominator


def _largest(values: PayoffArray) -> int:
    """Return the largest absolute value of an array of int64, exact also for the smallest int64."""
    return max(abs(int(values.min())), abs(int(values.max())))


def mean_payoff(payoffs: Weights, weights: Weights) -> Fraction:
    """Return the payoff of a mixture of actions with these payoffs, both as integers and their denominator."""
    terms = (weight * payoff for weight, payoff in zip(weights[0], payoffs[0], strict=True) if weight)
    return Fraction(sum(terms), weights[1] * payoffs[1])


def integer_weights(strategy: Strategy) -> Weights:
    """Return probabilities as integers and their sum, which is the denominator.

    Floats keep their exact binary value; dividing by the sum scales them to exact probabilities.
    """
    weights, _ = over_common_denominator(map(to_fraction, strategy))
    return weights, sum(weights)


def exact_choices(tree: ExtensiveFormGame, profile: Profile, heartbeat: Heartbeat = no_heartbeat) -> Choices:
    """Return for each information set the exact probabilities of the actions that are taken, chance included.

    Raises
    ------
    InvalidProfileError
        If the profile does not fit the tree.
    """
    behavior = _checked_behavior_profile(tree, profile)
    known: dict[int, dict[int, Fraction] | None] = {id(None): None}
    choices = []
    for infoset, strategy in with_heartbeat(zip(tree.infosets, behavior.strategies, strict=True), heartbeat):
        given = infoset.probabilities if infoset.is_chance else strategy
        # large profiles hold the same few tuples of pure choices many times
        if id(given) not in known and given is not None:
            known[id(given)] = _taken(given)
        choices.append(known[id(given)])
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


def checked_mixed_profile(game: NormalFormGame, profile: Profile) -> MixedProfile:
    """Return the profile if it is one of mixed strategies that fits the normal form.

    Raises
    ------
    InvalidProfileError
        If it does not.
    """
    if not isinstance(profile, MixedProfile):
        raise InvalidProfileError("expected a mixed profile for a normal form, got a behavior profile")
    if profile.game.num_actions != game.num_actions:
        raise InvalidProfileError(
            f"expected strategies over {list(game.num_actions)} actions, got {list(profile.game.num_actions)}"
        )
    return profile


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
