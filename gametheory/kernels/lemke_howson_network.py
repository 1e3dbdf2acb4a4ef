"""The network of equilibria that paths of Lemke and Howson join to each other and to the artificial pair (0, 0)."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from gametheory.kernels.lemke_howson_path import VertexPair, artificial_pair, path_steps

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gametheory.kernels.best_response_tableau import IntegerMatrix


def joined_pairs(row_payoffs: IntegerMatrix, column_payoffs: IntegerMatrix) -> Iterator[VertexPair | None]:
    """Follow every label from the artificial pair, and from every equilibrium found, until nothing new is reached.

    Parameters
    ----------
    row_payoffs, column_payoffs
        Payoffs of the two players, ``num_rows`` x ``num_columns``, integers of any size.

    Yields
    ------
    VertexPair or None
        Pairs that have all labels, each basis once, the artificial pair not; of a degenerate game several bases can
        be one equilibrium. None is a heartbeat, one for each pivot. There is at least one pair, but the network need
        not reach all.

    Notes
    -----
    A path can be followed from either end: each is followed once. Memory: the tableaus of the pairs that wait.

    References
    ----------
    vonstengel2002, sections 2.3 and 2.7; the network is Shapley's (1974).

    Examples
    --------
    >>> found = joined_pairs([[3, 3], [2, 5], [0, 6]], [[3, 2], [2, 6], [3, 1]])
    >>> [pair.weights for pair in found if pair]
    [((1, 0, 0), (1, 0)), ((0, 1, 2), (1, 2)), ((4, 1, 0), (2, 1))]

    Wilson's game in Shapley (1974) has two more equilibria:

    >>> found = joined_pairs([[0, 3, 0], [2, 2, 0], [3, 0, 1]], [[0, 2, 3], [3, 2, 0], [0, 0, 1]])
    >>> [pair.weights for pair in found if pair]
    [((0, 0, 1), (0, 0, 1))]
    """
    start = artificial_pair(row_payoffs, column_payoffs)
    numbers = {start.basis: 0}
    followed: set[tuple[int, int]] = set()
    waiting = deque([start])
    while waiting:
        pair = waiting.popleft()
        here = numbers[pair.basis]
        for label in range(start.num_rows + start.num_columns):
            if (here, label) in followed:
                continue
            end = pair
            for step in path_steps(pair, label):
                yield None
                end = step.pair
            is_new = end.basis not in numbers
            there = numbers.setdefault(end.basis, len(numbers))
            followed.add((there, label))
            if is_new:
                waiting.append(end)
                yield end
