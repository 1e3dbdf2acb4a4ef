"""Sets of payoffs: points, mixtures and what a player gets everywhere on them."""

from __future__ import annotations

from fractions import Fraction

import pytest

from gametheory import SolverError
from gametheory.analysis.trees.payoff_sets import SCALE, Condition, PayoffSet, convex_hull, maximize, point_set
from gametheory.linear_program import LinearProgramStatus

ONE = Fraction(1)


def fractions(*values: int) -> list[Fraction]:
    return [Fraction(value) for value in values]


def test_point() -> None:
    point = point_set(fractions(3, -1))
    assert point.point == (3, -1)
    assert not point.is_empty()
    assert point.constant_payoff(1) == -1
    assert point.simplified() is point


def test_hull_of_one_point_is_the_point() -> None:
    assert convex_hull([point_set(fractions(2, 0)), point_set(fractions(2, 0))]).point == (2, 0)


def test_hull_of_two_points_varies_where_they_differ() -> None:
    hull = convex_hull([point_set(fractions(2, 0)), point_set(fractions(2, 4)), point_set(fractions(2, 4))])
    assert hull.point is None
    assert hull.num_variables == 3
    assert hull.constant_payoff(0) == 2
    assert hull.constant_payoff(1) is None
    assert hull.simplified() is hull


def test_hull_of_sets_holds_their_mixtures_and_nothing_else() -> None:
    edge = convex_hull([point_set(fractions(0, 0)), point_set(fractions(0, 4))])
    hull = convex_hull([edge, point_set(fractions(4, 0))])
    for target, is_member in (((1, 3), True), ((2, 1), True), ((2, 3), False), ((-1, 0), False)):
        equal = []
        for player, value in enumerate(target):
            terms = dict(hull.payoffs[player])
            terms[SCALE] = terms.get(SCALE, Fraction(0)) - value
            equal.append(Condition(terms, is_equality=True))
        meeting = PayoffSet(hull.num_variables, hull.payoffs, (*hull.conditions, *equal))
        assert meeting.is_empty() != is_member


def test_conditions_can_leave_a_point_or_nothing() -> None:
    hull = convex_hull([point_set(fractions(0, 8)), point_set(fractions(4, 0))])
    low = {variable: -coefficient for variable, coefficient in hull.payoffs[0].items()} | {SCALE: ONE}
    high = hull.payoffs[0] | {SCALE: Fraction(-1)}
    meeting = PayoffSet(hull.num_variables, hull.payoffs, (*hull.conditions, Condition(low), Condition(high)))
    assert meeting.simplified().point == (1, 6)
    above = hull.payoffs[0] | {SCALE: Fraction(-5)}
    assert PayoffSet(hull.num_variables, hull.payoffs, (*hull.conditions, Condition(above))).is_empty()


def test_maximize_gives_multipliers_in_the_order_of_the_conditions() -> None:
    conditions = [Condition({0: Fraction(3), 1: Fraction(-1)}), Condition({0: ONE})]
    result = maximize(conditions, 2, {1: Fraction(2)})
    assert result.status is LinearProgramStatus.OPTIMAL
    assert result.value == 6
    assert [abs(price) for price in result.multipliers] == [2, 6]


def test_range_and_members_above_a_payoff() -> None:
    hull = convex_hull([point_set(fractions(0, 8)), point_set(fractions(4, 0))])
    assert (hull.payoff_range(0), hull.payoff_range(1)) == ((0, 4), (0, 8))
    upper = hull.at_least(1, Fraction(6))
    assert (upper.payoff_range(0), upper.payoff_range(1)) == ((0, 1), (6, 8))
    assert hull.at_least(0, Fraction(4)).simplified().point == (4, 0)
    assert point_set(fractions(3, -1)).payoff_range(1) == (-1, -1)
    with pytest.raises(SolverError, match="should not be empty"):
        hull.at_least(0, Fraction(5)).payoff_range(0)
