"""Small two-player games at all points of a block: in floats, and in rationals where a sign is in doubt."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, cast

import numpy as np

from gametheory.core.batch_solution import COVERAGES
from gametheory.core.normal_form import NormalFormGame
from gametheory.core.solution import Coverage, Limits
from gametheory.models.formulas.arrays import LANES, NO_FAILURE, ArrayReader
from gametheory.models.formulas.exact import FormulaValueError
from gametheory.solvers.batches.batch import solve_batch
from gametheory.solvers.batches.batch_points import columns_of_batch, risk_dominant_rows, select_rows, solve_points
from gametheory.studies.sweeps.sweep_doubt import exact_values, points_to_solve
from gametheory.studies.sweeps.sweep_job import BY_RATIONALS, MARGIN, NO_COVERAGE, NO_GAME, RULES
from gametheory.studies.sweeps.sweep_regimes import NO_REGIME, regime_json, regime_key
from gametheory.studies.sweeps.sweep_welfare import block_welfare

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from gametheory.array_types import BooleanArray, FloatArray
    from gametheory.models.formulas.arrays import ArrayValues
    from gametheory.models.game_formulas import GameFormulas
    from gametheory.solvers.batches.batch_points import PointColumns
    from gametheory.studies.regimes import Regime
    from gametheory.studies.sweeps.grid import Block
    from gametheory.studies.sweeps.sampled_welfare import SampledWelfare
    from gametheory.studies.sweeps.sweep_job import SweepJob

    Lanes = NDArray[np.int64] | slice

_ALL = COVERAGES.index(Coverage.ALL)
_MOST_EQUILIBRIA = 512
SAMPLED = 61
"""Of so many points one is looked at for the precision of its payoffs."""


class NormalFormPoints:
    """The points of a block of a sweep.

    Parameters
    ----------
    job
        A sweep of a small normal form.
    block
        Where the points lie.

    Attributes
    ----------
    arrays
        The answer, one row for each point.
    texts
        Regimes that were met, by key.
    """

    def __init__(self, job: SweepJob, block: Block) -> None:
        self._job = job
        self._block = block
        self._formulas = cast("GameFormulas", job.formulas)
        self._game = cast("NormalFormGame", self._formulas.game)
        self._shape = cast("tuple[int, int]", self._game.num_actions)
        self.arrays = job.empty(block.num_points)
        self.texts: dict[int, str] = {}

    def solve(self) -> None:
        """Solve all points."""
        read = self._read(self._block)
        found = solve_points(read.values, self._shape, MARGIN)
        self._write(found, slice(None), read.values)
        is_missing = read.failed != NO_FAILURE
        in_doubt = (found.deciders != 0) | read.doubtful | is_missing
        in_doubt |= self._are_imprecise(read.values)
        lanes, self.arrays["decided"][:] = points_to_solve(
            self._job,
            self._block,
            (in_doubt, is_missing),
            lambda around: solve_points(self._read(around).values, self._shape, MARGIN).regimes,
        )
        self._solve_exactly(lanes)

    @cached_property
    def _reader(self) -> ArrayReader:
        names, values = self._job.grid.names, self._job.model.parameter_values
        fixed = {name: value for name, value in values.items() if name not in names}
        return ArrayReader(self._formulas.tape, self._formulas.payoffs.ravel().tolist(), fixed)

    def _read(self, block: Block) -> ArrayValues:
        """Return the payoffs at the points of a block, in floats."""
        return self._reader.read(self._job.grid.floats(block))

    def _are_imprecise(self, payoffs: FloatArray) -> BooleanArray:
        """Return where payoffs may be off by more than the margin, if they are so at any of some sampled points."""
        points = self._job.grid.floats(self._block)
        is_off = np.zeros(payoffs.shape[1], dtype=bool)
        sample = slice(None, None, SAMPLED)
        if self._off({name: values[sample] for name, values in points.items()}, payoffs[:, sample]).any():
            for start in range(0, len(is_off), LANES):
                some = slice(start, start + LANES)
                is_off[some] = self._off({name: values[some] for name, values in points.items()}, payoffs[:, some])
        return is_off

    def _off(self, points: dict[str, FloatArray], payoffs: FloatArray) -> BooleanArray:
        """Return where the errors of a player's payoffs are larger than the margin of its range of payoffs."""
        tables = payoffs.reshape(2, -1, payoffs.shape[1])
        errors = self._reader.error_bounds(points).reshape(tables.shape).max(axis=1)
        is_off: BooleanArray = (errors > MARGIN * (tables.max(axis=1) - tables.min(axis=1))).any(axis=0)
        return is_off

    def _solve_exactly(self, lanes: NDArray[np.int64]) -> None:
        """Solve points at their exact values."""
        games, solved = [], []
        for lane in lanes.tolist():
            payoffs = self._exact_payoffs(lane)
            if payoffs is None:
                self._clear(lane)
            else:
                games.append(payoffs)
                solved.append(lane)
        if not games:
            return
        batch = solve_batch(np.stack(games), verify=0, threads=1, limits=Limits(equilibria=_MOST_EQUILIBRIA))
        if batch.termination.was_cut_short:
            raise KeyboardInterrupt
        tables = np.array([[float(value) for value in game.ravel()] for game in games]).T
        lanes = np.array(solved)
        self._write(columns_of_batch(batch), lanes, tables)
        self.arrays["coverage"][lanes] = batch.coverages
        self.arrays["decided"][lanes] = BY_RATIONALS

    def _exact_payoffs(self, lane: int) -> NDArray[Any] | None:
        """Return the payoffs at a point in rationals; None where one has no value, or none that floats can hold."""
        values = {**self._job.model.parameter_values, **exact_values(self._job, self._block, lane)}
        try:
            payoffs = self._formulas.exact_payoffs(values)
            return payoffs if np.isfinite(payoffs.astype(np.float64)).all() else None
        except (FormulaValueError, OverflowError):
            return None

    def _clear(self, lane: int) -> None:
        """Say that there is no game at a point."""
        for name, array in self._job.empty(1).items():
            self.arrays[name][lane] = array[0]
        self.arrays["decided"][lane] = NO_GAME

    def _write(self, found: PointColumns, lanes: Lanes, payoffs: FloatArray) -> None:
        """Write games into the answer."""
        arrays = self.arrays
        counts = np.diff(found.ends, prepend=0)
        arrays["num_equilibria"][lanes] = counts
        arrays["num_components"][lanes] = found.num_components
        arrays["coverage"][lanes] = np.where(counts > 0, _ALL, NO_COVERAGE)
        keys = np.array([*(self._key(found, int(game)) for game in found.examples), NO_REGIME], dtype=np.uint64)
        arrays["regime"][lanes] = keys[found.regimes]
        if not self._job.outputs:
            return
        if self._job.select is not None:
            self._write_rows(found, self._selected(found, payoffs), (lanes,))
            return
        starts = found.ends - counts
        for place in range(min(int(counts.max(initial=0)), self._job.num_listed)):
            rows = np.where(counts > place, starts + place, -1)
            self._write_rows(found, rows, (lanes, place))

    def _write_rows(self, found: PointColumns, rows: NDArray[np.int64], place: Sequence[Any]) -> None:
        """Write one equilibrium of each game; nothing where there is none."""
        if len(rows) == len(found.numbers) and (rows >= 0).all():  # one equilibrium each, in order
            numbers = found.numbers
        else:
            numbers = np.full((len(rows), found.numbers.shape[1]), np.nan)
            numbers[rows >= 0] = found.numbers[rows[rows >= 0]]
        for name, columns in (("probability", slice(None, -2)), ("payoff", slice(-2, None))):
            if name in self._job.outputs:
                self.arrays[name][tuple(place)] = numbers[:, columns]
        if "welfare" in self._job.outputs:
            self._write_welfare(numbers, rows >= 0, place)

    def _write_welfare(self, numbers: FloatArray, has_one: BooleanArray, place: Sequence[Any]) -> None:
        """Write the welfare at one equilibrium of each game; nothing where there is none."""
        welfare, lanes = self.arrays["welfare"], place[0]
        if has_one.all():
            welfare[tuple(place)] = self._welfare.expected(numbers[:, :-2], lanes).T
            return
        welfare[tuple(place)] = np.nan
        some = np.arange(self._block.num_points)[lanes][has_one]
        welfare[(some, *place[1:])] = self._welfare.expected(numbers[has_one, :-2], some).T

    @cached_property
    def _welfare(self) -> SampledWelfare:
        return block_welfare(self._job, self._block)

    def _selected(self, found: PointColumns, payoffs: FloatArray) -> NDArray[np.int64]:
        """Return the rows of the equilibria that the rule selects."""
        rule = cast("str", self._job.select)
        if rule == "risk_dominant":
            return risk_dominant_rows(found, payoffs)
        return select_rows(found, rule if rule in RULES else self._game.player_index(rule))

    def _key(self, found: PointColumns, game: int) -> int:
        """Return the key of a game's regime, and keep its text."""
        rows = range(found.ends[game - 1] if game else 0, found.ends[game])
        text = regime_json(self._regime(found, rows))
        key = regime_key(text)
        self.texts[key] = text
        return key

    def _regime(self, found: PointColumns, rows: range) -> Regime:
        """Return the supports of a game's equilibria by component."""
        components: dict[int, list[Any]] = {}
        for row in rows:
            support = tuple(
                (player.key, "", tuple(name for action, name in enumerate(names) if int(mask) >> action & 1))
                for player, names, mask in zip(
                    self._game.players, self._game.actions, found.supports[row].tolist(), strict=True
                )
            )
            components.setdefault(int(found.components[row]), []).append(support)
        return tuple(sorted(tuple(sorted(group)) for group in components.values()))
