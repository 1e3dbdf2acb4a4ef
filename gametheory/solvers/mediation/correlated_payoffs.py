"""The payoffs of all (coarse) correlated equilibria of two players: a polygon, in rationals."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING, TypeAlias

from gametheory.analysis.dominance.elimination import eliminate
from gametheory.analysis.heartbeat import no_heartbeat
from gametheory.analysis.shared_values.payoff_polytope import PayoffPolygon, turn
from gametheory.core.rationals import over_common_denominator
from gametheory.errors import SolverError, UnsupportedGameError
from gametheory.solvers.mediation.correlated_programs import IncentivePolytope
from gametheory.solvers.mediation.distribution_program import distribution_program, exact_optimum

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gametheory.core.normal_form import NormalFormGame

Point: TypeAlias = "tuple[Fraction, Fraction]"

EXACT = Fraction(0)
"""The resolution at which no vertex is left out."""


def correlated_payoffs(
    game: NormalFormGame,
    *,
    is_coarse: bool = False,
    resolution: Fraction = EXACT,
    heartbeat: Callable[[], None] = no_heartbeat,
) -> PayoffPolygon:
    """Return the payoffs that two players get in (coarse) correlated equilibria.

    Parameters
    ----------
    game
        Two players.
    is_coarse
        Whether coarse correlated equilibria count, of which there are more.
    resolution
        Leave out a vertex where the triangle that it adds between its neighbors is less than half this share of the
        box around all payoffs. The vertices that are given are exact, and at 0 the polygon is.
    heartbeat
        Called in the linear programs; what it raises stops them.

    Raises
    ------
    UnsupportedGameError
        If there are not two players.

    Notes
    -----
    A linear program for each edge and each vertex, of which there can be hundreds at 10 x 10. Between two points of the
    border, the point furthest out across the line through them is sought, until there is none.

    Examples
    --------
    >>> from gametheory import NormalFormGame
    >>> game = NormalFormGame.from_bimatrix([[6, 2], [7, 0]], [[6, 7], [2, 0]])
    >>> [tuple(map(str, vertex)) for vertex in correlated_payoffs(game).vertices]
    [('2', '7'), ('18/5', '18/5'), ('7', '2'), ('21/4', '21/4')]
    """
    if game.num_players != 2:
        raise UnsupportedGameError(f"a polygon of payoffs needs 2 players, got {game.num_players}")
    reduced = game if is_coarse else eliminate(game).game
    border = _Border(IncentivePolytope(reduced, is_coarse=is_coarse), resolution, heartbeat)
    compass = [border.furthest(*direction) for direction in ((-1, 0), (0, -1), (1, 0), (0, 1))]
    points: list[Point] = []
    for start, end in pairwise([*compass, compass[0]]):
        points += [start, *border.between(start, end)]
    return PayoffPolygon(_vertices(list(dict.fromkeys(points))))


class _Border:
    """The border of the polygon, point by point."""

    def __init__(self, polytope: IncentivePolytope, resolution: Fraction, heartbeat: Callable[[], None]) -> None:
        self._polytope = polytope
        ranges = (polytope.payoffs.max(axis=1) - polytope.payoffs.min(axis=1)).tolist()
        self._least_area = resolution * ranges[0] * ranges[1] / polytope.unit**2
        self._heartbeat = heartbeat

    def furthest(self, first: int, second: int) -> Point:
        """Return a point that is furthest in a direction."""
        first_payoffs, second_payoffs = self._polytope.payoffs.astype(object)
        program = distribution_program(self._polytope.incentives, first * first_payoffs + second * second_payoffs)
        optimum = exact_optimum(program, heartbeat=self._heartbeat)
        if optimum is None:
            raise SolverError("a linear program found no correlated equilibrium; please report the game")
        return self._payoff(first_payoffs.tolist(), optimum.point), self._payoff(second_payoffs.tolist(), optimum.point)

    def _payoff(self, payoffs: list[int], point: Sequence[Fraction]) -> Fraction:
        mean = sum((payoff * share for payoff, share in zip(payoffs, point, strict=True) if share), Fraction())
        return mean / self._polytope.unit

    def between(self, start: Point, end: Point) -> list[Point]:
        """Return points of the border from one to another, counterclockwise, all vertices among them."""
        if start == end:
            return []
        (across, along), _ = over_common_denominator([end[1] - start[1], start[0] - end[0]])
        middle = self.furthest(across, along)
        if -turn(start, end, middle) <= self._least_area:
            return []
        return [*self.between(start, middle), middle, *self.between(middle, end)]


def _vertices(points: list[Point]) -> tuple[Point, ...]:
    """Return the points at which the border turns, from the first in lexicographic order on; of a line both ends."""
    first = points.index(min(points))
    ordered = points[first:] + points[:first]
    following = [*ordered[1:], ordered[0]]
    before = [ordered[-1], *ordered[:-1]]
    turning = [
        point for point, *around in zip(ordered, before, following, strict=True) if turn(around[0], point, around[1])
    ]
    return tuple(turning or dict.fromkeys((min(points), max(points))))
