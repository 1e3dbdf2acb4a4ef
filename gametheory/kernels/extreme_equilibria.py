"""All extreme equilibria of a two-player game, exactly, in integers.

The best-response polyhedra are ``P = {(x, v): x >= 0, sum x = 1, s = v - B'x >= 0}`` and
``Q = {(y, u): y >= 0, sum y = 1, r = u - A y >= 0}``. Label ``k`` belongs to a variable of each: ``(x_i, r_i)`` for
a row ``i``, ``(s_j, y_j)`` for a column ``j``. An equilibrium is a point of ``P`` and a point of ``Q`` with a zero in
each pair, an extreme equilibrium a pair of such vertices. The tree of `gametheory.kernels.label_tree` lists the
vertices of one polyhedron with the face of the other that completes them, and then the vertices of that face.

Small games are searched in Python's integers; larger ones by a compiled kernel, in numbers of one machine word, of two
or of more as each pivot needs, and what is too large even for those again in Python's integers.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from gametheory.kernels.best_response_polyhedron import best_response_polyhedron
from gametheory.kernels.integer_tableau import fixed_at_zero
from gametheory.kernels.label_tree import LabelNode, NodeCount, vertices

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator, Sequence

    from gametheory.kernels.best_response_polyhedron import BestResponsePolyhedron, Weights
    from gametheory.kernels.integer_tableau import IntegerTableau
    from gametheory.kernels.words.search import Rest

COMPILED_MODULE = "gametheory.kernels.words.search"
LEAST_LOADED_CELLS = 25
"""Cells of the game's table from which on a compiled kernel that is loaded is the faster one."""
LEAST_CELLS = 169
"""The same for a kernel that must be loaded first, which takes about a second."""
MOST_COMPILED_BITS = 896
"""Longest integers that the compiled kernel starts from: it converts them to floats, and its own may be longer."""


@dataclass(frozen=True, slots=True)
class SearchRecord:
    """How all equilibria were found.

    Parameters
    ----------
    arithmetic
        The largest integers that a search needed: ``int64``, ``int128`` and so on, or ``integers`` of any size.
    num_nodes
        Nodes of the tree of labels.
    num_pivots
        Pivots of both tableaux.
    """

    arithmetic: str
    num_nodes: int
    num_pivots: int


def extreme_equilibria(
    row_payoffs: Sequence[Sequence[int]], column_payoffs: Sequence[Sequence[int]]
) -> Generator[tuple[Weights, Weights] | None, None, SearchRecord]:
    """All extreme equilibria of a two-player game, each once, pure ones first.

    Complete for every game, degenerate or not: the extreme equilibria are the pairs of vertices of the maximal Nash
    subsets, and every equilibrium is a convex combination of extreme ones within such a subset.

    Parameters
    ----------
    row_payoffs, column_payoffs
        Payoffs of the two players, ``num_rows`` x ``num_columns``, integers of any size.

    Yields
    ------
    tuple of two tuples of int, or None
        Weights of the row player's and the column player's actions, in lowest terms: a probability is a weight over
        the sum of its player's weights. None is a heartbeat for time limits, at least every 0.1 s. The consumer may
        stop at any point; what it was given stands.

    Returns
    -------
    SearchRecord
        When the search is complete.

    Notes
    -----
    Exact integer arithmetic; the answer depends neither on the units nor on the origin of the payoffs. Memory is that
    of one path of the tree. Cost grows exponentially with the smaller number of actions.

    References
    ----------
    audet2001, avis2010 (the tree of labels); mckelvey1996 (maximal Nash subsets).

    Examples
    --------
    >>> [pair for pair in extreme_equilibria([[3, 3], [2, 5], [0, 6]], [[3, 2], [2, 6], [3, 1]]) if pair]
    [((1, 0, 0), (1, 0)), ((4, 1, 0), (2, 1)), ((0, 1, 2), (1, 2))]
    """
    yield from _pure_equilibria(row_payoffs, column_payoffs)
    num_rows, num_columns = len(row_payoffs), len(row_payoffs[0])
    rows, columns = range(num_rows), range(num_rows, num_rows + num_columns)
    yield None
    row_polyhedron = best_response_polyhedron(column_payoffs, rows, columns)
    yield None
    column_polyhedron = best_response_polyhedron(list(zip(*row_payoffs, strict=True)), columns, rows)
    is_swapped = num_rows > num_columns
    first, second = (column_polyhedron, row_polyhedron) if is_swapped else (row_polyhedron, column_polyhedron)
    search = _Search(first, second)
    least = LEAST_LOADED_CELLS if COMPILED_MODULE in sys.modules else LEAST_CELLS
    is_compiled = num_rows * num_columns >= least and search.num_bits <= MOST_COMPILED_BITS
    found = search.compiled() if is_compiled else search.in_integers()
    for pair in found:
        if pair is None or sum(pair[0]) + sum(pair[1]) > 2:
            yield pair[::-1] if pair and is_swapped else pair
    return search.record()


