"""Security values and minmax threats: what a player can secure, and how far the others can hold it down, exact."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from numbers import Integral
from typing import TYPE_CHECKING

import numpy as np

from gametheory.analysis.normal_forms import normal_form
from gametheory.core.names import enumerate_names
from gametheory.core.profiles import certain
from gametheory.core.rationals import to_fraction
from gametheory.errors import InvalidParameterError
from gametheory.linear_program import LinearProgram, Relation, solve_linear_program

if TYPE_CHECKING:
    from gametheory.analysis.heartbeat import Heartbeat
    from gametheory.array_types import PayoffArray
    from gametheory.core.normal_form import NormalFormGame
    from gametheory.core.profiles import Strategy
    from gametheory.core.source import GameSource


@dataclass(frozen=True, slots=True)
class SecurityValue:
    """What a player can secure whatever the others do.

    Parameters
    ----------
    player
        Index of the player.
    value
        The largest payoff that the player can secure.
    strategy
        A strategy that secures it: one probability for each of the player's actions.
    """

    player: int
    value: Fraction
    strategy: Strategy


@dataclass(frozen=True, slots=True)
class MinmaxValue:
    """How far the others can hold a player down, who sees their strategies and replies best.

    Parameters
    ----------
    player
        Index of the player.
    lower
        By correlated strategies of the others; nothing they do holds the player below it, and it equals what the
        player can secure by a mixed strategy.
    upper
        By independent strategies of the others: one player's mixed strategy; several players' pure actions, which may
        be more than their independent mixed strategies could hold the player down to.
    threat
        The others' correlated strategy for ``lower``: probabilities by pure profile of the others, in the players'
        order.
    pure_threat
        The others' actions that hold the player to the pure minmax value.
    """

    player: int
    lower: Fraction
    upper: Fraction
    threat: tuple[tuple[tuple[int, ...], Fraction], ...]
    pure_threat: tuple[int, ...]

    @property
    def value(self) -> Fraction | None:
        """The minmax value against independent mixed strategies, None where the bounds leave it open."""
        return self.lower if self.lower == self.upper else None


def maxmin(
    source: GameSource, player: str | int, *, is_pure: bool = False, heartbeat: Heartbeat | None = None
) -> SecurityValue:
    """Return the security (maxmin) value of a player: the most that it can secure, and a strategy that does.

    Parameters
    ----------
    source
        A game of any number of players, or a model; of a tree the reduced normal form is taken.
    player
        Key or index of the player.
    is_pure
        Whether only pure actions count; otherwise mixed strategies.
    heartbeat
        Called at every pivot; what it raises stops the method. None for nobody.

    Raises
    ------
    InvalidParameterError
        If there is no such player.
    UnsupportedGameError
        If the normal form of a tree is too large.

    Notes
    -----
    Exact: a comparison of integers, or one linear program in rationals.

    Examples
    --------
    >>> from gametheory import NormalFormGame
    >>> game = NormalFormGame.from_bimatrix([[4, 1], [0, 3]], [[1, 2], [5, 0]])
    >>> secure = maxmin(game, 0)
    >>> str(secure.value), [str(weight) for weight in secure.strategy], str(maxmin(game, 0, is_pure=True).value)
    ('2', ['1/2', '1/2'], '1')
    """
    game = normal_form(source)
    index = _player_index(game, player)
    if is_pure:
        table = against_others(game, index)
        lowest = table.min(axis=1)
        action = int(lowest.argmax())
        return SecurityValue(index, to_fraction(lowest[action]), certain(action, len(table)))
    value, strategy, _ = _zero_sum_value(game, index, heartbeat)
    return SecurityValue(index, value, strategy)


def minmax(source: GameSource, player: str | int, *, heartbeat: Heartbeat | None = None) -> MinmaxValue:
    """Return how far the others can hold a player down: its minmax value, or bounds on it.

    With two players the value is exact, in mixed strategies. With more, finding it against independent mixed
    strategies is hard: the bounds are the minmax values against correlated strategies and against pure actions.

    Parameters
    ----------
    source
        A game of any number of players, or a model; of a tree the reduced normal form is taken.
    player
        Key or index of the player.
    heartbeat
        Called at every pivot; what it raises stops the method. None for nobody.

    Raises
    ------
    InvalidParameterError
        If there is no such player.
    UnsupportedGameError
        If the normal form of a tree is too large.

    Notes
    -----
    Exact: one linear program in rationals.

    Examples
    --------
    >>> from gametheory import NormalFormGame
    >>> game = NormalFormGame.from_bimatrix([[4, 1], [0, 3]], [[1, 2], [5, 0]])
    >>> held = minmax(game, 0)
    >>> str(held.value), [(actions, str(weight)) for actions, weight in held.threat], held.pure_threat
    ('2', [((0,), '1/3'), ((1,), '2/3')], (1,))
    """
    game = normal_form(source)
    index = _player_index(game, player)
    table = against_others(game, index)
    highest = table.max(axis=0)
    column = int(highest.argmin())
    others = [size for position, size in enumerate(game.num_actions) if position != index]
    lower, _, prices = _zero_sum_value(game, index, heartbeat)
    threat = tuple((_actions(profile, others), weight) for profile, weight in enumerate(prices) if weight)
    upper = lower if len(others) < 2 else to_fraction(highest[column])
    return MinmaxValue(index, lower, upper, threat, _actions(column, others))


def _player_index(game: NormalFormGame, player: str | int) -> int:
    """Return the index of a player given by key or index."""
    keys = [other.key for other in game.players]
    if isinstance(player, Integral) and not isinstance(player, bool) and 0 <= player < len(keys):
        return int(player)
    if player in keys:
        return keys.index(str(player))
    raise InvalidParameterError(
        f"expected a player, one of {enumerate_names(keys)} or its index from 0 to {len(keys) - 1}, got {player!r}"
    )


def _actions(column: int, sizes: list[int]) -> tuple[int, ...]:
    """Return the others' actions of a column of ``against_others``."""
    return tuple(int(action) for action in np.unravel_index(column, sizes)) if sizes else ()


def against_others(game: NormalFormGame, player: int) -> PayoffArray:
    """Return a player's payoffs as they are stored: own actions by pure profiles of the others, in the axes' order."""
    table: PayoffArray = np.moveaxis(game.payoffs[player], player, 0).reshape(game.num_actions[player], -1)
    return table


def _zero_sum_value(
    game: NormalFormGame, player: int, heartbeat: Heartbeat | None
) -> tuple[Fraction, Strategy, tuple[Fraction, ...]]:
    """Return the value of the zero-sum game of a player against all others as one, and optimal strategies of both."""
    integers = game.integer_payoffs(player)
    table = np.moveaxis(integers.values, player, 0).reshape(game.num_actions[player], -1)
    lowest = int(table.min())
    above = (table.astype(object) - lowest).tolist()
    rows = [[1, *(-pay for pay in column)] for column in zip(*above, strict=True)]
    rows.append([0] + [1] * len(above))
    program = LinearProgram([1] + [0] * len(above), rows, [Relation.AT_MOST] * len(rows), [0] * (len(rows) - 1) + [1])
    result = solve_linear_program(program, heartbeat=heartbeat)
    value = Fraction(lowest + (result.value or 0)) / integers.denominator
    strategy = list(result.point[1:])
    strategy[0] += 1 - sum(strategy)  # where every payoff is the lowest, no weight is needed
    prices = list(result.multipliers[:-1])
    prices[0] += 1 - sum(prices)
    return value, tuple(strategy), tuple(prices)
