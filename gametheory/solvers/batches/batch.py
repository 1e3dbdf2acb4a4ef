"""All equilibria of very many two-player games at once."""

from __future__ import annotations

import time
from dataclasses import replace
from numbers import Integral
from typing import TYPE_CHECKING, Any

import numpy as np

from gametheory.core.batch_solution import COVERAGES, BatchSolution
from gametheory.core.normal_form import NormalFormGame
from gametheory.core.rationals import to_payoff_array
from gametheory.core.read_only import read_only
from gametheory.core.solution import Coverage, Limits, Progress, Solution, Termination
from gametheory.errors import InvalidGameError, InvalidParameterError, SolverError, UnsupportedGameError
from gametheory.kernels.batch.tables import has_tables
from gametheory.solvers.batches.batch_columns import Columns
from gametheory.solvers.batches.batch_loop import game_rows, solution_rows, solve_in_loop, support_type
from gametheory.solvers.solve import solve
from gametheory.solvers.watch import LimitReachedError, Watch

if TYPE_CHECKING:
    from gametheory.array_types import PayoffArray
    from gametheory.core.solution import ProgressListener
    from gametheory.solvers.batches.batch_columns import Rows

VERIFIED_SHARE = 0.02
"""Share of the running time that games are verified for by default."""
MOST_VERIFIED = 100
"""Games that are verified by default at most."""
VERIFICATION_SECONDS = 0.005
"""What the first verification is taken to cost."""
SEED = 5
"""Of the games that are drawn to be verified."""
PROBABILITY_ERROR = 1e-9
"""How far rounded probabilities may be from the exact ones."""
SMALLEST_PROBABILITY = 1e-300
"""What the error of a smaller one is compared with."""


def solve_batch(
    payoffs: Any,
    *,
    concept: str = "nash",
    verify: int | None = None,
    limits: Limits | None = None,
    threads: int | None = None,
    progress: ProgressListener | None = None,
) -> BatchSolution:
    """Return all extreme equilibria of each of many two-player games of one shape.

    Complete on every game, degenerate or not, in any units: signs of minors are decided by floats only where rounding
    leaves no doubt, else in integers. Up to 4 x 4 (and 2 x 6, 1 x 8) a million games take a fraction of a second;
    larger ones are solved one by one by `solve`, on all cores where processes can be forked.

    Parameters
    ----------
    payoffs
        ``[game, player, a_0, a_1]``: floats at their exact binary value, integers, Fractions, or texts of numbers such
        as ``"1/3"``; a memory-mapped array is read piece by piece. Games of one
        shape are given by ``np.stack([game.payoffs for game in games])``; of symmetric games `symmetric_games` makes it
        from one matrix each.
    concept
        ``nash``.
    verify
        How many games, drawn at random, are solved by `solve` too and compared; None for as many as fit into 2 % of
        the running time, at most 100.
    limits
        Time and memory of the whole, and how many equilibria are listed of each game.
    threads
        How many cores are used; None for all, or as many as ``NUMBA_NUM_THREADS`` says.
    progress
        Called with the games that are done at most every 0.1 s.

    Returns
    -------
    BatchSolution
        After Ctrl-C and at a limit too: the games that were done, and the reason in ``termination``.

    Raises
    ------
    InvalidGameError
        If the shape is another, or a payoff is not finite.
    InvalidParameterError
        If ``payoffs`` are games or None, or ``verify`` or ``threads`` is not such a number.
    UnsupportedGameError
        If the concept is another.
    SolverError
        If a game that was verified has other equilibria: a mistake of the package.

    Examples
    --------
    >>> import numpy as np
    >>> prisoners, chicken = [[3, 0], [5, 1]], [[6, 2], [7, 0]]
    >>> batch = solve_batch(symmetric_games([prisoners, chicken]))
    >>> batch.num_equilibria.tolist(), batch.offsets.tolist()
    ([1, 3], [0, 1, 4])
    >>> batch.strategies[0][batch.is_symmetric].round(3).tolist()
    [[0.0, 1.0], [0.667, 0.333]]
    """
    games = _checked_games(payoffs)
    if concept != "nash":
        raise UnsupportedGameError(f"solve_batch answers concept 'nash', got {concept!r}; use solve for each game")
    num_threads = _num_threads(threads)
    if verify is not None and not _is_count(verify, 0):
        raise InvalidParameterError(f"expected how many games to verify, 0 or more, or None, got {verify!r}")
    shape = games.shape[2:]
    columns = Columns(len(games), sum(shape), support_type(max(shape)))

    def report(_: Progress) -> None:
        if progress is not None:
            progress(Progress(columns.done[0], len(games), columns.done[1]))

    watch = Watch(limits, report)
    termination = Termination.EXHAUSTED
    try:
        _solve_all(games, columns, watch, num_threads)
    except KeyboardInterrupt:
        termination = Termination.INTERRUPTED
    except LimitReachedError as limit:
        termination = limit.termination
    batch = _batch(games, columns, termination, watch)
    return _verified(batch, verify)


