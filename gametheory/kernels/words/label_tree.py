"""The tree of `label_tree`, compiled: vertices of one best-response polyhedron with those of the other that match.

A stack of nodes in arrays, depth first. The upper stage branches on the labels of the first polyhedron's vertices;
each leaf becomes a node of the lower stage, which lists the vertices of the second's face by branching in the same
way. One child is pushed, the other one replaces its parent: the depth is bounded by the dimension of the first above,
and by the number of rows of the second below. Decisions are written down first and carried out afterwards, so that a
run can stop within a node at any pivot and be taken up again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from gametheory.kernels.compiled import compiled
from gametheory.kernels.words.simplex import fix_at_zero
from gametheory.kernels.words.tableau import (
    BUDGET,
    DONE,
    EMPTY,
    IS_SCANNED,
    NUM_COLUMNS,
    NUM_ROWS,
    NUM_WORDS,
    OWN_START,
    OWN_STOP,
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

UNDECIDED, HAD, LACKED = range(3)
"""What is decided on a label: the vertex has it (its variable is zero there), or lacks it."""

UPPER, LOWER = range(2)
"""Stages: vertices of the first polyhedron; vertices of the second that complete one of them."""

NUM_NODES, TOP, OUTPUT_END, VERTEX_END = range(4, 8)
"""More counters: nodes looked at, index of the node on top of the stack, ends of the numbers written."""
NUM_COUNTERS = 8

FULL, SHALLOW = range(4, 6)
"""More ways for a run to stop: no room for another equilibrium, or for another node."""


class Stack(NamedTuple):
    """Tableaux of one polyhedron, an array with a leading axis for the nodes of each field of `WordTableau`."""

    exact: NDArray[np.uint64]
    rounded: NDArray[np.float64]
    basic: NDArray[np.int32]
    nonbasic: NDArray[np.int32]
    size: NDArray[np.int64]
    scratch: NDArray[np.uint64]


class Search(NamedTuple):
    """State of a search.

    Parameters
    ----------
    first, second
        Tableaux of the two polyhedra, for each node of the stack.
    stages
        Stage of each node.
    states
        Decisions, ``[node, stage, label]``.
    scores
        What `scan` found, ``[node, polyhedron, label]``.
    scales
        Typical size of each variable, ``[polyhedron, label]``.
    counters
        Budget, statistics and ends.
    vertex
        The vertex of the first polyhedron whose partners are listed: as a part of ``output``.
    output
        Equilibria: for each polyhedron the number of positive weights and of the words of each, then label and words.
    """

    first: Stack
    second: Stack
    stages: NDArray[np.int64]
    states: NDArray[np.int8]
    scores: NDArray[np.float64]
    scales: NDArray[np.float64]
    counters: NDArray[np.int64]
    vertex: NDArray[np.uint64]
    output: NDArray[np.uint64]


@compiled
def tableau_at(stack: Stack, node: int) -> WordTableau:
    """Tableau of a node."""
    return WordTableau(
        stack.exact[node],
        stack.rounded[node],
        stack.basic[node],
        stack.nonbasic[node],
        stack.size[node],
        stack.scratch,
    )


@compiled
def _num_words(stack: Stack, node: int) -> int:
    """Words that a node's tableau takes, floats included: each is read and written a few times at each node."""
    size = stack.size[node]
    return int(4 * size[NUM_ROWS] * size[NUM_COLUMNS] * (size[NUM_WORDS] + 1))


