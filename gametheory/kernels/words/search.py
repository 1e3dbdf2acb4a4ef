"""The compiled label tree, driven from Python: memory, slices of work, and what is beyond machine words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from gametheory.kernels.words.label_tree import (
    LOWER,
    NUM_COUNTERS,
    NUM_NODES,
    OUTPUT_END,
    SHALLOW,
    TOP,
    Search,
    Stack,
    search_equilibria,
)
from gametheory.kernels.words.tableau import (
    BUDGET,
    DONE,
    NUM_BITS,
    NUM_COLUMNS,
    NUM_FIELDS,
    NUM_PIVOTS,
    NUM_ROWS,
    NUM_SCRATCH_ROWS,
    NUM_WORDS,
    OWN_START,
    OWN_STOP,
    TOO_WIDE,
    WIDEST,
    WORDS_NEEDED,
)

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence

    from numpy.typing import NDArray

    from gametheory.kernels.integer_tableau import IntegerTableau

WORD_BITS = 64
WORD_MASK = 2**WORD_BITS - 1
SLICE = 5_000_000
"""Entries computed between two heartbeats: some 0.03 s."""
COPY_SLICE = 500_000
"""Words copied between two heartbeats when memory grows: some 0.02 s where it is new."""
MOST_WORDS = 15
"""Words of a number at most: a float holds 1,023 bits."""
FIRST_NODES = 16
OUTPUT_WORDS = 200_000

Pair: TypeAlias = tuple[dict[int, int], dict[int, int]]
"""Positive weights of an equilibrium by label."""


@dataclass(frozen=True, slots=True)
class Rest:
    """A node that needs numbers of more than machine words.

    Parameters
    ----------
    is_lower
        Whether the vertex of the first polyhedron is found, and vertices of the second are left to be listed.
    states, lower_states
        What is decided on each label in the first polyhedron, and below in the second: see `compiled_label_tree`.
    """

    is_lower: bool
    states: tuple[int, ...]
    lower_states: tuple[int, ...]


class LabelTreeSearch:
    """A search in progress.

    Parameters
    ----------
    tableaux
        Feasible equations of the primary polyhedron and of its partner, each over denominator 1.
    own_labels
        Labels of the weights of each.
    scales
        Typical size of the variable of each label, in each of them.
    """

    def __init__(
        self,
        tableaux: tuple[IntegerTableau, IntegerTableau],
        own_labels: tuple[range, range],
        scales: tuple[Sequence[int], Sequence[int]],
    ) -> None:
        num_labels = len(scales[0])
        num_nodes = min(FIRST_NODES, 2 * min(len(tableau.rows) for tableau in tableaux) + 4)
        largest = max(abs(entry) for tableau in tableaux for row in tableau.rows for entry in row)
        num_words = max(2, words_of(largest))
        self._has_rest = False
        first, second = (
            stack_of(tableau, own, num_nodes, num_words) for tableau, own in zip(tableaux, own_labels, strict=True)
        )
        self._search = Search(
            first=first,
            second=second,
            stages=np.zeros(num_nodes, np.int64),
            states=np.zeros((num_nodes, 2, num_labels), np.int8),
            scores=np.zeros((num_nodes, 2, num_labels)),
            scales=np.array(scales, dtype=np.float64),
            counters=_first_counters(),
            vertex=np.empty(4 + num_labels * (MOST_WORDS + 1), np.uint64),
            output=np.empty(max(OUTPUT_WORDS, 4 * num_labels * (MOST_WORDS + 1)), np.uint64),
        )

    @property
    def num_nodes(self) -> int:
        """Nodes looked at."""
        return int(self._search.counters[NUM_NODES])

    @property
    def num_pivots(self) -> int:
        """Pivots made."""
        return int(self._search.counters[NUM_PIVOTS])

    @property
    def arithmetic(self) -> str:
        """The longest numbers that were needed."""
        return "integers" if self._has_rest else f"int{WORD_BITS * self._search.counters[WIDEST]}"

    def run(self) -> Iterator[Pair | Rest | None]:
        """Yield equilibria, nodes that are left over, and None as a heartbeat."""
        counters = self._search.counters
        while True:
            counters[BUDGET] = SLICE
            status = search_equilibria(self._search)
            yield from self._read()
            if status == DONE:
                return
            if status == SHALLOW:
                yield from self._deepen()
            elif status == TOO_WIDE and 0 < counters[WORDS_NEEDED] <= MOST_WORDS:
                yield from self._widen(int(counters[WORDS_NEEDED]))
            elif status == TOO_WIDE:
                node = int(counters[TOP])
                counters[TOP] -= 1
                self._has_rest = True
                upper, lower = self._search.states[node].tolist()
                yield Rest(bool(self._search.stages[node] == LOWER), tuple(upper), tuple(lower))
            yield None

    def _read(self) -> Iterator[Pair]:
        """Yield the equilibria that were written, and forget them."""
        counters = self._search.counters
        numbers = self._search.output[: counters[OUTPUT_END]].tolist()
        counters[OUTPUT_END] = 0
        position = 0
        while position < len(numbers):
            first, position = _read_weights(numbers, position)
            second, position = _read_weights(numbers, position)
            yield first, second

    def _deepen(self) -> Generator[None, None, None]:
        """Make room for more nodes."""
        search = self._search
        num_nodes = 2 * len(search.stages)
        first = yield from deeper_stack(search.first, num_nodes)
        second = yield from deeper_stack(search.second, num_nodes)
        self._search = search._replace(
            first=first,
            second=second,
            stages=longer_array(search.stages, num_nodes),
            states=longer_array(search.states, num_nodes),
            scores=longer_array(search.scores, num_nodes),
        )

    def _widen(self, num_words: int) -> Generator[None, None, None]:
        """Make room for longer numbers."""
        search = self._search
        num_used = int(search.counters[TOP]) + 1
        first = yield from wider_stack(search.first, num_words, num_used)
        second = yield from wider_stack(search.second, num_words, num_used)
        self._search = search._replace(first=first, second=second)


def _first_counters() -> NDArray[np.int64]:
    counters = np.zeros(NUM_COUNTERS, np.int64)
    counters[WIDEST] = 1
    return counters


def words_of(number: int) -> int:
    """Words that hold a number and its negative."""
    return number.bit_length() // WORD_BITS + 1


def _read_weights(numbers: list[int], position: int) -> tuple[dict[int, int], int]:
    """Weights by label, and the position behind them."""
    num_positive, num_words = numbers[position : position + 2]
    position += 2
    end = position + num_positive * (num_words + 1)
    if num_words == 1:
        weights = dict(zip(numbers[position:end:2], numbers[position + 1 : end : 2], strict=True))
    else:
        weights = {
            numbers[start]: sum(numbers[start + 1 + word] << WORD_BITS * word for word in range(num_words))
            for start in range(position, end, num_words + 1)
        }
    return weights, end


def stack_of(tableau: IntegerTableau, own_labels: range, num_nodes: int, num_words: int) -> Stack:
    """Memory for tableaux of one polyhedron, with the first one in it."""
    num_rows, num_columns = len(tableau.rows), len(tableau.nonbasic)
    stack = Stack(
        exact=np.empty((num_nodes, num_words, num_rows + 1, num_columns), np.uint64),
        rounded=np.empty((num_nodes, num_rows + 1, num_columns)),
        basic=np.empty((num_nodes, num_rows), np.int32),
        nonbasic=np.empty((num_nodes, num_columns), np.int32),
        size=np.zeros((num_nodes, NUM_FIELDS), np.int64),
        scratch=np.empty((NUM_SCRATCH_ROWS, 2 * max(MOST_WORDS, num_words)), np.uint64),
    )
    size = stack.size[0]
    size[NUM_ROWS], size[NUM_COLUMNS] = num_rows, num_columns
    size[OWN_START], size[OWN_STOP] = own_labels.start, own_labels.stop
    size[NUM_BITS] = max(abs(entry) for row in tableau.rows for entry in row).bit_length()
    size[NUM_WORDS] = size[NUM_BITS] // WORD_BITS + 1
    for word in range(int(size[NUM_WORDS])):
        shift = WORD_BITS * word
        stack.exact[0, word, :num_rows] = [[entry >> shift & WORD_MASK for entry in row] for row in tableau.rows]
        stack.exact[0, word, num_rows, 0] = tableau.denominator if word == 0 else 0
    stack.rounded[0, :num_rows] = tableau.rows
    stack.rounded[0, num_rows, 0] = tableau.denominator
    stack.basic[0], stack.nonbasic[0] = tableau.basic, tableau.nonbasic
    return stack


def longer_array(array: NDArray[Any], length: int) -> NDArray[Any]:
    """Copy of an array with a longer first axis."""
    longer = np.empty((length, *array.shape[1:]), array.dtype)
    longer[: len(array)] = array
    return longer


def _copied(source: NDArray[Any], target: NDArray[Any]) -> Generator[None, None, None]:
    """Copy an array node by node, with heartbeats."""
    num_copied = 0
    for node in range(len(source)):
        target[node] = source[node]
        num_copied += source[node].size
        if num_copied > COPY_SLICE:
            num_copied = 0
            yield


def deeper_stack(stack: Stack, num_nodes: int) -> Generator[None, None, Stack]:
    """Stack with room for more nodes."""
    exact = np.empty((num_nodes, *stack.exact.shape[1:]), np.uint64)
    yield from _copied(stack.exact, exact)
    rounded = np.empty((num_nodes, *stack.rounded.shape[1:]))
    yield from _copied(stack.rounded, rounded)
    return Stack(
        exact,
        rounded,
        longer_array(stack.basic, num_nodes),
        longer_array(stack.nonbasic, num_nodes),
        longer_array(stack.size, num_nodes),
        stack.scratch,
    )


def wider_stack(stack: Stack, num_words: int, num_used: int) -> Generator[None, None, Stack]:
    """Stack with room for longer numbers, of which so many nodes are in use."""
    num_nodes, old_words, num_rows, num_columns = stack.exact.shape
    exact = np.empty((num_nodes, num_words, num_rows, num_columns), np.uint64)
    yield from _copied(stack.exact[:num_used], exact[:num_used, :old_words])
    return stack._replace(exact=exact)
