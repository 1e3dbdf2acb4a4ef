"""The compiled face tree, driven from Python: memory, slices of work, and what is beyond machine words."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from gametheory.kernels.face_nodes import NO_LABEL, InfosetLabels, Labels
from gametheory.kernels.integer_tableau import NO_VARIABLE, IntegerTableau
from gametheory.kernels.words.face_lookahead import Branch, RoundedFace
from gametheory.kernels.words.face_states import INSIDE, LOOSE, NEEDED, OUTSIDE, TIGHT, InfosetArrays
from gametheory.kernels.words.face_tree import NUM_COUNTERS, NUM_LEAVES, SHALLOW, FaceSearch, search_faces
from gametheory.kernels.words.label_tree import NUM_NODES, TOP
from gametheory.kernels.words.search import (
    MOST_WORDS,
    SLICE,
    deeper_stack,
    longer_array,
    stack_of,
    wider_stack,
    words_of,
)
from gametheory.kernels.words.tableau import BUDGET, DONE, TOO_WIDE, WIDEST, WORDS_NEEDED

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence

    from numpy.typing import NDArray

FIRST_NODES = 32
LEAVES_AT_ONCE = 256


class Decisions(NamedTuple):
    """What is decided at a node, as bit masks of labels: see the fields of ``face_tree.FaceNode``."""

    inside: int
    outside: int
    needed: int
    loose: int
    tight: int


class FaceTreeSearch:
    """A search in progress.

    Parameters
    ----------
    tableaux
        Feasible equations of both polyhedra, each over denominator 1.
    labels
        The labels, those of the actions of an information set one after the other.
    scales
        Typical size of the variable of each label, in each of them.
    """

    def __init__(
        self,
        tableaux: tuple[IntegerTableau, IntegerTableau],
        labels: Labels,
        scales: tuple[Sequence[int], Sequence[int]],
    ) -> None:
        num_labels = len(labels.below)
        largest = max((abs(entry) for tableau in tableaux for row in tableau.rows for entry in row), default=1)
        num_words = max(2, words_of(largest))
        first, second = (stack_of(tableau, range(0), FIRST_NODES, num_words) for tableau in tableaux)
        counters = np.zeros(NUM_COUNTERS, np.int64)
        counters[WIDEST] = 1
        self._search = FaceSearch(
            first=first,
            second=second,
            infosets=_infoset_arrays(labels),
            states=np.zeros((FIRST_NODES, num_labels), np.uint8),
            scores=np.zeros((FIRST_NODES, 2, num_labels)),
            scales=np.array(scales, dtype=np.float64),
            counters=counters,
            final_states=np.empty((LEAVES_AT_ONCE, num_labels), np.uint8),
            rounded=_branch(tableaux, num_labels),
            tried=_branch(tableaux, num_labels),
            merits=np.empty((2, num_labels)),
        )

    @property
    def num_nodes(self) -> int:
        """Nodes looked at."""
        return int(self._search.counters[NUM_NODES])

    def run(self) -> Iterator[Decisions | None]:
        """Yield leaves, nodes that must be searched on in longer numbers, and None as a heartbeat."""
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
                yield from self._deepen()
            elif status == TOO_WIDE and 0 < counters[WORDS_NEEDED] <= MOST_WORDS:
                yield from self._widen(int(counters[WORDS_NEEDED]))
            elif status == TOO_WIDE:
                node = int(counters[TOP])
                counters[TOP] -= 1
                yield _decisions(self._search.states[node])
            yield None

    def _deepen(self) -> Generator[None, None, None]:
        """Make room for more nodes."""
        search = self._search
        num_nodes = 2 * len(search.states)
        first = yield from deeper_stack(search.first, num_nodes)
        second = yield from deeper_stack(search.second, num_nodes)
        states, scores = longer_array(search.states, num_nodes), longer_array(search.scores, num_nodes)
        self._search = search._replace(first=first, second=second, states=states, scores=scores)

    def _widen(self, num_words: int) -> Generator[None, None, None]:
        """Make room for longer numbers."""
        search = self._search
        num_used = int(search.counters[TOP]) + 1
        first = yield from wider_stack(search.first, num_words, num_used)
        second = yield from wider_stack(search.second, num_words, num_used)
        self._search = search._replace(first=first, second=second)


def _branch(tableaux: tuple[IntegerTableau, IntegerTableau], num_labels: int) -> Branch:
    """Memory for a node in floats."""
    first, second = (
        RoundedFace(
            entries=np.empty((len(tableau.rows), len(tableau.nonbasic))),
            basic=np.empty(len(tableau.rows), np.int32),
            nonbasic=np.empty(len(tableau.nonbasic), np.int32),
            size=np.zeros(2, np.int64),
        )
        for tableau in tableaux
    )
    return Branch(first, second, np.empty(num_labels, np.uint8))


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
    """Compile the kernel of the face tree, or load it from the cache on disk; a choice between 1 and 2 is enough."""
    choice = InfosetLabels(side=0, before=NO_LABEL, actions=0b11, below=0b11, relevant=0, is_relevant=True)
    labels = Labels((choice,), (0b11, 0), (0b01, 0b10))
    first = IntegerTableau([[1, 1]], [0], [NO_VARIABLE, 1], 1)
    second = IntegerTableau([[1, -1]], [0], [NO_VARIABLE, 1], 1)
    for _ in FaceTreeSearch((first, second), labels, ((1, 1), (1, 1))).run():
        pass
