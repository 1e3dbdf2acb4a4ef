"""The compiled face tree, driven from Python: memory, slices of work, and proofs in integers."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from gametheory.kernels.face_nodes import NO_LABEL, InfosetLabels, Labels
from gametheory.kernels.integer_tableau import NO_VARIABLE, IntegerTableau
from gametheory.kernels.words.face_clauses import WORD_BITS, Clauses, Known, is_zero
from gametheory.kernels.words.face_proofs import Polyhedron, write_combination
from gametheory.kernels.words.face_reasons import Reasons
from gametheory.kernels.words.face_states import INSIDE, LOOSE, NEEDED, OUTSIDE, TIGHT, InfosetArrays
from gametheory.kernels.words.face_tree import (
    ASKED_ROW,
    ASKED_SIDE,
    CROWDED,
    MOST_CLAUSES,
    NUM_COUNTERS,
    NUM_LEAVES,
    NUM_NODES,
    SHALLOW,
    TOP,
    Branch,
    FaceSearch,
    FaceStack,
    clauses_of,
    face_of,
    node_at,
    reasons_of,
    search_faces,
)
from gametheory.kernels.words.rounded_faces import (
    BUDGET,
    DONE,
    NEARLY_ZERO,
    NUM_COLUMNS,
    UNPROVED,
    RoundedFace,
)
from gametheory.kernels.words.search import WORD_MASK, longer_array
from gametheory.kernels.zero_implications import ZeroImplication, zero_implication

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

FIRST_NODES = 16
LEAVES_AT_ONCE = 256
FIRST_CLAUSES = 256
MOST_CLAUSES_KEPT = 32_768
SLICE = 10_000_000
"""Entries computed between two heartbeats: some 0.02 s."""


class Decisions(NamedTuple):
    """What is decided at a node, as bit masks of labels: see the fields of ``face_tree.FaceNode``."""

    inside: int
    outside: int
    needed: int
    loose: int
    tight: int


class VariableSizes(NamedTuple):
    """Sizes of the variables of a polyhedron, one for each label.

    Parameters
    ----------
    scales
        Typical sizes; they steer the search only.
    bounds
        What the variables do not exceed, at the points that are looked for.
    """

    scales: Sequence[int]
    bounds: Sequence[int]


class FaceTreeSearch:
    """A search in progress.

    Parameters
    ----------
    tableaux
        Feasible equations of both polyhedra.
    labels
        The labels, those of the actions of an information set one after the other.
    sizes
        Sizes of the variables of both.

    Raises
    ------
    OverflowError
        If a number is too large for a float.
    """

    def __init__(
        self,
        tableaux: tuple[IntegerTableau, IntegerTableau],
        labels: Labels,
        sizes: tuple[VariableSizes, VariableSizes],
    ) -> None:
        num_labels = len(labels.below)
        self._tableaux = tableaux
        first, second = (_polyhedron(tableau, known) for tableau, known in zip(tableaux, sizes, strict=True))
        stacks = _stack(first), _stack(second)
        self._search = FaceSearch(
            first=stacks[0],
            second=stacks[1],
            states=np.zeros((FIRST_NODES, num_labels), np.uint8),
            trial=Branch(_face(stacks[0]), _face(stacks[1]), np.zeros(num_labels, np.uint8)),
            infosets=_infoset_arrays(labels),
            polyhedra=(first, second),
            clauses=(_clauses(num_labels), _clauses(num_labels)),
            reasons=(_reasons(stacks[0], num_labels), _reasons(stacks[1], num_labels)),
            counters=np.zeros(NUM_COUNTERS, np.int64),
            merits=np.empty((4, num_labels)),
            final_states=np.empty((LEAVES_AT_ONCE, num_labels), np.uint8),
        )
        self._search.counters[MOST_CLAUSES] = MOST_CLAUSES_KEPT

    @property
    def num_nodes(self) -> int:
        """Nodes looked at."""
        return int(self._search.counters[NUM_NODES])

    def run(self) -> Iterator[Decisions | None]:
        """Yield leaves, nodes that must be searched on in integers, and None as a heartbeat."""
        counters = self._search.counters
        while True:
            counters[BUDGET] = SLICE
            status = search_faces(self._search)
            for states in self._search.final_states[: counters[NUM_LEAVES]]:
                yield _decisions(states)
            counters[NUM_LEAVES] = 0
            if status == DONE:
                return
            if status == SHALLOW:
                self._deepen()
            elif status == CROWDED:
                self._make_room_for_clauses()
            elif status == UNPROVED and not self._has_proved():
                node = int(counters[TOP])
                counters[TOP] -= 1
                yield _decisions(self._search.states[node])
            yield None

    def _has_proved(self) -> bool:
        """Prove in integers what a row of the node on top seems to say, and keep it; False if that does not succeed.

        First from few reasons; what that does not tell of the row from all.
        """
        search = self._search
        side, row = int(search.counters[ASKED_SIDE]), int(search.counters[ASKED_ROW])
        node = node_at(search, int(search.counters[TOP]))
        face = face_of(node, side)
        known = Known(node.states, search.infosets.side, side)
        zero = sum(1 << label for label in range(len(node.states)) if is_zero(known, label))
        entries, nonbasic = face.entries[row].tolist(), face.nonbasic.tolist()
        columns = range(1, int(face.size[NUM_COLUMNS]))
        asked = 1 << int(face.basic[row]) | sum(
            1 << nonbasic[column] for column in columns if entries[column] > NEARLY_ZERO
        )
        for told in (reasons_of(search, side).face, face):
            found = self._implication(side, told, row)
            if found is not None and not found.needed & ~zero:
                self._keep(found, side)
                zero |= found.implied
                if not asked & ~zero:
                    return True
        return False

    def _implication(self, side: int, face: RoundedFace, row: int) -> ZeroImplication | None:
        """Return what a row says about variables that are zero; None if that is not proved."""
        polyhedron = self._search.polyhedra[side]
        write_combination(face, row, polyhedron)
        rows = np.flatnonzero(np.abs(polyhedron.combination) > NEARLY_ZERO).tolist()
        basic = sum(1 << label for label in {*range(len(polyhedron.row_of))}.difference(face.nonbasic.tolist()))
        return zero_implication(self._tableaux[side], rows, basic, int(face.basic[row]))

    def _keep(self, found: ZeroImplication, side: int) -> None:
        """Write a clause for the compiled search."""
        clauses = clauses_of(self._search, side)
        index = int(clauses.number[0]) % len(clauses.needed)
        for array, mask in ((clauses.needed, found.needed), (clauses.implied, found.implied)):
            array[index] = [mask >> WORD_BITS * word & WORD_MASK for word in range(array.shape[1])]
        clauses.is_conflict[index] = False
        clauses.number[0] += 1

    def _deepen(self) -> None:
        """Make room for more nodes."""
        search = self._search
        num_nodes = 2 * len(search.states)
        first, second = (
            FaceStack(*(longer_array(array, num_nodes) for array in stack)) for stack in (search.first, search.second)
        )
        one, other = (
            clauses._replace(
                listed=longer_array(clauses.listed, num_nodes),
                num_listed=longer_array(clauses.num_listed, num_nodes),
                num_near=longer_array(clauses.num_near, num_nodes),
                num_seen=longer_array(clauses.num_seen, num_nodes),
            )
            for clauses in search.clauses
        )
        self._search = search._replace(
            first=first, second=second, states=longer_array(search.states, num_nodes), clauses=(one, other)
        )

    def _make_room_for_clauses(self) -> None:
        """Make room for more clauses."""
        one, other = (_with_room(clauses) for clauses in self._search.clauses)
        self._search = self._search._replace(clauses=(one, other))


def _clauses(num_labels: int) -> Clauses:
    """Memory for clauses."""
    num_words = num_labels // WORD_BITS + 1
    return Clauses(
        needed=np.zeros((FIRST_CLAUSES, num_words), np.uint64),
        implied=np.zeros((FIRST_CLAUSES, num_words), np.uint64),
        is_conflict=np.zeros(FIRST_CLAUSES, np.bool_),
        listed=np.zeros((FIRST_NODES, FIRST_CLAUSES), np.int32),
        num_listed=np.zeros(FIRST_NODES, np.int64),
        num_near=np.zeros(FIRST_NODES, np.int64),
        num_seen=np.zeros(FIRST_NODES, np.int64),
        number=np.zeros(1, np.int64),
        zero=np.zeros(num_words, np.uint64),
        positive=np.zeros(num_words, np.uint64),
    )


def _with_room(clauses: Clauses) -> Clauses:
    """Return the same clauses with room for twice as many."""
    num_clauses = 2 * len(clauses.needed)
    num_nodes, num_listed = clauses.listed.shape
    listed = np.zeros((num_nodes, num_clauses), np.int32)
    listed[:, :num_listed] = clauses.listed
    # what is not in use must stay empty: such a clause tells nothing
    needed, implied, is_conflict = (
        np.concatenate([array, np.zeros_like(array)])
        for array in (clauses.needed, clauses.implied, clauses.is_conflict)
    )
    return clauses._replace(needed=needed, implied=implied, is_conflict=is_conflict, listed=listed)


def _reasons(stack: FaceStack, num_labels: int) -> Reasons:
    """Memory to find out why something is so."""
    return Reasons(_face(stack), _face(stack), np.zeros(num_labels, np.int64))


def _polyhedron(tableau: IntegerTableau, sizes: VariableSizes) -> Polyhedron:
    """Return equations in floats, in units of typical sizes."""
    scales = sizes.scales
    columns = [tableau.denominator, *(scales[label] for label in tableau.nonbasic[1:])]
    num_rows, num_columns = len(tableau.rows), len(tableau.nonbasic)
    entries = [
        [entry * column / (tableau.denominator * scales[label]) for entry, column in zip(row, columns, strict=True)]
        for label, row in zip(tableau.basic, tableau.rows, strict=True)
    ]
    row_of = np.full(len(scales), -1, np.int64)
    row_of[tableau.basic] = range(num_rows)
    return Polyhedron(
        entries=np.array(entries).reshape(num_rows, num_columns),
        basic=np.array(tableau.basic, dtype=np.int32),
        nonbasic=np.array(tableau.nonbasic, dtype=np.int32),
        row_of=row_of,
        bounds=np.array([bound / scale for bound, scale in zip(sizes.bounds, scales, strict=True)]),
        combination=np.zeros(num_rows),
        coefficients=np.zeros(num_columns),
        errors=np.zeros(num_columns),
        needed=np.zeros(len(scales) // WORD_BITS + 1, np.uint64),
    )


def _stack(polyhedron: Polyhedron) -> FaceStack:
    """Memory for faces of a polyhedron, with the whole in it."""
    num_rows, num_columns = polyhedron.entries.shape
    stack = FaceStack(
        np.empty((FIRST_NODES, num_rows, num_columns)),
        np.empty((FIRST_NODES, num_rows), np.int32),
        np.empty((FIRST_NODES, num_columns), np.int32),
        np.empty((FIRST_NODES, 2), np.int64),
    )
    stack.entries[0], stack.basic[0], stack.nonbasic[0] = polyhedron.entries, polyhedron.basic, polyhedron.nonbasic
    stack.size[0] = num_rows, num_columns
    return stack


def _face(stack: FaceStack) -> RoundedFace:
    """Memory for one face."""
    return RoundedFace(*(np.empty_like(array[0]) for array in stack))


def _infoset_arrays(labels: Labels) -> InfosetArrays:
    """Return the labels as arrays."""
    num_labels, infosets = len(labels.below), labels.infosets
    first = [(infoset.actions & -infoset.actions).bit_length() - 1 for infoset in infosets]
    return InfosetArrays(
        before=np.array([infoset.before for infoset in infosets], dtype=np.int64),
        first=np.array(first, dtype=np.int64),
        num_actions=np.array([infoset.actions.bit_count() for infoset in infosets], dtype=np.int64),
        relevant=np.array(
            [[bool(infoset.relevant >> label & 1) for label in range(num_labels)] for infoset in infosets]
        ).reshape(len(infosets), num_labels),
        is_relevant=np.array([infoset.is_relevant for infoset in infosets], dtype=np.bool_),
        side=np.array([labels.own[1] >> label & 1 for label in range(num_labels)], dtype=np.int64),
        is_last=np.array([labels.below[label] == 1 << label for label in range(num_labels)], dtype=np.bool_),
    )


def _decisions(states: NDArray[np.uint8]) -> Decisions:
    """Return states as bit masks."""
    listed = states.tolist()
    bits = (INSIDE, OUTSIDE, NEEDED, LOOSE, TIGHT)
    return Decisions(*(sum(1 << label for label, state in enumerate(listed) if state & bit) for bit in bits))


def warm() -> None:
    """Compile the kernels of the face tree, or load them from the cache on disk.

    The trust game is enough: to trust or not, then to honor or not; that trust is abused needs a proof.
    """
    choices = tuple(
        InfosetLabels(side, before=NO_LABEL, actions=actions, below=actions, relevant=relevant, is_relevant=False)
        for side, actions, relevant in ((0, 0b0011, 0b1100), (1, 0b1100, 0b0001))
    )
    labels = Labels(choices, (0b0011, 0b1100), (0b0001, 0b0010, 0b0100, 0b1000))
    first = IntegerTableau([[1, 1, 0], [1, 1, -1]], [0, 2], [NO_VARIABLE, 1, 3], 1)
    second = IntegerTableau([[1, 0, 1], [1, -1, 2]], [2, 1], [NO_VARIABLE, 0, 3], 1)
    sizes = VariableSizes((1,) * 4, (9,) * 4)
    for _ in FaceTreeSearch((first, second), labels, (sizes, sizes)).run():
        pass
