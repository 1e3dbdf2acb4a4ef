"""Is a two-player game degenerate? A proof that it is not, or a mixed strategy with too many best replies."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from gametheory.analysis.heartbeat import no_heartbeat
from gametheory.analysis.profiles.two_player_tables import own_tables
from gametheory.errors import SolverError
from gametheory.kernels.integer_tableau import CONSTANT_COLUMN, NO_VARIABLE, IntegerTableau, pivot

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gametheory.analysis.heartbeat import Heartbeat
    from gametheory.core.normal_form import NormalFormGame

MOST_ENTRIES = 3_000_000
"""Numbers in the tableaux of a player's vertices before the question is left open: some seconds, at most 200 MB."""


@dataclass(frozen=True, slots=True)
class DegeneratePoint:
    """A mixed strategy to which the other player has more best replies than it uses actions.

    Parameters
    ----------
    player
        Who plays it.
    strategy
        One probability for each of the player's actions.
    support
        The actions that it uses.
    best_replies
        The other player's pure best replies.
    """

    player: int
    strategy: tuple[Fraction, ...]
    support: tuple[int, ...]
    best_replies: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Degeneracy:
    """Verdict on a two-player game.

    Parameters
    ----------
    is_degenerate
        False is proved: no mixed strategy has more pure best replies than it uses actions. None is undecided.
    point
        A mixed strategy that has, if the game is degenerate.
    num_vertices
        For each player how many vertices of its best-response polyhedron were looked at.
    """

    is_degenerate: bool | None
    point: DegeneratePoint | None
    num_vertices: tuple[int, int]


def find_degeneracy(
    game: NormalFormGame, *, most_vertices: int | None = None, heartbeat: Heartbeat | None = None
) -> Degeneracy:
    """Return whether a two-player game is degenerate, with the mixed strategy that proves it.

    A game is nondegenerate if no mixed strategy has more pure best replies than it uses actions. It then has finitely
    many equilibria, an odd number, all of index +1 or -1, and equally large supports.

    Parameters
    ----------
    game
        Two players.
    most_vertices
        For each player; beyond that the verdict is None, unless a proof of degeneracy was found before. By default
        as many as need ``MOST_ENTRIES`` numbers: 18,000 at 12 x 12.
    heartbeat
        Called at every step; what it raises ends the search. None for nobody.

    Raises
    ------
    UnsupportedGameError
        Unless there are two players.

    Notes
    -----
    Exact. A point of the best-response polyhedron with too many labels lies on a face whose vertices have them too, so
    the vertices decide, and while none of them has too many, each has one basis and is reached by pivots without ties.
    Their number grows exponentially with the number of actions: some hundred at 8 x 8, 10,000 at 12 x 12.

    References
    ----------
    vonstengel2002, section 2.6.

    Examples
    --------
    >>> from gametheory import NormalFormGame
    >>> verdict = find_degeneracy(NormalFormGame.from_bimatrix([[3, 3], [2, 5], [0, 6]], [[3, 3], [2, 6], [3, 1]]))
    >>> verdict.is_degenerate, verdict.point.support, verdict.point.best_replies
    (True, (0,), (0, 1))
    >>> find_degeneracy(NormalFormGame.from_bimatrix([[3, 3], [2, 5], [0, 6]], [[3, 2], [2, 6], [3, 1]])).is_degenerate
    False
    """
    tables = own_tables(game)
    num_rows, num_columns = game.num_actions
    most = MOST_ENTRIES // ((num_rows + 1) * (num_columns + 1)) if most_vertices is None else most_vertices
    seen = [0, 0]
    is_decided = True
    for player in (0, 1):
        other_payoffs = list(zip(*tables[1 - player], strict=True))  # [own action][other's action]
        for weights in _suspects(other_payoffs, heartbeat or no_heartbeat):
            if weights is None:
                seen[player] += 1
                if seen[player] > most:
                    is_decided = False
                    break
            else:
                return Degeneracy(True, _point(player, weights, other_payoffs), (seen[0], seen[1]))
    return Degeneracy(False if is_decided else None, None, (seen[0], seen[1]))


