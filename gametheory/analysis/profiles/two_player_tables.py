"""Payoffs of the two players of a normal form as lists of integers, each player's own action first."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from gametheory.errors import UnsupportedGameError

if TYPE_CHECKING:
    from gametheory.core.normal_form import NormalFormGame

OwnTable: TypeAlias = list[list[int]]
"""Payoffs of a player, ``[own action][other's action]``, in units in which they are integers."""


def own_tables(game: NormalFormGame) -> tuple[OwnTable, OwnTable]:
    """Return both players' payoffs as integers, each player's own action first.

    Raises
    ------
    UnsupportedGameError
        Unless there are two players.

    Examples
    --------
    >>> from gametheory import NormalFormGame
    >>> own_tables(NormalFormGame.from_bimatrix([[4, 0, 3], [1, 2, 5]], [[1, 6, 2], [3, 0, 4]]))
    ([[4, 0, 3], [1, 2, 5]], [[1, 3], [6, 0], [2, 4]])
    """
    if game.num_players != 2:
        raise UnsupportedGameError(f"expected a game of two players, got {game.num_players}; restrict it to two first")
    return game.integer_payoffs(0).values.tolist(), game.integer_payoffs(1).values.T.tolist()
