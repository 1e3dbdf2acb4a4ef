"""Which earlier moves the rest of a game of stages still reads."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from gametheory.models.scopes import NOT_PLAYED
from gametheory.models.templates import last_played

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gametheory.models.scopes import Reference
    from gametheory.models.stage_play import Moves


class Reading(NamedTuple):
    """A move that a formula reads.

    Parameters
    ----------
    reference
        The positions of which the last one that was played is meant.
    until
        The last position at which the move is still to be read when somebody moves there.
    """

    reference: Reference
    until: int


class RememberedMoves:
    """What must be known of the past at each position.

    Parameters
    ----------
    readings
        All that the formulas of the game read.

    Examples
    --------
    >>> remembered = RememberedMoves([Reading((0,), until=1), Reading((1, 2), until=3)])
    >>> remembered.columns(1), remembered.columns(3)
    (((0,),), ((1, 2),))
    >>> remembered.kept((4, 5, -1, -1), 3), remembered.kept((4, 5, 6, -1), 3)
    ((-1, 5, -1, -1), (-1, -1, 6, -1))
    """

    def __init__(self, readings: Iterable[Reading]) -> None:
        latest: dict[Reference, int] = {}
        for reading in readings:
            latest[reading.reference] = max(reading.until, latest.get(reading.reference, -1))
        self._latest = latest
        self._columns: dict[int, tuple[Reference, ...]] = {}

    def columns(self, position: int) -> tuple[Reference, ...]:
        """Return the earlier positions still read when somebody moves at a position, reference by reference."""
        known = self._columns.get(position)
        if known is None:
            earlier = {
                reference[: bisect_left(reference, position)]
                for reference, until in self._latest.items()
                if until >= position
            }
            known = self._columns[position] = tuple(sorted(earlier - {()}))
        return known

    def kept(self, history: Moves, position: int) -> Moves:
        """Return a history with only those moves that are still read.

        Two histories with the same kept moves give every formula that is still to be read the same value.
        """
        played = (last_played(reference, history) for reference in self.columns(position))
        kept = [NOT_PLAYED] * len(history)
        for move in played:
            if move is not None:
                kept[move[0]] = move[1]
        return tuple(kept)
