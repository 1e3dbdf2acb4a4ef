"""Many games of any shape: one after the other by `solve`, on all cores where processes can be forked."""

from __future__ import annotations

import multiprocessing
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any, cast

import numpy as np

from gametheory.core.batch_solution import COVERAGES, DECIDERS, UNKNOWN
from gametheory.core.normal_form import NormalFormGame
from gametheory.core.solution import Limits, Solution
from gametheory.solvers.batches.batch_columns import Columns, Rows
from gametheory.solvers.solve import solve
from gametheory.solvers.watch import LimitReachedError, Watch

if TYPE_CHECKING:
    from collections.abc import Callable

    from gametheory.array_types import PayoffArray
    from gametheory.core.profiles import MixedProfile, Strategy

LOOK_SECONDS = 0.05
"""Time between two looks at the clock while other processes work."""
MOST_MASK_BITS = 64
FEWEST_GAMES_TO_FORK = 32
"""Fewer are solved before other processes would have begun."""


def support_type(num_actions: int) -> Any:
    """Return the smallest type of bit masks of so many actions; Python integers beyond 64."""
    if num_actions > MOST_MASK_BITS:
        return object
    return next(kind for kind in (np.uint8, np.uint16, np.uint32, np.uint64) if num_actions <= np.iinfo(kind).bits)


def solve_in_loop(games: PayoffArray, columns: Columns, watch: Watch, num_processes: int) -> None:
    """Solve all games with `solve`; what was done when a limit or Ctrl-C ends it stands in the columns.

    Parameters
    ----------
    games
        ``[game, player, a_0, a_1]``.
    columns
        Where the equilibria go.
    watch
        The clock.
    num_processes
        How many games are worked at once, where the system can fork processes and no other thread runs.
    """
    solve_one = partial(game_rows, watch=None, limits=Limits(equilibria=watch.limits.equilibria))
    with _mapping(num_processes if len(games) >= FEWEST_GAMES_TO_FORK else 1, watch) as mapped:
        if mapped is None:
            for payoffs in games:
                columns.append(game_rows(payoffs, watch=watch, limits=watch.limits))
                watch.found = columns.done[1]
        else:
            for rows in mapped(solve_one, iter(games)):
                columns.append(rows)
                watch.found = columns.done[1]


@contextmanager
def _mapping(num_processes: int, watch: Watch) -> Iterator[Callable[..., Iterator[Rows]] | None]:
    """Give an ordered map over processes, or None where there is one only; leaving it ends them at once."""
    can_fork = "fork" in multiprocessing.get_all_start_methods() and threading.active_count() == 1
    if num_processes == 1 or not can_fork:
        yield None
        return
    with multiprocessing.get_context("fork").Pool(num_processes, _ignore_interrupts) as pool:

        def mapped(function: Callable[[PayoffArray], Rows], games: Iterator[PayoffArray]) -> Iterator[Rows]:
            results = pool.imap(function, games)
            while True:
                watch.tick()
                try:
                    yield results.next(LOOK_SECONDS)
                except multiprocessing.TimeoutError:
                    continue
                except StopIteration:
                    return

        yield mapped


def _ignore_interrupts() -> None:
    """Leave Ctrl-C to the process that waits."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def game_rows(payoffs: PayoffArray, *, watch: Watch | None, limits: Limits) -> Rows:
    """Solve one game.

    Parameters
    ----------
    payoffs
        ``[player, a_0, a_1]``.
    watch
        The clock of the batch, whose time is left; None for none.
    limits
        Of which those of equilibria and memory hold for each game.

    Returns
    -------
    Rows
        With coverage as `solve` states it.

    Raises
    ------
    LimitReachedError, KeyboardInterrupt
        If the game was not finished.
    """
    time = None
    if watch is not None:
        watch.tick()
        time = None if watch.limits.time is None else max(0.0, watch.limits.time - watch.seconds)
    solution = solve(
        NormalFormGame(payoffs), "nash", limits=Limits(time=time, equilibria=limits.equilibria, memory=limits.memory)
    )
    if solution.termination.was_cut_short:
        if solution.termination == "interrupted":
            raise KeyboardInterrupt
        raise LimitReachedError(solution.termination)
    return solution_rows(solution)


def solution_rows(solution: Solution) -> Rows:
    """Return a solution as columns."""
    game = cast("NormalFormGame", solution.game)
    shape = game.num_actions
    numbers = np.zeros((len(solution.equilibria), sum(shape) + 2))
    supports = np.zeros((len(solution.equilibria), 2), dtype=support_type(max(shape)))
    for row, equilibrium in enumerate(solution.equilibria):
        listed = cast("MixedProfile", equilibrium.profile).strategies
        numbers[row] = [float(value) for values in (*listed, equilibrium.payoffs) for value in values]
        supports[row] = [_mask(strategy) for strategy in listed]
    num_components = UNKNOWN if solution.num_components is None else solution.num_components
    return Rows(
        np.array([len(numbers)]),
        np.array([num_components], dtype=np.int32),
        np.array([DECIDERS.index("solve")], dtype=np.uint8),
        np.array([COVERAGES.index(solution.coverage)], dtype=np.uint8),
        supports,
        numbers,
    )


def _mask(strategy: Strategy) -> int:
    """Return the support as a bit mask."""
    return sum(1 << action for action, probability in enumerate(strategy) if probability)
