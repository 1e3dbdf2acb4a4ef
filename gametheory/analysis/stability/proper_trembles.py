"""Trembles that make costlier mistakes infinitely rarer: the proof that an equilibrium of two players is proper.

A strategy with its trembles is a sequence of mixtures, each infinitely less likely than the one before, which together
use every action. A profile is proper exactly if it has trembles in which an action that is worse against the other
player's sequence, compared level by level, first appears at a later level (Blume, Brandenburger and Dekel 1991,
proposition 5). So properness is decided by the orders in which actions appear: for each pair of orders the mixtures
are solutions of linear programs, one for each level.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations, pairwise
from typing import TYPE_CHECKING, TypeAlias

from gametheory.analysis.heartbeat import no_heartbeat
from gametheory.analysis.stability.proper_orders import Order, likely_orders
from gametheory.errors import SolverError
from gametheory.linear_program import LinearProgram, LinearProgramStatus, Relation, solve_linear_program

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from gametheory.analysis.heartbeat import Heartbeat
    from gametheory.analysis.profiles.two_player_tables import OwnTable

Mixture: TypeAlias = tuple[Fraction, ...]
Trembles: TypeAlias = tuple[Mixture, ...]
"""Mixtures of a player's actions, each infinitely less likely than the one before."""

MOST_PROGRAMS = 3_000
"""Linear programs after which the question is left open."""
TREMBLE_BITS = (32, 96, 288)
"""Small mistakes that are tried to see an order of the actions: 2 to minus these powers."""


class _TooManyProgramsError(Exception):
    """The orders in which actions can appear are too many to try."""


@dataclass(frozen=True, slots=True)
class Properness:
    """Whether a profile is a proper equilibrium.

    Parameters
    ----------
    is_proper
        None where the orders in which actions can appear are too many to try all.
    trembles
        For a proper equilibrium each player's strategy with the trembles that prove it: the first mixture is played
        nearly always, the second with a small probability, the third with its square, and so on.
    """

    is_proper: bool | None
    trembles: tuple[Trembles, ...] = ()


def trembles_near(
    tables: tuple[OwnTable, OwnTable],
    equilibrium: tuple[Mixture, Mixture],
    *,
    most_programs: int = MOST_PROGRAMS,
    heartbeat: Heartbeat = no_heartbeat,
) -> Properness:
    """Return whether a Nash equilibrium is proper, with trembles that have been checked.

    Parameters
    ----------
    tables
        Each player's payoffs, ``[own action][other's action]``, integers.
    equilibrium
        The row and the column player's probabilities.
    most_programs
        Linear programs after which the verdict is None.
    heartbeat
        Called at every step of the linear programs; what it raises ends the search.

    Raises
    ------
    SolverError
        If the trembles are not proper.
    """
    search = _TrembleSearch(tables, most_programs, heartbeat)
    try:
        found = search.near(*equilibrium)
    except _TooManyProgramsError:
        return Properness(None)
    if found is None:
        return Properness(False)
    check_trembles(tables, found)
    return Properness(True, found)


def some_trembles(
    tables: tuple[OwnTable, OwnTable], *, most_programs: int = MOST_PROGRAMS, heartbeat: Heartbeat = no_heartbeat
) -> Properness:
    """Return some proper equilibrium with trembles that have been checked; the verdict is None if none was found.

    Parameters
    ----------
    tables, most_programs, heartbeat
        As for `trembles_near`.

    Raises
    ------
    SolverError
        If there seems to be none, or the trembles are not proper.
    """
    search = _TrembleSearch(tables, most_programs, heartbeat)
    try:
        found = search.proposed() or search.anywhere()
    except _TooManyProgramsError:
        return Properness(None)
    if found is None:
        raise SolverError("no proper equilibrium was found, though there is one: a mistake; please report the game")
    check_trembles(tables, found)
    return Properness(True, found)