def _point(player: int, weights: Sequence[int], other_payoffs: Sequence[Sequence[int]]) -> DegeneratePoint:
    """Return the proof, from the payoffs alone."""
    support = tuple(action for action, weight in enumerate(weights) if weight)
    values = [
        sum(weights[action] * other_payoffs[action][reply] for action in support)
        for reply in range(len(other_payoffs[0]))
    ]
    best = max(values)
    best_replies = tuple(reply for reply, value in enumerate(values) if value == best)
    if len(best_replies) <= len(support):
        raise SolverError(f"the search for degenerate points gave weights {tuple(weights)} of a regular one")
    total = sum(weights)
    return DegeneratePoint(player, tuple(Fraction(weight, total) for weight in weights), support, best_replies)


def _suspects(payoffs: Sequence[Sequence[int]], heartbeat: Heartbeat) -> Iterator[Sequence[int] | None]:
    """Yield weights of degenerate points, and None for each regular vertex.

    Parameters
    ----------
    payoffs
        Of the other player, ``[own action][other's action]``.
    heartbeat
        Called at every vertex.
    """
    for action, listed in enumerate(payoffs):
        if listed.count(max(listed)) > 1:
            yield [int(index == action) for index in range(len(payoffs))]
    tableau = _first_vertex(payoffs)
    found = {_basis(tableau)}
    waiting = [(tableau, 0, 0)]
    while waiting:
        heartbeat()
        tableau, row, column = waiting.pop()
        if column:
            tableau = pivot(tableau, row, column)
        yield None
        basis = _basis(tableau)
        for column in range(1, len(tableau.nonbasic)):
            leaving = _leaving_rows(tableau, column)
            if len(leaving) > 1:
                yield _weights(pivot(tableau, leaving[0], column), len(payoffs))
            for row in leaving:
                neighbor = basis ^ (1 << tableau.basic[row]) ^ (1 << tableau.nonbasic[column])
                if neighbor not in found:
                    found.add(neighbor)
                    waiting.append((tableau, row, column))


def _first_vertex(payoffs: Sequence[Sequence[int]]) -> IntegerTableau:
    """Return the first pure strategy as a vertex of the polyhedron of mixed strategies and losses of the replies.

    Variables: probability of each own action, then loss of each of the other player's actions against its best reply
    ``b``, whose payoff is eliminated: ``loss_l = loss_b + sum_k x_k (payoffs[k][b] - payoffs[k][l])``.
    """
    num_own, num_replies = len(payoffs), len(payoffs[0])
    best = max(range(num_replies), key=payoffs[0].__getitem__)
    rows = [[1] * num_own + [0]]
    basic = [0]
    for reply in range(num_replies):
        if reply != best:
            losses = [row[best] - row[reply] for row in payoffs]
            rows.append([losses[0], *(losses[0] - loss for loss in losses[1:]), -1])
            basic.append(num_own + reply)
    return IntegerTableau(rows, basic, [NO_VARIABLE, *range(1, num_own), num_own + best], 1)


def _leaving_rows(tableau: IntegerTableau, column: int) -> list[int]:
    """Return the rows whose variables first reach zero as that of a column grows: several at a tie."""
    best: list[int] = []
    best_constant = best_entry = 1
    for index, row in enumerate(tableau.rows):
        entry, constant = row[column], row[CONSTANT_COLUMN]
        if entry > 0:
            order = constant * best_entry - best_constant * entry if best else -1
            if order < 0:
                best, best_constant, best_entry = [index], constant, entry
            elif order == 0:
                best.append(index)
    return best


def _basis(tableau: IntegerTableau) -> int:
    """Return the bit mask of the basic variables."""
    return sum(1 << variable for variable in tableau.basic)


def _weights(tableau: IntegerTableau, num_own: int) -> list[int]:
    """Return the mixed strategy at a vertex as integers."""
    weights = [0] * num_own
    for variable, row in zip(tableau.basic, tableau.rows, strict=True):
        if variable < num_own:
            weights[variable] = row[CONSTANT_COLUMN]
    return weights
