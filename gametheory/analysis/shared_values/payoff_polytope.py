"""Which payoffs players can reach together, and which of them nobody could be held below: polytopes in rationals."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, TypeAlias

from gametheory.analysis.normal_forms import normal_form
from gametheory.analysis.shared_values.minmax_values import MinmaxValue, minmax
from gametheory.core.rationals import to_fraction
from gametheory.errors import UnsupportedGameError
from gametheory.linear_program import LinearProgram, LinearProgramStatus, Relation, solve_linear_program

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gametheory.analysis.heartbeat import Heartbeat
    from gametheory.core.normal_form import NormalFormGame
    from gametheory.core.source import GameSource

Point: TypeAlias = "tuple[Fraction, Fraction]"


@dataclass(frozen=True, slots=True)
class PayoffPolygon:
    """A convex set of two players' payoffs.

    Parameters
    ----------
    vertices
        Counterclockwise from the lowest payoff of the first player (of several the lowest of the second); two for a
        line, one for a point, none for the empty set.
    """

    vertices: tuple[Point, ...]

    @property
    def area(self) -> Fraction:
        """Area; 0 for a line and a point."""
        following = self.vertices[1:] + self.vertices[:1]
        return (
            sum(
                (turn((Fraction(0), Fraction(0)), *pair) for pair in zip(self.vertices, following, strict=True)),
                Fraction(0),
            )
            / 2
        )


def feasible_payoffs(source: GameSource) -> PayoffPolygon:
    """Return the payoffs that two players reach by choosing together: the convex hull of the pure profiles' payoffs.

    Parameters
    ----------
    source
        A game of two players, or a model; of a tree the reduced normal form is taken.

    Raises
    ------
    UnsupportedGameError
        If there are not two players, or the normal form of a tree is too large.

    Examples
    --------
    >>> from gametheory import NormalFormGame
    >>> game = NormalFormGame.from_bimatrix([[3, 0], [5, 1]], [[4, 6], [1, 2]])
    >>> [tuple(map(str, vertex)) for vertex in feasible_payoffs(game).vertices]
    [('0', '6'), ('1', '2'), ('5', '1'), ('3', '4')]
    """
    game = _two_players(source)
    first, second = (table.ravel().tolist() for table in game.payoffs)
    return PayoffPolygon(_hull({(to_fraction(one), to_fraction(two)) for one, two in zip(first, second, strict=True)}))


def individually_rational_payoffs(source: GameSource, *, heartbeat: Heartbeat | None = None) -> PayoffPolygon:
    """Return the feasible payoffs that give each of two players at least its minmax value.

    By the folk theorem these are, up to their border, the payoffs of equilibria of the infinitely repeated game among
    patient players.

    Parameters
    ----------
    source
        A game of two players, or a model; of a tree the reduced normal form is taken.
    heartbeat
        Called at every pivot; what it raises stops the method. None for nobody.

    Raises
    ------
    UnsupportedGameError
        If there are not two players, or the normal form of a tree is too large.

    Examples
    --------
    >>> from gametheory import NormalFormGame
    >>> game = NormalFormGame.from_bimatrix([[3, 0], [5, 1]], [[4, 6], [1, 2]])
    >>> [tuple(map(str, vertex)) for vertex in individually_rational_payoffs(game).vertices]
    [('1', '2'), ('13/3', '2'), ('3', '4'), ('1', '16/3')]
    """
    game = _two_players(source)
    vertices = list(feasible_payoffs(game).vertices)
    for player in range(2):
        vertices = _cut(vertices, player, minmax(game, player, heartbeat=heartbeat).lower)
    return PayoffPolygon(_hull(set(vertices)))


def is_feasible(source: GameSource, payoffs: Sequence[Fraction | int], *, heartbeat: Heartbeat | None = None) -> bool:
    """Return whether any number of players reach some payoffs by choosing together.

    Parameters
    ----------
    source
        A game of any number of players, or a model; of a tree the reduced normal form is taken.
    payoffs
        One for each player.
    heartbeat
        Called at every pivot; what it raises stops the method. None for nobody.

    Raises
    ------
    UnsupportedGameError
        If the normal form of a tree is too large.

    Examples
    --------
    >>> from gametheory import NormalFormGame
    >>> game = NormalFormGame.from_bimatrix([[3, 0], [5, 1]], [[4, 6], [1, 2]])
    >>> is_feasible(game, [2, 4]), is_feasible(game, [4, 4])
    (True, False)
    """
    game = normal_form(source)
    tables = [game.integer_payoffs(player) for player in range(game.num_players)]
    columns = list(dict.fromkeys(zip(*(table.values.ravel().tolist() for table in tables), strict=True)))
    rows = [*zip(*columns, strict=True), (1,) * len(columns)]
    scaled = [to_fraction(pay) * table.denominator for pay, table in zip(payoffs, tables, strict=True)]
    problem = LinearProgram([0] * len(columns), rows, [Relation.EQUAL] * len(rows), [*scaled, Fraction(1)])
    return solve_linear_program(problem, heartbeat=heartbeat).status is LinearProgramStatus.OPTIMAL


def is_individually_rational(
    source: GameSource, payoffs: Sequence[Fraction | int], *, heartbeat: Heartbeat | None = None
) -> bool | None:
    """Return whether some payoffs give each player at least its minmax value.

    Parameters
    ----------
    source
        A game of any number of players, or a model; of a tree the reduced normal form is taken.
    payoffs
        One for each player.
    heartbeat
        Called at every pivot; what it raises stops the method. None for nobody.

    Returns
    -------
    bool or None
        None where a payoff lies between the bounds on the minmax value of one of three or more players.

    Examples
    --------
    >>> from gametheory import NormalFormGame
    >>> game = NormalFormGame.from_bimatrix([[3, 0], [5, 1]], [[4, 6], [1, 2]])
    >>> is_individually_rational(game, [2, 4]), is_individually_rational(game, [4, 1])
    (True, False)
    """
    game = normal_form(source)
    values = [minmax(game, player, heartbeat=heartbeat) for player in range(game.num_players)]
    verdicts = [_is_at_least(to_fraction(pay), value) for pay, value in zip(payoffs, values, strict=True)]
    if False in verdicts:
        return False
    return None if None in verdicts else True


def _is_at_least(payoff: Fraction, value: MinmaxValue) -> bool | None:
    """Return whether a payoff is at least a minmax value, None where its bounds leave that open."""
    if value.lower <= payoff < value.upper:
        return None
    return payoff >= value.upper


def _two_players(source: GameSource) -> NormalFormGame:
    """Return a normal form of two players."""
    game = normal_form(source)
    if game.num_players != 2:
        raise UnsupportedGameError(
            f"a polygon of payoffs needs 2 players, got {game.num_players}; "
            "for more players ask is_feasible and is_individually_rational about single points"
        )
    return game


def _hull(points: Iterable[Point]) -> tuple[Point, ...]:
    """Return the vertices of the convex hull, counterclockwise from the first in lexicographic order."""
    ordered = sorted(points)
    if len(ordered) < 2:
        return tuple(ordered)
    return (*_chain(ordered), *_chain(ordered[::-1]))


def _chain(points: Sequence[Point]) -> list[Point]:
    """Return half of a hull, without its last vertex."""
    chain: list[Point] = []
    for point in points:
        while len(chain) > 1 and turn(chain[-2], chain[-1], point) <= 0:
            chain.pop()
        chain.append(point)
    return chain[:-1]


def turn(start: Point, middle: Point, end: Point) -> Fraction:
    """Return a number that is positive where the way through three points turns left."""
    return (middle[0] - start[0]) * (end[1] - start[1]) - (middle[1] - start[1]) * (end[0] - start[0])


def _cut(vertices: Sequence[Point], player: int, lowest: Fraction) -> list[Point]:
    """Return the vertices of the part of a polygon in which a player gets at least some payoff."""
    kept: list[Point] = []
    for index, point in enumerate(vertices):
        before = vertices[index - 1]
        if (before[player] < lowest) != (point[player] < lowest):
            share = (lowest - before[player]) / (point[player] - before[player])
            kept.append((before[0] + share * (point[0] - before[0]), before[1] + share * (point[1] - before[1])))
        if point[player] >= lowest:
            kept.append(point)
    return kept