@compiled
def search_equilibria(search: Search) -> int:
    """Run until the end (DONE), or until something must be done: PAUSED, TOO_WIDE, FULL or SHALLOW.

    After TOO_WIDE and PAUSED the node on top of the stack is unfinished, but as it was: its states say which problem
    is left.
    """
    counters, num_labels = search.counters, search.states.shape[2]
    room = 2 * len(search.vertex)
    while counters[TOP] >= 0:
        if counters[BUDGET] <= 0:
            return PAUSED
        if counters[OUTPUT_END] + room > len(search.output):
            return FULL
        node = counters[TOP]
        if node + 1 >= len(search.stages):
            return SHALLOW
        counters[BUDGET] -= 10 * num_labels + _num_words(search.first, node) + _num_words(search.second, node)
        is_lower = search.stages[node] == LOWER
        status = settle(search, node, is_lower)
        if status in (PAUSED, TOO_WIDE):
            return status
        counters[NUM_NODES] += 1
        if status == EMPTY:
            counters[TOP] -= 1
        else:
            _grow(search, node, is_lower)
    return DONE


@compiled
def _grow(search: Search, node: int, is_lower: bool) -> None:
    """Branch at a node that is settled; or take its vertex, as an equilibrium or to the lower stage."""
    counters = search.counters
    first, second = tableau_at(search.first, node), tableau_at(search.second, node)
    primary = second if is_lower else first
    if primary.size[NUM_COLUMNS] > 1:
        label = branching_label(search, node, is_lower)
        if label < 0:  # the lacked columns that are left depend on one another
            counters[TOP] -= 1
        else:
            _push(search, node, is_lower, label)
    elif is_lower:
        end = counters[OUTPUT_END]
        for index in range(counters[VERTEX_END]):
            search.output[end + index] = search.vertex[index]
        counters[OUTPUT_END] = write_weights(primary, search.output, end + counters[VERTEX_END])
        counters[TOP] -= 1
    else:
        counters[VERTEX_END] = write_weights(primary, search.vertex, 0)
        search.stages[node] = LOWER
        second.size[IS_SCANNED] = 0
        for label in range(search.states.shape[2]):
            search.states[node, LOWER, label] = UNDECIDED


@compiled
def _push(search: Search, node: int, is_lower: bool, label: int) -> None:
    """Put one child on the stack and let the other take its parent's place.

    The one pushed has the label above, and lacks it below: that bounds the depth.
    """
    child = node + 1
    for side in range(int(is_lower), 2):
        stack = search.second if side == 1 else search.first
        copy_tableau(tableau_at(stack, node), tableau_at(stack, child))
    search.stages[child] = search.stages[node]
    for other in range(search.states.shape[2]):
        for index in range(2):
            search.states[child, index, other] = search.states[node, index, other]
            search.scores[child, index, other] = search.scores[node, index, other]
    stage = search.stages[node]
    search.states[child, stage, label] = LACKED if is_lower else HAD
    search.states[node, stage, label] = HAD if is_lower else LACKED
    search.counters[TOP] = child


@compiled
def settle(search: Search, node: int, is_lower: bool) -> int:
    """Carry out all decisions and those that follow from them; EMPTY if no vertex is left, or PAUSED or TOO_WIDE."""
    states = search.states[node, search.stages[node]]
    # below, the second polyhedron is the only one
    num_sides = 1 if is_lower else 2
    while True:
        for side in range(num_sides):
            tableau = tableau_at(search.second if is_lower or side == 1 else search.first, node)
            status = _carry_out(tableau, states, HAD if side == 0 else LACKED, search.counters)
            if status != DONE:
                return status
            if not drop_zeros(tableau, states, side == 0):
                return EMPTY
        if is_overfull(tableau_at(search.second if is_lower else search.first, node), states):
            return EMPTY
        num_decided = 0
        for side in range(num_sides):
            which = 1 if is_lower or side == 1 else 0
            tableau = tableau_at(search.second if which == 1 else search.first, node)
            if tableau.size[IS_SCANNED] == 0:
                scores = search.scores[node, which]
                scan(tableau, search.scales[which], scores)
                num_new = decide_positive(tableau, states, scores, LACKED if side == 0 else HAD)
                if num_new < 0:
                    return EMPTY
                num_decided += num_new
        if num_decided == 0:
            return DONE


