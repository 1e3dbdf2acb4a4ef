"""What is learned in a search about variables of a polyhedron that are zero together, and what follows from it.

A clause is a fact about one polyhedron, true at every node: where all of some variables are zero, others are, or no
point is left. It is proved once, and then decides at other nodes without a pivot, as in solvers of Boolean formulas
(conflict clauses). A clause that lacks one variable to be used tells that this variable is positive if its conclusion
is excluded.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from gametheory.kernels.compiled import compiled
from gametheory.kernels.words.face_states import INSIDE, LOOSE, NEEDED, OUTSIDE, TIGHT

if TYPE_CHECKING:
    from numpy.typing import NDArray

WORD_BITS = 64
NO_BITS, ONE = np.uint64(0), np.uint64(1)

FEW_MISSING = 4
"""Labels that a clause may lack to be used where branches are only tried."""

CONTRADICTION = -1
"""In place of a number of decisions: no point is left."""


class Known(NamedTuple):
    """What is decided or proved, seen from one side.

    Parameters
    ----------
    states
        For each label.
    sides
        For each label its player's side.
    side
        Whose polyhedron is looked at.
    """

    states: NDArray[np.uint8]
    sides: NDArray[np.int64]
    side: int


class Clauses(NamedTuple):
    """Clauses about the polyhedron of one side, the latest ones: where all are in use, the oldest is replaced.

    Parameters
    ----------
    needed, implied
        ``[clause, word]``: bit masks of labels, 64 to a word; nothing is implied where no point is left.
    is_conflict
        Whether nothing is implied.
    listed
        ``[node, place]``: clauses that can still tell something at a node of the stack and below it.
    num_listed, num_near, num_seen
        For each node of the stack how many these are, how many at the front lack few labels only, and how many clauses
        had been learned when they were listed.
    number
        Of one entry: how many clauses have been learned.
    zero, positive
        Memory for bit masks of labels.
    """

    needed: NDArray[np.uint64]
    implied: NDArray[np.uint64]
    is_conflict: NDArray[np.bool_]
    listed: NDArray[np.int32]
    num_listed: NDArray[np.int64]
    num_near: NDArray[np.int64]
    num_seen: NDArray[np.int64]
    number: NDArray[np.int64]
    zero: NDArray[np.uint64]
    positive: NDArray[np.uint64]


@compiled
def is_zero(known: Known, label: int) -> bool:
    """Whether the variable of a label is zero by what is decided or proved."""
    zero = OUTSIDE if known.sides[label] == known.side else INSIDE | TIGHT
    return bool(known.states[label] & zero != 0)


@compiled
def mark_zero(known: Known, label: int) -> None:
    """Write down that the variable of a label is zero: a weight is outside then, a slack tight."""
    known.states[label] |= OUTSIDE if known.sides[label] == known.side else TIGHT


@compiled
def decision_of_positive(known: Known, label: int) -> int:
    """Return the state of a label whose variable is positive: its weight is needed, or its slack is loose."""
    return INSIDE | NEEDED if known.sides[label] == known.side else OUTSIDE | LOOSE


@compiled
def add_bit(mask: NDArray[np.uint64], label: int) -> None:
    """Add a label to a bit mask."""
    mask[label // WORD_BITS] |= ONE << np.uint64(label % WORD_BITS)


@compiled
def is_in(mask: NDArray[np.uint64], label: int) -> bool:
    """Whether a label is in a bit mask."""
    return bool(mask[label // WORD_BITS] >> np.uint64(label % WORD_BITS) & ONE)


@compiled
def learn_conflict(clauses: Clauses, needed: NDArray[np.uint64]) -> None:
    """Keep that no point is left where some variables are zero."""
    index = clauses.number[0] % len(clauses.needed)
    for word in range(len(needed)):
        clauses.needed[index, word] = needed[word]
        clauses.implied[index, word] = NO_BITS
    clauses.is_conflict[index] = True
    clauses.number[0] += 1


@compiled
def write_known(clauses: Clauses, known: Known) -> None:
    """Write the bit masks of variables that are zero, and of those that are positive somewhere."""
    zero, positive = clauses.zero, clauses.positive
    for word in range(len(zero)):
        zero[word], positive[word] = NO_BITS, NO_BITS
    for label in range(len(known.states)):
        if is_zero(known, label):
            add_bit(zero, label)
        if known.states[label] & (NEEDED if known.sides[label] == known.side else LOOSE):
            add_bit(positive, label)


@compiled
def list_clauses(clauses: Clauses, node: int, known: Known) -> None:
    """List the clauses that can still tell something at a node: of those it has, and of those learned since."""
    write_known(clauses, known)
    positive, states = clauses.positive, known.states
    for label in range(len(states)):
        is_own = known.sides[label] == known.side
        decided, undone = (INSIDE, OUTSIDE) if is_own else (OUTSIDE, TIGHT | INSIDE)
        if states[label] & decided and not states[label] & undone:
            add_bit(positive, label)
    listed, number, capacity = clauses.listed[node], clauses.number[0], len(clauses.needed)
    num_before, first_new = clauses.num_listed[node], max(clauses.num_seen[node], number - capacity)
    kept, near = 0, 0
    for place in range(num_before + number - first_new):
        index = listed[place] if place < num_before else (first_new + place - num_before) % capacity
        if kept == capacity or not _can_tell(clauses, index):
            continue
        listed[kept] = index
        if _num_missing(clauses, index) <= FEW_MISSING:
            listed[kept], listed[near] = listed[near], listed[kept]
            near += 1
        kept += 1
    clauses.num_listed[node], clauses.num_near[node], clauses.num_seen[node] = kept, near, number


@compiled
def _num_missing(clauses: Clauses, index: int) -> int:
    """Return how many labels a clause lacks, but no more than one above ``FEW_MISSING``."""
    num_missing = 0
    for word in range(len(clauses.zero)):
        missing = clauses.needed[index, word] & ~clauses.zero[word]
        while missing and num_missing <= FEW_MISSING:
            missing &= missing - ONE
            num_missing += 1
    return num_missing


@compiled
def _can_tell(clauses: Clauses, index: int) -> bool:
    """Whether a clause needs nothing that is positive, and implies what is not known yet."""
    is_new = clauses.is_conflict[index]
    for word in range(len(clauses.zero)):
        if clauses.needed[index, word] & clauses.positive[word]:
            return False
        if clauses.implied[index, word] & ~clauses.zero[word]:
            is_new = True
    return bool(is_new)


@compiled
def copy_list(clauses: Clauses, node: int, child: int) -> None:
    """Give a child the clauses of its node."""
    for place in range(clauses.num_listed[node]):
        clauses.listed[child, place] = clauses.listed[node, place]
    clauses.num_listed[child], clauses.num_seen[child] = clauses.num_listed[node], clauses.num_seen[node]


@compiled
def apply_clauses(clauses: Clauses, node: int, known: Known, is_trial: bool) -> int:
    """Decide what follows from clauses: how many decisions, or ``CONTRADICTION``."""
    write_known(clauses, known)
    capacity = len(clauses.needed)
    num_listed = clauses.num_near[node] if is_trial else clauses.num_listed[node]
    first_new = max(clauses.num_seen[node], clauses.number[0] - capacity)
    num_decided = 0
    for place in range(num_listed + clauses.number[0] - first_new):
        index = clauses.listed[node, place] if place < num_listed else (first_new + place - num_listed) % capacity
        label = _missing_label(clauses, index)
        if label == SEVERAL_MISSING:
            continue
        is_excluded = clauses.is_conflict[index] or _is_excluded(clauses, index)
        if label == NONE_MISSING and is_excluded:
            return CONTRADICTION
        if label == NONE_MISSING:
            num_decided += _mark_implied(clauses, index, known)
        elif is_excluded and not is_in(clauses.positive, label):
            known.states[label] |= decision_of_positive(known, label)
            add_bit(clauses.positive, label)
            num_decided += 1
    return num_decided


NONE_MISSING, SEVERAL_MISSING = -1, -2
"""In place of the one label that a clause lacks."""


@compiled
def _missing_label(clauses: Clauses, index: int) -> int:
    """Return the label that a clause needs and that is not known to be zero, if it is one."""
    found, place = NO_BITS, 0
    for word in range(len(clauses.zero)):
        missing = clauses.needed[index, word] & ~clauses.zero[word]
        if missing:
            if found or missing & (missing - ONE):
                return SEVERAL_MISSING
            found, place = missing, word
    if not found:
        return NONE_MISSING
    bit = 0
    while not found >> np.uint64(bit) & ONE:
        bit += 1
    return place * WORD_BITS + bit


@compiled
def _is_excluded(clauses: Clauses, index: int) -> bool:
    """Whether something that a clause implies to be zero is known to be positive somewhere."""
    word, num_words = 0, len(clauses.zero)
    while word < num_words and not clauses.implied[index, word] & clauses.positive[word]:
        word += 1
    return bool(word < num_words)


@compiled
def _mark_implied(clauses: Clauses, index: int, known: Known) -> int:
    """Write down what a clause implies to be zero; how much of it is new."""
    num_new = 0
    for label in range(len(known.states)):
        if is_in(clauses.implied[index], label) and not is_in(clauses.zero, label):
            mark_zero(known, label)
            add_bit(clauses.zero, label)
            num_new += 1
    return num_new
