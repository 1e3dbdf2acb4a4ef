"""The branch of logit equilibria of a table, followed by a compiled kernel.

The rules are those of ``logit_branch.py``; besides, derivatives that were factorized near a point serve for its last
corrections and for its tangent.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from gametheory.kernels.compiled import compiled, is_compiled
from gametheory.kernels.compiled_table_responses import TableArrays, fill_derivatives, fill_left, largest_regret
from gametheory.kernels.dense_elimination import factorize, substitute
from gametheory.kernels.logit_steps import (
    AIMED_CORRECTION,
    CORRECTED,
    CROSSING_STEP,
    END_REGRET,
    FIRST_STEP,
    FLAT_FROM,
    LEAST_COSINE,
    LEAST_END,
    LEAST_GROWTH,
    MOST_CORRECTIONS,
    MOST_GROWTH,
    MOST_POINTS,
    NEAR,
    RETREAT,
    ROUNDED,
    SHORTEST_STEP,
    TIED,
    WORST_CORRECTION,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from gametheory.array_types import FloatArray

FIRST_CAPACITY = 256
"""Points for which there is room at first."""
BUDGET = 20_000_000
"""Multiplications between two looks at the clock: some 0.02 s."""

RUNNING, ENDED, LOST, FULL = 0, 1, 2, 3
STEP, LAST_STEP, SIGN, FIRST = 0, 1, 2, 3
NUM_POINTS, NUM_CROSSINGS, STATUS, WORK, NUM_TIED = 0, 1, 2, 3, 4


class BranchArrays(NamedTuple):
    """What following a branch reads and writes.

    Parameters
    ----------
    table
        The game, and room for what its equations give.
    points, crossings
        What was found, as far as ``counts`` says.
    tangent, before
        Unit tangents at the last point and at the one before.
    trial, right
        Room for a point that is tried, and for right-hand sides.
    matrix, order
        Room for derivatives above a tangent, and for exchanges of rows.
    ties
        For each log probability the first one that is the same by symmetry.
    numbers
        Next step, last step, sign of the determinant, first correction.
    counts
        Points, crossings, status, multiplications left, log probabilities that are the same as an earlier one.
    """

    table: TableArrays
    points: FloatArray
    crossings: NDArray[np.int64]
    tangent: FloatArray
    before: FloatArray
    trial: FloatArray
    right: FloatArray
    matrix: FloatArray
    order: NDArray[np.int64]
    ties: NDArray[np.int64]
    numbers: FloatArray
    counts: NDArray[np.int64]


@compiled
def _predict(branch: BranchArrays, step: float) -> None:
    """Write where the branch is after a step: on a parabola, or far out on a line plus 1 / precision."""
    last = branch.counts[NUM_POINTS] - 1
    size = len(branch.tangent)
    points, tangent, before, trial = branch.points, branch.tangent, branch.before, branch.trial
    for index in range(size):
        trial[index] = points[last, index] + step * tangent[index]
    if last == 0:
        return
    here, there, length = points[last, size - 1], points[last - 1, size - 1], branch.numbers[LAST_STEP]
    upwards = min(tangent[size - 1], before[size - 1])
    if here <= FLAT_FROM or here <= there or upwards <= 0.0:
        for index in range(size):
            trial[index] += 0.5 * step * step / length * (tangent[index] - before[index])
        return
    ahead = trial[size - 1]
    scale = 1.0 / (1.0 / here**2 - 1.0 / there**2)
    for index in range(size - 1):
        slope = tangent[index] / tangent[size - 1]
        decay = (before[index] / before[size - 1] - slope) * scale
        moved = (slope + decay / here**2) * (ahead - here) + decay * (1.0 / ahead - 1.0 / here)
        trial[index] = points[last, index] + moved


@compiled
def _factorized(branch: BranchArrays) -> int:
    """Factorize derivatives at the trial above the last tangent, and return the sign of the determinant."""
    size = len(branch.tangent)
    fill_derivatives(branch.table, branch.trial, branch.matrix)
    for column in range(size):
        branch.matrix[size - 1, column] = branch.tangent[column]
    branch.counts[WORK] -= size * size * (size // 3 + 8)
    return factorize(branch.matrix, branch.order)


@compiled
def _correct(branch: BranchArrays) -> float:
    """Move the trial by one correction, and return the largest change of a log probability."""
    size = len(branch.tangent)
    for index in range(size - 1):
        branch.right[index] = -branch.table.left[index]
    branch.right[size - 1] = 0.0
    substitute(branch.matrix, branch.order, branch.right)
    largest = 0.0
    for index in range(size - 1):
        change = abs(branch.right[index])
        if not change <= largest:  # also where it is not a number
            largest = change
    return largest


@compiled
def _find_ties(branch: BranchArrays) -> None:
    """Write which log probabilities of the trial are the same."""
    size = len(branch.trial) - 1
    allowed = TIED * (1.0 + abs(branch.trial[size]))
    for index in range(size):
        for earlier in range(index):
            if branch.ties[earlier] == earlier and abs(branch.trial[index] - branch.trial[earlier]) <= allowed:
                branch.ties[index] = earlier
                branch.counts[NUM_TIED] += 1
                break


@compiled
def _keep_ties(branch: BranchArrays) -> None:
    """Replace log probabilities of the trial that are the same by symmetry by their mean."""
    size = len(branch.trial) - 1
    for first in range(size):
        total, number = 0.0, 0
        for index in range(first, size):
            if branch.ties[index] == first:
                total += branch.trial[index]
                number += 1
        for index in range(first, size):
            if branch.ties[index] == first:
                branch.trial[index] = total / number


@compiled
def _move(branch: BranchArrays) -> None:
    """Add the correction to the trial, and work out what the equations leave there."""
    for index in range(len(branch.trial)):
        branch.trial[index] += branch.right[index]
    if branch.counts[NUM_TIED] > 0:
        _keep_ties(branch)
    fill_left(branch.table, branch.trial)


@compiled
def _is_rounded(branch: BranchArrays) -> bool:
    """Whether what the equations leave at the trial is no more than rounding."""
    allowed = ROUNDED * (1.0 + abs(branch.trial[len(branch.trial) - 1]))
    largest = 0.0
    for index in range(len(branch.table.left)):
        largest = max(largest, abs(branch.table.left[index]))
    return bool(largest <= allowed)


@compiled
def _polish(branch: BranchArrays, previous: float) -> bool:
    """Correct the trial with the derivatives at hand until nothing changes; whether it came to that."""
    for _ in range(MOST_CORRECTIONS):
        size = _correct(branch)
        _move(branch)
        if size < CORRECTED or _is_rounded(branch):
            return True
        if not size < previous:
            return False
        previous = size
    return False


@compiled
def _solve_trial(branch: BranchArrays) -> int:
    """Correct the trial to a point of the branch; return the sign of the determinant there, 0 where that fails."""
    fill_left(branch.table, branch.trial)
    for number in range(MOST_CORRECTIONS):
        sign = _factorized(branch)
        if sign == 0:
            return 0
        size = _correct(branch)
        if number == 0:
            branch.numbers[FIRST] = size
            if not size <= WORST_CORRECTION:
                return 0
        if not math.isfinite(size):
            return 0
        _move(branch)
        if _is_rounded(branch) or (size < NEAR and _polish(branch, size)):
            return sign
    return 0


@compiled
def _tangent_cosine(branch: BranchArrays) -> float:
    """Write the unit tangent by the derivatives at hand to the right-hand side, and return its cosine with the last."""
    size = len(branch.tangent)
    for index in range(size - 1):
        branch.right[index] = 0.0
    branch.right[size - 1] = 1.0
    substitute(branch.matrix, branch.order, branch.right)
    norm = 0.0
    for index in range(size):
        norm += branch.right[index] ** 2
    norm = math.sqrt(norm)
    cosine = 0.0
    for index in range(size):
        branch.right[index] /= norm
        cosine += branch.right[index] * branch.tangent[index]
    return cosine


@compiled
def _advance(branch: BranchArrays) -> float:
    """Take a step, or take it back, and return how many times as long the next one is."""
    step, last = branch.numbers[STEP], branch.counts[NUM_POINTS] - 1
    size = len(branch.tangent)
    _predict(branch, step)
    sign = _solve_trial(branch)
    if sign == 0 or not _tangent_cosine(branch) >= LEAST_COSINE:
        return RETREAT
    if sign != branch.numbers[SIGN]:
        if step > CROSSING_STEP * (1.0 + abs(branch.points[last, size - 1])):
            return RETREAT
        branch.crossings[branch.counts[NUM_CROSSINGS]] = last
        branch.counts[NUM_CROSSINGS] += 1
        branch.numbers[SIGN] = sign
    for index in range(size):
        branch.points[last + 1, index] = branch.trial[index]
        branch.before[index] = branch.tangent[index]
        branch.tangent[index] = branch.right[index]
    branch.counts[NUM_POINTS] += 1
    branch.numbers[LAST_STEP] = step
    if last == 0:
        _find_ties(branch)
    growth = (AIMED_CORRECTION / max(branch.numbers[FIRST], SHORTEST_STEP)) ** (1.0 / 3.0)
    return float(min(MOST_GROWTH, max(LEAST_GROWTH, growth)))


@compiled
def _start(branch: BranchArrays) -> None:
    """Turn the direction at the first point into the tangent, and keep the sign there."""
    for index in range(len(branch.trial)):
        branch.trial[index] = branch.points[0, index]
    fill_left(branch.table, branch.trial)
    sign = _factorized(branch)
    if sign == 0:
        branch.counts[STATUS] = LOST
        return
    _tangent_cosine(branch)
    for index in range(len(branch.trial)):
        branch.tangent[index] = branch.right[index]
    branch.numbers[SIGN] = sign
    branch.numbers[STEP] = FIRST_STEP
    branch.counts[NUM_POINTS] = 1


@compiled
def _run(branch: BranchArrays, budget: int) -> None:
    """Take steps until the branch ends or is lost, there is no room, or so many multiplications are done."""
    branch.counts[WORK] = budget
    if branch.counts[NUM_POINTS] == 0:
        _start(branch)
    size = len(branch.tangent)
    while branch.counts[WORK] > 0 and branch.counts[STATUS] == RUNNING:
        if branch.counts[NUM_POINTS] == len(branch.points):
            branch.counts[STATUS] = FULL
            return
        known = branch.counts[NUM_POINTS]
        branch.numbers[STEP] *= _advance(branch)
        precision = branch.points[branch.counts[NUM_POINTS] - 1, size - 1]
        if branch.numbers[STEP] < SHORTEST_STEP * (1.0 + abs(precision)):
            branch.counts[STATUS] = LOST
        if branch.counts[NUM_POINTS] > known and precision >= LEAST_END and largest_regret(branch.table) <= END_REGRET:
            branch.counts[STATUS] = ENDED


class CompiledLogitBranch:
    """A branch of logit equilibria of a normal form.

    Parameters
    ----------
    table
        The game.
    start
        A solution, shape ``[N + 1]``.
    direction
        Where the branch goes from there, roughly.

    Examples
    --------
    >>> from gametheory.kernels.compiled_table_responses import table_arrays
    >>> tables = [np.array([[3.0, 1.0], [0.0, 0.0]]) / 3, np.array([[1.0, 0.0], [0.0, 2.0]]) / 3]
    >>> start = np.append(np.log(np.full(4, 0.5)), 0.0)
    >>> branch = CompiledLogitBranch(table_arrays(tables), start, np.eye(5)[4])
    >>> list(branch.follow()), branch.has_ended, np.exp(branch.points[-1, :4]).round(6).tolist()
    ([...], True, [1.0, 0.0, 1.0, 0.0])
    """

    def __init__(self, table: TableArrays, start: FloatArray, direction: FloatArray) -> None:
        size = len(start)
        points = np.empty((FIRST_CAPACITY, size))
        points[0] = start
        self._branch = BranchArrays(
            table=table,
            points=points,
            crossings=np.empty(FIRST_CAPACITY, dtype=np.int64),
            tangent=np.array(direction, dtype=np.float64),
            before=np.zeros(size),
            trial=np.zeros(size),
            right=np.zeros(size),
            matrix=np.zeros((size, size)),
            order=np.zeros(size, dtype=np.int64),
            ties=np.arange(size),
            numbers=np.zeros(4),
            counts=np.zeros(5, dtype=np.int64),
        )

    def follow(self) -> Iterator[None]:
        """Yield now and then, until the branch has ended or is lost."""
        while self._branch.counts[STATUS] == RUNNING:
            _run(self._branch, BUDGET)
            if self._branch.counts[STATUS] == FULL and len(self._branch.points) < MOST_POINTS:
                self._widen()
            yield

    def _widen(self) -> None:
        """Make room for twice as many points."""
        old = self._branch
        self._branch = old._replace(
            points=np.concatenate([old.points, np.empty_like(old.points)]),
            crossings=np.concatenate([old.crossings, np.empty_like(old.crossings)]),
        )
        self._branch.counts[STATUS] = RUNNING

    @property
    def points(self) -> FloatArray:
        """The points so far, shape ``[num_points, N + 1]``."""
        return self._branch.points[: max(int(self._branch.counts[NUM_POINTS]), 1)]

    @property
    def crossings(self) -> list[int]:
        """Positions of points between which and the next a sign changes."""
        return [int(position) for position in self._branch.crossings[: self._branch.counts[NUM_CROSSINGS]]]

    @property
    def is_lost(self) -> bool:
        """Whether shorter steps than floats allow would be needed to go on."""
        return bool(self._branch.counts[STATUS] == LOST)

    @property
    def has_ended(self) -> bool:
        """Whether hardly anybody regrets a choice at the last point."""
        return bool(self._branch.counts[STATUS] == ENDED)


def is_ready() -> bool:
    """Return whether the kernel runs at once: it was compiled in this process before, or lies in the cache on disk."""
    return is_compiled(_run)


def warm() -> None:
    """Compile the kernel, or load it from the cache on disk."""
    from gametheory.kernels.compiled_table_responses import table_arrays

    start = np.append(np.log(np.full(4, 0.5)), 0.0)
    for _ in CompiledLogitBranch(table_arrays([np.eye(2), np.eye(2)[::-1]]), start, np.eye(5)[4]).follow():
        pass