class _TrembleSearch:
    """Orders of both players' actions, and mixtures that make them right.

    Parameters
    ----------
    tables
        Each player's payoffs, ``[own action][other's action]``.
    most_programs, heartbeat
        As for `trembles_near`.
    """

    def __init__(self, tables: tuple[OwnTable, OwnTable], most_programs: int, heartbeat: Heartbeat) -> None:
        self._tables = tables
        self._num_left = most_programs
        self._heartbeat = heartbeat

    def near(self, rows: Mixture, columns: Mixture) -> tuple[Trembles, Trembles] | None:
        """Return trembles of an equilibrium; None if it has none that are proper."""
        for column_order in _orders_at(self._tables[1], columns, rows):
            for row_order in _orders_at(self._tables[0], rows, columns):
                found = self._of_orders(row_order, column_order, (rows, columns))
                if found is not None:
                    return found
        return None

    def proposed(self) -> tuple[Trembles, Trembles] | None:
        """Return trembles of a proper equilibrium whose orders small mistakes of fixed sizes show; None if none do."""
        for bits in TREMBLE_BITS:
            found = self._of_orders(*likely_orders(self._tables, bits, self._heartbeat), ((), ()))
            if found is not None:
                return found
        return None

    def anywhere(self) -> tuple[Trembles, Trembles] | None:
        """Return trembles of some proper equilibrium."""
        for column_order in _weak_orders(range(len(self._tables[1]))):
            for row_order in _weak_orders(range(len(self._tables[0]))):
                found = self._of_orders(row_order, column_order, ((), ()))
                if found is not None:
                    return found
        return None

    def _of_orders(
        self, row_order: Order, column_order: Order, first: tuple[Mixture, Mixture]
    ) -> tuple[Trembles, Trembles] | None:
        """Return trembles in which actions first appear in given orders; None if none are proper."""
        columns = self._mixtures(self._tables[0], row_order, column_order, first[1])
        if columns is None:
            return None
        rows = self._mixtures(self._tables[1], column_order, row_order, first[0])
        return None if rows is None else (rows, columns)

    def _mixtures(self, table: OwnTable, paid: Order, mixing: Order, first: Mixture) -> Trembles | None:
        """Return mixtures of one player's actions against which the other's appear in the right order.

        Parameters
        ----------
        table
            The other player's payoffs.
        paid
            The other player's order: no action may pay less, compared level by level, than one that appears later,
            and those that appear together must pay the same.
        mixing
            The order in which the actions to be mixed first appear.
        first
            The first mixture; empty if any will do.
        """
        runs = [list(paid)]
        mixtures = []
        allowed: list[int] = []
        for level, entering in enumerate(mixing):
            allowed += entering
            mixture = first if first and not level else self._mixture(table, runs, entering, allowed)
            if mixture is None:
                return None
            mixtures.append(mixture)
            runs = [part for run in runs for part in _split(table, run, mixture)]
        return tuple(mixtures)

    def _mixture(
        self, table: OwnTable, runs: list[list[tuple[int, ...]]], entering: Sequence[int], allowed: Sequence[int]
    ) -> Mixture | None:
        """Return a mixture of the allowed actions that uses the entering ones; None if there is none.

        Parameters
        ----------
        table
            The other player's payoffs.
        runs
            Groups of that player's actions that appear one after the other and have paid the same so far.
        entering, allowed
            The actions that must, and those that may be used.

        Notes
        -----
        Solutions can be added: one program finds the mixture in which all steps between groups that can be strict are.
        """
        steps = [(run[index][0], run[index + 1][0]) for run in runs for index in range(len(run) - 1)]
        equal = [(group[0], action) for run in runs for group in run for action in group[1:]]
        size, num_steps = len(allowed), len(steps)
        rows: list[list[int]] = []
        bounds = []
        for better, worse in equal + steps:
            gains = [table[better][action] - table[worse][action] for action in allowed]
            rows.append(gains + [0] * num_steps)
            # every entering action has weight at least 1: its variable is what it has beyond
            bounds.append(-sum(gain for gain, action in zip(gains, allowed, strict=True) if action in entering))
        for index in range(num_steps):
            rows[len(equal) + index][size + index] = -1
            rows.append([0] * size + [int(step == index) for step in range(num_steps)])
            bounds.append(1)
        relations = [Relation.EQUAL] * len(equal) + [Relation.AT_LEAST] * num_steps + [Relation.AT_MOST] * num_steps
        self._num_left -= 1
        if self._num_left < 0:
            raise _TooManyProgramsError
        self._heartbeat()
        program = LinearProgram([0] * size + [1] * num_steps, rows, relations, bounds)
        result = solve_linear_program(program, heartbeat=self._heartbeat)
        if result.status is LinearProgramStatus.INFEASIBLE:
            return None
        weights = [Fraction()] * len(table[0])
        for action, weight in zip(allowed, result.point[:size], strict=True):
            weights[action] = weight + (action in entering)
        total = sum(weights, Fraction())
        return tuple(weight / total for weight in weights)


