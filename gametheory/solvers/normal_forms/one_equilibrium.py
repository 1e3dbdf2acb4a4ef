"""One equilibrium of a two-player normal form, however large."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from gametheory.core.profiles import MixedProfile, certain
from gametheory.core.solution import Coverage, Termination
from gametheory.errors import UnsupportedGameError
from gametheory.kernels.equilibrium_path import EquilibriumPath
from gametheory.kernels.two_action_supports import num_payoffs_compared, two_action_candidates
from gametheory.solvers.normal_forms.support_profiles import SupportProfiles
from gametheory.solvers.problem import Conclusion

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from gametheory.array_types import FloatArray, PayoffArray
    from gametheory.core.normal_form import NormalFormGame
    from gametheory.kernels.equilibrium_descent import EquilibriumDescent
    from gametheory.solvers.problem import Problem
    from gametheory.solvers.watch import Watch

Result = TypeVar("Result")

MOST_COMPARED = 2_000_000
"""Payoffs compared up to which all pairs of actions are tried in NumPy; beyond that a compiled kernel is loaded."""
MORE_RANKED = 1_000_000
"""Rows that are looked at beyond the best ones, shared out among all pairs of columns."""
PAIRS_AT_ONCE = 20_000
"""Pairs of columns that the kernel looks at before it hands back."""
EARLIEST_BARRIER = 0.03
"""Barrier below which the supports of points of the path are tried."""
LATE_BARRIER = 1e-7
"""Barrier below which supports of different size are tried too, those of an equilibrium among infinitely many; and
below which the end of a path is an answer, in payoffs scaled to 0..1."""
LARGEST_EXACT = 250
"""Actions of a player in the support up to which the answer is in rationals, of some 16 digits for each action."""
MOST_ON_PATHS = 500
"""Actions of the player with fewer of them up to which paths are followed."""
FEWEST_TO_DESCEND = 60
"""Actions of the player with fewer of them from which on the descent is tried before paths."""
MOST_DESCENDED = 3_000
"""Linear systems after which the descent gives way to paths."""
EARLIEST_PIVOTS = 2e-4
"""Barrier below which pivots from points of the descent are tried."""
POINTS_BETWEEN = 3
"""Points of the descent from one of which pivots are tried."""
MOST_PIVOTS = 600
"""Pivots from one point: more of them take longer than going on."""
SEED = 7
"""Of the random ratios of the descent."""
MOST_PATHS = 20
"""Paths that are followed, from different strategies, before the search gives up."""
FEWEST_SYSTEMS = 150
"""Linear systems after which the first path is left for another one, at least; later ones may take longer."""
SYSTEMS_BY_SIZE = 3
"""The same, for each action of the player with fewer of them."""
MORE_SYSTEMS = 1.3
"""How many times as long each path may take as the one before."""


def search(problem: Problem) -> Generator[MixedProfile, None, Conclusion]:
    """Yield one equilibrium of a two-player normal form.

    Pure equilibria are looked for first, then those in which each player mixes two actions: in large games with
    independent payoffs one of these nearly always exists. Else interior points are followed until they show which
    actions an equilibrium plays: in large games down a descent, from whose points pivots lead on, in small ones, and
    where that fails, along smooth paths. What was found in floats is solved again in rationals on its support.

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
    Exact, unless rationals confirm no point that the path leads to: then the answer is the nearest one in floats, with
    its regret. Cost: a few passes over the payoffs; then up to ``num_columns**2 * sqrt(num_rows)`` comparisons, with
    columns those of the player with fewer actions; then on descents some 20 to 50 linear systems of the size of that
    player, seldom more than 100, and a few thousand pivots; on paths some 40 to 300 systems.
    """
    game = problem.normal_form
    if game.num_players != 2:
        raise UnsupportedGameError(
            f"one_equilibrium needs 2 players, got {game.num_players}; use 'pure_enumeration' or 'label_tree'"
        )
    finder = _Finder(game, problem.watch)
    for stage in (finder.pure, finder.two_actions, finder.descent, finder.path):
        profile = stage()
        if finder.nearest is not None:
            yield finder.nearest
            return finder.conclusion(Coverage.APPROXIMATE, Termination.CONVERGED, stage.__name__)
        if profile is not None:
            yield profile
            is_limit = problem.limits.equilibria == 1
            termination = Termination.COUNT_REACHED if is_limit else Termination.CONVERGED
            return finder.conclusion(Coverage.AT_LEAST_ONE, termination, stage.__name__)
    return finder.conclusion(Coverage.NONE, Termination.NUMERICAL_FAILURE, "none")


def warm() -> None:
    """Compile the kernels, or load them from the cache on disk."""
    from gametheory.kernels.hull_supports import next_candidate, start_scan
    from gametheory.kernels.shifted_pivots import subtract_product

    next_candidate(start_scan(np.eye(2), 1.0 - np.eye(2), 2), PAIRS_AT_ONCE)
    subtract_product(np.eye(2), np.ones(2), np.ones(2))


class _Finder:
    """Looks for one equilibrium, the cheap ways first."""

    def __init__(self, game: NormalFormGame, watch: Watch) -> None:
        self._game = game
        self._watch = watch
        self.num_systems = 0
        self.nearest: MixedProfile | None = None
        """The equilibrium in floats, where rationals would be very long or confirm none; None if no path came near."""

    def conclusion(self, coverage: Coverage, termination: Termination, found_by: str) -> Conclusion:
        """Return what the search says, with the way that led to the answer and the linear systems solved on paths."""
        return Conclusion(
            coverage,
            is_in_order=True,
            termination=termination,
            statistics={"found_by": found_by, "systems": self.num_systems},
            arithmetic="float" if coverage is Coverage.APPROXIMATE else "exact",
        )

    def pure(self) -> MixedProfile | None:
        """Return the first pure equilibrium, None if there is none. Exact."""
        row_payoffs, column_payoffs = (self._comparable(player) for player in (0, 1))
        is_best = row_payoffs == row_payoffs.max(axis=0)
        is_best &= column_payoffs == column_payoffs.max(axis=1, keepdims=True)
        actions = divmod(int(is_best.argmax()), is_best.shape[1])
        if not is_best[actions]:
            return None
        sizes = self._game.num_actions
        return MixedProfile(self._game, (certain(actions[0], sizes[0]), certain(actions[1], sizes[1])))

    def _comparable(self, player: int) -> PayoffArray:
        """Return a player's payoffs in a form that compares exactly and fast."""
        payoffs: PayoffArray = self._game.payoffs[player]
        return self._game.integer_payoffs(player).values if payoffs.dtype == object else payoffs

    @cached_property
    def _profiles(self) -> SupportProfiles:
        return SupportProfiles(self._game, self._watch.tick)

    def two_actions(self) -> MixedProfile | None:
        """Return an equilibrium in which both players mix two actions, None if none was found."""
        for rows, columns in self._two_action_candidates():
            self._watch.tick()
            profile = self._profiles.equilibrium(rows, columns)
            if profile is not None:
                return profile
        return None

    def _two_action_candidates(self) -> Iterator[tuple[list[int], list[int]]]:
        """Yield pairs of rows and columns that floats take for the support of an equilibrium."""
        row_payoffs, column_payoffs = self._profiles.row_payoffs, self._profiles.column_payoffs
        if num_payoffs_compared(*row_payoffs.shape) <= MOST_COMPARED:
            yield from two_action_candidates(row_payoffs, column_payoffs)
        elif row_payoffs.shape[0] >= row_payoffs.shape[1]:
            yield from self._hull_candidates(row_payoffs, column_payoffs)
        else:
            for columns, rows in self._hull_candidates(column_payoffs.T, row_payoffs.T):
                yield rows, columns

    def _hull_candidates(
        self, row_payoffs: FloatArray, column_payoffs: FloatArray
    ) -> Iterator[tuple[list[int], list[int]]]:
        """Yield the candidates of the compiled kernel, which goes through all pairs of columns."""
        from gametheory.kernels.hull_supports import is_finished, next_candidate, start_scan

        num_rows, num_columns = row_payoffs.shape
        num_ranked = min(num_rows, 8 + int(num_rows**0.5) + MORE_RANKED // num_columns**2)
        scan = start_scan(row_payoffs, column_payoffs, num_ranked)
        while not is_finished(scan):
            if next_candidate(scan, PAIRS_AT_ONCE):
                yield scan.candidate[:2].tolist(), scan.candidate[2:].tolist()
            self._watch.tick()

    def descent(self) -> MixedProfile | None:
        """Return an equilibrium of a large game to which a descent leads, None if it leads to none."""
        if min(self._game.num_actions) < FEWEST_TO_DESCEND:
            return None
        from gametheory.kernels.equilibrium_descent import EquilibriumDescent

        descent = EquilibriumDescent(*self._wide_tables, seed=SEED)
        num_points, is_late = 0, False
        for is_new in descent.follow():
            self._watch.tick()
            self.num_systems = descent.num_systems
            if descent.num_systems > MOST_DESCENDED:
                break
            if not is_new or descent.barrier > EARLIEST_PIVOTS:
                continue
            num_points += 1
            if num_points % POINTS_BETWEEN != 1:
                continue
            profile = self._pivoted(descent)
            was_late, is_late = is_late, descent.barrier < LATE_BARRIER
            if profile is None and self.nearest is None and is_late and not was_late:
                profile = self._profiles.equilibrium_near(*self._in_order(descent.strategies))
            if profile is not None or self.nearest is not None:
                return profile
        return None

    def _pivoted(self, descent: EquilibriumDescent) -> MixedProfile | None:
        """Return the equilibrium to which pivots from a point of the descent lead, None if they lead to none."""
        end = self._at_end(descent.pivoted(MOST_PIVOTS))
        if end is None:
            return None
        strategies = self._in_order(end)
        profile = self._exact(*(np.flatnonzero(strategy).tolist() for strategy in strategies))
        if profile is None and self.nearest is None and np.count_nonzero(strategies[0]) <= LARGEST_EXACT:
            return self._profiles.equilibrium_near(*strategies)
        return profile

    def _at_end(self, steps: Generator[None, None, Result]) -> Result:
        """Return the result of steps, with a tick before each of them."""
        while True:
            self._watch.tick()
            try:
                next(steps)
            except StopIteration as stop:
                result: Result = stop.value
                return result

    def path(self) -> MixedProfile | None:
        """Return an equilibrium to which a path of interior points leads; None where rationals confirm none.

        A step on a path is one dense system, too long a pause in the largest games.
        """
        if min(self._game.num_actions) > MOST_ON_PATHS:
            return None
        most_systems = max(FEWEST_SYSTEMS, SYSTEMS_BY_SIZE * min(self._game.num_actions))
        tables = self._wide_tables
        for number in range(MOST_PATHS):
            path = EquilibriumPath(*tables, *(_start(size, number) for size in tables[0].shape))
            profile = self._along(path, round(most_systems * MORE_SYSTEMS**number))
            if profile is not None or self.nearest is not None:
                return profile
            if path.barrier < LATE_BARRIER:
                self.nearest = self._profiles.rounded(*self._in_order(path.strategies))
                return None
        return None

    @property
    def _is_tall(self) -> bool:
        """Whether there are more rows than columns."""
        return self._game.num_actions[0] > self._game.num_actions[1]

    @property
    def _wide_tables(self) -> tuple[FloatArray, FloatArray]:
        """The payoffs, with the players exchanged where there are more rows than columns."""
        row_payoffs, column_payoffs = self._profiles.row_payoffs, self._profiles.column_payoffs
        return (column_payoffs.T, row_payoffs.T) if self._is_tall else (row_payoffs, column_payoffs)

    def _in_order(self, strategies: tuple[FloatArray, FloatArray]) -> tuple[FloatArray, FloatArray]:
        """Return strategies of the wide tables as those of the row and the column player."""
        return strategies[::-1] if self._is_tall else strategies

    def _along(self, path: EquilibriumPath, most_systems: int) -> MixedProfile | None:
        """Follow interior points for so many linear systems at most."""
        tried: tuple[list[int], list[int], bool] | None = None
        solved_before = self.num_systems
        for is_new in path.follow():
            self._watch.tick()
            self.num_systems = solved_before + path.num_systems
            if path.num_systems > most_systems:
                break
            if not is_new or path.barrier > EARLIEST_BARRIER:
                continue
            strategies = self._in_order(path.strategies)
            rows, columns = (np.flatnonzero(strategy).tolist() for strategy in strategies)
            is_late = path.barrier < LATE_BARRIER
            if (rows, columns, is_late) != tried and rows and columns:
                tried = (rows, columns, is_late)
                profile = self._exact(rows, columns)
                if profile is None and is_late:
                    profile = self._profiles.equilibrium_near(*strategies)
                if profile is not None or self.nearest is not None:
                    return profile
        return None

    def _exact(self, rows: list[int], columns: list[int]) -> MixedProfile | None:
        """Return the equilibrium with these supports; where its rationals would be very long, keep the nearest one."""
        if len(rows) <= LARGEST_EXACT:
            return self._profiles.equilibrium(rows, columns)
        self.nearest = self._profiles.rounded_equilibrium(rows, columns)
        return None


def _start(size: int, number: int) -> FloatArray:
    """Return the strategy from which a path starts: equal probabilities first, later others that are as good."""
    if number == 0:
        return np.full(size, 1.0 / size)
    weights = np.random.default_rng(number).gamma(3.0, size=size)
    return np.asarray(weights / weights.sum())
