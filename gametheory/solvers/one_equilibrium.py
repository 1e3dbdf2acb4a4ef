"""One equilibrium of a two-player normal form, however large."""

from __future__ import annotations

from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from gametheory.analysis.certificate import judge
from gametheory.core.profiles import MixedProfile
from gametheory.core.rationals import integer_payoffs, over_denominator
from gametheory.core.solution import Coverage, Termination
from gametheory.errors import UnsupportedGameError
from gametheory.kernels.equilibrium_path import EquilibriumPath
from gametheory.kernels.support_equations import equalizing_weights
from gametheory.kernels.two_action_supports import num_payoffs_compared, two_action_candidates
from gametheory.solvers.problem import Conclusion

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence

    from gametheory.array_types import FloatArray, PayoffArray
    from gametheory.core.normal_form import NormalFormGame
    from gametheory.core.profiles import Strategy
    from gametheory.kernels.equilibrium_path import Point
    from gametheory.solvers.problem import Problem
    from gametheory.solvers.watch import Watch

MOST_COMPARED = 2_000_000
"""Payoffs compared up to which all pairs of actions are tried in NumPy; beyond that a compiled kernel is worth loading."""
PAIRS_AT_ONCE = 20_000
"""Pairs of columns that the kernel looks at before it hands back."""
CLEAR_MARGIN = 1e-9
"""What an action must lose at least, in payoffs scaled to 0..1, to be no best reply beyond the doubt of rounding."""
EARLIEST_BARRIER = 0.03
"""Barrier below which the supports of points of the path are tried."""
MOST_PATHS = 20
"""Paths that are followed, from different strategies, before the search gives up."""
NEGLIGIBLE = 1e-7
"""Probabilities below which an action counts as not played where no exact equilibrium was found."""

ZERO = Fraction(0)


def search(problem: Problem) -> Generator[MixedProfile, None, Conclusion]:
    """Yield one equilibrium of a two-player normal form.

    Pure equilibria are looked for first, then those in which each player mixes two actions; in large games with
    independent payoffs one of these nearly always exists. Else a smooth path of interior points is followed until it
    shows which actions an equilibrium plays. What was found in floats is solved again in rationals on its support.

    Parameters
    ----------
    problem
        A normal form of two players.

    Raises
    ------
    UnsupportedGameError
        If there are not two players.

    Notes
    -----
    Exact, unless the actions of the equilibrium do not determine it: then the answer is one of floats, with its regret.
    Cost: a few passes over the payoffs; then up to about ``num_columns**2 * sqrt(num_rows)`` comparisons; then some 100
    to 1,000 linear systems of the size of the smaller player.
    """
    game = problem.normal_form
    if game.num_players != 2:
        raise UnsupportedGameError(
            f"one_equilibrium needs 2 players, got {game.num_players}; use 'pure_enumeration' or 'label_tree'"
        )
    finder = _Finder(game, problem.watch)
    for way, stage in (("pure", finder.pure), ("two_actions", finder.two_actions), ("path", finder.on_path)):
        profile = stage()
        if profile is not None:
            yield profile
            statistics = {"found_by": way, "path_points": finder.num_points}
            arithmetic = "exact" if finder.is_exact else "float"
            ending = Termination.COUNT_REACHED if finder.is_exact else Termination.CONVERGED
            coverage = Coverage.AT_LEAST_ONE if finder.is_exact else Coverage.APPROXIMATE
            return Conclusion(coverage, termination=ending, statistics=statistics, arithmetic=arithmetic)
    return Conclusion(Coverage.NONE, termination=Termination.NUMERICAL_FAILURE)


