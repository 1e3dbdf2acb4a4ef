"""What a map over two parameters holds."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, TypeAlias

from gametheory.core.solution import Termination

if TYPE_CHECKING:
    from gametheory.array_types import FloatArray, IndexArray
    from gametheory.models.model import GameModel
    from gametheory.studies.borders.strips import Strip
    from gametheory.studies.regimes import Regime

UNKNOWN = -1
"""Label of places that were not reached."""


@dataclass(frozen=True, slots=True)
class MapAxis:
    """One side of a map.

    Parameters
    ----------
    name
        The parameter.
    low, high
        The range.
    num_nodes
        Places at which the game is solved; None chooses.
    """

    name: str
    low: Fraction
    high: Fraction
    num_nodes: int | None = None

    def nodes(self, num_nodes: int, insets: tuple[Fraction, Fraction]) -> tuple[Fraction, ...]:
        """Return places at equal distances, nearly from end to end."""
        low, high = (self.low + insets[0] * (self.high - self.low), self.high - insets[1] * (self.high - self.low))
        return tuple(low + (high - low) * Fraction(index, num_nodes - 1) for index in range(num_nodes))


Nodes: TypeAlias = "tuple[tuple[Fraction, ...], tuple[Fraction, ...]]"
"""For each axis the places of the grid."""
Edge: TypeAlias = "tuple[int, int, int]"
"""Axis and indices of a place of the grid: the way from it to the next place along the axis."""


@dataclass(frozen=True, eq=False)
class RegimeMap:
    """The regimes over a rectangle of two parameters.

    Parameters
    ----------
    model
        Has the values of the other parameters.
    concept
        What is solved.
    axes
        Both sides.
    nodes
        For each axis the places of the grid.
    regimes
        Those that were met, the most frequent at places first; None stands for places without a game.
    labels
        Shape ``[x, y]``: index of the regime at each place, ``UNKNOWN`` where none was determined.
    crossings
        For ways between neighboring places of different regimes: where the border is crossed, as a share of the way.
    is_exact
        Whether all crossings are exact and all regimes proved; otherwise borders lie between neighboring places.
    has_merged_borders
        Whether several borders are crossed on one way somewhere; the crossing is then in their middle.
    unseen
        Regimes that lie on the way between places and at none of them.
    termination
        Why the search ended.
    payoffs
        Shape ``[x, y]``: what a player gets; None where that was not asked.
    num_taken
        Places that were not solved, since all places around them have the same label.
    strips
        The whole rectangle, cut where the borders run, with labels; none where their curves are not known exactly.
    """

    model: GameModel
    concept: str
    axes: tuple[MapAxis, MapAxis]
    nodes: Nodes
    regimes: tuple[Regime | None, ...]
    labels: IndexArray
    crossings: dict[Edge, float]
    is_exact: bool
    has_merged_borders: bool = False
    unseen: tuple[Regime, ...] = ()
    termination: Termination = Termination.EXHAUSTED
    payoffs: FloatArray | None = None
    num_taken: int = 0
    strips: tuple[Strip, ...] = ()

    def crossing(self, axis: int, column: int, row: int) -> float:
        """Return where the way from a place to its next crosses the border, from 0 to 1; halfway where not known."""
        return self.crossings.get((axis, column, row), 0.5)
