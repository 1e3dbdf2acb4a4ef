"""The tree over supports of realization plans, compiled: its faces in floats, and what follows from them proved.

A stack of nodes in arrays, depth first: one child is pushed, the other one replaces its parent. Decisions are written
down first and carried out afterwards, so that a run can stop within a node at any pivot and be taken up again. Told are
the decisions at each leaf, and at each node that floats do not decide.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from gametheory.kernels.compiled import compiled
from gametheory.kernels.words.face_proofs import (
    Implications,
    Known,
    Polyhedron,
    apply_implications,
    is_positive,
    is_zero,
    mark_zero,
)
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
from gametheory.kernels.words.rounded_faces import (
    BUDGET,
    DONE,
    DOUBTFUL,
    EMPTY,
    NEARLY_ZERO,
    NUM_COLUMNS,
    NUM_ROWS,
    PAUSED,
    TRIAL_BUDGET,
    UNPROVED,
    RoundedFace,
    copy_face,
    drop_column,
    drop_row,
    fix_at_zero,
    is_nearly_zero,
    rate,
    steepness,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

NUM_NODES, TOP, NUM_LEAVES, NUM_IMPLICATIONS, ASKED_SIDE, ASKED_ROW = range(2, 8)
"""More counters: nodes looked at, index of the node on top of the stack, ends of what is written, and the row that has
to be proved to be zero."""
NUM_COUNTERS = 8

FULL, SHALLOW = range(5, 7)
"""More ways for a run to stop: no room for another leaf, or for another node."""

MOST_TRIED = 8
"""Labels whose branches are tried."""
TRIAL_WORK = 500_000
"""Entries that may be computed to try a branch."""


class FaceStack(NamedTuple):
    """Faces of one polyhedron, an array with a leading axis for the nodes of each field of `RoundedFace`."""

    entries: NDArray[np.float64]
    basic: NDArray[np.int32]
    nonbasic: NDArray[np.int32]
    size: NDArray[np.int64]


class Branch(NamedTuple):
    """A node: faces of both polyhedra, and for each label what is decided."""

    first: RoundedFace
    second: RoundedFace
    states: NDArray[np.uint8]


class FaceSearch(NamedTuple):
    """State of a search.

    Parameters
    ----------
    first, second
        Faces of the two polyhedra, for each node of the stack.
    states
        Decisions, ``[node, label]``.
    trial
        Memory for a branch that is tried.
    infosets
        The information sets.
    polyhedra
        The first equations of both sides.
    implications
        What is proved in integers.
    counters
        Budget, statistics and ends.
    merits
        ``[0, label]`` how far a label that could be branched on is from being a best reply, -1 where it could not;
        ``[1, label]`` how much weight may have to go. Behind them memory for the scores of both polyhedra.
    final_states
        States at leaves and at nodes that are not decided, ``[leaf, label]``.
    """

    first: FaceStack
    second: FaceStack
    states: NDArray[np.uint8]
    trial: Branch
    infosets: InfosetArrays
    polyhedra: tuple[Polyhedron, Polyhedron]
    implications: Implications
    counters: NDArray[np.int64]
    merits: NDArray[np.float64]
    final_states: NDArray[np.uint8]


@compiled
def face_of(node: Branch, side: int) -> RoundedFace:
    """Return the face of one side."""
    return node.second if side == 1 else node.first


@compiled
def node_at(search: FaceSearch, node: int) -> Branch:
    """Return a node of the stack."""
    first, second = search.first, search.second
    return Branch(
        RoundedFace(first.entries[node], first.basic[node], first.nonbasic[node], first.size[node]),
        RoundedFace(second.entries[node], second.basic[node], second.nonbasic[node], second.size[node]),
        search.states[node],
    )


@compiled
def _copy_branch(source: Branch, target: Branch) -> None:
    copy_face(source.first, target.first)
    copy_face(source.second, target.second)
    for label in range(len(source.states)):
        target.states[label] = source.states[label]


@compiled
def search_faces(search: FaceSearch) -> int:
    """Run until the end (DONE), or until something must be done: PAUSED, UNPROVED, FULL or SHALLOW."""
    counters = search.counters
    while counters[TOP] >= 0:
        if counters[BUDGET] <= 0:
            return PAUSED
        if counters[NUM_LEAVES] >= len(search.final_states):
            return FULL
        if counters[TOP] + 1 >= len(search.states):
            return SHALLOW
        node = node_at(search, counters[TOP])
        status = settle(search, node, False)
        if status in (PAUSED, UNPROVED):
            return status
        counters[NUM_NODES] += 1
        counters[BUDGET] -= 10 * len(node.states)
        if status == EMPTY:
            counters[TOP] -= 1
            continue
        label = branching_label(search, node) if status == DONE else -1
        if label < 0:
            for other in range(len(node.states)):
                search.final_states[counters[NUM_LEAVES], other] = node.states[other]
            counters[NUM_LEAVES] += 1
            counters[TOP] -= 1
            continue
        child = node_at(search, counters[TOP] + 1)
        _copy_branch(node, child)
        is_last = search.infosets.is_last[label]
        child.states[label] |= decision_of(False, is_last)
        node.states[label] |= decision_of(True, is_last)
        counters[TOP] += 1
    return DONE


@compiled
def settle(search: FaceSearch, node: Branch, is_trial: bool) -> int:
    """Carry out all decisions and those that follow; DONE, or EMPTY, PAUSED, UNPROVED or DOUBTFUL.

    What a trial says is not proved.
    """
    states = node.states
    while True:
        for side in range(2):
            face, known = face_of(node, side), Known(states, search.infosets.side, side)
            status = _carry_out(search, face, known, is_trial)
            if status == DONE:
                status = _drop_zeros(search, face, known, is_trial)
            if status != DONE:
                return status
        for label in range(len(states)):
            state = states[label]
            if state & (TIGHT | LOOSE) == TIGHT | LOOSE or state & (OUTSIDE | NEEDED) == OUTSIDE | NEEDED:
                return EMPTY
        num_decided = 0
        for side in range(2):
            known = Known(states, search.infosets.side, side)
            num_decided += _decide_positive(search, face_of(node, side), known, is_trial)
        followed = follow(search.infosets, states)
        if followed < 0:
            return EMPTY
        if num_decided + followed == 0:
            return DONE


@compiled
def _carry_out(search: FaceSearch, face: RoundedFace, known: Known, is_trial: bool) -> int:
    """Fix at zero the weights of outside labels, and the slacks of inside ones."""
    counters = search.counters
    while True:
        for column in range(face.size[NUM_COLUMNS] - 1, 0, -1):
            label = face.nonbasic[column]
            if _is_fixed(known, label):
                mark_zero(known, label)
                drop_column(face, column)
        row = face.size[NUM_ROWS] - 1
        while row >= 0 and not _is_fixed(known, face.basic[row]):
            row -= 1
        if row < 0:
            return DONE
        label = face.basic[row]
        status = fix_at_zero(face, row, counters, TRIAL_BUDGET if is_trial else BUDGET)
        if status == EMPTY and not is_trial:
            return EMPTY if _is_proved(search, face, row, known) else DOUBTFUL
        if status != DONE:
            return status
        mark_zero(known, label)


@compiled
def _is_fixed(known: Known, label: int) -> bool:
    """Whether the variable of a label is zero by decision."""
    decision = OUTSIDE if known.sides[label] == known.side else INSIDE
    return bool(known.states[label] & decision != 0)


@compiled
def _is_proved(search: FaceSearch, face: RoundedFace, row: int, known: Known) -> bool:
    """Whether a row's variable is proved to be positive."""
    polyhedron = search.polyhedra[1] if known.side == 1 else search.polyhedra[0]
    search.counters[BUDGET] -= polyhedron.entries.size
    return is_positive(face, row, polyhedron, known)


