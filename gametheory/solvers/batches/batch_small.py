"""Many games of a small shape: the kernels in slices, on several threads."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from gametheory.core.rationals import integer_payoffs
from gametheory.kernels.batch.tables import batch_tables
from gametheory.solvers.batches.batch_columns import Columns, Rows, with_most, with_solved

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from gametheory.array_types import FloatArray, PayoffArray
    from gametheory.kernels.batch.arrays import BatchColumns
    from gametheory.solvers.watch import Watch

SLICE_SECONDS = 0.008
"""Time that a slice takes, about: short enough for limits and Ctrl-C, and for its results to stay in the cache."""
FIRST_SLICE, LARGEST_SLICE = 1 << 8, 1 << 16
"""Games of the first slice of each thread, and of any."""
LARGEST_EXACT_INTEGER = 2**53
ROOM = 2.5
"""Equilibria for each game that a slice has room for at first."""
LEAST_ROOM = 1024
"""More than any one game has."""


class SmallGames:
    """Games that the kernels solve.

    Parameters
    ----------
    games
        ``[game, player, a_0, a_1]``, of a shape that has tables.
    num_threads
        How many slices are worked at once.
    solve_game
        Solves the game of an index, which the kernels cannot; called in the thread that runs.
    """

    def __init__(self, games: PayoffArray, num_threads: int, solve_game: Callable[[int], Rows]) -> None:
        self._games = games
        self._workers = [_Worker(games) for _ in range(num_threads)]
        self._solve_game = solve_game

    def run(self, columns: Columns, watch: Watch) -> None:
        """Solve all games; what was done when a limit or Ctrl-C ends it stands in the columns."""
        num_workers = len(self._workers)
        size = FIRST_SLICE
        with ThreadPoolExecutor(num_workers) as pool:
            # a single worker stays in this thread
            each: Callable[..., Iterator[Any]] = pool.map if num_workers > 1 else map
            while columns.done[0] < len(self._games):
                watch.tick()
                started = time.perf_counter()
                slices = self._next_slices(columns.done[0], size)
                found = list(each(_Worker.solve, self._workers, slices))
                parts: list[Rows] = []
                try:
                    for part, piece in zip(found, slices, strict=True):
                        parts.append(self._completed(part, piece.start, watch.limits.equilibria))
                finally:
                    self._write(parts, columns, each)
                watch.found = columns.done[1]
                size = int(size * min(4.0, SLICE_SECONDS / (time.perf_counter() - started)))
                size = min(max(size, 1), LARGEST_SLICE)

    def _next_slices(self, start: int, size: int) -> list[slice]:
        """Return neighboring slices, one for each worker that gets one."""
        stop = min(start + size * len(self._workers), len(self._games))
        size = -(-(stop - start) // len(self._workers))
        return [slice(first, min(first + size, stop)) for first in range(start, stop, size)]

    def _write(self, parts: list[Rows], columns: Columns, each: Callable[..., Iterator[Any]]) -> None:
        """Write what the workers found, all at once."""
        num_games, num_equilibria = columns.done
        places = []
        for part in parts:
            places.append((num_games, num_equilibria))
            num_games, num_equilibria = num_games + len(part.ends), num_equilibria + len(part.supports)
        columns.reserve(num_games - columns.done[0], num_equilibria - columns.done[1])
        list(each(columns.write, parts, places))
        columns.done = num_games, num_equilibria

    def _completed(self, rows: Rows, first: int, most: int) -> Rows:
        """Return rows with the games that the kernels left undecided, and with as many equilibria as are listed."""
        from gametheory.kernels.batch.arrays import MOST_EQUILIBRIA, UNDECIDED

        undecided = np.flatnonzero(rows.deciders == UNDECIDED)
        if len(undecided):
            rows = with_solved(rows, undecided, [self._solve_game(first + game) for game in undecided.tolist()])
        return rows if most >= MOST_EQUILIBRIA else with_most(rows, most)


class _Slice(NamedTuple):
    """Payoffs as the kernels take them.

    Attributes
    ----------
    payoffs
        ``[game, place]``; not a number throughout a game that floats cannot express exactly.
    denominators
        For each game and player what to divide payoffs by, or None.
    """

    payoffs: FloatArray
    denominators: FloatArray | None


class _Worker:
    """What one thread works with."""

    def __init__(self, games: PayoffArray) -> None:
        from gametheory.kernels.batch.arrays import batch_work

        self._games = games
        shape = games.shape[2:]
        self._num_actions = sum(shape)
        self._tables = batch_tables(*shape)
        self._work = batch_work(*shape)
        self._room: BatchColumns | None = None

    def solve(self, games: slice) -> Rows:
        """Return the equilibria of a slice of games, in arrays that the next call uses again."""
        exact = _exact_slice(self._games[games])
        rows = self._solve(exact.payoffs)
        while len(rows.ends) < len(exact.payoffs):
            rows = self._solve(exact.payoffs, 2 * len(rows.supports))
        if exact.denominators is not None:
            rows.numbers[:, -2:] /= np.repeat(exact.denominators, np.diff(rows.ends, prepend=0), axis=0)
        return rows

    def _solve(self, payoffs: FloatArray, num_equilibria: int = 0) -> Rows:
        """Run the kernel until all games are done, or there is no room for more equilibria."""
        from gametheory.kernels.batch.supports import solve_games

        room = self._room_for(len(payoffs), num_equilibria)
        room.done[:] = 0
        solve_games(payoffs, self._tables, self._work, room)
        num_games, num_equilibria = room.done.tolist()
        return Rows(
            room.ends[:num_games],
            room.num_components[:num_games],
            room.deciders[:num_games],
            None,
            room.supports[:num_equilibria],
            room.numbers[:num_equilibria],
        )

    def _room_for(self, num_games: int, num_equilibria: int) -> BatchColumns:
        """Return arrays for games with so many equilibria at least: those of before, if they are large enough."""
        from gametheory.kernels.batch.arrays import batch_columns

        room = self._room
        if room is None or len(room.ends) < num_games or len(room.supports) < num_equilibria:
            num_games = max(num_games, min(len(self._games), LARGEST_SLICE))
            num_equilibria = max(num_equilibria, int(num_games * ROOM), LEAST_ROOM)
            self._room = room = batch_columns(num_games, num_equilibria, self._num_actions)
        return room


def _exact_slice(games: PayoffArray) -> _Slice:
    """Return games as floats without any rounding."""
    tables = np.asarray(games)
    if tables.dtype == object:
        return _exact_integers(tables)
    floats = np.ascontiguousarray(tables, dtype=np.float64).reshape(len(tables), -1)
    if tables.dtype.kind in "iu" and tables.dtype.itemsize == 8:
        is_large = ((tables > LARGEST_EXACT_INTEGER) | (tables < -LARGEST_EXACT_INTEGER)).any(axis=(1, 2, 3))
        if is_large.any():
            floats[is_large] = np.nan
    return _Slice(_as_read_only(floats), None)


def _exact_integers(tables: PayoffArray) -> _Slice:
    """Return games of rationals as integers over a denominator for each player."""
    floats = np.full((len(tables), 2, tables[0, 0].size), np.nan)
    denominators = np.ones((len(tables), 2))
    for game, player in np.ndindex(len(tables), 2):
        integers = integer_payoffs(tables[game, player])
        sizes = [abs(int(value)) for value in integers.values.ravel()]
        if max(*sizes, integers.denominator) <= LARGEST_EXACT_INTEGER:
            floats[game, player] = integers.values.ravel()
            denominators[game, player] = integers.denominator
    return _Slice(_as_read_only(floats.reshape(len(tables), -1)), denominators)


def _as_read_only(floats: FloatArray) -> FloatArray:
    """Return floats as one kind of array, for which alone the kernel is compiled."""
    view = (floats if floats.flags.aligned else floats.copy()).view()
    view.setflags(write=False)
    return view
