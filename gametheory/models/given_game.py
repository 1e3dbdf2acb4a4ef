"""A game that a file gives in numbers, with what its format keeps beside the game."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gametheory.models.places import NOWHERE, Place

if TYPE_CHECKING:
    from gametheory.array_types import IndexArray, PayoffArray
    from gametheory.core.extensive_form import ExtensiveFormGame
    from gametheory.core.normal_form import NormalFormGame


@dataclass(frozen=True, slots=True, eq=False)
class OutcomeTable:
    """The outcomes of a normal form whose file names them and tells for each profile which one it has.

    Parameters
    ----------
    labels
        One text for each outcome; may be empty or stand twice.
    payoffs
        Shape ``[num_outcomes, num_players]``.
    outcome
        Shape ``num_actions``: index of each profile's outcome, ``NO_OUTCOME`` for none.
    """

    labels: tuple[str, ...]
    payoffs: PayoffArray
    outcome: IndexArray


@dataclass(frozen=True, slots=True, eq=False)
class GivenGame:
    """A game in numbers, as a body of a model.

    Parameters
    ----------
    game
        The game.
    original_actions
        What the file of a normal form called the actions where some of that was empty or stood twice; None where it is
        the game's ``actions``.
    outcomes
        The outcomes of a normal form whose file names them; None otherwise.
    place
        Where the game stands.
    """

    game: NormalFormGame | ExtensiveFormGame
    original_actions: tuple[tuple[str, ...], ...] | None = None
    outcomes: OutcomeTable | None = None
    place: Place = NOWHERE
