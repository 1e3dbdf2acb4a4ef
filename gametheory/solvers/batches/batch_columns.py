"""Columns that grow: in memory, or mapped to a file where they are large."""

from __future__ import annotations

from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from gametheory.core.batch_solution import COVERAGES
from gametheory.core.solution import Coverage

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
    ends
        For each game, where its equilibria end.
    num_components, deciders
        For each game, as in `BatchSolution`.
    coverages
        The same, or None where it is ALL for each.
    supports, numbers
        One row for each equilibrium; in the second strategies and payoffs of both players side by side.
    """

    ends: NDArray[np.int64]
    num_components: NDArray[np.int32]
    deciders: NDArray[np.uint8]
    coverages: NDArray[np.uint8] | None
    supports: NDArray[Any]
    numbers: NDArray[np.float64]


def with_solved(rows: Rows, games: NDArray[np.intp], solved: Sequence[Rows]) -> Rows:
    """Return rows in which some games, so far without equilibria, have those that were found for them.

    Parameters
    ----------
    rows
        All games.
    games
        Positions of those that were solved, ascending.
    solved
        One game each.
    """
    counts = np.zeros(len(rows.ends), dtype=np.int64)
    counts[games] = [len(one.supports) for one in solved]
    places = np.repeat(rows.ends[games], counts[games])
    num_components, deciders = rows.num_components.copy(), rows.deciders.copy()
    coverages = np.zeros(len(rows.ends), dtype=np.uint8)
    for column, name in ((num_components, "num_components"), (deciders, "deciders"), (coverages, "coverages")):
        column[games] = [getattr(one, name)[0] for one in solved]
    return Rows(
        rows.ends + np.cumsum(counts),
        num_components,
        deciders,
        coverages,
        *(
            np.insert(column, places, np.concatenate(added), axis=0)
            for column, *added in zip(rows[4:], *(one[4:] for one in solved), strict=True)
        ),
    )


def with_most(rows: Rows, most: int) -> Rows:
    """Return rows with the first equilibria of each game, ``most`` of them; the coverage of games with more is partial.

    Parameters
    ----------
    rows
        All equilibria.
    most
        At least 1.
    """
    counts = np.diff(rows.ends, prepend=0)
    if not len(counts) or counts.max() <= most:
        return rows
    ranks = np.arange(len(rows.supports)) - np.repeat(rows.ends - counts, counts)
    coverages = np.zeros(len(counts), dtype=np.uint8) if rows.coverages is None else rows.coverages.copy()
    coverages[counts > most] = COVERAGES.index(Coverage.PARTIAL)
    return Rows(
        np.cumsum(np.minimum(counts, most)),
        rows.num_components,
        rows.deciders,
        coverages,
        *(column[ranks < most] for column in rows[4:]),
    )


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
        self.coverages = np.zeros(num_games, dtype=np.uint8)
        self.deciders = new_column((num_games,), np.uint8)
        self.supports: NDArray[Any] = new_column((0, 2), support_type)
        self.numbers: NDArray[np.float64] = new_column((0, num_actions + 2), np.float64)

    def reserve(self, num_games: int, num_equilibria: int) -> None:
        """Make room for more games after those that are done."""
        games, equilibria = self.done[0] + num_games, self.done[1] + num_equilibria
        if equilibria > len(self.supports):
            expected = equilibria / games * self._most_games
            capacity = int(SPARE * max(equilibria, expected)) + 1
            for name in ("supports", "numbers"):
                old: NDArray[Any] = getattr(self, name)
                new = new_column((capacity, *old.shape[1:]), old.dtype)
                new[: self.done[1]] = old[: self.done[1]]
                setattr(self, name, new)

    def write(self, rows: Rows, place: tuple[int, int]) -> None:
        """Write games where room was made, from a game and an equilibrium on."""
        game, equilibrium = place
        games = slice(game, game + len(rows.ends))
        np.add(rows.ends, equilibrium, out=self.offsets[game + 1 : games.stop + 1])
        self.num_components[games], self.deciders[games] = rows.num_components, rows.deciders
        if rows.coverages is not None:
            self.coverages[games] = rows.coverages
        equilibria = slice(equilibrium, equilibrium + len(rows.supports))
        self.supports[equilibria] = rows.supports
        self.numbers[equilibria] = rows.numbers

    def append(self, rows: Rows) -> None:
        """Write games after those that are done."""
        self.reserve(len(rows.ends), len(rows.supports))
        self.write(rows, self.done)
        self.done = self.done[0] + len(rows.ends), self.done[1] + len(rows.supports)


def new_column(shape: tuple[int, ...], kind: DTypeLike) -> NDArray[Any]:
    """Return an array that is not filled yet."""
    num_bytes = int(np.prod(shape, dtype=np.int64)) * np.dtype(kind).itemsize
    if num_bytes <= MOST_BYTES_IN_MEMORY:
        return np.empty(shape, dtype=kind)
    with TemporaryFile() as file:
        return np.memmap(file, dtype=kind, mode="w+", shape=shape)
