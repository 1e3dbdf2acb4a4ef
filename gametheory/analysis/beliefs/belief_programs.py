"""Linear programs in what is believed: under which beliefs actions are best."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from gametheory.analysis.heartbeat import no_heartbeat
from gametheory.errors import SolverError
from gametheory.linear_program import LinearProgram, LinearProgramStatus, Relation, solve_linear_program, verify

if TYPE_CHECKING:
    from gametheory.analysis.heartbeat import Heartbeat


@dataclass(frozen=True, slots=True)
class BeliefCondition:
    """An expression in the weights of what is believed that has to be at least 0, or 0.

    Parameters
    ----------
    terms
        Coefficients by variable.
    is_equality
        Whether it has to be 0.
    """

    terms: Mapping[int, Fraction]
    is_equality: bool = False


def belief_conditions(
    payoffs: Sequence[Sequence[Fraction]], chosen: Collection[int], variables: Sequence[int]
) -> list[BeliefCondition]:
    """Return the conditions under which some actions are all best, linear in the weights of what is believed.

    Parameters
    ----------
    payoffs
        What each action pays in each case, shape ``[num_cases][num_actions]``.
    chosen
        At least one action.
    variables
        For each case the variable that is its weight.
    """
    first = min(chosen)
    conditions = []
    for other in range(len(payoffs[0])):
        if other != first:
            terms: dict[int, Fraction] = {}
            for variable, row in zip(variables, payoffs, strict=True):
                if row[first] != row[other]:
                    terms[variable] = terms.get(variable, Fraction(0)) + row[first] - row[other]
            conditions.append(BeliefCondition(terms, is_equality=other in chosen))
    return conditions


@dataclass(frozen=True, slots=True)
class BeliefProgram:
    """Weights of at least 0 that meet some conditions, of which some sum to 1.

    Parameters
    ----------
    conditions
        All homogeneous.
    num_variables
        Number of weights.
    num_cases
        The first so many weights sum to 1.
    heartbeat
        Called at every step.
    """

    conditions: Sequence[BeliefCondition]
    num_variables: int
    num_cases: int
    heartbeat: Heartbeat = no_heartbeat

    def best_point(self, objective: Mapping[int, Fraction]) -> tuple[Fraction, ...] | None:
        """Return weights at which an expression is largest; None where the conditions contradict each other.

        Raises
        ------
        SolverError
            If the linear program does not prove its answer.
        """
        rows = [self._dense(condition.terms) for condition in self.conditions]
        relations = [Relation.EQUAL if condition.is_equality else Relation.AT_LEAST for condition in self.conditions]
        total = [int(variable < self.num_cases) for variable in range(self.num_variables)]
        bounds = [0] * len(rows) + [1]
        program = LinearProgram(self._dense(objective), [*rows, total], [*relations, Relation.EQUAL], bounds)
        result = solve_linear_program(program, heartbeat=self.heartbeat)
        if not verify(program, result):
            raise SolverError("an answer to a linear program fails its proof: a mistake of the program")
        return result.point if result.status is LinearProgramStatus.OPTIMAL else None

    def _dense(self, terms: Mapping[int, Fraction]) -> list[Fraction]:
        return [terms.get(variable, Fraction(0)) for variable in range(self.num_variables)]

    def extreme_points(self) -> list[tuple[Fraction, ...]]:
        """Return different weights of the cases, for each one those where it is largest, and smallest.

        There is only one point if no other meets the conditions; there is none if they contradict each other.
        """
        found: dict[tuple[Fraction, ...], None] = {}
        for case in range(self.num_cases):
            for sign in (1, -1):
                point = self.best_point({case: Fraction(sign)})
                if point is None:
                    return []
                found[point[: self.num_cases]] = None
        return list(found)


def mean_point(points: Sequence[tuple[Fraction, ...]]) -> tuple[Fraction, ...]:
    """Return the mean of some points, of which there is at least one."""
    return tuple(sum(column, Fraction(0)) / len(points) for column in zip(*points, strict=True))


def supports_some_belief(payoffs: Sequence[Sequence[Fraction]], chosen: Collection[int]) -> bool:
    """Return whether some probabilities of cases make some actions all best.

    Examples
    --------
    >>> payoffs = [[Fraction(pay) for pay in row] for row in ([3, 0, 2], [0, 3, 2], [0, 0, 1])]
    >>> supports_some_belief(payoffs, [2]), supports_some_belief(payoffs, [0, 1])
    (True, False)
    """
    rows = list(dict.fromkeys(map(tuple, payoffs)))
    conditions = belief_conditions(rows, chosen, range(len(rows)))
    return BeliefProgram(conditions, len(rows), len(rows)).best_point({}) is not None


def least_weight(
    payoffs: Sequence[Sequence[Fraction]], chosen: Collection[int], cases: Collection[int]
) -> Fraction | None:
    """Return the least probability that some cases can have together if some actions are all to be best.

    Parameters
    ----------
    payoffs
        What each action pays in each case, shape ``[num_cases][num_actions]``.
    chosen
        At least one action.
    cases
        The cases whose probability is asked for.

    Returns
    -------
    Fraction or None
        None where no probabilities make the actions best.

    Examples
    --------
    >>> good, bad = [Fraction(3), Fraction(0)], [Fraction(-1), Fraction(0)]
    >>> least_weight([good, bad], [0], [0])
    Fraction(1, 4)
    """
    conditions = belief_conditions(payoffs, chosen, range(len(payoffs)))
    point = BeliefProgram(conditions, len(payoffs), len(payoffs)).best_point(dict.fromkeys(cases, Fraction(-1)))
    return None if point is None else sum((point[case] for case in cases), Fraction(0))


def weight_ranges(payoffs: Sequence[Sequence[Fraction]], chosen: Collection[int]) -> list[tuple[Fraction, Fraction]]:
    """Return for each case the least and the largest probability that it can have if some actions are all to be best.

    Parameters
    ----------
    payoffs, chosen
        As for `least_weight`; some probabilities make the actions best.

    Examples
    --------
    >>> rows = [[Fraction(3), Fraction(0)], [Fraction(-1), Fraction(0)]]
    >>> [(str(low), str(high)) for low, high in weight_ranges(rows, [0])]
    [('1/4', '1'), ('0', '3/4')]
    """
    conditions = belief_conditions(payoffs, chosen, range(len(payoffs)))
    points = BeliefProgram(conditions, len(payoffs), len(payoffs)).extreme_points()
    return [(min(column), max(column)) for column in zip(*points, strict=True)]
