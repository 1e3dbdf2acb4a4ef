"""The tree of `face_tree`, compiled: pairs of supports of realization plans that can be best replies to each other.

A stack of nodes in arrays, depth first: one child is pushed, the other one replaces its parent. Decisions are written
down first and carried out afterwards, so that a run can stop within a node at any pivot and be taken up again. Told are
the decisions at each leaf, not its faces: rows of variables that are positive everywhere are dropped.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from gametheory.kernels.compiled import compiled
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

INSIDE, OUTSIDE, NEEDED, LOOSE, TIGHT = 1, 2, 4, 8, 16
"""Bits of a label's state: see the fields of ``face_tree.FaceNode``."""

NUM_LEAVES = 6
"""Counter of the leaves that are written; one of those of `label_tree` that are not needed here."""


class InfosetArrays(NamedTuple):
    """Information sets of both sides, one before another of the same player before it.

    Parameters
    ----------
    before
        Label of the sequence that leads there; -1 for the empty one.
    first, num_actions
        Label of the first action, and their number; labels of actions are consecutive.
    relevant
        ``[infoset, label]``: whether choices from there on differ in what they pay against a label of the other side.
    is_relevant
        Whether they differ in any case.
    side
        For each label its side.
    is_last
        For each label whether its player has no choice after it.
    """

    before: NDArray[np.int64]
    first: NDArray[np.int64]
    num_actions: NDArray[np.int64]
    relevant: NDArray[np.bool_]
    is_relevant: NDArray[np.bool_]
    side: NDArray[np.int64]
    is_last: NDArray[np.bool_]


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
    """

    first: Stack
    second: Stack
    infosets: InfosetArrays
    states: NDArray[np.uint8]
    scores: NDArray[np.float64]
    scales: NDArray[np.float64]
    counters: NDArray[np.int64]
    final_states: NDArray[np.uint8]


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
    search.states[child, label] |= OUTSIDE | LOOSE if is_last else OUTSIDE
    search.states[node, label] |= INSIDE if is_last else INSIDE | NEEDED
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
        followed = _follow(search.infosets, states)
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
def _follow(infosets: InfosetArrays, states: NDArray[np.uint8]) -> int:
    """Decide what follows from the order of choices; how many labels, or -1 if something contradicts."""
    num_decided = 0
    for infoset in range(len(infosets.before)):
        before = infosets.before[infoset]
        state = states[before] if before >= 0 else INSIDE | NEEDED
        first = infosets.first[infoset]
        stop = first + infosets.num_actions[infoset]
        if state & OUTSIDE:
            for label in range(first, stop):
                num_decided += int(not states[label] & OUTSIDE)
                states[label] |= OUTSIDE
        elif state & INSIDE:
            is_irrelevant = _is_irrelevant(infosets, infoset, states)
            found = _follow_inside(states, (first, stop), is_irrelevant, state & NEEDED != 0)
            if found < 0:
                return -1
            num_decided += found
    return num_decided


@compiled
def _follow_inside(states: NDArray[np.uint8], actions: tuple[int, int], is_irrelevant: bool, is_needed: bool) -> int:
    """Decide what follows at an information set that is reached, where weight is needed or not; as `_follow` does."""
    num_decided, num_left, last = 0, 0, -1
    for label in range(actions[0], actions[1]):
        if states[label] & OUTSIDE:
            continue
        num_left += 1
        last = label
        if (is_irrelevant or states[label] & TIGHT) and not states[label] & INSIDE:
            states[label] |= INSIDE
            num_decided += 1
    if is_needed and num_left == 0:
        return -1
    if is_needed and num_left == 1 and states[last] & (INSIDE | NEEDED) != INSIDE | NEEDED:
        states[last] |= INSIDE | NEEDED
        num_decided += 1
    return num_decided


@compiled
def _is_irrelevant(infosets: InfosetArrays, infoset: int, states: NDArray[np.uint8]) -> bool:
    """Whether all choices from an information set on pay the same against what the other player can still do."""
    num_relevant = int(infosets.is_relevant[infoset])
    for label in range(len(states)):
        num_relevant += int(infosets.relevant[infoset, label] and not states[label] & OUTSIDE)
    return num_relevant == 0


@compiled
def branching_label(search: FaceSearch, node: int) -> int:
    """Undecided label that is reached and furthest from being a best reply, as in `face_tree`; -1 if there is none."""
    states, scores, infosets = search.states[node], search.scores[node], search.infosets
    best, best_slack, best_weight = -1, -1.0, -1.0
    for infoset in range(len(infosets.before)):
        before = infosets.before[infoset]
        if before >= 0 and not states[before] & INSIDE:
            continue
        first = infosets.first[infoset]
        for label in range(first, first + infosets.num_actions[infoset]):
            if states[label] & (INSIDE | OUTSIDE):
                continue
            own = infosets.side[label]
            slack, weight = scores[1 - own, label], scores[own, label]
            if best < 0 or slack > best_slack or (slack == best_slack and weight >= best_weight):
                best, best_slack, best_weight = label, slack, weight
    return best
