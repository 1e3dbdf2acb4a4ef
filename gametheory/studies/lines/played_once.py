"""Mixtures of a player who moves at most once in every play: those that stand alone by what they make best replies."""

from __future__ import annotations

from itertools import chain, combinations, product
from typing import TYPE_CHECKING, NamedTuple

from gametheory.errors import UnsupportedGameError
from gametheory.polynomials import Polynomial, RationalFunction

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from gametheory.polynomials import LocalSigns

ALWAYS = -1
"""In place of an action: plays in which the player has nothing to choose."""
MOST_BASES = 3_000
"""Sets of actions and ties that may determine a mixture, up to which they are looked through."""
MOST_MIXED = 4
"""Probabilities that ties determine at once."""

_ZERO, _ONE = Polynomial(), Polynomial([1])


class ReplyTable(NamedTuple):
    """What an information set of the opponent pays him.

    Parameters
    ----------
    replies
        Numbers of his actions there.
    rows
        By own action that leads there (``ALWAYS`` for none) what they pay, times how likely chance makes it and one
        function that is positive.
    """

    replies: tuple[int, ...]
    rows: Mapping[int, Sequence[Polynomial]]


class MixtureVertex(NamedTuple):
    """A mixture that no other has with this support and these best replies.

    Parameters
    ----------
    support
        Mask of the own actions with positive probability.
    replies
        Mask of the opponent's actions that are best at their information sets.
    """

    support: int
    replies: int


class Mixture:
    """Probabilities that a support and ties between replies determine, as functions of the parameter.

    Parameters
    ----------
    support
        For each own information set its actions that have positive probability.
    tied
        For each table the columns that tie; a single table in most.
    tables
        What the opponent's information sets pay.

    Attributes
    ----------
    weights
        By own action its probability times ``common``.
    common
        Their denominator; 0 everywhere where nothing is determined.
    """

    __slots__ = ("_differences", "_shares", "_tables", "_tied", "common", "mask", "weights")

    def __init__(
        self, support: Sequence[Sequence[int]], tied: Mapping[int, Sequence[int]], tables: Sequence[ReplyTable]
    ) -> None:
        equations = [
            _equation(support, tables[number], first=columns[0], other=other)
            for number, columns in tied.items()
            for other in columns[1:]
        ]
        left = [equation[:-1] for equation in equations]
        common = _determinant(left)
        solved = iter(_determinant(_replaced(equations, place)) for place in range(len(equations)))
        weights: dict[int, Polynomial] = {}
        for first, *others in support:
            weights.update((action, next(solved)) for action in others)
            weights[first] = common - _sum(weights[action] for action in others)
        self.mask = sum(1 << action for action in weights)
        self.common = RationalFunction(common)
        self.weights = {action: RationalFunction(weight) for action, weight in weights.items()}
        self._tables, self._tied = tables, tied
        weights[ALWAYS] = common
        self._shares = weights
        self._differences: dict[tuple[int, int, int], RationalFunction] = {}

    def vertex_near(self, signs: LocalSigns) -> MixtureVertex | None:
        """Return the vertex that the mixture is where signs are decided; None where it is none with this support."""
        common = signs.sign(self.common)
        if not common or any(signs.sign(weight) != common for weight in self.weights.values()):
            return None
        replies = 0
        for number, table in enumerate(self._tables):
            tied = self._tied.get(number)
            best = self._best(number, signs, common) if tied is None else self._best_with(number, tied, signs, common)
            if best is None:
                return None
            replies |= sum(1 << table.replies[column] for column in best)
        return MixtureVertex(self.mask, replies)

    def _best(self, number: int, signs: LocalSigns, common: int) -> list[int]:
        """Return the best columns of a table."""
        best = [0]
        for column in range(1, len(self._tables[number].replies)):
            sign = common * signs.sign(self._difference(number, column, best[0]))
            if sign >= 0:
                best = [*best, column] if not sign else [column]
        return best

    def _best_with(self, number: int, tied: Sequence[int], signs: LocalSigns, common: int) -> list[int] | None:
        """Return the best columns of a table, those that tie among them; None where others are better."""
        best = list(tied)
        for column in range(len(self._tables[number].replies)):
            if column not in tied:
                sign = common * signs.sign(self._difference(number, column, tied[0]))
                if sign > 0:
                    return None
                if not sign:
                    best.append(column)
        return best

    def _difference(self, number: int, column: int, other: int) -> RationalFunction:
        key = number, column, other
        known = self._differences.get(key)
        if known is None:
            shares = self._shares
            gain = _sum(
                shares[action] * (row[column] - row[other])
                for action, row in self._tables[number].rows.items()
                if action in shares
            )
            known = self._differences[key] = RationalFunction(gain)
        return known


