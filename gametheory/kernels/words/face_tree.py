"""The tree over supports of realization plans, compiled: its faces in floats, and what follows from them proved.

A stack of nodes in arrays, depth first: one child is pushed, the other one replaces its parent. Decisions are written
down first and carried out afterwards, so that a run can stop within a node at any pivot and be taken up again. Told are
the decisions at each leaf, and at each node that floats do not decide.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from gametheory.kernels.compiled import compiled
from gametheory.kernels.words.face_clauses import (
    CONTRADICTION,
    Clauses,
    Known,
    apply_clauses,
    copy_list,
    decision_of_positive,
    is_zero,
    learn_conflict,
    list_clauses,
    mark_zero,
)
from gametheory.kernels.words.face_proofs import Polyhedron, is_positive
from gametheory.kernels.words.face_reasons import Reasons, write_reasons
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
    is_nearly_positive,
    is_nearly_zero,
    rate,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

NUM_NODES, TOP, NUM_LEAVES, ASKED_SIDE, ASKED_ROW, MOST_CLAUSES = range(2, 8)
"""More counters: nodes looked at, index of the node on top of the stack, end of what is written, the row that has to be
proved to be zero, and how many clauses of a side are kept at most."""
NUM_COUNTERS = 8

FULL, SHALLOW, CROWDED = range(5, 8)
"""More ways for a run to stop: little room for another leaf, another node, or more clauses."""

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
    clauses
        What is learned about both sides.
    reasons
        Memory to find out why something is so, for both sides.
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
    clauses: tuple[Clauses, Clauses]
    reasons: tuple[Reasons, Reasons]
    counters: NDArray[np.int64]
    merits: NDArray[np.float64]
    final_states: NDArray[np.uint8]


@compiled
def face_of(node: Branch, side: int) -> RoundedFace:
    """Return the face of one side."""
    return node.second if side == 1 else node.first


@compiled
def clauses_of(search: FaceSearch, side: int) -> Clauses:
    """Return the clauses about one side."""
    return search.clauses[1] if side == 1 else search.clauses[0]


@compiled
def reasons_of(search: FaceSearch, side: int) -> Reasons:
    """Return the memory for reasons of one side."""
    return search.reasons[1] if side == 1 else search.reasons[0]


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
    """Run until the end (DONE), or until something must be done: PAUSED, UNPROVED, FULL, SHALLOW or CROWDED."""
    counters = search.counters
    while counters[TOP] >= 0:
        if counters[BUDGET] <= 0:
            return PAUSED
        need = _need(search)
        if need != DONE:
            return need
        node = node_at(search, counters[TOP])
        _list_clauses(search, node)
        status = settle(search, node, False)
        if status in (PAUSED, UNPROVED):
            return status
        counters[NUM_NODES] += 1
        counters[BUDGET] -= 10 * len(node.states)
        if status == EMPTY:
            counters[TOP] -= 1
            continue
        _list_clauses(search, node)
        label = branching_label(search, node) if status == DONE else -1
        if label < 0:
            for other in range(len(node.states)):
                search.final_states[counters[NUM_LEAVES], other] = node.states[other]
            counters[NUM_LEAVES] += 1
            counters[TOP] -= 1
            continue
        _branch(search, node, label)
    return DONE


@compiled
def _need(search: FaceSearch) -> int:
    """Return what there is too little room for; DONE if for nothing."""
    counters = search.counters
    if counters[NUM_LEAVES] >= len(search.final_states):
        return FULL
    if counters[TOP] + 1 >= len(search.states):
        return SHALLOW
    for side in range(2):
        clauses = clauses_of(search, side)
        capacity = len(clauses.needed)
        if capacity < counters[MOST_CLAUSES] and clauses.number[0] > capacity // 2:
            return CROWDED
    return DONE


@compiled
def _list_clauses(search: FaceSearch, node: Branch) -> None:
    """List the clauses that can still tell something at the node on top."""
    for side in range(2):
        known = Known(node.states, search.infosets.side, side)
        list_clauses(clauses_of(search, side), search.counters[TOP], known)


@compiled
def _branch(search: FaceSearch, node: Branch, label: int) -> None:
    """Put a child of the node on top on the stack, and the other one in its place."""
    top = search.counters[TOP]
    child = node_at(search, top + 1)
    _copy_branch(node, child)
    for side in range(2):
        copy_list(clauses_of(search, side), top, top + 1)
    is_last = search.infosets.is_last[label]
    child.states[label] |= decision_of(False, is_last)
    node.states[label] |= decision_of(True, is_last)
    search.counters[TOP] = top + 1


@compiled
def settle(search: FaceSearch, node: Branch, is_trial: bool) -> int:
    """Carry out all decisions and those that follow; DONE, or EMPTY, PAUSED, UNPROVED or DOUBTFUL.

    What a trial says is not proved.
    """
    states = node.states
    while True:
        if not _follow_clauses(search, states, is_trial):
            return EMPTY
        for side in range(2):
            face, known = face_of(node, side), Known(states, search.infosets.side, side)
            status = _carry_out(search, face, known, is_trial)
            if status == DONE:
                status = _drop_zeros(search, face, known, is_trial)
            if status != DONE:
                return status
        if _is_contradictory(states):
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
def _follow_clauses(search: FaceSearch, states: NDArray[np.uint8], is_trial: bool) -> bool:
    """Decide what follows from clauses, and from the order of choices; False if that is a contradiction."""
    while True:
        num_decided = 0
        for side in range(2):
            clauses, known = clauses_of(search, side), Known(states, search.infosets.side, side)
            found = apply_clauses(clauses, search.counters[TOP], known, is_trial)
            search.counters[BUDGET] -= clauses.num_near[search.counters[TOP]]
            if found == CONTRADICTION:
                return False
            num_decided += found
        followed = follow(search.infosets, states)
        if followed < 0 or _is_contradictory(states):
            return False
        if num_decided + followed == 0:
            return True


@compiled
def _is_contradictory(states: NDArray[np.uint8]) -> bool:
    """Whether a variable would have to be zero and positive somewhere."""
    for state in states:
        if state & (TIGHT | LOOSE) == TIGHT | LOOSE or state & (OUTSIDE | NEEDED) == OUTSIDE | NEEDED:
            return True
        if state & (INSIDE | LOOSE) == INSIDE | LOOSE:
            return True
    return False


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
            return EMPTY if _is_proved_positive(search, face, row, known) else DOUBTFUL
        if status != DONE:
            return status
        mark_zero(known, label)


@compiled
def _is_fixed(known: Known, label: int) -> bool:
    """Whether the variable of a label is zero by decision."""
    decision = OUTSIDE if known.sides[label] == known.side else INSIDE
    return bool(known.states[label] & decision != 0)


@compiled
def _is_proved_positive(search: FaceSearch, face: RoundedFace, row: int, known: Known) -> bool:
    """Whether a row's variable is proved to be positive; why is kept as a clause."""
    polyhedron = search.polyhedra[1] if known.side == 1 else search.polyhedra[0]
    reasons = reasons_of(search, known.side)
    search.counters[BUDGET] -= polyhedron.entries.size + write_reasons(reasons, face, row, 1)
    if not is_positive(reasons.face, row, polyhedron, known) and not is_positive(face, row, polyhedron, known):
        return False
    learn_conflict(clauses_of(search, known.side), polyhedron.needed)
    return True


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
            counters[BUDGET] -= write_reasons(reasons_of(search, known.side), face, row, -1)
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
        if not is_nearly_positive(face, row):
            continue
        label = face.basic[row]
        decided = decision_of_positive(known, label)
        is_new = known.states[label] & decided != decided
        if is_new and not is_trial and not _is_proved_positive(search, face, row, known):
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