def _pure_equilibria(
    row_payoffs: Sequence[Sequence[int]], column_payoffs: Sequence[Sequence[int]]
) -> Iterator[tuple[Weights, Weights] | None]:
    """Pairs of actions that are best responses to each other."""
    num_rows, num_columns = len(row_payoffs), len(row_payoffs[0])
    best_payoffs = [max(column) for column in zip(*row_payoffs, strict=True)]
    for row in range(num_rows):
        yield None
        best_payoff = max(column_payoffs[row])
        for column in range(num_columns):
            if row_payoffs[row][column] == best_payoffs[column] and column_payoffs[row][column] == best_payoff:
                yield _unit_weights(row, num_rows), _unit_weights(column, num_columns)


def _unit_weights(action: int, num_actions: int) -> Weights:
    return (0,) * action + (1,) + (0,) * (num_actions - action - 1)


class _Search:
    """The tree over the vertices of a first polyhedron and of the faces of a second that complete them."""

    def __init__(self, first: BestResponsePolyhedron, second: BestResponsePolyhedron) -> None:
        self._first = first
        self._second = second
        self._count = NodeCount()
        self._num_steps = 0  # nodes and pivots in Python's integers
        self._num_compiled = (0, 0)
        self._arithmetic = "integers"

    def record(self) -> SearchRecord:
        """Return the statistics."""
        nodes, pivots = self._num_compiled
        own = self._count.nodes
        return SearchRecord(self._arithmetic, nodes + own, pivots + self._num_steps - own)

    @property
    def num_bits(self) -> int:
        """Bits of the longest integer that the search starts from."""
        tableaux = (self._first.tableau, self._second.tableau)
        entries = (abs(entry) for tableau in tableaux for row in tableau.rows for entry in row)
        return max(map(int.bit_length, (*entries, *self._first.scales, *self._second.scales)))

    def in_integers(self) -> Iterator[tuple[Weights, Weights] | None]:
        """Yield pairs of vertices, and None as a heartbeat, from Python's integers."""
        everything = (1 << len(self._first.scales)) - 1
        return self._below(LabelNode(self._first.tableau, self._second.tableau, everything))

    def compiled(self) -> Iterator[tuple[Weights, Weights] | None]:
        """Yield the same from the compiled kernel."""
        from gametheory.kernels.words.search import LabelTreeSearch

        first, second = self._first, self._second
        search = LabelTreeSearch(
            (first.tableau, second.tableau), (first.own_labels, second.own_labels), (first.scales, second.scales)
        )
        for found in search.run():
            if found is None:
                yield None
            elif isinstance(found, tuple):
                yield first.lowest_terms(found[0]), second.lowest_terms(found[1])
            else:
                yield from self._rest(found)
        self._num_compiled = (search.num_nodes, search.num_pivots)
        self._arithmetic = search.arithmetic

    def _rest(self, rest: Rest) -> Iterator[tuple[Weights, Weights] | None]:
        """Yield what a node holds that the compiled kernel leaves over."""
        upper, lower = _Decisions(rest.states), _Decisions(rest.lower_states)
        primary = yield from _face(self._first.tableau, upper.had)
        partner = yield from _face(self._second.tableau, upper.lacked)
        if primary is None or partner is None:
            return
        if not rest.is_lower:
            yield from self._below(LabelNode(primary, partner, upper.undecided, _mask(upper.lacked)))
            return
        face = yield from _face(partner, lower.had)
        if face is not None:
            undecided = lower.undecided & _variables(face)  # the kernel keeps no record of what is settled below
            yield from self._completions(primary, LabelNode(face, None, undecided, _mask(lower.lacked)))

    def _below(self, root: LabelNode) -> Iterator[tuple[Weights, Weights] | None]:
        """Yield the pairs of vertices of a node and its descendants."""
        for node in vertices(root, (self._first.scales, self._second.scales), self._count):
            if node is None or node.partner is None:
                self._num_steps += 1
                yield None
                continue
            face = LabelNode(node.partner, None, _variables(node.partner))
            yield from self._completions(node.primary, face)

    def _completions(self, vertex: IntegerTableau, face: LabelNode) -> Iterator[tuple[Weights, Weights] | None]:
        """Yield a vertex of the first polyhedron with each vertex of a face of the second."""
        weights = self._first.strategy(vertex)
        for node in vertices(face, (self._second.scales, ()), self._count):
            self._num_steps += node is None
            yield None if node is None else (weights, self._second.strategy(node.primary))


class _Decisions:
    """What is decided on each label."""

    def __init__(self, states: Sequence[int]) -> None:
        from gametheory.kernels.words.label_tree import HAD, LACKED, UNDECIDED

        self.had = [label for label, state in enumerate(states) if state == HAD]
        self.lacked = [label for label, state in enumerate(states) if state == LACKED]
        self.undecided = _mask(label for label, state in enumerate(states) if state == UNDECIDED)


def _face(tableau: IntegerTableau, variables: Iterable[int]) -> Generator[None, None, IntegerTableau | None]:
    """Restrict a polyhedron to the face on which some variables are zero; None if it is empty."""
    face: IntegerTableau | None = tableau
    for variable in variables:
        if face is None:
            return None
        face = yield from fixed_at_zero(face, variable)
    return face


def _mask(labels: Iterable[int]) -> int:
    """Bit mask of some labels."""
    return sum(1 << label for label in labels)


def _variables(tableau: IntegerTableau) -> int:
    """Bit mask of the variables of a tableau."""
    return _mask(chain(tableau.basic, tableau.nonbasic[1:]))
