"""Sets of payoffs that a subgame can have, as linear images of polytopes, in rationals."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, TypeAlias

from gametheory.analysis.heartbeat import no_heartbeat
from gametheory.analysis.program_proof import check_answer
from gametheory.errors import SolverError
from gametheory.linear_program import LinearProgram, LinearProgramStatus, Relation, solve_linear_program

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from gametheory.analysis.heartbeat import Heartbeat
    from gametheory.linear_program import LinearProgramResult

Payoffs: TypeAlias = tuple[Fraction, ...]
"""One payoff for each player."""
Terms: TypeAlias = "dict[int, Fraction]"
"""Coefficients of a linear expression by variable."""

SCALE = 0
"""The variable that is 1 on the set itself; all conditions are homogeneous, so a set can be multiplied by a weight."""


@dataclass(frozen=True, slots=True)
class Condition:
    """A linear expression that is at least 0, or equal to 0.

    Parameters
    ----------
    terms
        The expression.
    is_equality
        Whether it must be 0.
    """

    terms: Terms
    is_equality: bool = False


@dataclass(frozen=True, slots=True)
class PayoffSet:
    """The payoffs ``payoffs * variables`` where the variables are at least 0, meet the conditions and ``SCALE`` is 1.

    Parameters
    ----------
    num_variables
        ``SCALE`` among them.
    payoffs
        For each player a linear expression.
    conditions
        All homogeneous.
    """

    num_variables: int
    payoffs: tuple[Terms, ...]
    conditions: tuple[Condition, ...] = ()

    @property
    def point(self) -> Payoffs | None:
        """The only payoffs of a set without variables of its own, or None."""
        if self.num_variables > 1:
            return None
        return tuple(terms.get(SCALE, Fraction(0)) for terms in self.payoffs)

    def is_empty(self, heartbeat: Heartbeat = no_heartbeat) -> bool:
        """Return whether the conditions contradict each other."""
        return self._optimum({}, heartbeat).status is LinearProgramStatus.INFEASIBLE

    def constant_payoff(self, player: int, heartbeat: Heartbeat = no_heartbeat) -> Fraction | None:
        """Return the payoff that a player has everywhere on a set that is not empty, or None if it varies."""
        lowest, highest = self.payoff_range(player, heartbeat)
        return highest if highest == lowest else None

    def payoff_range(self, player: int, heartbeat: Heartbeat = no_heartbeat) -> tuple[Fraction, Fraction]:
        """Return the smallest and the largest payoff that a player has on a set that is not empty.

        Raises
        ------
        SolverError
            If the set is empty.
        """
        if self.point is not None:
            return self.point[player], self.point[player]
        terms = self.payoffs[player]
        highest = self._payoffs_at(self._largest(terms, heartbeat))
        lowest = self._payoffs_at(self._largest(_negative(terms), heartbeat))
        return lowest[player], highest[player]

    def at_least(self, player: int, payoff: Fraction) -> PayoffSet:
        """Return the members that give a player so much."""
        terms = dict(self.payoffs[player])
        terms[SCALE] = terms.get(SCALE, Fraction(0)) - payoff
        return PayoffSet(self.num_variables, self.payoffs, (*self.conditions, Condition(terms)))

    def simplified(self, heartbeat: Heartbeat = no_heartbeat) -> PayoffSet:
        """Return the same set as a point, if it is one."""
        if self.point is not None:
            return self
        members: list[Payoffs] = []
        for terms in self.payoffs:
            for objective in (terms, _negative(terms)):
                members.append(self._payoffs_at(self._largest(objective, heartbeat)))
                if members[-1] != members[0]:
                    return self
        return point_set(members[0])

    def _payoffs_at(self, point: Sequence[Fraction]) -> Payoffs:
        """Return what the players get where the variables have some values."""
        return tuple(
            sum(
                (coefficient * point[variable] for variable, coefficient in terms.items() if point[variable]),
                Fraction(0),
            )
            for terms in self.payoffs
        )

    def _largest(self, objective: Mapping[int, Fraction], heartbeat: Heartbeat) -> Sequence[Fraction]:
        """Return the variables where an expression is largest."""
        result = self._optimum(objective, heartbeat)
        if result.value is None:
            raise SolverError("a set of payoffs that should not be empty has no largest payoff: please report the game")
        return result.point

    def _optimum(self, objective: Mapping[int, Fraction], heartbeat: Heartbeat) -> LinearProgramResult:
        """Return the largest value of an expression on the set."""
        conditions = [*self.conditions, Condition({SCALE: Fraction(1)})]
        return maximize(conditions, self.num_variables, objective, heartbeat)


def maximize(
    conditions: Sequence[Condition],
    num_variables: int,
    objective: Mapping[int, Fraction],
    heartbeat: Heartbeat = no_heartbeat,
) -> LinearProgramResult:
    """Return the largest value of an expression under conditions, where the last expression is 1 instead.

    The answer's multipliers are those of the conditions, in order. Whatever finds the answer, it is proved here.

    Raises
    ------
    SolverError
        If the answer does not prove itself.
    """
    rows = [_dense(condition.terms, num_variables) for condition in conditions]
    relations = [Relation.EQUAL if condition.is_equality else Relation.AT_LEAST for condition in conditions]
    relations[-1] = Relation.EQUAL
    bounds = [0] * (len(rows) - 1) + [1]
    problem = LinearProgram(_dense(objective, num_variables), rows, relations, bounds)
    result = solve_linear_program(problem, heartbeat=heartbeat)
    heartbeat()
    check_answer(
        result,
        objective,
        [condition.terms for condition in conditions],
        [relation is Relation.EQUAL for relation in relations],
    )
    return result


def _dense(terms: Mapping[int, Fraction], num_variables: int) -> list[Fraction]:
    """Return the coefficients of all variables."""
    row = [Fraction(0)] * num_variables
    for variable, coefficient in terms.items():
        row[variable] = coefficient
    return row


def _negative(terms: Terms) -> Terms:
    return {variable: -coefficient for variable, coefficient in terms.items()}


def point_set(payoffs: Sequence[Fraction]) -> PayoffSet:
    """Return the set of a single vector of payoffs."""
    return PayoffSet(1, tuple({SCALE: payoff} for payoff in payoffs))


def convex_hull(sets: Iterable[PayoffSet]) -> PayoffSet:
    """Return the set of all mixtures of members of sets that are not empty; at least one is given."""
    listed = list(sets)
    points = [found.point for found in listed]
    if None not in points and len(set(points)) == 1:
        return listed[0]
    weights: Terms = {SCALE: Fraction(-1)}
    conditions: list[Condition] = []
    payoffs: list[Terms] = [{} for _ in listed[0].payoffs]
    num_variables = 1
    seen: set[Payoffs] = set()
    for found, point in zip(listed, points, strict=True):
        if point is not None:
            if point in seen:
                continue
            seen.add(point)
        weights[num_variables] = Fraction(1)
        for own, placed in zip(payoffs, shifted(found.payoffs, num_variables), strict=True):
            own.update(placed)
        conditions += place_conditions(found, num_variables)
        num_variables += found.num_variables
    return PayoffSet(num_variables, tuple(payoffs), (*conditions, Condition(weights, is_equality=True)))


def shifted(expressions: Iterable[Terms], offset: int) -> list[Terms]:
    """Return expressions whose variables are renumbered from an offset on."""
    return [{variable + offset: coefficient for variable, coefficient in terms.items()} for terms in expressions]


def place_conditions(payoff_set: PayoffSet, offset: int) -> list[Condition]:
    """Return the conditions of a set whose variables are renumbered from an offset on."""
    placed = shifted((condition.terms for condition in payoff_set.conditions), offset)
    return [
        Condition(terms, condition.is_equality) for terms, condition in zip(placed, payoff_set.conditions, strict=True)
    ]
