"""Prices of anarchy and stability, against the textbook."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest

from gametheory import Limits, NormalFormGame, load, solve
from gametheory.analysis.shared_values.prices import best_welfare, price_of_anarchy, price_of_stability
from gametheory.core.solution import Coverage
from gametheory.errors import InvalidParameterError, UnsupportedGameError
from gametheory.solvers.mediation.correlated import CorrelatedOptions

CHICKEN = NormalFormGame.from_bimatrix([[6, 2], [7, 0]], [[6, 7], [2, 0]])


def test_chicken() -> None:
    # sums of payoffs in equilibrium 9, 9 and 28/3; the best is 12
    solution = solve(CHICKEN)
    anarchy, stability = price_of_anarchy(solution), price_of_stability(solution)
    assert (anarchy.value, anarchy.bound, anarchy.welfare) == (Fraction(4, 3), "exact", 9)
    assert (stability.value, stability.bound, stability.welfare) == (Fraction(9, 7), "exact", Fraction(28, 3))
    assert solution.equilibria[stability.equilibrium].payoffs == (Fraction(14, 3), Fraction(14, 3))
    assert anarchy.optimum == best_welfare(CHICKEN)
    assert (anarchy.optimum.total, anarchy.optimum.profile, anarchy.optimum.payoffs) == (12, (0, 0), (6, 6))
    assert anarchy.sentence.endswith("is 4/3: all players together could get 12, and get 9 in the worst equilibrium.")


def test_braess_routing_with_savings_instead_of_costs() -> None:
    # every driver takes the fast road or the slow one; savings 12 minus the time taken, 3 drivers
    shape = (2, 2, 2)
    payoffs = np.zeros((3, *shape), dtype=object)
    for cell in np.ndindex(*shape):
        crowd = cell.count(0)
        for driver in range(3):
            payoffs[(driver, *cell)] = 12 - (3 * crowd if cell[driver] == 0 else 9)
    solution = solve(NormalFormGame(payoffs), "pure")
    # optimum: one or two on the fast road, 9 + 3 + 3 or 6 + 6 + 3; worst: all three, 3 + 3 + 3
    assert price_of_anarchy(solution).value == Fraction(5, 3)
    assert price_of_stability(solution).value == 1
    assert best_welfare(solution.game).total == 15


def test_equilibria_that_may_be_missing_make_it_a_bound() -> None:
    solution = solve(CHICKEN)
    partial = replace(solution, coverage=Coverage.PARTIAL)
    assert price_of_anarchy(partial).bound == "at least"
    assert price_of_stability(partial).bound == "at most"
    assert "is at least 4/3" in price_of_anarchy(partial).sentence
    assert price_of_anarchy(partial).sentence.endswith("in the worst equilibrium, among the equilibria that are known.")
    approximate = replace(solution.equilibria[0], max_regret=Fraction(1, 1000))
    assert price_of_anarchy(replace(solution, equilibria=(approximate,))).bound == "about"


def test_a_list_that_was_cut_is_a_bound() -> None:
    game = NormalFormGame.from_bimatrix([[1, 1, 1]], [[2, 2, 2]])
    assert price_of_anarchy(solve(game, limits=Limits(equilibria=2))).bound == "at least"
    assert price_of_anarchy(solve(game)).bound == "exact"


def test_nothing_in_equilibrium_is_an_infinite_price() -> None:
    game = NormalFormGame.from_bimatrix([[3, 0], [4, 0]], [[3, 4], [0, 0]])
    price = price_of_anarchy(solve(game))
    assert (price.value, price.welfare) == (None, 0)
    assert "is infinite" in price.sentence
    assert price_of_anarchy(solve(NormalFormGame.zero_sum([[0, 0]]))).value == 1


def test_fractions_are_summed_exactly() -> None:
    game = NormalFormGame([[["1/3", "1/7"]], [["1/6", "2/5"]]])
    best = best_welfare(game)
    assert (best.total, best.profile) == (Fraction(1, 7) + Fraction(2, 5), (0, 1))


def test_trees_are_measured_in_normal_form() -> None:
    assert best_welfare(load("trust_game")).total == 2


def test_refusals() -> None:
    with pytest.raises(UnsupportedGameError, match="price of stability needs payoffs of at least 0, got -1"):
        price_of_stability(solve(NormalFormGame.zero_sum([[1, -1], [-1, 1]])))
    with pytest.raises(UnsupportedGameError, match="needs an equilibrium, got a solution without one"):
        price_of_anarchy(solve(NormalFormGame.from_bimatrix([[1, 0], [0, 1]], [[0, 1], [1, 0]]), "pure"))


def test_of_sequential_equilibria_mixed_ones_are_looked_for_too() -> None:
    found = replace(solve(CHICKEN), concept="sequential", coverage=Coverage.ALL_PURE)
    assert not price_of_anarchy(found).only_pure
    assert price_of_anarchy(replace(found, concept="nash")).only_pure


def test_where_only_the_pure_equilibria_are_known_prices_are_bounds() -> None:
    # all three want to meet in one of two places
    table = np.zeros((2, 2, 2), dtype=int)
    table[0, 0, 0], table[1, 1, 1] = 2, 1
    game = NormalFormGame([table, table, table])
    pure, strict = solve(game, "pure"), solve(game, "strict")
    nash = replace(pure, concept="nash")
    assert nash.coverage is Coverage.ALL_PURE
    assert [price_of_anarchy(solution).bound for solution in (nash, pure, strict)] == ["at least", "exact", "exact"]
    assert [price_of_stability(solution).bound for solution in (nash, pure, strict)] == ["at most", "exact", "exact"]
    assert "in the worst pure equilibrium, among the equilibria that are known." in price_of_anarchy(nash).sentence
    assert price_of_stability(pure).sentence.endswith("in the best pure equilibrium.")


def test_a_correlated_equilibrium_of_largest_welfare_makes_stability_exact() -> None:
    solution = solve(CHICKEN, "correlated")
    # the mediator reaches 21/2 of 12
    assert (price_of_stability(solution).value, price_of_stability(solution).bound) == (Fraction(8, 7), "exact")
    assert price_of_anarchy(solution).bound == "at least"
    fair = solve(CHICKEN, "correlated", options=CorrelatedOptions("egalitarian"))
    assert price_of_stability(fair).bound == "at most"
    assert price_of_anarchy(solve(CHICKEN, "correlated", method="correlated_vertices")).bound == "exact"


def test_what_is_no_solution_of_free_players_is_refused() -> None:
    with pytest.raises(UnsupportedGameError, match="free to change, got concept 'stackelberg', in which the leader"):
        price_of_anarchy(solve(CHICKEN, "stackelberg"))
    with pytest.raises(InvalidParameterError, match="stability needs a solution, got NormalFormGame; solve the game"):
        price_of_stability(CHICKEN)  # type: ignore[arg-type]
