"""The arrays that the kernels of the box search share.

Kernels pass few, large arrays to one another: each one costs time at every call, and much more while it is compiled.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import TypeVar

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Integers = NDArray[np.int64]
    Number = TypeVar("Number", np.float64, np.int64)

UNDECIDED, REQUIRED, EXCLUDED, INFERIOR = range(4)
"""Status of an action: nothing is known; it must be a best reply; its weight is zero; it is worse than another, too."""

UNIT = 2.0**-53
"""Largest relative error of one operation in floats."""

NUM_ACTIONS, START, STRIDE, NUM_AXIS, NUM_ROWS, NUM_ENTRIES, IS_CUT = range(7)
"""Of a player: number of actions; place of the first one among the actions of all players (one more at the end), and
step of its axis in a table of profiles; number of actions that may have weight (its axis), and of those that a best
reply is compared with (its rows); number of entries of a row, the product of the others' axes; whether upper bounds cut
corners off its simplex."""
NUM_SIZES = 7

REACH, STRETCH, ERROR, PAYOFF_ERROR, HEIGHT = range(5)
"""Of a player: 1 less the weights at the base of its simplex; the absolute weights of a corner added up, where that is
more than 1; how far an entry of its tensor, and a payoff, lie from the exact ones at most; its largest payoff."""
NUM_SCALES = 5

STATUS, AXIS, ROW, RANKING = range(4)
"""Of an action its status; at the place of an action, counted within a player: an action of the axis, and one of the
rows; and scratch, an order of corners."""
NUM_LISTS = 4

LOWER, UPPER, CORNER, SHARE, ROW_HEIGHT, KEPT_LOWER, KEPT_UPPER, HIGHEST, ROW_MIDDLE, CAPACITY, FILLING = range(11)
"""Of an action the bounds of its weight; of a place on an axis the weight at the base of the simplex, and a share of
the corner; of a row a bound on its entries, 0 only if all of them are 0; bounds that are kept while a larger box is
looked at; scratch by corner: largest entry; of a row its value in the middle of the box; of a place on an axis the
largest share of its corner; scratch by corner: how much of that is filled."""
NUM_WEIGHTS = 11

GAP, BUFFER, HALF = range(3)
"""Scratch for the entries of one row, or of one equation in all players' axes; for those of half of the players."""

TARGET, OWNER, KIND, WINDOW_START, WINDOW_END, KEPT_START, KEPT_END, STEP, SIZE = range(9)
"""While players are taken out of a tensor: its row of entries; the player who has no axis; what the others are taken
out by; first of the players who have axes, and first one beyond; the same of those who keep theirs; step of the axis
that is taken out; number of entries that are left."""
NUM_SCOPES = 9

FIRST_PLACES, SECOND_PLACES, ORDER = range(3)
"""Scratch for places in the table of payoffs, twice; and of each entry in all players' axes how many of its indices
are not 0."""

EQUATION_PLAYER, EQUATION_ROW, UNKNOWN_PLAYER, UNKNOWN_PLACE, UNKNOWN_POSITION = range(5)
"""Of an equation what it compares; of an unknown which weight it is, and which entry in all axes is its own."""

VALUE, RADIUS, IMAGE, KEPT_IMAGE = range(4)
"""Of an equation its value; of an unknown the size of the box around a point, how far from the point the root is at
most, in units of that size, and the same from a tighter box, in shares of a corner."""


class Workplace(NamedTuple):
    """A game, a box, and everything that one thread writes on while it looks at the box.

    The simplex of a player has the corners ``base + reach * unit vector`` for the actions that may have weight. Told
    are differences of payoffs there, of each action that a best reply is compared with to the first of them.

    Parameters
    ----------
    payoffs
        ``[player, profile]``, in C order of profiles; less the middle of each player's payoffs at the same actions of
        the others.
    tensors
        ``[player, row - 1, entry]``, flat: rows of a player follow one another without gaps.
    sizes, scales
        ``[quantity, player]``.
    actions, weights
        ``[quantity, action]``.
    entries, positions
        ``[quantity, profile]``.
    coefficients
        ``[equation, entry]``: equations in powers of the distances from a point.
    slopes
        ``[equation, unknown]`` the slopes of the equations; to the right of them ``[unknown, equation]`` an inverse.
    equations, distances
        ``[quantity, equation or unknown]``.
    scope
        ``[quantity]``.
    """

    payoffs: Floats
    tensors: Floats
    sizes: Integers
    scales: Floats
    actions: Integers
    weights: Floats
    entries: Floats
    positions: Integers
    coefficients: Floats
    slopes: Floats
    equations: Integers
    distances: Floats
    scope: Integers