@compiled
def _drop_zeros(search: FaceSearch, face: RoundedFace, known: Known, is_trial: bool) -> int:
    """Drop variables that single rows show to be zero: weights are outside then, slacks tight; DONE or UNPROVED."""
    counters = search.counters
    row = 0
    while row < face.size[NUM_ROWS]:
        if not is_nearly_zero(face, row):
            row += 1
            continue
        if not is_trial and not _is_known(face, row, known):
            apply_implications(search.implications, counters[NUM_IMPLICATIONS], known)
            if not _is_known(face, row, known):
                counters[ASKED_SIDE], counters[ASKED_ROW] = known.side, row
                return UNPROVED
        for column in range(face.size[NUM_COLUMNS] - 1, 0, -1):
            if face.entries[row, column] > NEARLY_ZERO:
                mark_zero(known, face.nonbasic[column])
                drop_column(face, column)
        mark_zero(known, face.basic[row])
        drop_row(face, row)
        row = 0
    return DONE


@compiled
def _is_known(face: RoundedFace, row: int, known: Known) -> bool:
    """Whether all variables that a row seems to say are zero are known to be."""
    if not is_zero(known, face.basic[row]):
        return False
    for column in range(1, face.size[NUM_COLUMNS]):
        if face.entries[row, column] > NEARLY_ZERO and not is_zero(known, face.nonbasic[column]):
            return False
    return True


