"""Calibration: exact regions, proofs that there is none, searches, and planted values that are recovered."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest

from gametheory import Limits, load, solve
from gametheory.core.solution import Termination
from gametheory.errors import InvalidParameterError, UnsupportedGameError
from gametheory.studies.uncertainty.calibration import calibrate
from gametheory.studies.uncertainty.calibration_records import FitCalibration, OutcomeCalibration, Verdict
from unit.studies.planted_games import CURVED, ENTRY, planted

if TYPE_CHECKING:
    from gametheory import GameModel


def outcome(model: GameModel, targets: dict[str, Any], over: Any = None, **asked: Any) -> OutcomeCalibration:
    found = calibrate(model, targets, over, **asked)
    assert isinstance(found, OutcomeCalibration)
    return found


def fit(model: GameModel, targets: dict[str, Any], over: Any = None, **asked: Any) -> FitCalibration:
    found = calibrate(model, targets, over, **asked)
    assert isinstance(found, FitCalibration)
    return found


def test_the_region_of_a_pure_profile_is_exact() -> None:
    """One stays: cost <= market <= 2 cost, nearest to (4, 1) in shares of the ranges: cost to 2."""
    found = outcome(planted(ENTRY), {"profile": {"first": "Enter", "second": "Stay"}})
    assert (found.verdict, found.method) == (Verdict.FEASIBLE, "linear_program")
    assert found.ranges == {"market": (0, 10), "cost": (0, 5)}
    assert found.point in ({"market": 2, "cost": 1}, {"market": 4, "cost": 2})
    conditions = {condition.player: dict(condition.coefficients) for condition in found.conditions}
    assert conditions == {
        "first": {"market": 1, "cost": -1},
        "second": {"market": Fraction(-1, 2), "cost": 1},
    }


def test_a_mixed_profile_is_a_plane() -> None:
    """Indifference with a half: market * 3/4 = cost."""
    halves = {"Enter": "1/2", "Stay": "1/2"}
    found = outcome(planted(ENTRY), {"profile": {"first": halves, "second": halves}}, ["cost"])
    assert found.ranges == {"cost": (3, 3)}
    assert found.point == {"cost": 3}
    assert all(condition.is_equation for condition in found.conditions)


def test_an_infeasible_outcome_is_proved_by_a_linear_program() -> None:
    profile = {"profile": {"first": "Enter", "second": "Stay"}}
    found = outcome(planted(ENTRY), profile, {"market": (4, 10), "cost": (0, 1)})
    assert (found.verdict, found.method) == (Verdict.INFEASIBLE, "linear_program")
    assert [condition.player for condition in found.conflict] == ["second"]
    assert not found.point


def test_curved_conditions_are_bounded_over_boxes() -> None:
    model = planted(CURVED)
    found = outcome(model, {"profile": {"row": "In", "column": "Left"}})
    assert (found.verdict, found.method) == (Verdict.FEASIBLE, "boxes")
    x, y = found.point.values()
    assert x * x + y * y <= 1
    assert found.share is not None
    assert found.share[0] <= 3.141592653589793 / 16 <= found.share[1]
    assert found.share[1] - found.share[0] < 0.01
    assert Fraction(1) <= found.ranges["x"][1] <= Fraction(101, 100)


def test_an_infeasible_outcome_is_proved_over_boxes() -> None:
    found = outcome(planted(CURVED), {"profile": {"row": "In", "column": "Left"}}, {"x": ("1.01", 2), "y": (0, 2)})
    assert (found.verdict, found.method) == (Verdict.INFEASIBLE, "boxes")
    right = outcome(planted(CURVED), {"profile": {"row": "Out", "column": "Right"}})
    assert right.verdict is Verdict.INFEASIBLE


def test_what_boxes_cannot_hit_is_not_found() -> None:
    half = {"In": "1/2", "Out": "1/2"}
    found = outcome(planted(CURVED), {"profile": {"row": half, "column": "Left"}}, ["x"])
    assert found.verdict is Verdict.FEASIBLE, "x = 0 lies at the end of the range"
    irrational = planted(CURVED).with_values(y="1/2")
    missed = outcome(irrational, {"profile": {"row": half, "column": "Left"}}, ["x"])
    assert (missed.verdict, missed.method, dict(missed.point)) == (Verdict.NOT_FOUND, "boxes", {})
    assert float(missed.ranges["x"][0]) == pytest.approx(0.75**0.5)


def test_supports_are_searched_for() -> None:
    mixed = {"support": {"first": ["Enter", "Stay"], "second": ["Enter", "Stay"]}}
    found = outcome(planted(ENTRY), mixed, samples=512)
    assert (found.verdict, found.method) == (Verdict.FEASIBLE, "search")
    assert found.point["cost"] < found.point["market"] < 2 * found.point["cost"]
    assert found.share is not None
    assert found.share[0] == pytest.approx(1 / 4, abs=0.05)
    never = outcome(planted(ENTRY), mixed, {"market": (4, 10), "cost": (0, 1)}, samples=64)
    assert (never.verdict, never.num_points) == (Verdict.NOT_FOUND, 65)


def test_paths_of_trees_are_searched_for() -> None:
    model = load("choose_one_of_two")
    path = ("Demand exclusivity", "Leave Temu", "Reported", "Return to Temu", "Deny the demand")
    found = outcome(model, {"path": path}, ["exposure"], samples=16)
    assert found.point == {"exposure": model.parameter_values["exposure"]}
    assert found.method == "search"


def test_a_path_through_a_normal_form_is_a_profile() -> None:
    found = outcome(planted(ENTRY), {"path": ["Stay", "Stay"]}, ["cost"])
    assert found.ranges == {"cost": (4, 5)}
    pure = outcome(planted(ENTRY), {"path": ["Stay", "Stay"]}, ["cost"], concept="pure")
    assert pure.ranges == found.ranges


def test_planted_values_are_recovered_from_payoffs_and_frequencies() -> None:
    model = load("price_monitoring")
    solution = solve(model.with_values(commission="1/4", scan_cost="17/100"))
    equilibrium = solution.equilibria[0]
    targets = {
        "payoffs": {"amazon": equilibrium.payoffs[0]},
        "probability": {"seller": {"Keep parity": equilibrium["seller"]["Keep parity"]}},
    }
    found = fit(model, targets, ["commission", "scan_cost"], samples=128)
    assert found.is_met
    assert found.point == {"commission": Fraction(1, 4), "scan_cost": Fraction(17, 100)}
    assert (found.undetermined, found.num_others) == ((), 0)


def test_counts_are_fitted_by_their_likelihood() -> None:
    """Mixed entry: each enters with probability 2 (market - cost) / market, likeliest where that is 60/100."""
    model = planted(ENTRY)
    counts = {"first": {"Enter": 50, "Stay": 50}, "second": {"Enter": 70, "Stay": 30}}
    found = fit(model, {"counts": counts}, ["cost"], samples=64)
    assert float(found.point["cost"]) == pytest.approx(4 * 0.7, abs=1e-4)
    assert not found.is_met
    assert [number.fitted for number in found.numbers] == pytest.approx([60, 40, 60, 40], abs=1e-2)
    from math import log

    shares = [(50, 60), (50, 40), (70, 60), (30, 40)]
    assert found.misfit == pytest.approx(2 * sum(seen * log(seen / wanted) for seen, wanted in shares), rel=1e-6)


def test_what_is_not_determined_is_told() -> None:
    probability = {"first": {"Enter": 0.5}, "second": {"Enter": 0.5}}
    found = fit(planted(ENTRY), {"probability": probability}, samples=64)
    assert found.is_met
    assert set(found.undetermined) == {"market", "cost"}
    assert found.num_others > 0


def test_limits_keep_what_there_is() -> None:
    now = Limits(time=0)
    assert fit(planted(ENTRY), {"payoffs": {"first": 1}}, limits=now).termination is Termination.TIME_LIMIT
    profile = {"profile": {"first": "Enter", "second": "Stay"}}
    found = outcome(planted(ENTRY), profile, limits=now)
    assert (found.verdict, found.termination) == (Verdict.NOT_FOUND, Termination.TIME_LIMIT)


@pytest.mark.parametrize(
    ("targets", "over", "message"),
    [
        ({}, None, "expected as target one of 'profile'"),
        ({"payoff": {"first": 1}}, None, "got 'payoff'; did you mean 'payoffs'"),
        ({"profile": {}, "payoffs": {}}, None, "got 'profile', 'payoffs' together"),
        ({"profile": {"first": "Enter"}}, None, "got none of 'second'"),
        ({"profile": {"first": "Enter", "third": "Enter"}}, None, "unknown player 'third'"),
        ({"profile": {"first": "Entr", "second": "Stay"}}, None, "unknown action 'Entr'; did you mean 'Enter'"),
        ({"profile": {"first": {"Enter": 0.25}, "second": "Stay"}}, None, "that sum to 1, got 1/4"),
        ({"support": {"first": []}}, None, "expected actions of 'first'"),
        ({"path": "Enter"}, None, "expected 'path' as a list"),
        ({"path": ["Enter"]}, None, "expected 2 actions in 'path', got 1"),
        ({"payoffs": {"first": "much"}}, None, "expected a number for 'first', got 'much'"),
        ({"payoffs": {}}, None, "got no numbers"),
        ({"payoffs": [1]}, None, "expected a target by names"),
        ({"probability": {"first": {"Enter": 2}}}, None, "expected a probability of 'Enter', got 2"),
        ({"counts": {"first": {"Enter": 0}}}, None, "counts of 'first' that are not all 0"),
        ({"payoffs": {"first": 1}}, ["price"], "unknown parameter 'price'"),
        ({"payoffs": {"first": 1}}, [], "expected a list of parameters"),
        ({"payoffs": {"first": 1}}, {"cost": (2, 1)}, "from low to high, got 2 to 1"),
        ({"payoffs": {"first": 1}}, {"cost": 3}, r"expected \(low, high\) of 'cost', got 3"),
    ],
)
def test_targets_that_make_no_sense(targets: Any, over: Any, message: str) -> None:
    with pytest.raises(InvalidParameterError, match=message):
        calibrate(planted(ENTRY), targets, over)


def test_samples_are_powers_of_two() -> None:
    with pytest.raises(InvalidParameterError, match="power of 2"):
        calibrate(planted(ENTRY), {"payoffs": {"first": 1}}, samples=100)
    with pytest.raises(InvalidParameterError, match="from 2 to 1,048,576 samples"):
        calibrate(planted(ENTRY), {"payoffs": {"first": 1}}, samples=1)


def test_targets_of_trees() -> None:
    model = load("choose_one_of_two")
    with pytest.raises(InvalidParameterError, match=r"expected one of .*'Reported'.* after 'Leave Temu', got the end"):
        calibrate(model, {"path": ["Demand exclusivity", "Leave Temu"]}, ["exposure"])
    with pytest.raises(UnsupportedGameError, match="needs a game in which all choose at once; of others give a 'path'"):
        calibrate(model, {"profile": {"amazon": "Demand exclusivity"}}, ["exposure"])
    profile = {"first": {"Enter": "1/2", "Stay": "1/2"}, "second": "Stay"}
    with pytest.raises(UnsupportedGameError, match="is decided for concept 'nash'"):
        calibrate(planted(ENTRY), {"profile": profile}, ["cost"], concept="pure")
    found = fit(model, {"probability": {"amazon": {"demand": {"Demand exclusivity": 1}}}}, ["exposure"], samples=4)
    assert found.is_met


def test_models_without_ranges() -> None:
    with pytest.raises(InvalidParameterError, match="expected parameters with a 'range'"):
        calibrate(load("prisoners_dilemma"), {"payoffs": {}}, None)


def test_tiers_are_searched_by_what_their_sellers_do() -> None:
    model = load("two_store_limit")
    found = calibrate(model, {"support": {"merchant": ["Four stores"]}}, ["limit"], samples=4)
    assert isinstance(found, OutcomeCalibration)
    assert (found.verdict, found.method) == (Verdict.FEASIBLE, "search")
    assert found.point["limit"] > 2
    with pytest.raises(UnsupportedGameError, match="target 'profile' is decided without tiers; give a 'support'"):
        calibrate(model, {"profile": {"merchant": "Four stores"}}, ["limit"])


def test_names_that_are_unknown_are_told_with_those_there_are() -> None:
    with pytest.raises(InvalidParameterError, match="unknown parameter 'x'; there are 'market', 'cost'"):
        calibrate(planted(ENTRY), {"payoffs": {"first": 1}}, ["x"])
    amazon = {"probability": {"amazon": {"Reply": {"Yes": 1}}}}
    with pytest.raises(InvalidParameterError, match="unknown information set 'Reply'; there are 'demand', 'punish'"):
        calibrate(load("choose_one_of_two"), amazon, ["exposure"])