def symmetric_games(matrices: Any) -> PayoffArray:
    """Return symmetric games as `solve_batch` takes them: the column player's matrix is the row player's, transposed.

    Parameters
    ----------
    matrices
        ``[game, own action, other action]``: what a player gets.

    Raises
    ------
    InvalidGameError
        If they are not square.

    Examples
    --------
    >>> symmetric_games([[[3, 0], [5, 1]]]).tolist()
    [[[[3, 0], [5, 1]], [[3, 5], [0, 1]]]]
    """
    array = _as_table(matrices)
    if array.ndim != 3 or array.shape[1] != array.shape[2]:
        raise InvalidGameError(
            f"expected square matrices [game, own action, other action], got shape {list(array.shape)}"
        )
    return np.stack([array, array.swapaxes(1, 2)], axis=1)


def warm() -> None:
    """Compile the kernels, or load them from the cache on disk."""
    solve_batch(np.zeros((1, 2, 1, 1)), verify=0, threads=1)


def solve_game_of_batch(batch: BatchSolution, game: int) -> Solution:
    """Return the exact solution of a game, compared with what the columns say.

    Raises
    ------
    SolverError
        If they differ.
    """
    listed = int(batch.num_equilibria[game])
    # one more where all are listed, so that none can be missing unnoticed
    most = listed if COVERAGES[batch.coverages[game]] is Coverage.PARTIAL else listed + 1
    solution = solve(batch.game(game), batch.concept, limits=Limits(equilibria=most))
    _compare(batch, game, solution)
    return solution


def _as_table(payoffs: Any) -> PayoffArray:
    """Return an array whose numbers are exact: the one that was given, where it is one."""
    if isinstance(payoffs, np.ndarray) and payoffs.dtype.kind in "iubf" and payoffs.dtype.itemsize <= 8:
        return payoffs
    return to_payoff_array(payoffs)


def _checked_games(payoffs: Any) -> PayoffArray:
    """Return payoffs of the right shape."""
    if payoffs is None:
        raise InvalidParameterError("expected payoffs [game, player, action of player 1, action of player 2], got None")
    if isinstance(payoffs, NormalFormGame):
        raise InvalidParameterError("expected the payoffs of many games, got one game; use solve(game)")
    if isinstance(payoffs, list | tuple) and any(isinstance(game, NormalFormGame) for game in payoffs):
        raise InvalidParameterError(
            "expected payoffs, got games; stack them: solve_batch(np.stack([game.payoffs for game in games]))"
        )
    games = _as_table(payoffs)
    if games.ndim != 4 or games.shape[1] != 2 or 0 in games.shape[2:]:
        raise InvalidGameError(
            f"expected payoffs of shape [game, player, action of player 1, action of player 2] of 2 players, "
            f"got shape {list(games.shape)}; for symmetric games of one matrix use symmetric_games"
        )
    return games


def _is_count(value: object, least: int) -> bool:
    """Whether a value is a whole number of at least so much."""
    return isinstance(value, Integral) and not isinstance(value, bool) and int(value) >= least


def _num_threads(threads: int | None) -> int:
    """Return how many threads are used."""
    from gametheory.kernels.batch.threads import thread_limit

    if threads is None:
        return thread_limit()
    if not _is_count(threads, 1):
        raise InvalidParameterError(f"expected a number of threads of at least 1, or None for all, got {threads!r}")
    return min(int(threads), thread_limit())