class _Finder:
    """Looks for one equilibrium, the cheap ways first."""

    def __init__(self, game: NormalFormGame, watch: Watch) -> None:
        self._game = game
        self._watch = watch
        self.num_points = 0
        self.is_exact = True

    def pure(self) -> MixedProfile | None:
        """Return the first pure equilibrium, None if there is none. Exact."""
        row_payoffs, column_payoffs = (self._comparable(player) for player in (0, 1))
        is_best = row_payoffs == row_payoffs.max(axis=0)
        is_best &= column_payoffs == column_payoffs.max(axis=1, keepdims=True)
        place = int(is_best.argmax())
        row, column = divmod(place, is_best.shape[1])
        if not is_best[row, column]:
            return None
        return self._profile(([row], [1]), ([column], [1]))

    def _comparable(self, player: int) -> PayoffArray:
        """Return a player's payoffs in a form that compares exactly and fast."""
        payoffs: PayoffArray = self._game.payoffs[player]
        return self._game.integer_payoffs(player).values if payoffs.dtype == object else payoffs

    def two_actions(self) -> MixedProfile | None:
        """Return an equilibrium in which both players mix two actions, None if none was found."""
        for rows, columns in self._two_action_candidates():
            self._watch.tick()
            profile = self._on_support(rows, columns)
            if profile is not None:
                return profile
        return None

    def _two_action_candidates(self) -> Iterator[tuple[Sequence[int], Sequence[int]]]:
        """Yield pairs of rows and columns that floats take for the support of an equilibrium."""
        row_payoffs, column_payoffs = self._scaled
        if num_payoffs_compared(*row_payoffs.shape) <= MOST_COMPARED:
            yield from two_action_candidates(row_payoffs, column_payoffs)
        elif row_payoffs.shape[0] >= row_payoffs.shape[1]:
            yield from self._hull_candidates(row_payoffs, column_payoffs)
        else:
            for columns, rows in self._hull_candidates(column_payoffs.T, row_payoffs.T):
                yield rows, columns

    def _hull_candidates(
        self, row_payoffs: FloatArray, column_payoffs: FloatArray
    ) -> Iterator[tuple[Sequence[int], Sequence[int]]]:
        """Yield the candidates of the compiled kernel, which goes through all pairs of columns."""
        from gametheory.kernels.hull_supports import next_candidate

        by_column = np.ascontiguousarray(row_payoffs.T)
        ranked = _best_rows(by_column)
        column_payoffs = np.ascontiguousarray(column_payoffs)
        state = np.array([0, 1, 0, 0, 0, 0], dtype=np.int32)
        while state[0] < len(by_column) - 1:
            if next_candidate(by_column, column_payoffs, ranked, state, PAIRS_AT_ONCE):
                first, second, third, fourth = state[2:].tolist()
                yield (first, second), (third, fourth)
            self._watch.tick()

    @cached_property
    def _scaled(self) -> tuple[FloatArray, FloatArray]:
        """Both players' payoffs in floats, moved and scaled exactly or nearly so to 0..1."""
        return _scaled_payoffs(self._game, 0), _scaled_payoffs(self._game, 1)

    def on_path(self) -> MixedProfile | None:
        """Return the equilibrium at the end of a path of interior points; None where rounding spoiled all paths."""
        row_payoffs, column_payoffs = self._scaled
        num_rows, num_columns = row_payoffs.shape
        if num_rows > num_columns:
            row_payoffs, column_payoffs = column_payoffs.T, row_payoffs.T
        nearest: tuple[FloatArray, FloatArray] | None = None
        for number in range(MOST_PATHS):
            start = [_start(size, number) for size in row_payoffs.shape]
            path = EquilibriumPath(row_payoffs, column_payoffs, *start)
            tried: tuple[list[int], list[int]] = ([], [])
            for point in path.follow():
                self._watch.tick()
                if point is None or point.barrier > EARLIEST_BARRIER:
                    continue
                self.num_points += 1
                first, second = (actions.tolist() for actions in path.supports(point))
                if len(first) == len(second) and (first, second) != tried:
                    tried = (first, second)
                    rows, columns = (first, second) if num_rows <= num_columns else (second, first)
                    profile = self._on_support(rows, columns) if self._is_plausible(rows, columns) else None
                    if profile is not None:
                        return profile
        return None

    def _is_plausible(self, rows: Sequence[int], columns: Sequence[int]) -> bool:
        """Whether these are the supports of an equilibrium as far as floats can tell."""
        row_payoffs, column_payoffs = self._scaled
        return _is_equalized(row_payoffs, rows, columns) and _is_equalized(column_payoffs.T, columns, rows)

    def _on_support(self, rows: Sequence[int], columns: Sequence[int]) -> MixedProfile | None:
        """Return the equilibrium with these supports in rationals, None if there is none or not just one."""
        if not rows:
            return None
        block = np.ix_(rows, columns)
        row_integers = integer_payoffs(self._game.payoffs[0][block]).values
        column_integers = integer_payoffs(self._game.payoffs[1][block]).values
        column_weights = equalizing_weights(row_integers.T.tolist())
        row_weights = column_weights and equalizing_weights(column_integers.tolist())
        if not row_weights or not column_weights:
            return None
        profile = self._profile((rows, row_weights), (columns, column_weights))
        is_clear = self._is_clear(rows, row_weights, columns, column_weights)
        return profile if is_clear or judge(self._game, profile).is_equilibrium else None

    def _is_clear(
        self, rows: Sequence[int], row_weights: Sequence[int], columns: Sequence[int], column_weights: Sequence[int]
    ) -> bool:
        """Whether all other actions lose so much that rounding leaves no doubt."""
        row_payoffs, column_payoffs = self._scaled
        against_columns = row_payoffs[:, list(columns)] @ _probabilities(column_weights)
        against_rows = _probabilities(row_weights) @ column_payoffs[list(rows)]
        return _loses_clearly(against_columns, rows) and _loses_clearly(against_rows, columns)

    def _profile(
        self, row: tuple[Sequence[int], Sequence[int]], column: tuple[Sequence[int], Sequence[int]]
    ) -> MixedProfile:
        """Return the profile of two supports and their weights."""
        sizes = self._game.num_actions
        strategies = (_strategy(*row, sizes[0]), _strategy(*column, sizes[1]))
        return MixedProfile(self._game, strategies)


