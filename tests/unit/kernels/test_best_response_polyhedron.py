"""Best-response polyhedra as tableaux."""

from __future__ import annotations

from gametheory.kernels.best_response_polyhedron import PROBABILITY_SCALE, best_response_polyhedron
from gametheory.kernels.integer_tableau import NO_VARIABLE, IntegerTableau


def test_tableau_at_the_first_pure_strategy() -> None:
    # columns' payoffs against rows 0 and 1; unit 10, origin of each row its first payoff
    polyhedron = best_response_polyhedron([[5, 25, 15], [40, 10, 0]], range(2), range(2, 5))
    # x_0 = 1 - x_1; s_0 = 2 - 5 x_1 + s_1; s_2 = 1 + s_1: column 1 is the best reply to row 0
    assert polyhedron.tableau == IntegerTableau([[1, 1, 0], [2, 5, -1], [1, 0, -1]], [0, 2, 4], [NO_VARIABLE, 1, 3], 1)
    assert polyhedron.scales == (PROBABILITY_SCALE, PROBABILITY_SCALE, 4, 4, 4)


def test_strategies_in_lowest_terms() -> None:
    polyhedron = best_response_polyhedron([[3, 1], [0, 2], [1, 1]], range(2, 5), range(2))
    assert polyhedron.lowest_terms({1: 9, 4: 12, 2: 6}) == (1, 0, 2)
    assert polyhedron.strategy(IntegerTableau([[6], [7], [12]], [2, 0, 4], [NO_VARIABLE], 18)) == (1, 0, 2)
