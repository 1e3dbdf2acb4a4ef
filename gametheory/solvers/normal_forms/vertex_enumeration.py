"""All Nash equilibria of two players, from the vertices of both best-response polytopes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gametheory.kernels.best_response_vertices import complementary_pairs
from gametheory.solvers.normal_forms.enumerated_pairs import search_enumerated

if TYPE_CHECKING:
    from collections.abc import Generator

    from gametheory.core.profiles import Profile
    from gametheory.solvers.problem import Conclusion, Problem


def search(problem: Problem) -> Generator[Profile, None, Conclusion]:
    """Yield all extreme equilibria of a two-player normal form; end with maximal Nash subsets and components.

    Complete and exact, degenerate or not: all vertices of the row player's best-response polytope are listed, then
    those of the column player's, each joined with the vertices that have the labels that it lacks. It stands apart
    from ``label_tree`` in everything but what elimination leaves, and so checks it.

    Parameters
    ----------
    problem
        A normal form in which iterated strict elimination leaves at most two players a choice.

    Raises
    ------
    UnsupportedGameError
        If more than two players keep a choice.

    Notes
    -----
    Rationals throughout, lexicographic pivots from vertex to vertex. Time and memory grow with the number of vertices
    of both polytopes, exponentially with the smaller number of actions. The first equilibrium comes when one
    polytope is done, so a run that is stopped early may have found none.

    References
    ----------
    vonstengel2002, section 2.7.

    Examples
    --------
    >>> from gametheory import NormalFormGame, solve
    >>> game = NormalFormGame.from_bimatrix([[3, 3], [2, 5], [0, 6]], [[3, 2], [2, 6], [3, 1]])
    >>> solution = solve(game, method="vertex_enumeration")
    >>> [equilibrium.profile for equilibrium in solution.equilibria][1], solution.coverage
    (<MixedProfile 4/5, 1/5, 0 | 2/3, 1/3>, <Coverage.ALL: 'all'>)
    """
    return (
        yield from search_enumerated(problem, "vertex_enumeration", lambda rest: complementary_pairs(*rest.payoffs))
    )
