"""A best correlated equilibrium of any number of players, in rationals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gametheory.solvers.mediation.best_distribution import search_best
from gametheory.solvers.mediation.correlated_programs import CorrelatedOptions

if TYPE_CHECKING:
    from collections.abc import Generator

    from gametheory.core.equilibrium import Play
    from gametheory.solvers.problem import Conclusion, Problem

__all__ = ["CorrelatedOptions", "search"]


def search(problem: Problem) -> Generator[Play, None, Conclusion]:
    """Yield one correlated equilibrium that is best by an objective; it is proved that none is better.

    A mediator draws a profile and tells each player its own action only; obeying is a best reply to the others'
    obedience, whatever one is told. Of a tree, plans of its reduced normal form are recommended before play begins.

    Parameters
    ----------
    problem
        A normal form, or a tree whose reduced normal form is not too large, with ``CorrelatedOptions``.

    Raises
    ------
    TooLargeError
        If the linear program would be too large.
    InvalidParameterError
        If there is no such objective.

    Notes
    -----
    Rationals throughout. The linear program has a variable for each profile that iterated strict elimination leaves: no
    correlated equilibrium recommends what is eliminated.

    References
    ----------
    aumann1974.
    """
    return search_best(problem, is_coarse=False)