def _orders_at(table: OwnTable, own: Mixture, other: Mixture) -> Iterator[Order]:
    """Yield the orders in which a player's actions can appear: those played first, then by payoffs, ties in any way."""
    by_payoff: dict[Fraction, list[int]] = {}
    for action, row in enumerate(table):
        if not own[action]:
            by_payoff.setdefault(_payoff(row, other), []).append(action)
    played = tuple(action for action, share in enumerate(own) if share)
    for rest in _orders_of([by_payoff[payoff] for payoff in sorted(by_payoff, reverse=True)]):
        yield (played, *rest)


def _orders_of(ties: Sequence[Sequence[int]]) -> Iterator[Order]:
    """Yield the orders in which all actions of each tie come after those of the one before, one at a time."""
    if not ties:
        yield ()
        return
    for order in _weak_orders(ties[0]):
        for rest in _orders_of(ties[1:]):
            yield order + rest


def _weak_orders(actions: Iterable[int]) -> Iterator[Order]:
    """Yield all ways to put actions in groups, one after the other."""
    listed = tuple(actions)
    if not listed:
        yield ()
    for size in range(1, len(listed) + 1):
        for first in combinations(listed, size):
            for rest in _weak_orders(action for action in listed if action not in first):
                yield (first, *rest)


def _split(table: OwnTable, run: list[tuple[int, ...]], mixture: Mixture) -> Iterator[list[tuple[int, ...]]]:
    """Yield the parts of a run of groups that a mixture pays the same."""
    part = [run[0]]
    for group in run[1:]:
        if _payoff(table[group[0]], mixture) != _payoff(table[part[0][0]], mixture):
            yield part
            part = []
        part.append(group)
    yield part


def _payoff(row: Sequence[int], mixture: Mixture) -> Fraction:
    """Return the mean payoff of an action."""
    return sum((payoff * share for payoff, share in zip(row, mixture, strict=True) if share), Fraction())


def check_trembles(tables: tuple[OwnTable, OwnTable], trembles: tuple[Trembles, Trembles]) -> None:
    """Raise SolverError unless trembles use every action and costlier mistakes appear later, from the payoffs alone."""
    for player, (table, own) in enumerate(zip(tables, trembles, strict=True)):
        levels = [
            next((level for level, mixture in enumerate(own) if mixture[action]), None) for action in range(len(table))
        ]
        payoffs = [[_payoff(row, mixture) for mixture in trembles[1 - player]] for row in table]
        ranked = sorted(zip(levels, payoffs, strict=True), key=lambda entry: entry[0] if entry[0] is not None else -1)
        is_late = [
            first[1] < second[1] if first[0] != second[0] else first[1] != second[1]
            for first, second in pairwise(ranked)
        ]
        if None in levels or any(is_late):
            raise SolverError("the search gave trembles that are not proper: a mistake; please report the game")
