"""The tree of `label_tree`, compiled: vertices of one best-response polyhedron with those of the other that match.

A stack of nodes in arrays, depth first. The upper stage branches on the labels of the primary polyhedron's vertices;
each leaf becomes a node of the lower stage, which lists the vertices of the partner's face by branching in the same way.
One child is pushed, the other one replaces its parent: the depth is bounded by the dimension of the primary above, and
by its number of rows below. Decisions are written down first and carried out afterwards, so that a run can stop
within a node at any pivot and be taken up again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from gametheory.kernels.compiled import compiled
from gametheory.kernels.word_tableau import (
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
    WordTableau,
    copy_tableau,
    drop_column,
    drop_row,
    fix_at_zero,
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


class Node(NamedTuple):
    """What settling a node works on: see `Search`; in the lower stage the partner is not looked at."""

    primary: WordTableau
    partner: WordTableau
    states: NDArray[np.int8]
    scores: NDArray[np.float64]
    partner_scores: NDArray[np.float64]
    scales: NDArray[np.float64]
    partner_scales: NDArray[np.float64]
    counters: NDArray[np.int64]


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
        if counters[TOP] + 1 >= len(search.stages):
            return SHALLOW
        counters[BUDGET] -= 10 * num_labels
        node = counters[TOP]
        status = _grow_upper(search, node) if search.stages[node] == UPPER else _grow_lower(search, node)
        if status != DONE:
            return status
    return DONE


@compiled
def _grow_upper(search: Search, node: int) -> int:
    """Settle a node of the upper stage; then branch, or go over to the lower stage."""
    first, second = tableau_at(search.first, node), tableau_at(search.second, node)
    states, counters = search.states[node, UPPER], search.counters
    scores, partner_scores = search.scores[node, 0], search.scores[node, 1]
    parts = Node(first, second, states, scores, partner_scores, search.scales[0], search.scales[1], counters)
    status = settle(parts, True)
    if status == PAUSED or status > PAUSED:
        return status
    counters[NUM_NODES] += 1
    if status == EMPTY:
        counters[TOP] -= 1
        return DONE
    if first.size[NUM_COLUMNS] == 1:
        counters[VERTEX_END] = write_weights(first, search.vertex, 0)
        search.stages[node] = LOWER
        begin_lower(second, search.states[node, LOWER])
        return DONE
    label = branching_label(first, states, scores, partner_scores)
    if label < 0:
        counters[TOP] -= 1
        return DONE
    child = node + 1
    copy_tableau(first, tableau_at(search.first, child))
    copy_tableau(second, tableau_at(search.second, child))
    search.stages[child] = UPPER
    for other in range(len(states)):
        search.states[child, UPPER, other] = states[other]
        search.scores[child, 0, other] = search.scores[node, 0, other]
        search.scores[child, 1, other] = search.scores[node, 1, other]
    search.states[child, UPPER, label] = HAD
    states[label] = LACKED
    counters[TOP] = child
    return DONE


@compiled
def _grow_lower(search: Search, node: int) -> int:
    """Settle a node of the lower stage; then branch, or write an equilibrium."""
    second, states, counters = tableau_at(search.second, node), search.states[node, LOWER], search.counters
    scores, scales = search.scores[node, 1], search.scales[1]
    parts = Node(second, second, states, scores, scores, scales, scales, counters)
    status = settle(parts, False)
    if status == PAUSED or status > PAUSED:
        return status
    counters[NUM_NODES] += 1
    label = -1
    if status == DONE and second.size[NUM_COLUMNS] > 1:
        label = branching_label(second, states, scores, scores)
    elif status == DONE:
        end = counters[OUTPUT_END]
        for index in range(counters[VERTEX_END]):
            search.output[end + index] = search.vertex[index]
        counters[OUTPUT_END] = write_weights(second, search.output, end + counters[VERTEX_END])
    if label < 0:
        counters[TOP] -= 1
        return DONE
    child = node + 1
    copy_tableau(second, tableau_at(search.second, child))
    search.stages[child] = LOWER
    for other in range(len(states)):
        search.states[child, UPPER, other] = search.states[node, UPPER, other]
        search.states[child, LOWER, other] = states[other]
        search.scores[child, 1, other] = search.scores[node, 1, other]
    search.states[child, LOWER, label] = LACKED
    states[label] = HAD
    counters[TOP] = child
    return DONE


@compiled
def begin_lower(tableau: WordTableau, states: NDArray[np.int8]) -> None:
    """Leave all variables of a face undecided."""
    tableau.size[IS_SCANNED] = 0
    for label in range(len(states)):
        states[label] = HAD
    for row in range(tableau.size[NUM_ROWS]):
        states[tableau.basic[row]] = UNDECIDED
    for column in range(1, tableau.size[NUM_COLUMNS]):
        states[tableau.nonbasic[column]] = UNDECIDED


@compiled
def settle(node: Node, has_partner: bool) -> int:
    """Carry out all decisions and those that follow from them; EMPTY if no vertex is left, or PAUSED or TOO_WIDE."""
    primary, partner, states = node.primary, node.partner, node.states
    while True:
        status = _carry_out(primary, states, HAD, node.counters)
        if status == DONE and has_partner:
            status = _carry_out(partner, states, LACKED, node.counters)
        if status != DONE:
            return status
        if not drop_zeros(primary, states, True):
            return EMPTY
        if has_partner:
            drop_zeros(partner, states, False)
        if is_dependent(primary, states):
            return EMPTY
        num_decided = 0
        if primary.size[IS_SCANNED] == 0:
            scan(primary, node.scales, node.scores)
            num_decided = decide_positive(primary, states, node.scores, LACKED)
        if has_partner and partner.size[IS_SCANNED] == 0:
            scan(partner, node.partner_scales, node.partner_scores)
            num_had = decide_positive(partner, states, node.partner_scores, HAD)
            if num_had < 0:
                return EMPTY
            num_decided += num_had
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
def is_dependent(tableau: WordTableau, states: NDArray[np.int8]) -> bool:
    """Whether there are too many lacked variables for the positive columns of a vertex, which are independent."""
    num_free, num_lacked = 0, 0
    for row in range(tableau.size[NUM_ROWS]):
        num_free += int(states[tableau.basic[row]] != LACKED)
    for column in range(1, tableau.size[NUM_COLUMNS]):
        num_lacked += int(states[tableau.nonbasic[column]] == LACKED)
    return num_lacked > num_free


@compiled
def branching_label(
    tableau: WordTableau,
    states: NDArray[np.int8],
    scores: NDArray[np.float64],
    partner_scores: NDArray[np.float64],
) -> int:
    """Undecided label with the largest product of scores, so that both branches are likely to be empty soon; or -1."""
    best, best_product, best_sum = -1, -1.0, -1.0
    num_rows = tableau.size[NUM_ROWS]
    for index in range(num_rows + tableau.size[NUM_COLUMNS] - 1):
        label = tableau.basic[index] if index < num_rows else tableau.nonbasic[index - num_rows + 1]
        if states[label] != UNDECIDED:
            continue
        product, total = scores[label] * partner_scores[label], scores[label] + partner_scores[label]
        if product > best_product or (product == best_product and total > best_sum) or best < 0:
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