def _strategy(support: Sequence[int], weights: Sequence[int], size: int) -> Strategy:
    """Return the mixed strategy with these integer weights on a support."""
    strategy = [ZERO] * size
    for action, probability in zip(support, over_denominator(weights, sum(weights)), strict=True):
        strategy[action] = probability
    return tuple(strategy)


def _probabilities(weights: Sequence[int]) -> FloatArray:
    """Return integer weights as probabilities, correctly rounded."""
    total = sum(weights)
    return np.array([weight / total for weight in weights])


def _loses_clearly(payoffs: FloatArray, support: Sequence[int]) -> bool:
    """Whether every action outside a support pays clearly less than those of the support."""
    best = payoffs[list(support)].min()
    others = payoffs.copy()
    others[list(support)] = -1.0
    return bool(others.max() < best - CLEAR_MARGIN)


def _is_equalized(payoffs: FloatArray, own: Sequence[int], others: Sequence[int]) -> bool:
    """Whether some mixture of the other player's actions makes a player's own actions best replies, up to rounding."""
    size = len(own)
    system = np.ones((size + 1, size + 1))
    system[:size, :size] = payoffs[np.ix_(own, others)]
    system[size, size] = 0.0
    right = np.zeros(size + 1)
    right[size] = 1.0
    try:
        mixture = np.linalg.solve(system, right)
    except np.linalg.LinAlgError:
        return False
    if not (mixture[:size] > -CLEAR_MARGIN).all():
        return False
    return bool((payoffs[:, list(others)] @ mixture[:size]).max() <= -mixture[size] + CLEAR_MARGIN)


def _start(size: int, number: int) -> FloatArray:
    """Return the strategy from which a path starts: equal probabilities first, later others that are as good."""
    if number == 0:
        return np.full(size, 1.0 / size)
    weights = np.random.default_rng(number).gamma(3.0, size=size)
    return np.asarray(weights / weights.sum())


def _best_rows(by_column: FloatArray) -> PayoffArray:
    """Return the best rows against each column, best first; many where there are few columns."""
    num_columns, num_rows = by_column.shape
    num_ranked = min(num_rows, 8 + 2 * int(num_rows**0.5) + 1_000_000 // num_columns**2)
    best = np.argpartition(-by_column, num_ranked - 1, axis=1)[:, :num_ranked]
    order = np.argsort(-np.take_along_axis(by_column, best, axis=1), axis=1)
    return np.take_along_axis(best, order, axis=1).astype(np.int32)


def _scaled_payoffs(game: NormalFormGame, player: int) -> FloatArray:
    """Return a player's payoffs as floats from 0 to 1, each correct but for its last bits."""
    payoffs: PayoffArray = game.payoffs[player]
    if payoffs.dtype != np.float64:
        payoffs = game.integer_payoffs(player).values
        spread = int(payoffs.max()) - int(payoffs.min())
        is_small = payoffs.dtype == np.int64 and spread < 2**53
        moved = payoffs - payoffs.min() if is_small else payoffs.astype(object) - int(payoffs.min())
        return np.asarray(moved / (spread or 1), dtype=np.float64)
    if abs(float(payoffs.max())) > 1e300 or abs(float(payoffs.min())) > 1e300:
        payoffs = payoffs / 4.0
    low = payoffs.min()
    return np.asarray((payoffs - low) / ((payoffs.max() - low) or 1.0))
