"""Both ways of searching the tree of labels, whatever the size of the game."""

from __future__ import annotations

from typing import TYPE_CHECKING
from unittest import mock

from gametheory.kernels import extreme_equilibria as door

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gametheory.kernels.best_response_polyhedron import Weights
    from gametheory.kernels.extreme_equilibria import SearchRecord

    Matrix = Sequence[Sequence[int]]


def searched(
    row_payoffs: Matrix, column_payoffs: Matrix, least_cells: int
) -> tuple[list[tuple[Weights, Weights]], SearchRecord]:
    """The pairs that are found, and the record; games of fewer cells are searched in Python's integers."""
    with mock.patch.multiple(door, LEAST_CELLS=least_cells, LEAST_LOADED_CELLS=least_cells):
        search = door.extreme_equilibria(row_payoffs, column_payoffs)
        pairs: list[tuple[Weights, Weights]] = []
        while True:
            try:
                found = next(search)
            except StopIteration as end:
                return pairs, end.value
            if found is not None:
                pairs.append(found)


def compiled_pairs(row_payoffs: Matrix, column_payoffs: Matrix) -> list[tuple[Weights, Weights]]:
    """Extreme equilibria by the compiled kernel."""
    return searched(row_payoffs, column_payoffs, 0)[0]


def integer_pairs(row_payoffs: Matrix, column_payoffs: Matrix) -> list[tuple[Weights, Weights]]:
    """Extreme equilibria by Python's integers."""
    return searched(row_payoffs, column_payoffs, 10**9)[0]
