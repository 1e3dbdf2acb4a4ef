"""Extreme equilibria support by support: exact linear algebra on each pair of supports, nothing shared with pivoting.

``x`` with support ``I`` and ``y`` with support ``J`` are an equilibrium if the columns of ``J`` are best replies to
``x`` and the rows of ``I`` to ``y``: two conditions on one strategy each. It is extreme if both strategies are
vertices, that is, each is the only one on its support against which its best replies pay the same. So every extreme
equilibrium belongs to exactly one pair of supports, also where they differ in size.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations, product
from math import gcd
from operator import mul
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

IntegerMatrix: TypeAlias = "Sequence[Sequence[int]]"
Support: TypeAlias = tuple[int, ...]
Weights: TypeAlias = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Mixtures:
    """Positive weights on a support that satisfy some homogeneous equations, as mixtures of weights that are free.

    The weight of action ``support[k]`` is ``rows[k]`` times the free weights, over ``denominator > 0``. Elimination is
    fraction-free (Bareiss): entries are minors of the equations.
    """

    rows: tuple[Weights, ...]
    denominator: int

    @property
    def is_one_strategy(self) -> bool:
        """Whether a single weight is free, so that all are given up to scale."""
        return len(self.rows[0]) == 1


def _all_mixtures(size: int) -> _Mixtures:
    """Positive weights without any equation."""
    return _Mixtures(tuple(tuple(int(row == column) for column in range(size)) for row in range(size)), 1)


def _restricted(mixtures: _Mixtures, equation: Sequence[int]) -> _Mixtures | None:
    """Mixtures that satisfy one more equation (the same object if all do); None if it excludes positive weights."""
    by_free = [sum(map(mul, equation, column)) for column in zip(*mixtures.rows, strict=True)]
    if not any(by_free):
        return mixtures
    element = max(by_free)
    if element <= 0 or min(by_free) >= 0:
        return None
    place = by_free.index(element)
    rows = []
    for row in mixtures.rows:
        entries = [
            (element * entry - row[place] * other) // mixtures.denominator
            for entry, other in zip(row, by_free, strict=True)
        ]
        del entries[place]
        if max(entries) <= 0:
            return None
        rows.append(tuple(entries))
    return _Mixtures(tuple(rows), element)


class _Strategies:
    """Strategies of one player, judged by what they leave the other player to gain.

    Parameters
    ----------
    payoffs
        Payoffs of the other player: a row for each action of the other player, a column for each own action.
    """

    def __init__(self, payoffs: IntegerMatrix) -> None:
        self._payoffs = payoffs
        self.num_actions = len(payoffs[0])
        self.num_replies = len(payoffs)
        self._vertices: dict[Support, dict[Weights, frozenset[int]]] = {}

    def undominated_replies(self, support: Support) -> list[int]:
        """Replies to which no other is better against all strategies with this support (conditional dominance)."""
        payoffs = [[row[action] for action in support] for row in self._payoffs]
        return [
            reply
            for reply, own in enumerate(payoffs)
            if not any(other != own and all(map(int.__ge__, other, own)) for other in payoffs)
        ]

    def tied(self, mixtures: _Mixtures, support: Support, replies: tuple[int, int]) -> _Mixtures | None:
        """Mixtures on a support against which two replies pay the same, or None."""
        first, second = (self._payoffs[reply] for reply in replies)
        return _restricted(mixtures, [second[action] - first[action] for action in support])

    def strategy(self, mixtures: _Mixtures, support: Support) -> tuple[Weights, frozenset[int]]:
        """Return the only strategy of the mixtures, in lowest terms, and its best replies."""
        values = [row[0] for row in mixtures.rows]
        divisor = gcd(*values)
        weights = [0] * self.num_actions
        for action, value in zip(support, values, strict=True):
            weights[action] = value // divisor
        payoffs = [sum(map(mul, row, weights)) for row in self._payoffs]
        highest = max(payoffs)
        return tuple(weights), frozenset(reply for reply, payoff in enumerate(payoffs) if payoff == highest)

    def vertices(self, support: Support) -> dict[Weights, frozenset[int]]:
        """Return all vertices with exactly this support, and the best replies to each."""
        if support not in self._vertices:
            everything = _all_mixtures(len(support))
            undominated = self.undominated_replies(support)
            waiting = [(everything, reply, undominated[place + 1 :]) for place, reply in enumerate(undominated)]
            found = {}
            while waiting:
                mixtures, best, others = waiting.pop()
                if mixtures.is_one_strategy:
                    weights, best_replies = self.strategy(mixtures, support)
                    if best in best_replies:
                        found[weights] = best_replies
                    continue
                for place, reply in enumerate(others):
                    fewer = self.tied(mixtures, support, (best, reply))
                    if fewer is not None and fewer is not mixtures:
                        waiting.append((fewer, best, others[place + 1 :]))
            self._vertices[support] = found
        return self._vertices[support]

    def face_vertices(self, support: Support, replies: Support) -> set[Weights]:
        """Return the vertices with exactly this support to which all the given replies are best."""
        mixtures = _all_mixtures(len(support))
        for reply in replies[1:]:
            fewer = self.tied(mixtures, support, (replies[0], reply))
            if fewer is None:
                return set()
            mixtures = fewer
        return set(self._fixed(mixtures, support, replies))

    def _fixed(self, mixtures: _Mixtures, support: Support, replies: Support) -> dict[Weights, frozenset[int]]:
        """Return the vertices to which some replies are best, and what is, given the mixtures that tie the replies."""
        if mixtures.is_one_strategy:
            weights, best_replies = self.strategy(mixtures, support)
            return {weights: best_replies} if replies[0] in best_replies else {}
        return {weights: best for weights, best in self.vertices(support).items() if best.issuperset(replies)}

    def replied_faces(self, support: Support, least: int) -> Iterator[tuple[Support, set[Weights]] | None]:
        """Yield sets of replies with the vertices of this support to which all of them are best.

        Sets are built reply by reply, and a set whose replies cannot pay the same is not built on.

        Parameters
        ----------
        support
            Actions with positive weight.
        least
            Smallest number of replies.

        Yields
        ------
        tuple of replies and vertices, or None
            Only where there is a vertex. None is a heartbeat.
        """
        undominated = self.undominated_replies(support)
        everything = _all_mixtures(len(support))
        waiting: list[tuple[_Mixtures, Support, list[int]]] = []
        for place, reply in enumerate(undominated):
            waiting.append((everything, (reply,), undominated[place + 1 :]))
        while waiting:
            mixtures, replies, others = waiting.pop()
            yield None
            if len(replies) >= least or mixtures.is_one_strategy:
                found = self._fixed(mixtures, support, replies)
                if not found:
                    continue
                if len(replies) >= least:
                    yield replies, set(found)
                also_best = frozenset.union(*found.values())
                others = [reply for reply in others if reply in also_best]
            for place, reply in enumerate(others):
                if len(replies) + len(others) - place >= least:
                    fewer = self.tied(mixtures, support, (replies[0], reply))
                    if fewer is not None:
                        waiting.append((fewer, (*replies, reply), others[place + 1 :]))


def support_equilibria(
    row_payoffs: IntegerMatrix, column_payoffs: IntegerMatrix
) -> Iterator[tuple[Weights, Weights] | None]:
    """All extreme equilibria of a two-player game, each once, those with small supports first.

    Parameters
    ----------
    row_payoffs, column_payoffs
        Payoffs of the two players, ``num_rows`` x ``num_columns``, integers of any size.

    Yields
    ------
    tuple of two weights, or None
        Integer weights in lowest terms; None is a heartbeat, one for each pair of supports looked at.

    Notes
    -----
    Of each pair of supports the smaller one is solved first: the larger one gives it at least as many equations as it
    has unknowns, which in a nondegenerate game excludes supports of different size at once. Cost grows exponentially
    with both numbers of actions.

    References
    ----------
    vonstengel2002, sections 2.2 and 2.7.

    Examples
    --------
    >>> [pair for pair in support_equilibria([[3, 3], [2, 5], [0, 6]], [[3, 3], [2, 6], [3, 1]]) if pair]
    [((1, 0, 0), (1, 0)), ((1, 0, 0), (2, 1)), ((0, 1, 2), (1, 2))]
    """
    rows, columns = _Strategies(list(zip(*column_payoffs, strict=True))), _Strategies(row_payoffs)
    for size in range(1, max(rows.num_actions, columns.num_actions) + 1):
        for faces in _faces(rows, columns, size, size):
            yield from () if faces is None else product(*faces)
            yield None
        for faces in _faces(columns, rows, size, size + 1):
            yield from () if faces is None else product(*reversed(faces))
            yield None


def _faces(
    own: _Strategies, others: _Strategies, size: int, least: int
) -> Iterator[tuple[list[Weights], list[Weights]] | None]:
    """Vertices of both players for each pair of an own support of ``size`` and one of the other's of ``least`` or more.

    Only pairs with a vertex on both sides; None is a heartbeat.
    """
    if least > own.num_replies:
        return
    for support in combinations(range(own.num_actions), size):
        for face in own.replied_faces(support, least):
            if face is None:
                yield None
                continue
            replies, vertices = face
            yield sorted(vertices), sorted(others.face_vertices(replies, support))
