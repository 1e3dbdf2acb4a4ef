"""Exact mixtures over a support, against which actions of the other player pay the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def equalizing_weights(payoffs: Sequence[Sequence[int]]) -> list[int] | None:
    """Return positive integer weights of the rows against which all columns pay the same.

    Parameters
    ----------
    payoffs
        Of the column player, as integers, shape ``[size, size]``.

    Returns
    -------
    list or None
        None where there are no such weights, or more than one choice of them up to scale.

    Examples
    --------
    >>> equalizing_weights([[3, 0], [1, 2]])
    [1, 3]
    """
    size = len(payoffs)
    if size == 1:
        return [1]
    if size == 2:
        (first, second), (third, fourth) = payoffs
        weights = [fourth - third, first - second]
        return _positive(weights, sum(weights))
    return _positive(*_solved(payoffs))


def _solved(payoffs: Sequence[Sequence[int]]) -> tuple[list[int], int]:
    """Return the weights times a common factor, and that factor; 0 where there is no single solution."""
    import flint

    size = len(payoffs)
    first = payoffs[0]
    # unknown: all weights but the first; equations: columns but the first pay what the first one does
    gains = [[row[column] - row[0] for row in payoffs] for column in range(1, size)]
    del first
    system = flint.fmpz_mat([row[1:] for row in gains])
    right = flint.fmpz_mat([[-row[0]] for row in gains])
    try:
        solution = system.solve(right)
    except ZeroDivisionError:
        return [], 0
    numerators, denominator = solution.numer_denom()
    weights = [int(denominator), *(int(numerators[place, 0]) for place in range(size - 1))]
    return weights, sum(weights)


def _positive(weights: list[int], total: int) -> list[int] | None:
    """Return the weights with their common sign made positive; None unless all have one sign."""
    if total < 0:
        weights = [-weight for weight in weights]
    return weights if total and all(weight > 0 for weight in weights) else None
