"""All evolutionarily stable strategies of a symmetric two-player game."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gametheory.analysis.stability.evolutionary_stability import (
    MOST_UNUSED_REPLIES,
    judge_evolutionary_stability,
    symmetric_table,
)
from gametheory.core.solution import Coverage
from gametheory.solvers.refinements.refinement import conclude, nash_set, unfinished

if TYPE_CHECKING:
    from collections.abc import Generator

    from gametheory.core.equilibrium import Play
    from gametheory.solvers.problem import Conclusion, Problem
    from gametheory.solvers.refinements.refinement import Product


def search(problem: Problem) -> Generator[Play, None, Conclusion]:
    """Find all evolutionarily stable strategies, each as the symmetric equilibrium in which both players use it.

    There may be none, and that is then proved.

    Parameters
    ----------
    problem
        A symmetric normal form of two players.

    Yields
    ------
    Play
        Nothing before the end.

    Raises
    ------
    UnsupportedGameError
        Unless the game is symmetric and has two players.

    Notes
    -----
    Exact. A stable strategy is the only one with its support and best replies that is an equilibrium with itself, so it
    is among the extreme equilibria. Where stability of one of these is undecided, the answer names how many and is
    partial.

    References
    ----------
    maynardsmith1973; bishop1978.
    """
    game = problem.normal_form
    symmetric_table(game)
    yield from ()
    found = nash_set(problem)
    if not found.is_complete:
        return unfinished(found)
    candidates = dict.fromkeys(row for rows, columns in found.products for row in rows if row in columns)
    stable: list[Product] = []
    num_open = 0
    for strategy in candidates:
        verdict = judge_evolutionary_stability(game, strategy, heartbeat=problem.watch.tick)
        if verdict.is_stable:
            stable.append(((strategy,), (strategy,)))
        num_open += verdict.is_stable is None
    if not num_open:
        return conclude(problem, stable)
    text = (
        f"whether {num_open:,} of the symmetric equilibria are stable was not decided: each has more than "
        f"{MOST_UNUSED_REPLIES} best replies that it does not use"
    )
    return conclude(problem, stable, coverage=Coverage.PARTIAL, unresolved=(text,))
