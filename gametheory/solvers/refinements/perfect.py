"""All trembling-hand perfect equilibria of two players in normal form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gametheory.analysis.dominance.undominated_faces import UndominatedFaces
from gametheory.analysis.profiles.two_player_tables import own_tables
from gametheory.solvers.refinements.refinement import (
    check_two_players,
    conclude,
    maximal_products,
    nash_set,
    unfinished,
)

if TYPE_CHECKING:
    from collections.abc import Generator

    from gametheory.core.equilibrium import Play
    from gametheory.core.profiles import Strategy
    from gametheory.solvers.problem import Conclusion, Problem
    from gametheory.solvers.refinements.refinement import Product


def search(problem: Problem) -> Generator[Play, None, Conclusion]:
    """Find all perfect equilibria: the maximal perfect faces of the maximal Nash subsets, and their vertices.

    Every perfect equilibrium is a convex combination within one of the subsets that the conclusion lists, and every
    such combination is perfect. Combinations of equilibria of different subsets may not be.

    Parameters
    ----------
    problem
        A normal form of two players.

    Yields
    ------
    Play
        Nothing before the end: which faces are perfect is decided on complete Nash subsets.

    Raises
    ------
    UnsupportedGameError
        Unless there are two players.

    Notes
    -----
    Exact. With two players an equilibrium is perfect if both strategies are undominated; that depends on their supports
    only, so each Nash subset is searched for its largest faces with undominated supports, by linear programs in
    rationals. What one program proves of a support holds for others too.

    References
    ----------
    vandamme1991, theorem 3.2.2; borm1993.
    """
    check_two_players(problem, "perfect")
    yield from ()
    found = nash_set(problem)
    if not found.is_complete:
        return unfinished(found)
    faces = [UndominatedFaces(table, problem.watch.tick) for table in own_tables(problem.normal_form)]
    known: list[dict[tuple[Strategy, ...], list[tuple[Strategy, ...]]]] = [{}, {}]
    products: list[Product] = []
    for sides in found.products:
        problem.watch.tick()
        for side, vertices in enumerate(sides):
            if vertices not in known[side]:
                known[side][vertices] = _undominated_faces(faces[side], vertices)
        products += [(rows, columns) for rows in known[0][sides[0]] for columns in known[1][sides[1]]]
    return conclude(problem, maximal_products(products, problem.watch))


def _undominated_faces(faces: UndominatedFaces, vertices: tuple[Strategy, ...]) -> list[tuple[Strategy, ...]]:
    """Return the vertices of each maximal undominated face of a polytope of strategies."""
    supports = [frozenset(action for action, probability in enumerate(vertex) if probability) for vertex in vertices]
    return [tuple(vertices[position] for position in group) for group in faces.maximal(supports)]
