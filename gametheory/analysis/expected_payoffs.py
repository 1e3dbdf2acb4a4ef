"""What a profile pays, and how likely play comes to each node: exact, also for profiles of floats."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from gametheory.core.normal_form import NormalFormGame
from gametheory.core.profiles import BehaviorProfile, MixedProfile
from gametheory.core.rationals import INT64_LIMIT, integer_payoffs, over_common_denominator, to_fraction
from gametheory.core.tree_arrays import NO_OUTCOME, NO_PARENT
from gametheory.errors import InvalidProfileError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gametheory.array_types import PayoffArray
    from gametheory.core.extensive_form import ExtensiveFormGame
    from gametheory.core.profiles import Strategy
    from gametheory.core.solution import Profile
    from gametheory.core.source import Game

Choices: TypeAlias = "tuple[dict[int, Fraction] | None, ...]"
"""For each information set, those of chance included: the actions of positive probability; None where undefined."""


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
        mixed = checked_mixed_profile(game, profile)
        return tuple(
            mean_payoff(action_payoffs(game, mixed, player), strategy)
            for player, strategy in enumerate(mixed.strategies)
        )
    return payoffs_of_reach(game, reach_probabilities(game, profile))


def reach_probabilities(tree: ExtensiveFormGame, profile: Profile) -> tuple[Fraction, ...]:
    """Return for each node the probability that play comes to it.

    Raises
    ------
    InvalidProfileError
        If the profile does not fit the tree, or play reaches an information set where it is undefined.
    """
    return tuple(reach_weights(tree, exact_choices(tree, profile)))


def payoffs_of_reach(tree: ExtensiveFormGame, reach: Sequence[Fraction]) -> tuple[Fraction, ...]:
    """Return each player's expected payoff where play comes to the nodes with these probabilities."""
    weights, denominator = over_common_denominator(reach)
    paying = [node for node in np.flatnonzero(tree.outcome != NO_OUTCOME).tolist() if weights[node]]
    result = []
    for player in range(tree.num_players):
        payoffs = tree.integer_payoffs(player)
        total = sum(weights[node] * payoffs.values.item(node) for node in paying)
        result.append(Fraction(total, denominator * payoffs.denominator))
    return tuple(result)


def action_payoffs(game: NormalFormGame, profile: MixedProfile, player: int) -> tuple[Fraction, ...]:
    """Return what each action of a player pays against the others' strategies in a profile, shape ``[num_actions]``."""
    weights = [integer_weights(strategy) for strategy in profile.strategies]
    supports = [
        list(range(len(listed))) if index == player else [action for action, weight in enumerate(listed) if weight]
        for index, (listed, _) in enumerate(weights)
    ]
    payoffs = integer_payoffs(game.payoffs[player][np.ix_(*supports)])
    values = payoffs.values
    scale = math.prod(total for index, (_, total) in enumerate(weights) if index != player)
    is_small = values.dtype == np.int64 and _largest(values) * scale < INT64_LIMIT
    dtype = np.int64 if is_small else object
    values = values.astype(dtype, copy=False)
    for index in reversed(range(game.num_players)):
        if index != player:
            against = np.array([weights[index][0][action] for action in supports[index]], dtype=dtype)
            values = np.tensordot(values, against, axes=([index], [0]))
    return tuple(Fraction(value, scale * payoffs.denominator) for value in values.tolist())


def _largest(values: PayoffArray) -> int:
    """Return the largest absolute value of an array of int64, exact also for the smallest int64."""
    return max(abs(int(values.min())), abs(int(values.max())))


def mean_payoff(payoffs: Sequence[Fraction], strategy: Strategy) -> Fraction:
    """Return the payoff of a mixture of actions with these payoffs."""
    weights, total = integer_weights(strategy)
    terms = (weight * payoff for weight, payoff in zip(weights, payoffs, strict=True) if weight)
    return sum(terms, Fraction(0)) / total


def integer_weights(strategy: Strategy) -> tuple[list[int], int]:
    """Return probabilities as integers and their sum, which is the denominator.

    Floats keep their exact binary value; dividing by the sum scales them to exact probabilities.
    """
    weights, _ = over_common_denominator(map(to_fraction, strategy))
    return weights, sum(weights)


def exact_choices(tree: ExtensiveFormGame, profile: Profile) -> Choices:
    """Return for each information set the exact probabilities of the actions that are taken, chance included.

    Raises
    ------
    InvalidProfileError
        If the profile does not fit the tree.
    """
    behavior = checked_behavior_profile(tree, profile)
    choices: list[dict[int, Fraction] | None] = []
    for infoset, strategy in zip(tree.infosets, behavior.strategies, strict=True):
        given = infoset.probabilities if infoset.is_chance else strategy
        if given is None:
            choices.append(None)
            continue
        taken = [action for action, probability in enumerate(given) if probability]
        if len(taken) == 1:
            choices.append({taken[0]: Fraction(1)})
            continue
        weights, total = integer_weights(given)
        choices.append({action: Fraction(weights[action], total) for action in taken})
    return tuple(choices)


def reach_weights(tree: ExtensiveFormGame, choices: Choices, deviator: int | None = None) -> list[Fraction]:
    """Return for each node the probability that play comes to it if the deviator tries to get there.

    Parameters
    ----------
    tree, choices
        The tree and what is done in it.
    deviator
        The player whose own choices count as certain; None counts everybody's: the reach probabilities.

    Raises
    ------
    InvalidProfileError
        If play, or play after the deviator's deviations, reaches an information set where others are undefined.
    """
    infosets = tree.infoset.tolist()
    is_free = [infoset.player == deviator for infoset in tree.infosets]
    nowhere = Fraction(0)
    weights = [Fraction(1)] * tree.num_nodes
    steps = zip(tree.parent.tolist(), tree.parent_action.tolist(), strict=True)
    for node, (before, action) in enumerate(steps):
        if before == NO_PARENT:
            continue
        weight, infoset = weights[before], infosets[before]
        if weight and not is_free[infoset]:
            chosen = choices[infoset]
            if chosen is None:
                raise InvalidProfileError(_undefined_sentence(tree, infoset, deviator))
            probability = chosen.get(action, nowhere)
            if weight == 1:
                weight = probability
            elif probability != 1:
                weight = weight * probability if probability else nowhere
        weights[node] = weight
    return weights


def _undefined_sentence(tree: ExtensiveFormGame, infoset: int, deviator: int | None) -> str:
    """Return what to say of an undefined information set that is reached."""
    owner = tree.infosets[infoset]
    who = "play" if deviator is None else f"a deviation of {tree.players[deviator].label}"
    return (
        f"expected probabilities at information set {owner.key!r} of {tree.players[owner.player].label}, "
        f"which {who} reaches, got none; define it"
    )


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


def checked_behavior_profile(tree: ExtensiveFormGame, profile: Profile) -> BehaviorProfile:
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
