"""Policies beside each other over a region of parameters."""

from __future__ import annotations

from fractions import Fraction
from io import StringIO

import pytest

from gametheory import GameModel, InvalidParameterError, Limits, Termination, load
from gametheory.core.solution import Progress
from gametheory.studies.policies.policies import compare
from gametheory.studies.policies.policy_regions import Contest, compare_over

GAME = """gametheory: 1
form: normal
parameters:
  gain: {value: 3, range: [-4, 4], assumption: three}
  fee: {value: 1/4, range: [0, 1], assumption: a quarter}
players: [shop, rival]
actions: {shop: {Sell: {sold: 1}, Close: {sold: 0}}, rival: [Wait]}
payoffs: {shop: gain * shop.sold - fee, rival: 5}
policies:
  closed: {remove: {shop: [Sell]}}
  odd: {set: {fee: 2 * fee}, assumption: twice}
"""


@pytest.fixture(scope="module")
def model() -> GameModel:
    return load(StringIO(GAME))


def test_shares_are_counted_point_by_point(model: GameModel) -> None:
    found = compare_over(model, {"gain": (-4, 4)}, ["closed"], num_points=50, seed=3)
    num_positive = sum(gain > 0 for (gain,) in found.points)
    assert 0 < num_positive < 50
    assert found.contest("", "closed", "shop") == Contest(num_positive, 50 - num_positive, 0, 0)
    assert found.contest("closed", "", "shop").worse == num_positive
    assert found.contest("closed", "", "rival") == Contest(0, 50, 0, 0)
    assert found.contest("", "closed", "shop").share == Fraction(num_positive, 50)


def test_each_point_is_that_of_a_comparison_there() -> None:
    shipped = load("price_monitoring")
    found = compare_over(shipped, {"temu_sales": (0, 30), "diversion": (0, 1)}, num_points=6, seed=1)
    for point, rows in zip(found.points, found.intervals, strict=True):
        alone = compare(shipped.with_values(**dict(zip(found.ranges, point, strict=True))))
        for outcome, row in zip(alone.outcomes, rows, strict=True):
            assert [outcome.interval(place) for place in range(len(alone.measures))] == list(row)


def test_same_seed_same_points(model: GameModel) -> None:
    first, again, other = (
        compare_over(model, {"gain": ("1/3", 4)}, ["closed"], num_points=5, seed=seed) for seed in (7, 7, 8)
    )
    assert first.points == again.points != other.points
    assert all(Fraction(1, 3) <= gain <= 4 for (gain,) in first.points)


def test_a_policy_out_of_range_leaves_the_point_open(model: GameModel) -> None:
    found = compare_over(model, {"fee": (0, 1)}, ["odd"], num_points=40)
    num_above = sum(fee > Fraction(1, 2) for (fee,) in found.points)
    assert 0 < num_above < 40
    assert found.contest("odd", "", "shop") == Contest(0, 0, 40 - num_above, num_above)


def test_several_equilibria_leave_a_point_open_unless_one_is_selected() -> None:
    text = """gametheory: 1
form: normal
parameters: {prize: {value: 3, range: [1, 9], assumption: three}}
players: [row, column]
actions: {row: [Top, Bottom], column: [Left, Right]}
payoffs: [[[prize, 1], [0, 0]], [[0, 0], [2, 5]]]
policies: {bottom: {remove: {row: [Top]}}}
"""
    model = load(StringIO(text))
    assert compare_over(model, {"prize": (3, 9)}, num_points=9).contest("bottom", "", "row") == Contest(0, 0, 0, 9)
    chosen = compare_over(model, {"prize": (3, 9)}, num_points=9, select="row")
    assert chosen.contest("bottom", "", "row").worse == 9
    none = compare_over(model, {"prize": (3, 9)}, num_points=9, select="payoff_dominant")
    assert none.contest("bottom", "", "row").open == 9


def test_limits_keep_what_there_is(model: GameModel) -> None:
    told: list[Progress] = []
    found = compare_over(model, {"gain": (0, 4)}, num_points=30, limits=Limits(time=0), progress=told.append)
    assert found.termination is Termination.TIME_LIMIT
    assert len(found.points) == len(found.intervals) == len(told) < 30


def test_what_cannot_be_asked(model: GameModel) -> None:
    with pytest.raises(InvalidParameterError, match="expected a parameter to vary, got none"):
        compare_over(model, {})
    with pytest.raises(InvalidParameterError, match="from a lower to a higher value, got 4 to 0"):
        compare_over(model, {"gain": (4, 0)})
    with pytest.raises(InvalidParameterError, match="unknown parameter 'gian'; did you mean 'gain'"):
        compare_over(model, {"gian": (0, 4)})
    found = compare_over(model, {"gain": (0, 4)}, ["closed"], num_points=1)
    with pytest.raises(InvalidParameterError, match="expected a policy that was compared, got 'odd'"):
        found.contest("odd", "", "shop")


def test_the_range_of_the_file() -> None:
    model = load("price_monitoring")
    found = compare_over(model, {"temu_sales": None}, ["no_monitoring"], num_points=1)
    assert found.ranges == {"temu_sales": (0, 30)}
    with pytest.raises(InvalidParameterError, match=r"expected \(low, high\) of 'temu_sales', got 3"):
        compare_over(model, {"temu_sales": 3}, ["no_monitoring"])  # type: ignore[dict-item]
    with pytest.raises(InvalidParameterError, match="unknown parameter 'sales'"):
        compare_over(model, {"sales": None}, ["no_monitoring"])
