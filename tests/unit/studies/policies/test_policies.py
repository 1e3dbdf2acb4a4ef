"""Outcomes of games under policies."""

from __future__ import annotations

from fractions import Fraction
from io import StringIO

import pytest

from gametheory import GameModel, InvalidParameterError, Limits, Termination, load, solve
from gametheory.core.solution import Progress
from gametheory.studies.policies.policies import compare, measured, measures_of, selected_index

COORDINATION = """gametheory: 1
form: normal
parameters: {prize: {value: 3, range: [0, 9], assumption: three}}
players: [row, column]
actions: {row: [Top, Bottom], column: [Left, Right]}
payoffs: [[[prize, 1], [0, 0]], [[0, 0], [1, 5]]]
policies: {no_top: {remove: {row: [Top]}}, poor: {set: {prize: prize / 3}, assumption: a third}}
"""


@pytest.fixture(scope="module")
def coordination() -> GameModel:
    return load(StringIO(COORDINATION))


def test_each_game_is_solved_as_it_would_be_alone() -> None:
    model = load("choose_one_of_two")
    found = compare(model)
    assert [outcome.name for outcome in found.outcomes] == ["", *model.description.policies]
    for outcome in found.outcomes[1:]:
        alone = solve(model.with_policy(outcome.name))
        assert [list(row[:2]) for row in outcome.values] == [list(one.payoffs) for one in alone.equilibria]
        assert outcome.is_complete


def test_total_and_welfare_stand_behind_the_players() -> None:
    found = compare(load("price_monitoring"), ["no_monitoring"])
    assert [measure.key for measure in found.measures] == [
        "amazon",
        "seller",
        "consumers",
        "sales_on_Temu",
        "all_players",
    ]
    assert found["no_monitoring"].chosen == (Fraction(39, 10), Fraction(36, 5), Fraction(5, 2), 10, Fraction(111, 10))


def test_sellers_of_a_tier_all_count_in_the_sum() -> None:
    found = compare(load("two_store_limit"))
    assert found[""].values == ((Fraction(12), Fraction(120_000)),)


def test_intervals_and_rules(coordination: GameModel) -> None:
    found = compare(coordination)
    before = found[""]
    assert len(before.values) == 3
    assert before.interval(0) == (Fraction(3, 4), Fraction(3))
    assert before.interval(1) == (Fraction(5, 6), Fraction(5))
    assert found["no_top"].values == ((1, 5, 6),)
    assert found.difference("no_top", "row") == (Fraction(-2), Fraction(1, 4))
    best = compare(coordination, select="row")
    assert best.outcomes[0].chosen == (3, 1, 4)
    assert compare(coordination, select="payoff_dominant").outcomes[0].chosen is None
    assert best.outcomes[2].model.parameter_values["prize"] == 1


def test_progress_and_limits(coordination: GameModel) -> None:
    told: list[Progress] = []
    compare(coordination, progress=told.append)
    assert [(step.done, step.total) for step in told] == [(1, 3), (2, 3), (3, 3)]
    stopped = compare(load("price_monitoring"), limits=Limits(time=0))
    assert {outcome.solution.termination for outcome in stopped.outcomes} <= {
        Termination.TIME_LIMIT,
        Termination.EXHAUSTED,
    }


def test_what_cannot_be_compared(coordination: GameModel) -> None:
    with pytest.raises(InvalidParameterError, match="expected a game file with 'policies', got 'Chicken'"):
        compare(load("chicken"))
    with pytest.raises(InvalidParameterError, match="unknown policy 'no_to'; did you mean 'no_top'"):
        compare(coordination, ["no_to"])
    with pytest.raises(
        InvalidParameterError, match=r"expected select as one of 'leading'.*got 'rows'; did you mean 'row'"
    ):
        compare(coordination, select="rows")


def test_one_player_has_no_sum() -> None:
    text = "gametheory: 1\nform: normal\nplayers: [shop]\nactions: {shop: [Sell]}\npayoffs: [[7]]\n"
    model = load(StringIO(text))
    assert [measure.kind for measure in measures_of(model)] == ["player"]
    solution = solve(model)
    assert measured(model, solution) == ((7,),)
    assert selected_index(solution, "first") == 0


def test_a_single_policy_stands_in_a_list() -> None:
    with pytest.raises(InvalidParameterError, match=r"expected a list of policies, got 'no_monitoring'; write \['no_"):
        compare(load("price_monitoring"), "no_monitoring")