class Stack(NamedTuple):
    """Boxes that wait, the last one to be looked at first.

    Parameters
    ----------
    bounds
        ``[box, LOWER or UPPER, action]``.
    status
        ``[box, action]``.
    shares
        Share of the tree of cases that hangs on each box.
    """

    bounds: Floats
    status: Integers
    shares: Floats


class Findings(NamedTuple):
    """Roots that were proved to be the only ones in their boxes, and boxes that stay open.

    Parameters
    ----------
    kinds
        `CERTIFIED`, `DOUBTFUL`, `TIED` or `SINGULAR`.
    bounds
        ``[finding, LOWER, UPPER, OUTER_LOWER or OUTER_UPPER, action]``: of the root's weights, or an open box; and of a
        box in which there is no other root.
    status
        ``[finding, action]``; of a root whose action may be in or out, equal or worse, negative less 1.
    """

    kinds: Integers
    bounds: Floats
    status: Integers


OUTER_LOWER, OUTER_UPPER = 2, 3
"""More bounds of findings."""

CERTIFIED, DOUBTFUL, TIED, SINGULAR = range(4)
"""An equilibrium; a root of which floats do not tell whether it is; empty equations; no proof in small boxes."""

TOP, BUDGET, NUM_FOUND, NUM_BOXES, BRANCH_START, BRANCH_LEFT = range(6)
"""Counters of a search: number of boxes on the stack, work until the next pause, findings, boxes that were looked at,
where on the stack the boxes begin that stem from one in which all is decided, and how many proofs may fail there."""
NUM_COUNTERS = 6


def new_workplace(num_actions: Sequence[int], payoffs: Floats, errors: Floats) -> Workplace:
    """Return arrays for the boxes of a game, the box being all profiles.

    Parameters
    ----------
    num_actions
        By player.
    payoffs
        ``[player, profile]``, centered.
    errors
        By player, how far a payoff lies from the exact one at most.

    Examples
    --------
    >>> import numpy as np
    >>> work = new_workplace((2, 3), np.zeros((2, 6)), np.zeros(2))
    >>> work.sizes[STRIDE, :2].tolist(), work.sizes[START].tolist()
    ([3, 1], [0, 2, 5])
    """
    num_players, num_profiles = payoffs.shape
    num_weights = sum(num_actions)
    num_unknowns = num_weights - num_players
    sizes = np.zeros((NUM_SIZES, num_players + 1), np.int64)
    sizes[NUM_ACTIONS, :num_players] = num_actions
    sizes[START, 1:] = np.cumsum(num_actions)
    stride = 1
    for player in range(num_players - 1, -1, -1):
        sizes[STRIDE, player] = stride
        stride *= num_actions[player]
    scales = np.zeros((NUM_SCALES, num_players))
    scales[PAYOFF_ERROR] = errors
    scales[HEIGHT] = np.abs(payoffs).max(axis=1)
    weights = np.zeros((NUM_WEIGHTS, num_weights))
    weights[UPPER] = 1.0
    return Workplace(
        payoffs,
        np.zeros((num_players, num_profiles)),
        sizes,
        scales,
        np.zeros((NUM_LISTS, num_weights), np.int64),
        weights,
        np.zeros((3, num_profiles)),
        np.zeros((3, num_profiles), np.int64),
        np.zeros((max(num_unknowns, 1), num_profiles)),
        np.zeros((num_unknowns, 2 * num_unknowns)),
        np.zeros((5, num_unknowns), np.int64),
        np.zeros((4, num_unknowns)),
        np.zeros(NUM_SCOPES, np.int64),
    )


def new_stack(num_boxes: int, num_weights: int) -> Stack:
    """Return a stack with room for so many boxes."""
    return Stack(
        np.zeros((num_boxes, 2, num_weights)), np.zeros((num_boxes, num_weights), np.int64), np.zeros(num_boxes)
    )


def new_findings(num_findings: int, num_weights: int) -> Findings:
    """Return room for so many findings."""
    return Findings(
        np.zeros(num_findings, np.int64),
        np.zeros((num_findings, 4, num_weights)),
        np.zeros((num_findings, num_weights), np.int64),
    )


def deeper_stack(stack: Stack) -> Stack:
    """Return a stack with twice the room."""
    return Stack(_doubled(stack.bounds), _doubled(stack.status), _doubled(stack.shares))


def longer_findings(findings: Findings) -> Findings:
    """Return findings with twice the room."""
    return Findings(_doubled(findings.kinds), _doubled(findings.bounds), _doubled(findings.status))


def _doubled(array: NDArray[Number]) -> NDArray[Number]:
    return np.concatenate((array, np.zeros_like(array)))
