"""Which mixture of other actions dominates an action: linear programs in rationals, grown as needed."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from gametheory.core.rationals import INT64_LIMIT, over_common_denominator
from gametheory.linear_program import LinearProgram, Relation, solve_linear_program

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gametheory.array_types import PayoffArray
    from gametheory.linear_program import LinearProgramResult


@dataclass(frozen=True, slots=True)
class DominanceAnswer:
    """Whether a mixture dominates.

    Parameters
    ----------
    weights
        Probability of each other action in a mixture that dominates; empty where there is none.
    witness
        Columns that prove that there is none: against some mixture of them (strict dominance) no other action is
        better. Empty where a mixture dominates.
    belief
        Probability of each of these columns in that mixture: a belief to which the action is a best reply. Empty where
        a mixture dominates, and for weak dominance.
    """

    weights: tuple[Fraction, ...] = ()
    witness: tuple[int, ...] = ()
    belief: tuple[Fraction, ...] = ()


def dominating_mixture(
    advantages: PayoffArray, *, is_strict: bool, heartbeat: Callable[[], None] | None = None
) -> DominanceAnswer:
    """Return a mixture of the other actions that dominates an action, or the columns that prove that there is none.

    Parameters
    ----------
    advantages
        Shape ``[num_others, num_columns]``, integers: payoff of each other action minus payoff of the action itself
        against each pure profile of the others.
    is_strict
        Whether the mixture must be better in every column; otherwise better in one and nowhere worse.
    heartbeat
        Called for each pivot of each program; what it raises stops the search. None for nobody.

    Notes
    -----
    Exact. Only the columns that a proposed mixture violates, and the actions that would improve it, enter the linear
    program; each answer is checked against all of them.

    Examples
    --------
    >>> import numpy as np
    >>> [str(weight) for weight in dominating_mixture(np.array([[5, -1], [-1, 3]]), is_strict=True).weights]
    ['2/5', '3/5']
    >>> dominating_mixture(np.array([[3, -4], [-2, 1]]), is_strict=True).witness
    (0, 1)
    """
    totals = [sum(row) for row in advantages.tolist()]
    columns = [int(advantages.max(axis=0).argmin())]
    others = [int(advantages[:, columns[0]].argmax())]
    while True:
        block = advantages[np.ix_(others, columns)].tolist()
        program = _program(block, None if is_strict else [totals[other] for other in others])
        result = solve_linear_program(program, heartbeat=heartbeat)
        if result.value:
            weights = result.point[1:] if is_strict else result.point
            gains = exact_product(advantages[others].T, weights)
            worst = int(gains.argmin())
            if gains[worst] > 0 or (gains[worst] == 0 and not is_strict):
                return DominanceAnswer(weights=_spread(weights, others, len(advantages)))
            columns.append(worst)
        improvements = _improvements(advantages[:, columns[: len(block[0])]], result, None if is_strict else totals)
        best = int(improvements.argmax())
        if improvements[best] > 0:
            others.append(best)
        elif not result.value:
            used = sorted((column, price) for column, price in zip(columns, result.multipliers, strict=False) if price)
            total = sum(price for _, price in used)
            belief = tuple(price / total for _, price in used) if is_strict else ()
            return DominanceAnswer(witness=tuple(column for column, _ in used), belief=belief)


def layered_mixture(advantages: PayoffArray) -> tuple[Fraction, ...]:
    """Return a mixture that is better in every column, put together from actions that are never worse; or nothing.

    An action that is never worse settles the columns where it is better; an action that is never worse in the others
    settles more of them, with so little weight that what it loses elsewhere does not matter, and so on.

    Parameters
    ----------
    advantages
        Shape ``[num_others, num_columns]``, integers, as for ``dominating_mixture``.

    Returns
    -------
    tuple of Fraction
        Probability of each other action; empty where actions alone do not settle all columns, which does not mean that
        no mixture dominates.

    Notes
    -----
    Exact. Weights may shrink geometrically from layer to layer, where linear programs run into long numbers: in the
    traveler's dilemma each step of the elimination takes as many layers as actions remain.

    Examples
    --------
    >>> import numpy as np
    >>> [str(weight) for weight in layered_mixture(np.array([[4, 0, 0], [-9, 2, 0], [-2, -3, 5]]))]
    ['2/3', '2/9', '1/9']
    """
    layers: list[tuple[int, PayoffArray]] = []
    is_open = np.ones(advantages.shape[1], dtype=np.bool_)
    is_better, is_worse = (advantages > 0).astype(np.bool_), (advantages < 0).astype(np.bool_)
    num_better, num_worse = is_better.sum(axis=1), is_worse.sum(axis=1)
    while is_open.any():
        settles = np.where(num_worse == 0, num_better, 0)
        best = int(settles.argmax())
        if not settles[best]:
            return ()
        columns = np.flatnonzero(is_open & is_better[best])
        layers.append((best, columns))
        is_open[columns] = False
        num_better -= is_better[:, columns].sum(axis=1)
        num_worse -= is_worse[:, columns].sum(axis=1)
    return _stacked(advantages.astype(object), layers)


def _stacked(advantages: PayoffArray, layers: Sequence[tuple[int, PayoffArray]]) -> tuple[Fraction, ...]:
    """Return the mixture of layers, each with enough weight to make up for what later ones lose in its columns."""
    gains = np.zeros(advantages.shape[1], dtype=object)
    weights = [0] * len(advantages)
    for layer, columns in reversed(layers):
        own = advantages[layer]
        weight = max(1, 1 + int(((-gains[columns]) // own[columns]).max()))
        weights[layer] += weight
        gains += weight * own
    total = sum(weights)
    return tuple(Fraction(weight, total) for weight in weights)


def _program(block: list[list[int]], totals: Sequence[int] | None) -> LinearProgram:
    """Return what the best mixture of some actions in some columns solves: best in its smallest advantage, or in total.

    The weights sum to at most 1, the rest staying with the action itself, so that 0 is always possible.
    """
    is_strict = totals is None
    rows = [([1] if is_strict else []) + [-row[column] for row in block] for column in range(len(block[0]))]
    rows.append(([0] if is_strict else []) + [1] * len(block))
    objective = [1] + [0] * len(block) if totals is None else totals
    bounds = [0] * (len(rows) - 1) + [1]
    return LinearProgram(objective, rows, [Relation.AT_MOST] * len(rows), bounds)


def _improvements(advantages: PayoffArray, result: LinearProgramResult, totals: Sequence[int] | None) -> PayoffArray:
    """Return by how much each action would raise the value of the program, times a positive number."""
    *prices, threshold = result.multipliers
    if totals is None:
        return exact_product(np.column_stack([advantages, np.full(len(advantages), -1)]), [*prices, threshold])
    extended = np.column_stack(
        [advantages.astype(object), np.array(totals, dtype=object), np.full(len(advantages), -1)]
    )
    return exact_product(extended, [*prices, Fraction(1), threshold])


def exact_product(matrix: PayoffArray, weights: Sequence[Fraction]) -> PayoffArray:
    """Return the exact product of a matrix of integers with weights, times their common denominator.

    Examples
    --------
    >>> exact_product(np.array([[1, 2], [3, 0]]), [Fraction(1, 3), Fraction(1, 2)]).tolist()
    [8, 6]
    """
    integers, _ = over_common_denominator(weights)
    used = [index for index, weight in enumerate(integers) if weight]
    largest = max(abs(int(matrix.min())), abs(int(matrix.max())))
    fits = largest * sum(map(abs, integers)) < INT64_LIMIT and max(map(abs, integers)) < INT64_LIMIT
    dtype = np.int64 if fits else object
    vector = np.array([integers[index] for index in used], dtype=dtype)
    product: PayoffArray = matrix[:, used].astype(dtype) @ vector
    return product


def _spread(weights: Sequence[Fraction], others: Sequence[int], num_others: int) -> tuple[Fraction, ...]:
    """Return the weights as probabilities over all other actions."""
    total = sum(weights, Fraction(0))
    spread = [Fraction(0)] * num_others
    for other, weight in zip(others, weights, strict=True):
        spread[other] = weight / total
    return tuple(spread)
