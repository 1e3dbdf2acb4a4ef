"""What the three notations of a game have in common once their formulas are ready."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Protocol, runtime_checkable

import numpy as np

from gametheory.core.rationals import INT64_LIMIT

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gametheory.array_types import PayoffArray
    from gametheory.core.source import Game
    from gametheory.models.definitions import FormulaPayoffs, PlayerDefinition
    from gametheory.models.game_formulas import GameFormulas
    from gametheory.models.mistakes import Mistakes
    from gametheory.models.scopes import Scope
    from gametheory.models.templates import Template, Workshop


@dataclass(frozen=True, slots=True)
class BuiltGame:
    """A game in numbers, and what is known of how it was made.

    Parameters
    ----------
    game
        The numbers.
    arithmetic
        ``exact``, or ``float`` where a formula had an irrational value.
    unused_stages
        Stages that are reached nowhere at these values, in the order of play.
    """

    game: Game
    arithmetic: str
    unused_stages: tuple[str, ...] = ()


class Body(Protocol):
    """A game whose formulas have been checked and wait for parameter values."""

    def build(self, parameters: Mapping[str, Fraction], title: str, path: str) -> BuiltGame:
        """Return the game at given values.

        Raises
        ------
        InconsistentGameFileError
            If a formula has no value, or probabilities do not sum to 1, at these values.
        """
        ...

    def widest_scopes(self) -> list[Scope]:
        """Return the scopes that know most; a formula that nothing else uses must be right in one of them."""
        ...


@runtime_checkable
class FormulaBody(Protocol):
    """A body that can say which formula is behind each number of its game."""

    def formulas(self, parameters: Mapping[str, Fraction], title: str, path: str) -> GameFormulas:
        """Return the game at given values with its formulas; for errors see `Body.build`."""
        ...


def payoff_templates(
    payoffs: FormulaPayoffs, players: Sequence[PlayerDefinition], workshop: Workshop, scope: Scope
) -> tuple[Template | None, ...]:
    """Return one template a player, None for players who are left out; note players that don't exist."""
    keys = [player.key for player in players]
    for key, formula in payoffs.by_player.items():
        if key not in keys:
            workshop.mistakes.add(f"unknown player {key!r}; the players are {', '.join(keys)}", formula.place)
    return tuple(workshop.template(payoffs.by_player[key], scope) if key in payoffs.by_player else None for key in keys)


def note_missing_payoffs(
    payoffs: FormulaPayoffs, players: Sequence[PlayerDefinition], where: str, mistakes: Mistakes
) -> None:
    """Note the players for whom no payoff is given where all are needed."""
    missing = [player.key for player in players if player.key not in payoffs.by_player]
    if missing:
        mistakes.add(f"expected payoffs of all players {where}, got none of {', '.join(missing)}", payoffs.place)


def payoff_array(rows: Sequence[Sequence[Fraction | int]]) -> PayoffArray:
    """Return a table of exact numbers: int64 where all are integers that fit, else Fractions."""
    if all(value.denominator == 1 and -INT64_LIMIT <= value < INT64_LIMIT for row in rows for value in row):
        return np.array([[int(value) for value in row] for row in rows], dtype=np.int64)
    array = np.empty((len(rows), len(rows[0])), dtype=object)
    for index, row in enumerate(rows):
        array[index, :] = [Fraction(value) for value in row]
    return array
