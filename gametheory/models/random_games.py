"""Random games: payoffs drawn from a seed, for tests, benchmarks and questions about typical games."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations
from math import comb, prod
from numbers import Integral, Real
from typing import TYPE_CHECKING

import numpy as np

from gametheory.core.normal_form import NormalFormGame
from gametheory.errors import InvalidParameterError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gametheory.array_types import PayoffArray

MOST_PAYOFFS = 50_000_000
"""Payoffs of a game that is generated, of all players together: 400 MB."""


def random_game(
    num_actions: Sequence[int], *, seed: int, integers: tuple[int, int] | None = (0, 100)
) -> NormalFormGame:
    """Return a game whose payoffs are drawn independently and uniformly.

    Parameters
    ----------
    num_actions
        Number of actions of each player; at most ``MOST_PAYOFFS`` payoffs in all.
    seed
        A whole number of at least 0; the same seed gives the same game.
    integers
        Smallest and largest payoff, whole numbers, both possible; None for floats from 0 to below 1.

    Raises
    ------
    InvalidParameterError
        If there is no player, a player has no action, the game is too large, the seed is no such number, or the
        payoffs are no whole numbers in order.

    Examples
    --------
    >>> game = random_game([20, 30], seed=4, integers=(3, 5))
    >>> game.payoffs.shape, int(game.payoffs.min()), int(game.payoffs.max()), game == random_game([20, 30], seed=4)
    ((2, 20, 30), 3, 5, False)
    """
    shape = _shape(num_actions)
    return NormalFormGame(_uniform(_generator(seed), (len(shape), *shape), integers))


def covariance_game(num_actions: Sequence[int], *, correlation: float, seed: int) -> NormalFormGame:
    """Return a game in which the players' payoffs of a profile are standard normal and correlated.

    Different profiles are independent. With correlation 1 all players want the same, with -1 two players want the
    opposite, to the rounding of floats.

    Parameters
    ----------
    num_actions
        Number of actions of each player.
    correlation
        Of any two players' payoffs, from ``-1 / (num_players - 1)`` to 1.
    seed
        The same seed gives the same game.

    Raises
    ------
    InvalidParameterError
        If there is no player, a player has no action, the game is too large, the seed is no whole number of at least
        0, or the correlation is impossible.

    References
    ----------
    rinott2000

    Examples
    --------
    >>> game = covariance_game([200, 300], correlation=-0.5, seed=1)
    >>> round(float(np.corrcoef(game.payoffs[0].ravel(), game.payoffs[1].ravel())[0, 1]), 2)
    -0.5
    """
    shape = _shape(num_actions)
    num_players = len(shape)
    lowest = -1.0 / (num_players - 1) if num_players > 1 else -1.0
    if not isinstance(correlation, Real) or not lowest <= correlation <= 1:
        raise InvalidParameterError(
            f"expected a correlation from {lowest:.4g} to 1 for {num_players} players, got {correlation!r}"
        )
    independent = _generator(seed).standard_normal((num_players, *shape))
    mean = independent.mean(axis=0)
    apart, together = np.sqrt(1 - correlation), np.sqrt(max(0.0, 1 + (num_players - 1) * correlation))
    return NormalFormGame(apart * (independent - mean) + together * mean)


def unit_vector_game(
    num_actions: tuple[int, int], *, seed: int, integers: tuple[int, int] | None = (0, 100)
) -> NormalFormGame:
    """Return a two-player game in which each column has one row that wins 1 while the others win 0.

    The row that wins is drawn for each column, and the column player's payoffs are drawn uniformly. Where a different
    row wins in each column, the row player imitates the column player.

    Parameters
    ----------
    num_actions
        Number of rows and of columns.
    seed
        The same seed gives the same game.
    integers
        As for ``random_game``, for the column player.

    Raises
    ------
    InvalidParameterError
        If there are not two players, or as for ``random_game``.

    References
    ----------
    savani2016

    Examples
    --------
    >>> game = unit_vector_game((2, 4), seed=3)
    >>> game.payoffs[0].sum(axis=0).tolist()
    [1, 1, 1, 1]
    """
    shape = _shape(num_actions)
    if len(shape) != 2:
        raise InvalidParameterError(f"expected numbers of rows and of columns, got {list(shape)}")
    rng = _generator(seed)
    winners = rng.integers(shape[0], size=shape[1])
    row = (np.arange(shape[0])[:, None] == winners).astype(np.int64)
    return NormalFormGame.from_bimatrix(row, _uniform(rng, shape, integers))


def tournament_game(num_nodes: int, subset_size: int, *, seed: int) -> NormalFormGame:
    """Return the win-lose game of a random tournament: choose a node, against a set of nodes.

    Of each pair of nodes one beats the other. The first player wins 1 if its node beats every node of the second
    player's set, the second player wins 1 if its set contains the first one's node.

    Parameters
    ----------
    num_nodes
        Number of nodes, the first player's actions.
    subset_size
        Number of nodes in each of the second player's sets, which are all sets of that size.
    seed
        The same seed gives the same game.

    Raises
    ------
    InvalidParameterError
        If there are no such sets, there are too many, or the seed is no whole number of at least 0.

    References
    ----------
    anbalagan2013

    Examples
    --------
    >>> game = tournament_game(4, 2, seed=7)
    >>> game.num_actions, game.actions[1][:3], game.payoffs[1].sum(axis=0).tolist()
    ((4, 6), ('1 2', '1 3', '1 4'), [2, 2, 2, 2, 2, 2])
    """
    _check_sets(num_nodes, subset_size)
    rng = _generator(seed)
    subsets = list(combinations(range(num_nodes), subset_size))
    upper = np.triu(rng.random((num_nodes, num_nodes)) < 0.5, 1)
    beats = upper | np.tril(~upper.T, -1)
    members = np.array(subsets)
    row = beats[:, members].all(axis=2).astype(np.int64)
    column = (np.arange(num_nodes)[:, None, None] == members).any(axis=2).astype(np.int64)
    names = [[str(node + 1) for node in range(num_nodes)], [" ".join(str(node + 1) for node in s) for s in subsets]]
    return NormalFormGame.from_bimatrix(row, column, actions=names, title="Tournament game")


def _shape(num_actions: object) -> tuple[int, ...]:
    """Return numbers of actions, checked."""
    if not isinstance(num_actions, Iterable):
        raise InvalidParameterError(
            f"expected a number of actions for each player, such as [3, 3], got {num_actions!r}"
        )
    shape = tuple(num_actions)
    if not all(map(_is_whole, shape)):
        raise InvalidParameterError(f"expected a whole number of actions for each player, got {list(shape)}")
    if not shape or min(shape) < 1:
        raise InvalidParameterError(f"expected at least one player and one action for each, got {list(shape)}")
    _check_size(len(shape) * prod(map(int, shape)))
    return tuple(map(int, shape))


def _check_size(num_payoffs: int) -> None:
    """Raise InvalidParameterError if a game has more payoffs than are generated."""
    if num_payoffs > MOST_PAYOFFS:
        raise InvalidParameterError(
            f"expected a game of at most {MOST_PAYOFFS:,} payoffs, got {num_payoffs:,}; take fewer actions"
        )


def _check_sets(num_nodes: int, subset_size: int) -> None:
    """Raise InvalidParameterError unless there are sets of that size, and few enough."""
    for number in (num_nodes, subset_size):
        if not _is_whole(number):
            raise InvalidParameterError(f"expected whole numbers of nodes and of nodes in a set, got {number!r}")
    if not 1 <= subset_size <= num_nodes:
        raise InvalidParameterError(f"expected sets of 1 to {num_nodes} nodes, got {subset_size}")
    _check_size(num_nodes**2)  # who beats whom; first, since the number of sets takes long to compute for many nodes
    _check_size(2 * num_nodes * comb(num_nodes, subset_size))


def _is_whole(number: object) -> bool:
    """Whether this is a whole number; True and False are none."""
    return isinstance(number, Integral) and not isinstance(number, bool)


def _generator(seed: int) -> np.random.Generator:
    """Return a generator of random numbers."""
    if not _is_whole(seed) or seed < 0:
        raise InvalidParameterError(f"expected a seed of at least 0, a whole number, got {seed!r}")
    return np.random.default_rng(seed)


def _uniform(rng: np.random.Generator, shape: Sequence[int], integers: tuple[int, int] | None) -> PayoffArray:
    """Return uniform payoffs."""
    if integers is None:
        return rng.random(shape)
    ends = tuple(integers) if isinstance(integers, Iterable) else ()
    if len(ends) != 2 or not all(map(_is_whole, ends)):
        raise InvalidParameterError(
            f"expected the smallest and the largest payoff, two whole numbers, or None for floats, got {integers!r}"
        )
    lowest, highest = ends
    if lowest > highest:
        raise InvalidParameterError(f"expected the smallest and the largest payoff in order, got {lowest}, {highest}")
    if lowest < -(2**63) or highest >= 2**63:
        raise InvalidParameterError(f"expected payoffs of at most 64 bits, got {lowest}, {highest}")
    return rng.integers(lowest, highest, size=shape, endpoint=True)
