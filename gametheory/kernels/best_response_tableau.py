"""Best-response polytopes of a two-player game as integer tableaux, with pivots that never cycle.

With payoffs made positive, which changes no best response, the polytopes are ``P = {x >= 0: s = 1 - B'x >= 0}`` and
``Q = {y >= 0: r = 1 - A y >= 0}``: a point other than 0, divided by its sum, is a mixed strategy. Label ``k`` belongs
to a variable of each, ``(x_i, r_i)`` for a row ``i`` and ``(s_j, y_j)`` for a column ``j``; a point has the labels of
its variables that are zero. In a tableau the variables bear the numbers of their labels.
"""

from __future__ import annotations

from math import gcd
from typing import TYPE_CHECKING, TypeAlias

from gametheory.kernels.integer_tableau import CONSTANT_COLUMN, NO_VARIABLE, IntegerTableau

if TYPE_CHECKING:
    from collections.abc import Sequence

IntegerMatrix: TypeAlias = "Sequence[Sequence[int]]"
Weights: TypeAlias = tuple[int, ...]


def best_response_tableau(payoffs: IntegerMatrix, own_labels: range, other_labels: range) -> IntegerTableau:
    """Best-response polytope of one player, at the vertex 0.

    Parameters
    ----------
    payoffs
        Payoffs of the other player: a row for each action of the other player, a column for each own action.
    own_labels
        Labels of the own actions, the nonbasic variables.
    other_labels
        Labels of the other player's actions, the basic variables: what each falls short of paying 1.

    Returns
    -------
    IntegerTableau
        Payoffs count from the lowest, which becomes 1, in units of the largest common divisor of the differences: in
        other units or from another origin they give the same tableau.
    """
    lowest = min(map(min, payoffs))
    divisor = gcd(*(entry - lowest for row in payoffs for entry in row)) or 1
    rows = [[1, *((entry - lowest) // divisor + 1 for entry in row)] for row in payoffs]
    return IntegerTableau(rows, list(other_labels), [NO_VARIABLE, *own_labels], 1)


def best_response_tableaus(
    row_payoffs: IntegerMatrix, column_payoffs: IntegerMatrix
) -> tuple[IntegerTableau, IntegerTableau]:
    """Polytopes ``P`` of the row player's and ``Q`` of the column player's strategies, both at the vertex 0.

    Parameters
    ----------
    row_payoffs, column_payoffs
        Payoffs of the two players, ``num_rows`` x ``num_columns``, integers of any size.

    Returns
    -------
    tuple of two IntegerTableau
        Row ``i`` has label ``i``, column ``j`` has label ``num_rows + j``.
    """
    num_rows, num_columns = len(row_payoffs), len(row_payoffs[0])
    rows, columns = range(num_rows), range(num_rows, num_rows + num_columns)
    by_column = list(zip(*column_payoffs, strict=True))
    return best_response_tableau(by_column, rows, columns), best_response_tableau(row_payoffs, columns, rows)


def lexicographic_row(tableau: IntegerTableau, column_index: int, slacks: range) -> int:
    """Row that leaves the basis as the variable of a column grows: the lexicographic minimum ratio test.

    The rule is that of the polytope whose right-hand sides are moved apart by infinitely small amounts, each far
    smaller than the one before. That polytope is simple, so the row is unique and no sequence of pivots cycles.

    Parameters
    ----------
    tableau
        Equations of a bounded polytope that were reached by this rule.
    column_index
        Column of the growing variable.
    slacks
        Variables that were basic at first, in the order of their rows.

    Returns
    -------
    int
        Index of the row.
    """
    rows = [index for index, row in enumerate(tableau.rows) if row[column_index] > 0]
    rows = _smallest_ratios(
        [(tableau.rows[index][CONSTANT_COLUMN], tableau.rows[index][column_index], index) for index in rows]
    )
    later = iter(slacks)
    while len(rows) > 1:
        slack = next(later)
        if slack in tableau.nonbasic:
            place = tableau.nonbasic.index(slack)
            ratios = [(tableau.rows[index][place], tableau.rows[index][column_index], index) for index in rows]
        else:
            ratios = [(int(tableau.basic[index] == slack), tableau.rows[index][column_index], index) for index in rows]
        rows = _smallest_ratios(ratios)
    return rows[0]


def _smallest_ratios(ratios: Sequence[tuple[int, int, int]]) -> list[int]:
    """Indices of the smallest of some ratios, each given as numerator, positive denominator, index."""
    best_numerator, best_denominator, _ = ratios[0]
    smallest: list[int] = []
    for numerator, denominator, index in ratios:
        order = numerator * best_denominator - best_numerator * denominator
        if order < 0:
            best_numerator, best_denominator = numerator, denominator
            smallest = [index]
        elif order == 0:
            smallest.append(index)
    return smallest


def strategy_weights(tableau: IntegerTableau, own_labels: range) -> Weights:
    """Mixed strategy at a vertex, as integer weights in lowest terms; all 0 at the vertex 0.

    Parameters
    ----------
    tableau
        Vertex of a best-response polytope.
    own_labels
        Labels of the player's own actions.

    Returns
    -------
    tuple of int
        One weight for each own action; a probability is a weight over the sum of all.
    """
    weights = [0] * len(own_labels)
    for variable, row in zip(tableau.basic, tableau.rows, strict=True):
        if variable in own_labels:
            weights[variable - own_labels.start] = row[CONSTANT_COLUMN]
    divisor = gcd(*weights) or 1
    return tuple(weight // divisor for weight in weights)


def vertex_labels(tableau: IntegerTableau) -> int:
    """Labels of a vertex: all its variables that are zero, basic ones too.

    Parameters
    ----------
    tableau
        Vertex of a best-response polytope.

    Returns
    -------
    int
        Bit mask of labels.
    """
    labels = sum(1 << variable for variable in tableau.nonbasic[1:])
    for variable, row in zip(tableau.basic, tableau.rows, strict=True):
        if row[CONSTANT_COLUMN] == 0:
            labels |= 1 << variable
    return labels
