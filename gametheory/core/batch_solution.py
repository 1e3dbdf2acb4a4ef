"""Equilibria of a million games, in columns."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from operator import index as to_index
from typing import TYPE_CHECKING, Any, overload

import numpy as np

from gametheory.core import hooks
from gametheory.core.normal_form import NormalFormGame
from gametheory.core.read_only import read_only
from gametheory.core.solution import Coverage, Termination

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from numpy.typing import NDArray

    from gametheory.array_types import FloatArray, PayoffArray
    from gametheory.core.solution import Solution

COVERAGES = (
    Coverage.ALL,
    Coverage.ALL_EXTREME,
    Coverage.ALL_PURE,
    Coverage.APPROXIMATE,
    Coverage.AT_LEAST_ONE,
    Coverage.PARTIAL,
    Coverage.NONE,
)
"""What the codes of ``BatchSolution.coverages`` stand for, from the most to the least complete."""

DECIDERS = ("supports", "vertices", "wide_integers", "solve")
"""What the codes of ``BatchSolution.deciders`` stand for: signs of minors that leave no doubt; games with ties, by the
vertices of both best-response polytopes; the same with minors in wide integers; `gametheory.solve`."""

UNKNOWN = -1
"""Number of components where it was not determined."""


@dataclass(frozen=True, eq=False, repr=False)
class BatchSolution:
    """What `solve_batch` found: one row for each equilibrium, the rows of a game together.

    The equilibria of game ``k`` are the rows ``offsets[k]`` to ``offsets[k + 1]``. As a sequence it is the games'
    `Solution` objects, each made when it is asked for: exact, with proofs.

    Parameters
    ----------
    games
        Payoffs that were solved, ``[game, player, a_0, a_1]``.
    concept
        What was asked.
    offsets
        ``[game]``, and one more: first row of each game.
    supports
        ``[equilibrium, player]``: actions that are played, as bit masks: bit ``a`` is action ``a``.
    strategies
        For each player ``[equilibrium, action]``: probabilities, rounded; extreme equilibria, of each game in the order
        of `Solution.equilibria`.
    payoffs
        ``[equilibrium, player]``: expected payoffs, rounded.
    num_components
        ``[game]``: connected components of the set of equilibria, ``UNKNOWN`` where they were not counted.
    coverages
        ``[game]``: codes of ``COVERAGES``.
    deciders
        ``[game]``: how the game was decided, codes of ``DECIDERS``.
    termination
        Why the run ended; after Ctrl-C or at a limit the columns hold the first games.
    statistics
        Counts of the run and ``seconds``.

    Examples
    --------
    >>> from gametheory.solvers.batches.batch import solve_batch
    >>> batch = solve_batch([[[[3, 3], [2, 5], [0, 6]], [[3, 3], [2, 6], [3, 1]]]])
    >>> batch
    <BatchSolution nash: 1 games, 3 equilibria, coverage all, exhausted>
    >>> batch.supports.tolist(), batch.num_components.tolist()
    ([[1, 1], [1, 3], [6, 3]], [2])
    >>> batch.strategies[1].round(3).tolist()
    [[1.0, 0.0], [0.667, 0.333], [0.333, 0.667]]
    >>> batch[0].equilibria[2].profile
    <MixedProfile 0, 1/3, 2/3 | 1/3, 2/3>
    """

    games: PayoffArray
    concept: str
    offsets: NDArray[np.int64]
    supports: NDArray[Any]
    strategies: tuple[FloatArray, FloatArray]
    payoffs: FloatArray
    num_components: NDArray[np.int32]
    coverages: NDArray[np.uint8]
    deciders: NDArray[np.uint8]
    termination: Termination = Termination.EXHAUSTED
    statistics: Mapping[str, Any] = field(default_factory=lambda: read_only({}))

    @property
    def num_equilibria(self) -> NDArray[np.int64]:
        """Number of equilibria listed for each game."""
        return np.diff(self.offsets)

    @property
    def coverage(self) -> Coverage:
        """How much is certain of every game: the coverage of the least complete."""
        return COVERAGES[int(self.coverages.max())] if len(self) else Coverage.ALL

    @property
    def is_symmetric(self) -> NDArray[np.bool_]:
        """Whether both players do the same, for each equilibrium."""
        rows, columns = self.strategies
        if rows.shape != columns.shape:
            return np.zeros(len(rows), dtype=bool)
        same: NDArray[np.bool_] = (rows == columns).all(axis=1)
        return same

    def rows(self, game: int) -> slice:
        """Return where the equilibria of a game stand in the columns.

        Examples
        --------
        >>> from gametheory.solvers.batches.batch import solve_batch
        >>> solve_batch([[[[1, 0]], [[0, 2]]], [[[4, 0]], [[3, 3]]]]).rows(1)
        slice(1, 3, None)
        """
        position = self._position(game)
        return slice(int(self.offsets[position]), int(self.offsets[position + 1]))

    def game(self, game: int) -> NormalFormGame:
        """Return one of the games.

        Examples
        --------
        >>> from gametheory.solvers.batches.batch import solve_batch
        >>> solve_batch([[[[1, 0]], [[0, 2]]]]).game(0).payoff(1, (0, 1))
        Fraction(2, 1)
        """
        return NormalFormGame(self.games[self._position(game)])

    def _position(self, game: int) -> int:
        """Return a game's index, counted from the end where it is negative."""
        position = to_index(game)
        if not -len(self) <= position < len(self):
            raise IndexError(f"expected the index of one of {len(self)} games, got {position}")
        return position % len(self)

    def __len__(self) -> int:
        return len(self.offsets) - 1

    @overload
    def __getitem__(self, games: int) -> Solution: ...

    @overload
    def __getitem__(self, games: slice) -> BatchSolution: ...

    def __getitem__(self, games: int | slice) -> Solution | BatchSolution:
        """Return the exact solution of one game, or the columns of neighboring games."""
        if not isinstance(games, slice):
            solution: Solution = hooks.call("solve_game_of_batch", self, self._position(games))
            return solution
        start, stop, step = games.indices(len(self))
        if step != 1:
            raise IndexError(f"expected neighboring games, got a slice with step {step}; take one game at a time")
        stop = max(start, stop)
        rows = slice(int(self.offsets[start]), int(self.offsets[stop]))
        return replace(
            self,
            games=self.games[start:stop],
            offsets=self.offsets[start : stop + 1] - rows.start,
            supports=self.supports[rows],
            strategies=(self.strategies[0][rows], self.strategies[1][rows]),
            payoffs=self.payoffs[rows],
            num_components=self.num_components[start:stop],
            coverages=self.coverages[start:stop],
            deciders=self.deciders[start:stop],
        )

    def __iter__(self) -> Iterator[Solution]:
        return (self[game] for game in range(len(self)))

    def __repr__(self) -> str:
        return (
            f"<BatchSolution {self.concept}: {len(self):,} games, {len(self.supports):,} equilibria, "
            f"coverage {self.coverage}, {self.termination}>"
        )


hooks.register("solve_game_of_batch", "gametheory.solvers.batches.batch:solve_game_of_batch")