def _solve_all(games: PayoffArray, columns: Columns, watch: Watch, num_threads: int) -> None:
    """Solve all games by the kernels or, if they are too large for them, in a loop."""
    if not has_tables(*games.shape[2:]):
        solve_in_loop(games, columns, watch, num_threads)
        return
    from gametheory.solvers.batches.batch_small import SmallGames

    def solve_one(game: int) -> Rows:
        try:
            return game_rows(games[game], watch=watch, limits=watch.limits)
        except InvalidGameError as error:
            raise InvalidGameError(f"{error} (game {game})") from error

    SmallGames(games, num_threads, solve_one).run(columns, watch)


def _batch(games: PayoffArray, columns: Columns, termination: Termination, watch: Watch) -> BatchSolution:
    """Return the games that are done."""
    num_games, num_equilibria = columns.done
    num_rows = games.shape[2]
    numbers = columns.numbers[:num_equilibria]
    kept = (
        columns.offsets[: num_games + 1],
        columns.supports[:num_equilibria],
        columns.num_components[:num_games],
        columns.coverages[:num_games],
        columns.deciders[:num_games],
    )
    for column in (numbers, *kept):
        column.setflags(write=False)
    offsets, supports, num_components, coverages, deciders = kept
    return BatchSolution(
        games=games[:num_games],
        concept="nash",
        offsets=offsets,
        supports=supports,
        strategies=(numbers[:, :num_rows], numbers[:, num_rows:-2]),
        payoffs=numbers[:, -2:],
        num_components=num_components,
        coverages=coverages,
        deciders=deciders,
        termination=termination,
        statistics=read_only({"seconds": watch.seconds, "verified": 0}),
    )


def _verified(batch: BatchSolution, wanted: int | None) -> BatchSolution:
    """Return the batch after some of its games were solved by `solve` too."""
    rng = np.random.default_rng(SEED)
    seconds = batch.statistics["seconds"]
    most = min(len(batch), MOST_VERIFIED if wanted is None else wanted)
    started = time.perf_counter()
    verified = 0
    for game in rng.choice(len(batch), most, replace=False).tolist() if most else ():
        spent = time.perf_counter() - started
        expected = spent / verified * (verified + 1) if verified else VERIFICATION_SECONDS
        if wanted is None and expected > VERIFIED_SHARE * seconds:
            break
        solve_game_of_batch(batch, game)
        verified += 1
    statistics = {"seconds": seconds + time.perf_counter() - started, "verified": verified}
    return replace(batch, statistics=read_only(statistics))


def _compare(batch: BatchSolution, game: int, solution: Solution) -> None:
    """Raise SolverError unless the columns hold the equilibria of a solution, in any order."""
    exact = solution_rows(solution)
    rows = batch.rows(game)
    listed = np.concatenate([strategies[rows] for strategies in batch.strategies], axis=1)
    is_same = batch.num_components[game] == exact.num_components[0] and _are_same(
        (batch.supports[rows], listed), (exact.supports, exact.numbers[:, :-2])
    )
    if not is_same:
        raise SolverError(
            f"game {game} of the batch has {len(exact.supports)} equilibria by 'solve', but other ones "
            f"({len(listed)}) in the columns: a mistake of the package; please report the game",
            solution,
        )


def _are_same(listed: tuple[Any, Any], exact: tuple[Any, Any]) -> bool:
    """Whether supports and strategies are the same up to rounding, in any order.

    Of several equilibria with the same supports, the nearest relative to its probabilities is the one that is meant.
    """
    supports, strategies = listed
    left = list(range(len(strategies)))
    for wanted, strategy in zip(*exact, strict=True):
        candidates = [index for index in left if (supports[index] == wanted).all()]
        if not candidates:
            return False
        errors = {index: np.abs(strategies[index] - strategy) for index in candidates}
        sizes = {index: np.maximum(strategies[index] + strategy, SMALLEST_PROBABILITY) for index in candidates}
        nearest = min(candidates, key=lambda index: float((errors[index] / sizes[index]).max()))
        if errors[nearest].max() > PROBABILITY_ERROR:
            return False
        left.remove(nearest)
    return not left
