"""Where a branch of logit equilibria meets others, to within rounding, and the first points of those."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from gametheory.core.path import choice_blocks
from gametheory.kernels.logit_branch import corrected_point, tied_actions

if TYPE_CHECKING:
    from gametheory.array_types import FloatArray
    from gametheory.solvers.quantal_response.trace import LogitEquations

MOST_CORRECTIONS = 12
"""Corrections of a fork at most."""
CORRECTED = 1e-13
"""Correction of a fork, relative to 1 and the precision, that is the last one."""
FARTHEST = 0.1
"""Distance, relative to 1 and the precision, from the branch at which a fork is no longer one of it."""
UNFOLDED = 1e-9
"""What may be added to the equations at a fork, relative to 1 and the precision."""
DIFFERENCE = 1e-5
"""Half the difference over which second derivatives are taken."""
NEAREST = 1e-10
"""Distance between both sides, relative to 1 and the precision, at which such a fork is located."""
SINGULAR = 1e-6
"""A singular value of the derivatives below this, relative to the largest, is one of the kernel."""
DEPARTURES = (0.03, 0.1, 0.01, 0.003)
"""Distances from a fork at which the first point of an arm is sought."""


@dataclass(frozen=True, eq=False)
class Fork:
    """A point in which a branch meets another one.

    Parameters
    ----------
    position
        Of the point of the branch before it.
    point
        Where it is, shape ``[N + 1]``.
    kernel
        Directions besides the tangent in which the derivatives vanish, one in each row.
    """

    position: int
    point: FloatArray
    kernel: FloatArray


def signed_fork(equations: LogitEquations, points: FloatArray, position: int) -> Fork | None:
    """Return the fork between a point and the next where the sign of a determinant changes; None if there is none.

    Newton's method on the equations together with two that say that their derivatives lose rank; a multiple of the
    left kernel is added to the equations, which makes all of it regular and is 0 at a true fork.

    Parameters
    ----------
    equations
        Of the game.
    points
        Of a branch.
    position
        Of the point before the change of sign.
    """
    point, start = (points[position] + points[position + 1]) / 2, points[position]
    left_vectors, _, right_vectors = np.linalg.svd(equations(point)[1])
    border, kernel = left_vectors[:, -1], right_vectors[-2:]
    added = 0.0
    for _ in range(MOST_CORRECTIONS):
        left, derivatives = equations(point)
        values, slopes = _rank_loss(equations, point, border, kernel)
        system = np.block([[derivatives, border[:, None]], [slopes, np.zeros((2, 1))]])
        try:
            correction = np.linalg.solve(system, -np.append(left + added * border, values))
        except np.linalg.LinAlgError:
            return None
        point, added = point + correction[:-1], added + float(correction[-1])
        if not np.abs(point - start).max() <= FARTHEST * (1.0 + abs(start[-1])):
            return None
        if np.abs(correction).max() < CORRECTED * (1.0 + abs(point[-1])):
            break
    if abs(added) > UNFOLDED * (1.0 + abs(point[-1])):
        return None
    return _fork(equations, position, point, points[position + 1] - points[position])


def _rank_loss(
    equations: LogitEquations, point: FloatArray, border: FloatArray, kernel: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """Return two numbers that vanish where derivatives lose rank, and how they change with the point."""
    size = len(point)
    derivatives = equations(point)[1]
    bordered = np.block([[derivatives, border[:, None]], [kernel, np.zeros((2, 1))]])
    row = np.linalg.solve(bordered.T, np.append(np.zeros(size), 1.0))
    cokernel = row[: size - 1]
    slopes = np.empty((2, size))
    for unknown in range(size):
        shift = np.zeros(size)
        shift[unknown] = DIFFERENCE * (1.0 + abs(point[-1]) * (unknown == size - 1))
        change = equations(point + shift)[1] - equations(point - shift)[1]
        slopes[:, unknown] = -(kernel @ (cokernel @ change)) / (2.0 * shift[unknown])
    return row[size - 1 :], slopes


def hidden_forks(equations: LogitEquations, points: FloatArray, known: tuple[int, ...]) -> tuple[Fork, ...]:
    """Return forks at which several branches cross at once, whether a sign changes or not: symmetry brings them about.

    Parameters
    ----------
    equations
        Of the game.
    points
        Of a branch.
    known
        Positions of forks that are known.
    """
    if not has_symmetry(points[len(points) // 2]):
        return ()
    counts = [_num_negative(equations, point) for point in points]
    found = []
    for position, (here, there) in enumerate(pairwise(counts)):
        if abs(here - there) < 2 or position in known:
            continue
        located = _halved(equations, points[position : position + 2], (here + there) / 2)
        fork = _fork(equations, position, located, points[position + 1] - points[position])
        if fork is not None:
            found.append(fork)
    return tuple(found)


def has_symmetry(point: FloatArray) -> bool:
    """Return whether at least two pairs of log probabilities are the same.

    Examples
    --------
    >>> has_symmetry(np.array([-1.0, -2.0, -1.0, -2.0, 5.0])), has_symmetry(np.array([-1.0, -2.0, -1.5, -2.0, 5.0]))
    (True, False)
    """
    return sum(len(group) - 1 for group in tied_actions(point)) >= 2


def _num_negative(equations: LogitEquations, point: FloatArray) -> int:
    """Return how many eigenvalues of the derivatives of log probability less logit response have a negative real part.

    The equations compare actions with the likeliest one; that is undone first.
    """
    compared = np.zeros((len(point) - 1, len(point) - 1))
    for block in choice_blocks(equations.game):
        likeliest = block.start + int(np.argmax(point[block]))
        compared[range(block.start, block.stop), range(block.start, block.stop)] = 1.0
        compared[block, likeliest] -= 1.0
        compared[likeliest, block] = np.exp(point[block])
    derivatives = np.linalg.solve(compared, equations(point)[1][:, :-1])
    return int((np.linalg.eigvals(derivatives).real < 0.0).sum())


def _halved(equations: LogitEquations, ends: FloatArray, level: float) -> FloatArray | None:
    """Return the point between two at which the number of negative eigenvalues passes a level, by bisection."""
    start, along = ends[0], ends[1] - ends[0]
    low, high = 0.0, 1.0
    is_above = _num_negative(equations, ends[0]) > level
    best: FloatArray | None = None
    ties = tied_actions(ends[1])
    while (high - low) * np.linalg.norm(along) > NEAREST * (1.0 + abs(start[-1])):
        share = (low + high) / 2
        corrected = corrected_point(equations, start + share * along, along, ties=ties)
        if corrected is None:
            break
        best = corrected[0]
        if (_num_negative(equations, best) > level) == is_above:
            low = share
        else:
            high = share
    return best


def _fork(equations: LogitEquations, position: int, point: FloatArray | None, along: FloatArray) -> Fork | None:
    """Return the fork at a point, None if the derivatives are not singular there."""
    if point is None:
        return None
    _, values, directions = np.linalg.svd(np.vstack([equations(point)[1], along / np.linalg.norm(along)]))
    is_kernel = values < SINGULAR * values[0]
    return Fork(position, point, directions[is_kernel]) if is_kernel.any() else None


def arm_starts(equations: LogitEquations, fork: Fork) -> tuple[tuple[FloatArray, FloatArray], ...]:
    """Return the first point and the direction of both arms that leave a fork; empty where none were found.

    Parameters
    ----------
    equations
        Of the game.
    fork
        A fork whose kernel has one direction.
    """
    direction = fork.kernel[0] / np.abs(fork.kernel[0][:-1]).max()
    starts = []
    for side in (direction, -direction):
        for departure in DEPARTURES:
            corrected = corrected_point(equations, fork.point + departure * side, side)
            if corrected is not None and corrected[0][-1] > 0.0:
                starts.append((corrected[0], side))
                break
    return tuple(starts) if len(starts) == 2 else ()
