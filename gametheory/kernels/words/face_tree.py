"""The tree of `face_tree`, compiled: pairs of supports of realization plans that can be best replies to each other.

A stack of nodes in arrays, depth first: one child is pushed, the other one replaces its parent. Decisions are written
down first and carried out afterwards, so that a run can stop within a node at any pivot and be taken up again. Told are
the decisions at each leaf, not its faces: rows of variables that are positive everywhere are dropped.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from gametheory.kernels.compiled import compiled
from gametheory.kernels.words.face_lookahead import Branch, copy_face, is_open, read_face
from gametheory.kernels.words.face_states import (
    INSIDE,
    LOOSE,
    NEEDED,
    OUTSIDE,
    TIGHT,
    InfosetArrays,
    decision_of,
    follow,
)
from gametheory.kernels.words.label_tree import FULL, NUM_COUNTERS, NUM_NODES, SHALLOW, TOP, Stack, tableau_at
from gametheory.kernels.words.simplex import fix_at_zero
from gametheory.kernels.words.tableau import (
    BUDGET,
    DONE,
    EMPTY,
    IS_SCANNED,
    NUM_COLUMNS,
    NUM_ROWS,
    PAUSED,
    TOO_WIDE,
    WordTableau,
    copy_tableau,
    drop_column,
    drop_row,
    round_all,
    scan,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["FULL", "INSIDE", "NUM_COUNTERS", "NUM_LEAVES", "OUTSIDE", "SHALLOW", "FaceSearch", "search_faces"]

MOST_TRIED = 8
"""Labels whose branches are tried."""

NUM_LEAVES = 6
"""Counter of the leaves that are written; one of those of `label_tree` that are not needed here."""


class FaceSearch(NamedTuple):
    """State of a search.

    Parameters
    ----------
    first, second
        Tableaux of the two polyhedra, for each node of the stack.
    infosets
        The information sets.
    states
        Decisions, ``[node, label]``.
    scores
        What `scan` found, ``[node, polyhedron, label]``.
    scales
        Typical size of each variable, ``[polyhedron, label]``.
    counters
        Budget, statistics and ends.
    final_states
        States of the leaves, ``[leaf, label]``.
    rounded, tried
        Memory for the node that is branched on and for one of its branches, in floats.
    merits
        ``[0, label]`` how far a label that could be branched on is from being a best reply, -1 where it could not;
        ``[1, label]`` how much weight may have to go.
    """

    first: Stack
    second: Stack
    infosets: InfosetArrays
    states: NDArray[np.uint8]
    scores: NDArray[np.float64]
    scales: NDArray[np.float64]
    counters: NDArray[np.int64]
    final_states: NDArray[np.uint8]
    rounded: Branch
    tried: Branch
    merits: NDArray[np.float64]


@compiled
def search_faces(search: FaceSearch) -> int:
    """Run until the end (DONE), or until something must be done: PAUSED, TOO_WIDE, FULL or SHALLOW."""
    counters, num_labels = search.counters, search.states.shape[1]
    while counters[TOP] >= 0:
        if counters[BUDGET] <= 0:
            return PAUSED
        if counters[NUM_LEAVES] >= len(search.final_states):
            return FULL
        node = counters[TOP]
        if node + 1 >= len(search.states):
            return SHALLOW
        counters[BUDGET] -= 10 * num_labels
        status = settle(search, node)
        if status in (PAUSED, TOO_WIDE):
            return status
        counters[NUM_NODES] += 1
        if status == EMPTY:
            counters[TOP] -= 1
            continue
        label = branching_label(search, node)
        if label < 0:
            for other in range(num_labels):
                search.final_states[counters[NUM_LEAVES], other] = search.states[node, other]
            counters[NUM_LEAVES] += 1
            counters[TOP] -= 1
        else:
            _branch(search, node, label)
    return DONE


@compiled
def _branch(search: FaceSearch, node: int, label: int) -> None:
    """Push the child in which a label is outside, and make the node the one in which it is inside."""
    child = node + 1
    copy_tableau(tableau_at(search.first, node), tableau_at(search.first, child))
    copy_tableau(tableau_at(search.second, node), tableau_at(search.second, child))
    for other in range(search.states.shape[1]):
        search.states[child, other] = search.states[node, other]
        for side in range(2):
            search.scores[child, side, other] = search.scores[node, side, other]
    is_last = search.infosets.is_last[label]
    search.states[child, label] |= decision_of(False, is_last)
    search.states[node, label] |= decision_of(True, is_last)
    search.counters[TOP] = child


@compiled
def settle(search: FaceSearch, node: int) -> int:
    """Carry out all decisions and those that follow from them; EMPTY if nothing is left, or PAUSED or TOO_WIDE."""
    states, sides = search.states[node], search.infosets.side
    while True:
        for side in range(2):
            status = _carry_out(search, node, side)
            if status != DONE:
                return status
            _drop_zeros(tableau_at(search.second if side == 1 else search.first, node), states, sides, side)
        for label in range(len(states)):
            state = states[label]
            if state & (TIGHT | LOOSE) == TIGHT | LOOSE or state & (OUTSIDE | NEEDED) == OUTSIDE | NEEDED:
                return EMPTY
        num_decided = 0
        for side in range(2):
            tableau = tableau_at(search.second if side == 1 else search.first, node)
            if tableau.size[IS_SCANNED] == 0:
                scan(tableau, search.scales[side], search.scores[node, side])
                num_decided += _decide_positive(search, node, side)
        followed = follow(search.infosets, states)
        if followed < 0:
            return EMPTY
        if num_decided + followed == 0:
            return DONE


@compiled
def _carry_out(search: FaceSearch, node: int, side: int) -> int:
    """Fix at zero the weights of outside labels, and the slacks of inside ones."""
    tableau = tableau_at(search.second if side == 1 else search.first, node)
    states, sides, counters = search.states[node], search.infosets.side, search.counters
    while True:
        for column in range(tableau.size[NUM_COLUMNS] - 1, 0, -1):
            label = tableau.nonbasic[column]
            if states[label] & (OUTSIDE if sides[label] == side else INSIDE):
                if sides[label] != side:
                    states[label] |= TIGHT
                drop_column(tableau, column)
        row = tableau.size[NUM_ROWS] - 1
        while row >= 0:
            label = tableau.basic[row]
            if states[label] & (OUTSIDE if sides[label] == side else INSIDE):
                break
            row -= 1
        if row < 0:
            return DONE
        label = tableau.basic[row]
        status = fix_at_zero(tableau, row, counters)  # others that wait may become nonbasic on the way
        if status != DONE:
            return status
        if sides[label] != side:
            states[label] |= TIGHT


@compiled
def _drop_zeros(tableau: WordTableau, states: NDArray[np.uint8], sides: NDArray[np.int64], side: int) -> None:
    """Drop variables that single rows show to be zero: weights are outside then, slacks tight."""
    round_all(tableau)
    rounded, size = tableau.rounded, tableau.size
    row = 0
    while row < size[NUM_ROWS]:
        is_zero = rounded[row, 0] == 0.0
        column = 1
        while is_zero and column < size[NUM_COLUMNS]:
            is_zero = rounded[row, column] >= 0.0
            column += 1
        if not is_zero:
            row += 1
            continue
        for index in range(size[NUM_COLUMNS] - 1, -1, -1):
            if index > 0 and rounded[row, index] == 0.0:
                continue
            label = tableau.basic[row] if index == 0 else tableau.nonbasic[index]
            states[label] |= OUTSIDE if sides[label] == side else TIGHT
            if index > 0:
                drop_column(tableau, index)
        drop_row(tableau, row)
        size[IS_SCANNED] = 0
        row = 0


@compiled
def _decide_positive(search: FaceSearch, node: int, side: int) -> int:
    """Decide on labels whose variables are positive on the whole polyhedron, and drop their rows; how many are new."""
    tableau = tableau_at(search.second if side == 1 else search.first, node)
    states, sides, scores = search.states[node], search.infosets.side, search.scores[node, side]
    num_decided = 0
    for row in range(tableau.size[NUM_ROWS] - 1, -1, -1):
        label = tableau.basic[row]
        if scores[label] < np.inf:
            continue
        decided = INSIDE | NEEDED if sides[label] == side else OUTSIDE
        num_decided += int(states[label] & decided != decided)
        states[label] |= decided
        drop_row(tableau, row)
    return num_decided


@compiled
def branching_label(search: FaceSearch, node: int) -> int:
    """Undecided label that is reached and whose branches are likely to be empty soon; -1 if there is none.

    The labels furthest from being best replies are tried.
    """
    num_candidates = _rate(search, node)
    label = _next_promising(search)
    if num_candidates <= 1:
        return label
    best, least, least_smaller = -1, 0, 0
    read_face(tableau_at(search.first, node), search.scales[0], search.rounded.first)
    read_face(tableau_at(search.second, node), search.scales[1], search.rounded.second)
    for _ in range(MOST_TRIED):
        is_last = search.infosets.is_last[label]
        with_it = _size_of(search, node, label, decision_of(True, is_last))
        if with_it == 0:
            return label
        without = _size_of(search, node, label, decision_of(False, is_last))
        if without == 0:
            return label
        larger, smaller = max(with_it, without), min(with_it, without)
        if best < 0 or larger < least or (larger == least and smaller < least_smaller):
            best, least, least_smaller = label, larger, smaller
        label = _next_promising(search)
        if label < 0:
            break
    return best


@compiled
def _rate(search: FaceSearch, node: int) -> int:
    """Write the merits of the labels that could be branched on; and how many there are."""
    states, scores, infosets = search.states[node], search.scores[node], search.infosets
    num_candidates = 0
    for label in range(len(states)):
        search.merits[0, label] = -1.0
    for infoset in range(len(infosets.before)):
        before = infosets.before[infoset]
        if before >= 0 and not states[before] & INSIDE:
            continue
        first = infosets.first[infoset]
        for label in range(first, first + infosets.num_actions[infoset]):
            if states[label] & (INSIDE | OUTSIDE) == 0:
                own = infosets.side[label]
                search.merits[0, label], search.merits[1, label] = scores[1 - own, label], scores[own, label]
                num_candidates += 1
    return num_candidates


@compiled
def _next_promising(search: FaceSearch) -> int:
    """Take the label furthest from being a best reply, of several the one of which most weight may have to go."""
    best, best_slack, best_weight = -1, -1.0, -1.0
    for label in range(search.merits.shape[1]):
        slack, weight = search.merits[0, label], search.merits[1, label]
        if slack > best_slack or (slack >= 0.0 and slack == best_slack and weight >= best_weight):
            best, best_slack, best_weight = label, slack, weight
    if best >= 0:
        search.merits[0, best] = -1.0
    return best


@compiled
def _size_of(search: FaceSearch, node: int, label: int, decision: int) -> int:
    """Return how many columns a branch has; 0 if it seems empty."""
    tried = search.tried
    copy_face(search.rounded.first, tried.first)
    copy_face(search.rounded.second, tried.second)
    for other in range(len(tried.states)):
        tried.states[other] = search.states[node, other]
    tried.states[label] |= decision
    search.counters[BUDGET] -= 10 * tried.first.entries.size
    if not is_open(tried, search.infosets):
        return 0
    return int(tried.first.size[NUM_COLUMNS] + tried.second.size[NUM_COLUMNS])