@compiled
def _carry_out(tableau: WordTableau, states: NDArray[np.int8], decision: int, counters: NDArray[np.int64]) -> int:
    """Fix at zero all variables for which one decision was made."""
    while True:
        for column in range(tableau.size[NUM_COLUMNS] - 1, 0, -1):
            if states[tableau.nonbasic[column]] == decision:
                drop_column(tableau, column)
        row = tableau.size[NUM_ROWS] - 1
        while row >= 0 and states[tableau.basic[row]] != decision:
            row -= 1
        if row < 0:
            return DONE
        status = fix_at_zero(tableau, row, counters)  # others that wait may become nonbasic on the way
        if status != DONE:
            return status


@compiled
def drop_zeros(tableau: WordTableau, states: NDArray[np.int8], is_primary: bool) -> bool:
    """Drop variables that single rows show to be zero; in the primary they are labels had. False if one is lacked."""
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
            if is_primary:
                if states[label] == LACKED:
                    return False
                states[label] = HAD
            if index > 0:
                drop_column(tableau, index)
        drop_row(tableau, row)
        size[IS_SCANNED] = 0
        row = 0
    return True


@compiled
def decide_positive(tableau: WordTableau, states: NDArray[np.int8], scores: NDArray[np.float64], decision: int) -> int:
    """Decide on labels whose variables are positive on the whole polyhedron; how many, or -1 if one must be zero.

    Such a row restricts nothing any more. It is dropped, unless it belongs to a weight, which is told in the end.
    """
    size = tableau.size
    num_decided = 0
    for row in range(size[NUM_ROWS] - 1, -1, -1):
        label = tableau.basic[row]
        if scores[label] < np.inf:
            continue
        if states[label] == UNDECIDED:
            states[label] = decision
            num_decided += 1
        elif states[label] != decision:
            return -1
        if not size[OWN_START] <= label < size[OWN_STOP]:
            drop_row(tableau, row)
    return num_decided


@compiled
def is_overfull(tableau: WordTableau, states: NDArray[np.int8]) -> bool:
    """Whether there are too many lacked variables for the positive columns of a vertex, which are independent."""
    num_free, num_lacked = 0, 0
    for row in range(tableau.size[NUM_ROWS]):
        num_free += int(states[tableau.basic[row]] != LACKED)
    for column in range(1, tableau.size[NUM_COLUMNS]):
        num_lacked += int(states[tableau.nonbasic[column]] == LACKED)
    return num_lacked > num_free


@compiled
def branching_label(search: Search, node: int, is_lower: bool) -> int:
    """Undecided label with the largest product of scores, so that both branches are likely to be empty soon; or -1."""
    tableau = tableau_at(search.second if is_lower else search.first, node)
    states = search.states[node, search.stages[node]]
    scores = search.scores[node]
    best, best_product, best_sum = -1, -1.0, -1.0
    num_rows = tableau.size[NUM_ROWS]
    for index in range(num_rows + tableau.size[NUM_COLUMNS] - 1):
        label = tableau.basic[index] if index < num_rows else tableau.nonbasic[index - num_rows + 1]
        if states[label] != UNDECIDED:
            continue
        second = scores[1, label]
        first = second if is_lower else scores[0, label]
        product, total = first * second, first + second
        if best < 0 or product > best_product or (product == best_product and total > best_sum):
            best, best_product, best_sum = label, product, total
    return best


@compiled
def write_weights(tableau: WordTableau, output: NDArray[np.uint64], start: int) -> int:
    """Write the positive weights of a vertex; return where they end."""
    size = tableau.size
    num_words = size[NUM_WORDS]
    end = start + 2
    num_positive = 0
    for row in range(size[NUM_ROWS]):
        label = tableau.basic[row]
        if size[OWN_START] <= label < size[OWN_STOP] and tableau.rounded[row, 0] > 0.0:
            num_positive += 1
            output[end] = np.uint64(label)
            for word in range(num_words):
                output[end + 1 + word] = tableau.exact[word, row, 0]
            end += 1 + num_words
    output[start], output[start + 1] = np.uint64(num_positive), np.uint64(num_words)
    return end
