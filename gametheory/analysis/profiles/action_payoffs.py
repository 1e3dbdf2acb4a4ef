"""What each action of a normal form pays against what the others do: exact, also for profiles of floats."""

from __future__ import annotations

import math
from fractions import Fraction
from operator import mul
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from gametheory.analysis.heartbeat import no_heartbeat
from gametheory.core.normal_form import NormalFormGame
from gametheory.core.profiles import MixedProfile
from gametheory.core.rationals import (
    INT64_LIMIT,
    integer_payoffs,
    over_common_denominator,
    over_denominator,
    to_fraction,
)
from gametheory.errors import InvalidProfileError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gametheory.analysis.heartbeat import Heartbeat
    from gametheory.array_types import PayoffArray
    from gametheory.core.profiles import Profile, Strategy

Weights: TypeAlias = tuple[list[int], int]
"""Rational numbers as integers and their common denominator."""

FEW_PROFILES = 2_500
"""Profiles of two players up to which NumPy would cost more than it saves."""
FEW_PROFILES_OF_MANY = 300
"""The same of more players."""
MOST_FRACTIONS = 2_000
"""Entries of a payoff table of fractions or floats that are added up between two heartbeats."""
MOST_INTEGERS = 200_000
"""Entries of a payoff table of machine integers that are added up between two heartbeats."""


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
    if game.num_players > 1 and game.num_profiles <= (FEW_PROFILES if game.num_players == 2 else FEW_PROFILES_OF_MANY):
        return _of_a_small_table(game, weights, player)
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


def _of_a_small_table(game: NormalFormGame, weights: Sequence[Weights], player: int) -> Weights:
    """Return what each action of a player pays against the others' weights, in Python's own integers."""
    payoffs = game.integer_payoffs(player)
    others = [listed for index, (listed, _) in enumerate(weights) if index != player]
    scale = math.prod(total for index, (_, total) in enumerate(weights) if index != player)
    table = (payoffs.values if player == 0 else np.moveaxis(payoffs.values, player, 0)).tolist()
    return [_mean(row, others) for row in table], payoffs.denominator * scale


def _mean(table: list[Any], weights: Sequence[list[int]]) -> int:
    """Return a nested table's sum with the weights of its axes."""
    if len(weights) == 1:
        return sum(map(mul, table, weights[0]))
    return sum(_mean(row, weights[1:]) * weight for row, weight in zip(table, weights[0], strict=True) if weight)


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
    is_small = values.dtype == np.int64 and max(_largest(values), 1) * weight < INT64_LIMIT
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
