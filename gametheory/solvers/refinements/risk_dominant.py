"""The risk-dominant equilibrium of a 2 x 2 game."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gametheory.analysis.stability.risk_dominance import compare_risk
from gametheory.core.profiles import MixedProfile, certain
from gametheory.core.solution import Coverage
from gametheory.solvers.problem import Conclusion

if TYPE_CHECKING:
    from collections.abc import Generator

    from gametheory.core.equilibrium import Play
    from gametheory.solvers.problem import Problem


def search(problem: Problem) -> Generator[Play, None, Conclusion]:
    """Yield the strict equilibrium of a 2 x 2 game that risk-dominates the other (Harsanyi and Selten).

    Where neither dominates the other, both are yielded.

    Parameters
    ----------
    problem
        A normal form of two players with two actions each and two strict equilibria.

    Yields
    ------
    Play
        The strict equilibria that the other one does not risk-dominate.

    Raises
    ------
    UnsupportedGameError
        Unless there are two strict equilibria to compare.

    Notes
    -----
    Exact, ties included.

    References
    ----------
    harsanyi1988.
    """
    game = problem.normal_form
    comparison = compare_risk(game)
    for row, column in comparison.equilibria:
        if comparison.dominant in {(row, column), None}:
            yield MixedProfile(game, (certain(row, 2), certain(column, 2)))
    return Conclusion(Coverage.ALL, num_extreme=1 if comparison.dominant else 2)
