"""Likely orders of mistakes in a proper equilibrium, from a game in which mistakes have small fixed probabilities."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, TypeAlias

from gametheory.kernels.lemke_howson_path import artificial_pair, path_steps

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gametheory.analysis.heartbeat import Heartbeat
    from gametheory.analysis.profiles.two_player_tables import OwnTable

Order: TypeAlias = tuple[tuple[int, ...], ...]
"""Actions by the level at which they first appear, the most likely ones first."""
Weights: TypeAlias = tuple[int, ...]


def likely_orders(tables: tuple[OwnTable, OwnTable], bits: int, heartbeat: Heartbeat) -> tuple[Order, Order]:
    """Return for both players how likely their actions are in an equilibrium with small mistakes, most likely first.

    Each player must rank its actions; it then plays the first one nearly always, and each other one with a fixed
    fraction of the probability of the one before. Rankings may be mixed. An equilibrium of this game is
    epsilon-proper (Kohlberg and Mertens 1986), and the powers of epsilon in it are the order of the mistakes, if
    epsilon is small enough: that is for the caller to prove.

    Parameters
    ----------
    tables
        Each player's payoffs, ``[own action][other's action]``, integers.
    bits
        The fraction is 2 to minus this power.
    heartbeat
        Called at every step; what it raises ends the search.

    Notes
    -----
    There are as many rankings as permutations. The game is solved with few of them (Lemke and Howson 1964); the best
    ranking against the answer is added to it until there is no better one.

    References
    ----------
    kohlberg1986; mcmahan2003 (growing sets of strategies).

    Examples
    --------
    >>> payoffs = [[1, 0, -9], [0, 0, -7], [-9, -7, -7]]
    >>> likely_orders((payoffs, payoffs), 20, lambda: None)
    (((0,), (1,), (2,)), ((0,), (1,), (2,)))
    """
    sizes = len(tables[0]), len(tables[1])
    rankings: tuple[list[Weights], list[Weights]] = ([], [])
    mixed = [tuple([1] * size) for size in sizes]
    while True:
        is_settled = True
        for player in (0, 1):
            payoffs = _payoffs(tables[player], mixed[1 - player])
            best = _best_ranking(payoffs, bits)
            if not rankings[player] or _gains(payoffs, best, rankings[player]):
                rankings[player].append(best)
                is_settled = False
        if is_settled:
            return _order(mixed[0], bits), _order(mixed[1], bits)
        mixed = _equilibrium(tables, rankings, heartbeat)


def _payoffs(table: OwnTable, other: Weights) -> list[int]:
    """Return what each action pays against weights of the other player's actions."""
    return [sum(payoff * weight for payoff, weight in zip(row, other, strict=True)) for row in table]


def _best_ranking(payoffs: Sequence[int], bits: int) -> Weights:
    """Return the weights of the ranking by payoff."""
    weights = [0] * len(payoffs)
    ranked = sorted(range(len(payoffs)), key=payoffs.__getitem__, reverse=True)
    for place, action in enumerate(reversed(ranked)):
        weights[action] = 1 << (bits * place)
    return tuple(weights)


def _gains(payoffs: Sequence[int], ranking: Weights, known: Sequence[Weights]) -> bool:
    """Return whether a ranking pays more than all known ones."""

    def paid(weights: Weights) -> int:
        return sum(payoff * weight for payoff, weight in zip(payoffs, weights, strict=True))

    return paid(ranking) > max(map(paid, known))


def _equilibrium(
    tables: tuple[OwnTable, OwnTable], rankings: tuple[list[Weights], list[Weights]], heartbeat: Heartbeat
) -> list[Weights]:
    """Return an equilibrium of the game with some rankings, as weights of the actions."""
    rows, columns = rankings
    row_payoffs = [[_scalar(_payoffs(tables[0], column), row) for column in columns] for row in rows]
    column_payoffs = [[_scalar(_payoffs(tables[1], row), column) for column in columns] for row in rows]
    pair = artificial_pair(row_payoffs, column_payoffs)
    for step in path_steps(pair, 0):
        heartbeat()
        pair = step.pair
    return [
        tuple(_scalar(entries, shares) for entries in zip(*listed, strict=True))
        for listed, shares in zip(rankings, pair.weights, strict=True)
    ]


def _scalar(entries: Sequence[int], weights: Sequence[int]) -> int:
    """Return a sum of products."""
    return sum(entry * weight for entry, weight in zip(entries, weights, strict=True) if weight)


def _order(weights: Weights, bits: int) -> Order:
    """Return actions grouped by the power of the fraction that is nearest to their weight."""
    total = sum(weights)
    levels: defaultdict[int, list[int]] = defaultdict(list)
    for action, weight in enumerate(weights):
        levels[round((total // weight).bit_length() / bits)].append(action)
    return tuple(tuple(levels[level]) for level in sorted(levels))
