"""What dynamics are run on: normal forms, payoffs as floats, and where play starts."""

from __future__ import annotations

import math
from numbers import Integral
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from gametheory.analysis.structure import is_symmetric
from gametheory.core.extensive_form import ExtensiveFormGame
from gametheory.core.profiles import MixedProfile
from gametheory.core.pure_plans import num_pure_plans
from gametheory.core.state_graph import whole
from gametheory.core.strategic_form import to_normal_form
from gametheory.errors import InvalidParameterError, InvalidProfileError, UnsupportedGameError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gametheory.array_types import FloatArray
    from gametheory.core.normal_form import NormalFormGame
    from gametheory.core.source import GameSource

    Strategies: TypeAlias = "tuple[FloatArray, ...]"
    Start: TypeAlias = "MixedProfile | Sequence[Sequence[Any]]"

MOST_PROFILES_OF_A_TREE = 200_000
"""Largest reduced normal form of a tree that is played."""
LARGEST_PAYOFF = 10**200
"""Larger payoffs, times the numbers of steps, might leave the range of float64."""
EXACT_FLOAT = 2**53
"""Up to here every integer is a float64, so that sums and ties are exact."""


def playable_game(source: GameSource) -> NormalFormGame:
    """Return the normal form that is played: the game itself, or the reduced normal form of a tree.

    Raises
    ------
    UnsupportedGameError
        If the reduced normal form of a tree has more than ``MOST_PROFILES_OF_A_TREE`` profiles, or a payoff is too
        large to reckon with floats.
    """
    game = whole(source.to_game())
    form = _reduced_form(game) if isinstance(game, ExtensiveFormGame) else game
    _check_float_range(form)
    return form


def _check_float_range(game: NormalFormGame) -> None:
    """Raise UnsupportedGameError where payoffs are too large for sums and products of floats."""
    if game.payoffs.max() > LARGEST_PAYOFF or game.payoffs.min() < -LARGEST_PAYOFF:
        raise UnsupportedGameError(
            f"dynamics reckon with floats and play games whose payoffs are at most {float(LARGEST_PAYOFF):g} in size, "
            f"got larger ones; divide each player's payoffs by a constant, which changes no best reply"
        )


def _reduced_form(game: ExtensiveFormGame) -> NormalFormGame:
    """Return the reduced normal form of a tree; raise UnsupportedGameError where it is too large."""
    known = [num_pure_plans(game, player, is_reduced=True) for player in range(game.num_players)]
    counted = math.prod(count for count in known if count is not None)
    form = None if counted > MOST_PROFILES_OF_A_TREE else to_normal_form(game).game
    num_profiles = counted if form is None else form.num_profiles
    if form is None or num_profiles > MOST_PROFILES_OF_A_TREE:
        raise UnsupportedGameError(
            f"dynamics play the reduced normal form of a tree, of at most {MOST_PROFILES_OF_A_TREE:,} profiles, "
            f"got {num_profiles:,}; shorten the tree, or use solve(tree, 'subgame_perfect')"
        )
    return form


def check_run(steps: int, seed: int) -> None:
    """Raise InvalidParameterError unless the number of steps is at least 1 and the seed at least 0."""
    if not isinstance(steps, Integral) or isinstance(steps, bool) or steps < 1:
        raise InvalidParameterError(f"expected a whole number of steps, at least 1, got {steps!r}")
    if not isinstance(seed, Integral) or isinstance(seed, bool) or not 0 <= seed < 2**32:
        raise InvalidParameterError(f"expected a seed from 0 to {2**32 - 1}, a whole number, got {seed!r}")


def tie_exact_payoffs(game: NormalFormGame, steps: int) -> Strategies:
    """Return each player's payoffs as floats in which ties of whole numbers stay ties over so many steps.

    Where a common denominator makes them whole numbers that are small enough, these are taken, since they order actions
    as the payoffs do and all sums are exact; otherwise payoffs are rounded to float64.
    """
    tables = []
    for player in range(game.num_players):
        table = game.float_payoffs[player]
        if game.payoffs.dtype != np.float64:
            integers = game.integer_payoffs(player).values
            largest = max(abs(int(integers.min())), abs(int(integers.max())))
            if largest * (steps + 1) ** (game.num_players - 1) * max(game.num_actions) < EXACT_FLOAT:
                table = integers.astype(np.float64)
        tables.append(table)
    return tuple(tables)


def unit_payoffs(game: NormalFormGame) -> Strategies:
    """Return each player's payoffs measured from its lowest one in units of its own range: from 0 to 1."""
    return tuple(_from_zero(table) for table in game.float_payoffs)


def _from_zero(table: FloatArray) -> FloatArray:
    """Return a table moved and scaled to reach from 0 to 1, all 0 where it is constant."""
    lowest, highest = float(table.min()), float(table.max())
    largest = max(abs(lowest), abs(highest), 1.0)
    spread = highest / largest - lowest / largest
    if spread == 0:
        return np.zeros_like(table)
    scaled: FloatArray = (table / largest - lowest / largest) / spread
    return scaled


def check_symmetric(game: NormalFormGame, dynamics: str) -> None:
    """Raise UnsupportedGameError unless the game is one population's: of two players, and symmetric."""
    if game.num_players != 2 or not is_symmetric(game):
        plural = "s" if game.num_players > 1 else ""
        found = f"{game.num_players} player{plural}" if game.num_players != 2 else "one that is not symmetric"
        raise UnsupportedGameError(
            f"{dynamics} needs a symmetric game of 2 players, since one population plays against itself, got {found}; "
            f"use 'replicator' with one population for each player, or 'fictitious_play'"
        )


def starting_strategies(game: NormalFormGame, start: Start) -> Strategies:
    """Return where play starts, checked to be one mixed strategy for each player.

    Raises
    ------
    InvalidProfileError
        If it is not, or belongs to another game.
    """
    if isinstance(start, MixedProfile):
        if start.game != game:
            raise InvalidProfileError(
                f"expected a start of the game that is played, {game.title!r}, got one of {start.game.title!r}"
            )
        profile = start
    else:
        profile = MixedProfile(game, tuple(tuple(strategy) for strategy in start))
    return tuple(np.array([float(share) for share in strategy]) for strategy in profile.strategies)


def population_start(game: NormalFormGame, start: Start) -> FloatArray:
    """Return where one population of a symmetric game starts: shares that stand for both players.

    Raises
    ------
    InvalidProfileError
        If the start is no profile of the game, or differs between the players.
    """
    shares, others = starting_strategies(game, start)
    if not np.array_equal(shares, others):
        raise InvalidProfileError("expected the same shares for both players of one population, got different ones")
    return shares


def random_strategies(game: NormalFormGame, rng: np.random.Generator) -> Strategies:
    """Return strategies drawn evenly from all mixed ones; almost surely every action has some probability."""
    return tuple(rng.dirichlet(np.ones(size)) for size in game.num_actions)
