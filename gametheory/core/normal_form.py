"""Games in normal form: every player chooses once, without seeing the others."""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from gametheory.core import hooks
from gametheory.core.players import Player, check_unique, player_index, to_players
from gametheory.core.rationals import IntegerPayoffs, integer_payoffs, to_float_array, to_fraction, to_payoff_array
from gametheory.core.source import GameOfNumbers
from gametheory.errors import InvalidGameError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gametheory.array_types import FloatArray, PayoffArray


@dataclass(frozen=True, init=False, eq=False, repr=False)
class NormalFormGame(GameOfNumbers):
    """A finite game of n players in normal form, with exact payoffs.

    Parameters
    ----------
    payoffs
        Array or nested sequence of shape ``[num_players, num_actions_0, ..., num_actions_(n-1)]``: integers, floats
        (kept at their exact binary value), Fractions, Decimals or texts such as ``"1/3"``. Kept as it is given.
    players
        Keys in order, or a mapping of keys to labels; None numbers the players from 1.
    actions
        For each player the names of its actions, in the order of the axis; None numbers them from 1.
    title, comment
        Free text; not part of equality.

    Raises
    ------
    InvalidGameError
        If the shape does not fit, a payoff is not finite, or a name stands twice.

    Notes
    -----
    Two games are equal when their payoffs are equal as rationals and their labels are the same.

    Examples
    --------
    >>> game = NormalFormGame([[[3, 0], [1, 2]], [[1, 0], [0, 4]]], players=["row", "column"])
    >>> game.payoff(0, (1, 0)), game.num_actions
    (Fraction(1, 1), (2, 2))
    """

    payoffs: PayoffArray
    players: tuple[Player, ...]
    actions: tuple[tuple[str, ...], ...]
    title: str
    comment: str

    def __init__(
        self,
        payoffs: Any,
        *,
        players: Sequence[str | Player] | Mapping[str, str] | None = None,
        actions: Sequence[Sequence[str]] | None = None,
        title: str = "",
        comment: str = "",
    ) -> None:
        array = to_payoff_array(payoffs)
        if array.ndim < 2 or array.shape[0] != array.ndim - 1:
            raise InvalidGameError(
                f"expected payoffs of shape [player, action of player 1, ..., action of player n], "
                f"got shape {list(array.shape)}; for two matrices use NormalFormGame.from_bimatrix"
            )
        if 0 in array.shape:
            raise InvalidGameError(f"expected at least one action for each player, got {list(array.shape[1:])}")
        object.__setattr__(self, "payoffs", array)
        object.__setattr__(self, "players", to_players(players, array.shape[0]))
        object.__setattr__(self, "actions", self._checked_actions(actions))
        object.__setattr__(self, "title", title)
        object.__setattr__(self, "comment", comment)

    def _checked_actions(self, actions: Sequence[Sequence[str]] | None) -> tuple[tuple[str, ...], ...]:
        """Return the names of the actions, numbered from 1 where none are given."""
        shape = self.payoffs.shape[1:]
        if actions is None:
            return tuple(tuple(str(number) for number in range(1, size + 1)) for size in shape)
        named = tuple(tuple(str(name) for name in names) for names in actions)
        if tuple(len(names) for names in named) != shape:
            raise InvalidGameError(
                f"expected {list(shape)} action names for the players, got {[len(names) for names in named]}"
            )
        for player, names in zip(self.players, named, strict=True):
            check_unique(names, f"action names of {player.label}")
        return named

    @classmethod
    def from_bimatrix(
        cls,
        row_payoffs: Any,
        column_payoffs: Any,
        *,
        players: Sequence[str | Player] | Mapping[str, str] | None = None,
        actions: Sequence[Sequence[str]] | None = None,
        title: str = "",
    ) -> NormalFormGame:
        """Return the two-player game with the row player's and the column player's payoff matrix.

        Parameters
        ----------
        row_payoffs, column_payoffs
            Shape ``[num_rows, num_columns]``.
        players, actions, title
            As for the class.

        Examples
        --------
        >>> NormalFormGame.from_bimatrix([[3, 0]], [[1, 2]]).payoff(1, (0, 1))
        Fraction(2, 1)
        """
        row, column = to_payoff_array(row_payoffs), to_payoff_array(column_payoffs)
        if row.ndim != 2 or row.shape != column.shape:
            raise InvalidGameError(
                f"expected two matrices of one shape, got {list(row.shape)} and {list(column.shape)}"
            )
        if row.dtype != column.dtype:
            row, column = row.astype(object), column.astype(object)
        return cls(np.stack([row, column]), players=players, actions=actions, title=title)

    @classmethod
    def zero_sum(
        cls,
        row_payoffs: Any,
        *,
        players: Sequence[str | Player] | Mapping[str, str] | None = None,
        actions: Sequence[Sequence[str]] | None = None,
        title: str = "",
    ) -> NormalFormGame:
        """Return the zero-sum game in which the column player loses what the row player wins.

        Examples
        --------
        >>> import numpy as np
        >>> NormalFormGame.zero_sum(np.uint8([[1, 2], [3, 0]])).payoff(1, (0, 1))
        Fraction(-2, 1)
        """
        row = to_payoff_array(row_payoffs)
        if row.dtype == np.int64 and row.size and int(row.min()) == -(2**63):
            row = row.astype(object)
        return cls.from_bimatrix(row, -row, players=players, actions=actions, title=title)

    @property
    def num_players(self) -> int:
        """Number of players."""
        return len(self.players)

    @property
    def num_actions(self) -> tuple[int, ...]:
        """Number of actions of each player."""
        return tuple(len(names) for names in self.actions)

    @property
    def num_profiles(self) -> int:
        """Number of pure-action profiles."""
        return math.prod(self.num_actions)

    def player_index(self, key: str | int) -> int:
        """Return the index of the player with this key."""
        return player_index(self.players, key)

    def action_index(self, player: str | int, name: str) -> int:
        """Return the index of a player's action.

        Raises
        ------
        KeyError
            If the player has no such action.
        """
        names = self.actions[self.player_index(player)]
        if name not in names:
            raise KeyError(f"no action {name!r}; the actions are {', '.join(names)}")
        return names.index(name)

    def payoff(self, player: str | int, profile: Sequence[int]) -> Fraction:
        """Return a player's payoff at a pure profile, given as one action index for each player."""
        return to_fraction(self.payoffs[(self.player_index(player), *profile)])

    def integer_payoffs(self, player: int) -> IntegerPayoffs:
        """Return a player's payoffs, shape ``num_actions``, as integers over one denominator."""
        return self._integer_payoffs[player]

    @cached_property
    def _integer_payoffs(self) -> tuple[IntegerPayoffs, ...]:
        return tuple(integer_payoffs(table) for table in self.payoffs)

    @cached_property
    def float_payoffs(self) -> FloatArray:
        """Payoffs correctly rounded to float64, of the same shape."""
        return to_float_array(self.payoffs)

    def restrict(self, actions: Sequence[Sequence[int]]) -> NormalFormGame:
        """Return the game in which each player keeps only some actions, given as indices."""
        kept = [list(indices) for indices in actions]
        return NormalFormGame(
            self.payoffs[np.ix_(range(self.num_players), *kept)],
            players=self.players,
            actions=[[names[index] for index in indices] for names, indices in zip(self.actions, kept, strict=True)],
            title=self.title,
            comment=self.comment,
        )

    def to_game(self) -> NormalFormGame:
        """Return this game (a game is its own source)."""
        return self

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, NormalFormGame):
            return NotImplemented
        if (self.players, self.actions) != (other.players, other.actions):
            return False
        if self.payoffs.dtype == other.payoffs.dtype:
            return bool(np.array_equal(self.payoffs, other.payoffs))
        pairs = zip(self.payoffs.ravel().tolist(), other.payoffs.ravel().tolist(), strict=True)
        return all(to_fraction(mine) == to_fraction(theirs) for mine, theirs in pairs)

    def __hash__(self) -> int:
        # + 0.0 so that 0.0 and -0.0, which are equal, have one hash
        return hash((self.players, self.actions, (self.float_payoffs + 0.0).tobytes()))

    def __getstate__(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in self.__dataclass_fields__}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)
        self.payoffs.setflags(write=False)

    def __repr__(self) -> str:
        shape = " x ".join(str(size) for size in self.num_actions)
        players = ", ".join(player.label for player in self.players)
        return f"<NormalFormGame {self.title!r}: {shape}, {players}>"

    def _repr_svg_(self) -> str:
        """Picture for notebooks."""
        return str(hooks.call("draw_svg", self))