@compiled
def _decide_positive(search: FaceSearch, face: RoundedFace, known: Known, is_trial: bool) -> int:
    """Decide on labels whose variables are positive on the whole face, and drop their rows; how many are new."""
    num_decided = 0
    for row in range(face.size[NUM_ROWS] - 1, -1, -1):
        if face.entries[row, 0] <= NEARLY_ZERO or steepness(face, row) > NEARLY_ZERO:
            continue
        label = face.basic[row]
        decided = INSIDE | NEEDED if known.sides[label] == known.side else OUTSIDE
        is_new = known.states[label] & decided != decided
        if is_new and not is_trial and not _is_proved(search, face, row, known):
            continue
        num_decided += int(is_new)
        known.states[label] |= decided
        drop_row(face, row)
    return num_decided


@compiled
def branching_label(search: FaceSearch, node: Branch) -> int:
    """Undecided label that is reached and whose branches are likely to be empty soon; -1 if there is none.

    Those are tried that are furthest from being best replies.
    """
    num_candidates = _rate_candidates(search, node)
    label = _next_promising(search.merits)
    if num_candidates <= 1:
        return label
    best, least, least_smaller = -1, 0, 0
    for _ in range(MOST_TRIED):
        is_last = search.infosets.is_last[label]
        with_it = _size_of(search, node, label, decision_of(True, is_last))
        without = _size_of(search, node, label, decision_of(False, is_last)) if with_it > 0 else 0
        if without == 0:
            return label
        larger, smaller = max(with_it, without), min(with_it, without)
        if best < 0 or larger < least or (larger == least and smaller < least_smaller):
            best, least, least_smaller = label, larger, smaller
        label = _next_promising(search.merits)
        if label < 0 or search.counters[BUDGET] <= 0:
            break
    return best


@compiled
def _rate_candidates(search: FaceSearch, node: Branch) -> int:
    """Write the merits of the labels that could be branched on; and how many there are."""
    merits, infosets = search.merits, search.infosets
    rate(node.first, merits[2])
    rate(node.second, merits[3])
    num_candidates = 0
    for label in range(len(node.states)):
        merits[0, label] = -1.0
    for infoset in range(len(infosets.before)):
        before = infosets.before[infoset]
        if before >= 0 and not node.states[before] & INSIDE:
            continue
        first = infosets.first[infoset]
        for label in range(first, first + infosets.num_actions[infoset]):
            if node.states[label] & (INSIDE | OUTSIDE) == 0:
                own = infosets.side[label]
                merits[0, label], merits[1, label] = merits[3 - own, label], merits[2 + own, label]
                num_candidates += 1
    return num_candidates


@compiled
def _next_promising(merits: NDArray[np.float64]) -> int:
    """Take the label furthest from being a best reply, of several the one of which most weight may have to go."""
    best, best_slack, best_weight = -1, -1.0, -1.0
    for label in range(merits.shape[1]):
        slack, weight = merits[0, label], merits[1, label]
        if slack > best_slack or (slack >= 0.0 and slack == best_slack and weight >= best_weight):
            best, best_slack, best_weight = label, slack, weight
    if best >= 0:
        merits[0, best] = -1.0
    return best


@compiled
def _size_of(search: FaceSearch, node: Branch, label: int, decision: int) -> int:
    """Return how many columns a branch has; 0 if it seems empty."""
    trial, counters = search.trial, search.counters
    _copy_branch(node, trial)
    trial.states[label] |= decision
    counters[TRIAL_BUDGET] = TRIAL_WORK
    status = settle(search, trial, True)
    counters[BUDGET] -= TRIAL_WORK - counters[TRIAL_BUDGET] + trial.first.entries.size + trial.second.entries.size
    return 0 if status == EMPTY else int(trial.first.size[NUM_COLUMNS] + trial.second.size[NUM_COLUMNS])
