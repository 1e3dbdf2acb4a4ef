"""A best coarse correlated equilibrium of any number of players, in rationals."""

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
    """Yield one coarse correlated equilibrium that is best by an objective; it is proved that none is better.

    A mediator draws a profile. Before anybody hears anything, each player either binds itself to do as it will be
    told, or takes one action for certain; being bound is a best reply. Every correlated equilibrium is one of these
    too. Of a tree, plans of its reduced normal form are recommended.

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
    Rationals throughout. The linear program has a variable for each profile: dominated actions can be recommended.

    References
    ----------
    moulin1978.
    """
    return search_best(problem, is_coarse=True)
