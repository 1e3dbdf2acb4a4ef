"""The Nash equilibria of two players whose payoffs no other Nash equilibrium dominates."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from gametheory.analysis.profiles.two_player_tables import own_tables
from gametheory.core.rationals import to_fraction
from gametheory.solvers.refinements.refinement import (
    check_two_players,
    conclude,
    maximal_products,
    nash_set,
    unfinished,
)

if TYPE_CHECKING:
    from collections.abc import Generator

    from gametheory.analysis.profiles.two_player_tables import OwnTable
    from gametheory.core.equilibrium import Play
    from gametheory.core.profiles import Strategy
    from gametheory.solvers.problem import Conclusion, Problem
    from gametheory.solvers.refinements.refinement import Product


def search(problem: Problem) -> Generator[Play, None, Conclusion]:
    """Find all Nash equilibria that no other Nash equilibrium Pareto-dominates.

    Compared are all equilibria, not only the extreme ones. Where one equilibrium gives both players more than every
    other, it is the only one found: payoff-dominant in the sense of Harsanyi and Selten (1988). Otherwise these are the
    equilibria among which the players' interests differ, or whose payoffs are the same.

    Parameters
    ----------
    problem
        A normal form of two players.

    Yields
    ------
    Play
        Nothing before the end.

    Raises
    ------
    UnsupportedGameError
        Unless there are two players.

    Notes
    -----
    Exact. In a maximal Nash subset each player's payoff depends on the other's strategy only, linearly: its payoffs
    form a rectangle whose best corner is that of a face, and its vertices are extreme equilibria.

    References
    ----------
    harsanyi1988.
    """
    check_two_players(problem, "payoff_dominant")
    yield from ()
    found = nash_set(problem)
    if not found.is_complete:
        return unfinished(found)
    tables = own_tables(problem.normal_form)
    best = []
    for rows, columns in found.products:
        problem.watch.tick()
        row_payoff, best_columns = _best_for_other(tables[0], columns)
        column_payoff, best_rows = _best_for_other(tables[1], rows)
        best.append(((row_payoff, column_payoff), (best_rows, best_columns)))
    corners = {payoffs for payoffs, _ in best}
    products: list[Product] = [
        faces
        for payoffs, faces in best
        if not any(other != payoffs and other[0] >= payoffs[0] and other[1] >= payoffs[1] for other in corners)
    ]
    return conclude(problem, maximal_products(products, problem.watch))


def _best_for_other(table: OwnTable, strategies: tuple[Strategy, ...]) -> tuple[Fraction, tuple[Strategy, ...]]:
    """Return what a player gets at most by a best reply to some strategies of the other, and those that give it."""
    exact = [[to_fraction(probability) for probability in strategy] for strategy in strategies]
    payoffs = [
        max(
            sum((payoff * share for payoff, share in zip(row, strategy, strict=True) if share), Fraction())
            for row in table
        )
        for strategy in exact
    ]
    best = max(payoffs)
    return best, tuple(strategy for strategy, payoff in zip(strategies, payoffs, strict=True) if payoff == best)