class PlayedOnce:
    """The mixtures of a player that may stand alone.

    Parameters
    ----------
    groups
        For each information set the numbers of its actions.
    tables
        What the opponent's information sets pay.

    Raises
    ------
    UnsupportedGameError
        If there are more than ``MOST_BASES`` supports with ties, or more than ``MOST_MIXED`` probabilities are
        determined at once.

    Examples
    --------
    >>> from fractions import Fraction
    >>> from gametheory.polynomials import LocalSigns, RealRoot
    >>> one, fee = Polynomial([1]), Polynomial([0, 1])
    >>> table = ReplyTable((0, 1), {0: (one, _ZERO), 1: (_ZERO, fee)})
    >>> signs = LocalSigns(RealRoot.rational(Fraction(3)))
    >>> vertices = PlayedOnce([(0, 1)], [table]).vertices_near(signs)
    >>> for vertex, mixture in vertices.items():
    ...     print(*vertex, *(f"{weight}" for weight in mixture.weights.values()), "over", mixture.common)
    1 1 1 over 1
    2 2 1 over 1
    3 3 1 x over x + 1
    """

    def __init__(self, groups: Sequence[Sequence[int]], tables: Sequence[ReplyTable]) -> None:
        self._mixtures: list[Mixture] = []
        supports = product(*(_subsets(group, 1) for group in groups))
        bases = (
            (chosen, tied) for chosen in supports for tied in _ties(sum(map(len, chosen)) - len(chosen), tables, 0)
        )
        for number, (support, tied) in enumerate(bases):
            if number == MOST_BASES:
                raise UnsupportedGameError(
                    f"exact thresholds of such a tree look through at most {MOST_BASES:,} supports with ties of an "
                    f"information set's replies, got more"
                )
            mixture = Mixture(support, dict(tied), tables)
            if mixture.common.numerator:
                self._mixtures.append(mixture)

    def vertices_near(self, signs: LocalSigns) -> dict[MixtureVertex, Mixture]:
        """Return the mixtures that stand alone where signs are decided."""
        found: dict[MixtureVertex, Mixture] = {}
        for mixture in self._mixtures:
            vertex = mixture.vertex_near(signs)
            if vertex is not None:
                found.setdefault(vertex, mixture)
        return found


def _subsets(group: Sequence[int], smallest: int) -> Iterator[tuple[int, ...]]:
    """Yield the subsets of a group of so many members at least."""
    return chain.from_iterable(combinations(group, size) for size in range(smallest, len(group) + 1))


def _ties(num_free: int, tables: Sequence[ReplyTable], first: int) -> Iterator[tuple[tuple[int, tuple[int, ...]], ...]]:
    """Yield the columns that may tie in tables from one on, so many conditions in all."""
    if not num_free:
        yield ()
        return
    if num_free > sum(len(table.replies) - 1 for table in tables[first:]):
        return
    if num_free > MOST_MIXED:
        raise UnsupportedGameError(
            f"exact thresholds of such a tree need mixtures of at most {MOST_MIXED} free probabilities, got {num_free}"
        )
    for number in range(first, len(tables)):
        for columns in _subsets(range(len(tables[number].replies)), 2):
            if len(columns) - 1 <= num_free:
                for others in _ties(num_free - len(columns) + 1, tables, number + 1):
                    yield ((number, columns), *others)


def _equation(support: Sequence[Sequence[int]], table: ReplyTable, *, first: int, other: int) -> list[Polynomial]:
    """Return the equation by which two columns tie: factors of the free probabilities, then the right-hand side."""

    def gain(action: int) -> Polynomial:
        row = table.rows.get(action)
        return _ZERO if row is None else row[other] - row[first]

    factors = [gain(action) - gain(base) for base, *others in support for action in others]
    return [*factors, -(gain(ALWAYS) + _sum(gain(group[0]) for group in support))]


def _replaced(equations: Sequence[Sequence[Polynomial]], place: int) -> list[list[Polynomial]]:
    """Return the matrix with the right-hand side in place of a column."""
    return [[*row[:place], row[-1], *row[place + 1 : -1]] for row in equations]


def _determinant(matrix: Sequence[Sequence[Polynomial]]) -> Polynomial:
    """Return a determinant, by expansion along the first row."""
    if not matrix:
        return _ONE
    if len(matrix) == 1:
        return matrix[0][0]
    total, (first, *rest) = _ZERO, matrix
    for column, entry in enumerate(first):
        if entry:
            part = entry * _determinant([[*row[:column], *row[column + 1 :]] for row in rest])
            total = total - part if column % 2 else total + part
    return total


def _sum(polynomials: Iterator[Polynomial]) -> Polynomial:
    return sum(polynomials, start=_ZERO)
