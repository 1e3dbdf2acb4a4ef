"""Columns that grow: in memory, or mapped to a file where they are large."""

from __future__ import annotations

from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import DTypeLike, NDArray

MOST_BYTES_IN_MEMORY = 4 * 2**30
"""Size from which a column lies in a file without a name, which goes when the column does."""
SPARE = 1.05
"""Room kept above what the games so far let expect."""


class Rows(NamedTuple):
    """Games in a row, and their equilibria.

    Attributes
    ----------
    counts, num_components, coverages, deciders
        One for each game; the first is its number of equilibria, the others as in `BatchSolution`.
    supports, strategies, payoffs
        One row for each equilibrium; the strategies of both players side by side.
    """

    counts: NDArray[Any]
    num_components: NDArray[Any]
    coverages: NDArray[np.uint8]
    deciders: NDArray[Any]
    supports: NDArray[Any]
    strategies: NDArray[np.float64]
    payoffs: NDArray[np.float64]

    def pieces(self, starts: NDArray[np.intp], stops: NDArray[np.intp]) -> list[Rows]:
        """Return stretches of neighboring games."""
        ends = np.concatenate([[0], np.cumsum(self.counts, dtype=np.int64)])
        return [
            Rows(*(column[start:stop] for column in self[:4]), *(column[ends[start] : ends[stop]] for column in self[4:]))
            for start, stop in zip(starts.tolist(), stops.tolist(), strict=True)
        ]


def joined(parts: Sequence[Rows]) -> Rows:
    """Return one after the other."""
    return parts[0] if len(parts) == 1 else Rows(*(np.concatenate(columns) for columns in zip(*parts, strict=True)))


class Columns:
    """Columns of a batch while it is solved.

    Parameters
    ----------
    num_games
        How many there will be.
    num_actions
        Of both players together.
    support_type
        Of the bit masks.

    Attributes
    ----------
    done
        Games and equilibria written; those that are written after them do not count yet.
    """

    def __init__(self, num_games: int, num_actions: int, support_type: DTypeLike) -> None:
        self.done = 0, 0
        self._most_games = num_games
        self.offsets = new_column((num_games + 1,), np.int64)
        self.offsets[0] = 0
        self.num_components = new_column((num_games,), np.int32)
        self.coverages = new_column((num_games,), np.uint8)
        self.deciders = new_column((num_games,), np.uint8)
        self.supports: NDArray[Any] = new_column((0, 2), support_type)
        self.strategies: NDArray[np.float64] = new_column((0, num_actions), np.float64)
        self.payoffs: NDArray[np.float64] = new_column((0, 2), np.float64)

    def reserve(self, num_games: int, num_equilibria: int) -> None:
        """Make room for more games after those that are done."""
        games, equilibria = self.done[0] + num_games, self.done[1] + num_equilibria
        if equilibria > len(self.supports):
            expected = equilibria / games * self._most_games
            capacity = int(SPARE * max(equilibria, expected)) + 1
            for name in ("supports", "strategies", "payoffs"):
                old: NDArray[Any] = getattr(self, name)
                new = new_column((capacity, *old.shape[1:]), old.dtype)
                new[: self.done[1]] = old[: self.done[1]]
                setattr(self, name, new)

    def write(self, rows: Rows, place: tuple[int, int]) -> None:
        """Write games where room was made, from a game and an equilibrium on."""
        game, equilibrium = place
        games = slice(game, game + len(rows.counts))
        offsets = self.offsets[game + 1 : games.stop + 1]
        np.cumsum(rows.counts, out=offsets)
        offsets += equilibrium
        self.num_components[games], self.coverages[games] = rows.num_components, rows.coverages
        self.deciders[games] = rows.deciders
        equilibria = slice(equilibrium, equilibrium + len(rows.supports))
        self.supports[equilibria] = rows.supports
        self.strategies[equilibria] = rows.strategies
        self.payoffs[equilibria] = rows.payoffs

    def append(self, rows: Rows) -> None:
        """Write games after those that are done."""
        self.reserve(len(rows.counts), len(rows.supports))
        self.write(rows, self.done)
        self.done = self.done[0] + len(rows.counts), self.done[1] + len(rows.supports)


def new_column(shape: tuple[int, ...], kind: DTypeLike) -> NDArray[Any]:
    """Return an array that is not filled yet."""
    num_bytes = int(np.prod(shape, dtype=np.int64)) * np.dtype(kind).itemsize
    if num_bytes <= MOST_BYTES_IN_MEMORY:
        return np.empty(shape, dtype=kind)
    with TemporaryFile() as file:
        return np.memmap(file, dtype=kind, mode="w+", shape=shape)
