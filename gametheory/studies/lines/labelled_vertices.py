"""Vertices of a best-reply polytope with their labels, from the signs of bordered minors alone."""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from gametheory.kernels.bordered_minors import bits

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class Vertex(NamedTuple):
    """An extreme point: a mixture of rows that no other has with this support and these best replies.

    Parameters
    ----------
    support
        Mask of the rows with a positive probability.
    replies
        Mask of the columns that are best replies.
    """

    support: int
    replies: int


class LabelledVertices:
    """The vertices of the polytope of a player's mixtures, kept up to date while signs of minors change.

    Parameters
    ----------
    num_rows, num_columns
        Own actions, and those of the opponent, whose payoffs the minors are of.
    signs
        Of the minors of ``bordered_minors``.

    Attributes
    ----------
    vertices
        With the number of pairs of equal size, of support and best replies, by which each is determined.

    Examples
    --------
    >>> from gametheory.kernels.bordered_minors import bordered_minors
    >>> minors = bordered_minors([[3, 1], [0, 2]], 1)
    >>> signs = {key: (value > 0) - (value < 0) for key, value in minors.items()}
    >>> sorted(LabelledVertices(2, 2, signs).vertices)
    [Vertex(support=1, replies=1), Vertex(support=2, replies=2), Vertex(support=3, replies=3)]

    Notes
    -----
    For a support and as many columns, the probabilities are minors without one row, and the regret of another column
    is the minor with that column, all up to one common sign.
    """

    def __init__(self, num_rows: int, num_columns: int, signs: Mapping[tuple[int, int], int]) -> None:
        self._all_rows, self._all_columns = (1 << num_rows) - 1, (1 << num_columns) - 1
        self._signs = dict(signs)
        self._found: dict[tuple[int, int], Vertex] = {}
        self._num_dependent: Counter[tuple[int, int]] = Counter()
        self.vertices: Counter[Vertex] = Counter()
        for size in range(1, min(num_rows, num_columns) + 1):
            supports = [sum(1 << row for row in rows) for rows in combinations(range(num_rows), size)]
            replies = [sum(1 << column for column in columns) for columns in combinations(range(num_columns), size)]
            for support in supports:
                for columns in replies:
                    vertex = self._vertex(support, columns)
                    self._note(self.vertices, vertex, 1)
                    self._keep(support, columns, vertex)

    def change(self, signs: Mapping[tuple[int, int], int]) -> tuple[list[Vertex], list[Vertex]]:
        """Take over new signs of some minors; return the vertices that are gone and those that are new."""
        self._signs.update(signs)
        counts: Counter[Vertex] = Counter()
        for support, columns in self._concerned(signs):
            old, new = self._found.get((support, columns)), self._vertex(support, columns)
            if old != new:
                self._note(counts, old, -1)
                self._note(counts, new, 1)
                self._keep(support, columns, new)
        before = {vertex: self.vertices[vertex] for vertex in counts}
        for vertex, count in counts.items():
            self.vertices[vertex] += count
            if not self.vertices[vertex]:
                del self.vertices[vertex]
        gone = [vertex for vertex, count in before.items() if count and vertex not in self.vertices]
        return gone, [vertex for vertex, count in before.items() if not count and vertex in self.vertices]

    def depends_on(self, key: tuple[int, int]) -> bool:
        """Whether a minor is among those that make some pair a vertex."""
        return key in self._num_dependent

    def note(self, key: tuple[int, int], sign: int) -> None:
        """Take over the new sign of a minor that no pair depends on, and that passed 0 where none did."""
        self._signs[key] = sign

    def basis(self, vertex: Vertex) -> tuple[int, int]:
        """Return a support and as many of its best replies that determine a vertex."""
        return next(pair for pair, found in self._found.items() if found == vertex)

    def minors_of(self, vertex: Vertex) -> set[tuple[int, int]]:
        """Return the minors by whose signs the basis of a vertex makes it one."""
        return set(self._minors_of_pair(*self.basis(vertex)))

    def _minors_of_pair(self, support: int, columns: int) -> list[tuple[int, int]]:
        """Return the minors by whose signs a pair is a vertex."""
        own = [(support ^ 1 << row, columns) for row in bits(support)]
        return own + [(support, columns | 1 << other) for other in bits(self._all_columns & ~columns)]

    @staticmethod
    def _note(counts: Counter[Vertex], vertex: Vertex | None, count: int) -> None:
        """Add to the count of a vertex, if it is one."""
        if vertex is not None:
            counts[vertex] += count

    def _keep(self, support: int, columns: int, vertex: Vertex | None) -> None:
        """Note the vertex of a pair."""
        pair = support, columns
        if vertex is not None:
            if pair not in self._found:
                for key in self._minors_of_pair(support, columns):
                    self._num_dependent[key] += 1
            self._found[pair] = vertex
        elif self._found.pop(pair, None) is not None:
            for key in self._minors_of_pair(support, columns):
                self._num_dependent[key] -= 1
                if not self._num_dependent[key]:
                    del self._num_dependent[key]

    def _concerned(self, keys: Iterable[tuple[int, int]]) -> set[tuple[int, int]]:
        """Return the pairs of a support and columns whose vertex depends on some minors."""
        concerned: set[tuple[int, int]] = set()
        for rows, columns in keys:
            concerned.update((rows | 1 << row, columns) for row in bits(self._all_rows & ~rows))
            if rows:
                concerned.update((rows, columns ^ 1 << column) for column in bits(columns))
        return concerned

    def _vertex(self, support: int, columns: int) -> Vertex | None:
        """Return the vertex with this support and these columns among its best replies; None where there is none."""
        signs, common, turn = self._signs, 0, 1
        for row in bits(support):
            sign = turn * signs[support ^ (1 << row), columns]
            if not sign or sign == -common:
                return None
            common, turn = sign, -turn
        replies = columns
        for column in bits(self._all_columns & ~columns):
            sign = signs[support, columns | 1 << column]
            if not sign:
                replies |= 1 << column
            elif sign * common * turn != (1 if (columns >> column).bit_count() % 2 else -1):
                return None
        return Vertex(support, replies)
