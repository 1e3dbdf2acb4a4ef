"""Which mixed strategies of a player are weakly dominated: by their supports, each answer with its proof.

Whether a mixed strategy is dominated depends on its support only, and then every strategy on a larger support is
dominated too. So the undominated strategies form faces of the simplex.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, TypeAlias

from gametheory.analysis.heartbeat import no_heartbeat
from gametheory.errors import SolverError
from gametheory.linear_program import LinearProgram, Relation, solve_linear_program

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gametheory.analysis.heartbeat import Heartbeat
    from gametheory.analysis.profiles.two_player_tables import OwnTable

Mixture: TypeAlias = tuple[Fraction, ...]


@dataclass(frozen=True, slots=True)
class Domination:
    """Whether some mixture of given strategies is weakly dominated.

    Parameters
    ----------
    dominated, dominator
        A mixture of them and what dominates it; both empty if there is none.
    belief
        A mixture of all actions of the other player to which all of them are best replies; empty if there is none.
    """

    dominated: Mixture = ()
    dominator: Mixture = ()
    belief: Mixture = ()


def domination(table: OwnTable, strategies: Sequence[Mixture], *, heartbeat: Heartbeat = no_heartbeat) -> Domination:
    """Return whether some mixture of a player's strategies is weakly dominated, with a proof that has been checked.

    The linear program mixes any strategy, and one of those given, so that the first is nowhere worse and better by as
    much as possible in the sum over the other player's actions. Its prices are the belief.

    Parameters
    ----------
    table
        The player's payoffs, ``[own action][other's action]``, integers.
    strategies
        Probabilities of the player's actions.
    heartbeat
        Called at every step of the linear program.

    Raises
    ------
    SolverError
        If the linear program gave a wrong answer.

    Examples
    --------
    >>> found = domination([[4, 0, 1], [0, 4, 1], [3, 3, 1]], [(Fraction(1), Fraction(0), Fraction(0))])
    >>> [str(probability) for probability in found.belief]
    ['3/5', '1/5', '1/5']
    """
    size, columns = len(table), list(zip(*table, strict=True))
    payoffs = [[_scalar_product(column, strategy) for strategy in strategies] for column in columns]
    rows = [[*column, *(-payoff for payoff in paid)] for column, paid in zip(columns, payoffs, strict=True)]
    program = LinearProgram(
        [sum(entries) for entries in zip(*rows, strict=True)],
        [*rows, [1] * size + [0] * len(strategies), [0] * size + [1] * len(strategies)],
        [Relation.AT_LEAST] * len(rows) + [Relation.EQUAL] * 2,
        [0] * len(rows) + [1, 1],
    )
    result = solve_linear_program(program, heartbeat=heartbeat)
    if result.value:
        shares = result.point[size:]
        dominated = tuple(_scalar_product(entries, shares) for entries in zip(*strategies, strict=True))
        found = Domination(dominated, result.point[:size])
        gains = [_scalar_product(column, found.dominator) - _scalar_product(column, dominated) for column in columns]
        is_proved = min(gains) >= 0 and max(gains) > 0
    else:
        prices = [1 - price for price in result.multipliers[: len(rows)]]
        total = sum(prices, Fraction())
        found = Domination(belief=tuple(price / total for price in prices))
        best = best_replies(table, found.belief)
        is_proved = min(prices) > 0 and all(_support(strategy) <= best for strategy in strategies)
    if not is_proved:
        raise SolverError("the linear program gave a wrong answer on weak dominance: a mistake; please report the game")
    return found


def best_replies(table: OwnTable, belief: Mixture) -> frozenset[int]:
    """Return a player's pure best replies to a strategy of the other player."""
    payoffs = [_scalar_product(row, belief) for row in table]
    best = max(payoffs)
    return frozenset(action for action, payoff in enumerate(payoffs) if payoff == best)


class UndominatedFaces:
    """Which sets of a player's actions have only undominated mixtures; what is learned of one set helps for others.

    Parameters
    ----------
    table
        The player's payoffs, ``[own action][other's action]``, integers.
    heartbeat
        Called at every step of a linear program.
    """

    def __init__(self, table: OwnTable, heartbeat: Heartbeat) -> None:
        self._table = table
        self._heartbeat = heartbeat
        self._undominated: list[frozenset[int]] = []
        self._dominated: list[frozenset[int]] = []

    def dominated_part(self, actions: frozenset[int]) -> frozenset[int]:
        """Return a set of these actions, a mixture of which is dominated; empty if all mixtures are undominated."""
        if any(actions <= known for known in self._undominated):
            return frozenset()
        found = next((known for known in self._dominated if known <= actions), None)
        if found is not None:
            return found
        units = [tuple(Fraction(index == action) for index in range(len(self._table))) for action in sorted(actions)]
        test = domination(self._table, units, heartbeat=self._heartbeat)
        if test.belief:
            self._undominated.append(best_replies(self._table, test.belief))
            return frozenset()
        self._dominated.append(_support(test.dominated))
        return self._dominated[-1]

    def maximal(self, supports: Sequence[frozenset[int]]) -> list[tuple[int, ...]]:
        """Return the largest groups of strategies whose mixtures are all undominated, as positions, ascending.

        Parameters
        ----------
        supports
            The actions that each of some strategies uses.

        Returns
        -------
        list of tuple of int
            If the strategies are the vertices of a polytope: the vertices of its maximal undominated faces.
        """
        waiting = [frozenset(range(len(supports)))]
        seen = set(waiting)
        found: list[frozenset[int]] = []
        while waiting:
            self._heartbeat()
            group = waiting.pop()
            part = self.dominated_part(frozenset().union(*(supports[position] for position in group)))
            if not part:
                found.append(group)
            for action in part:
                smaller = frozenset(position for position in group if action not in supports[position])
                if smaller and smaller not in seen:
                    seen.add(smaller)
                    waiting.append(smaller)
        return sorted(tuple(sorted(group)) for group in found if not any(group < other for other in found))


def _support(mixture: Mixture) -> frozenset[int]:
    """Return the actions that a mixture uses."""
    return frozenset(action for action, probability in enumerate(mixture) if probability)


def _scalar_product(payoffs: Iterable[int | Fraction], mixture: Sequence[Fraction]) -> Fraction:
    """Return the mean payoff of a mixture."""
    return sum((payoff * share for payoff, share in zip(payoffs, mixture, strict=True) if share), Fraction())
