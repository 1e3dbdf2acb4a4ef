"""Sensitivity: planted games whose shares of the variance are known exactly."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from gametheory import Limits, load
from gametheory.core.solution import Termination
from gametheory.errors import InvalidParameterError, UnsupportedGameError
from gametheory.models.distributions import UniformDistribution
from gametheory.studies.uncertainty.sensitivity import sensitivity
from unit.studies.planted_games import ENTRY, LINEAR, planted

VARIANCES = {"a": 9 / 12, "b": 4 / 12, "c": 4 * 21 / 18, "idle": 0.0}


def test_shares_of_a_linear_payoff_are_the_shares_of_its_variance() -> None:
    found = sensitivity(planted(LINEAR))
    total = sum(VARIANCES.values())
    output = found.output("payoff", "row")
    assert [index.parameter for index in output.indices] == list(VARIANCES)
    for index in output.indices:
        share = VARIANCES[index.parameter] / total
        assert abs(index.first - share) <= max(index.first_error, 0.02)
        assert abs(index.total - share) <= max(index.total_error, 0.02)
    assert output.indices[3].total == 0
    assert output.spread is not None
    assert output.spread.mean == pytest.approx(10 + 3 / 2 + 1 + 2 * 2, abs=0.02)
    assert output.spread.deviation**2 == pytest.approx(total, rel=0.02)


def test_shares_of_a_product_include_what_only_both_explain() -> None:
    """Var(ab) = E[a^2]E[b^2] - (E[a]E[b])^2 = 1/3 * 4/3 - 1/4 = 7/36; alone each accounts for 1/12."""
    output = sensitivity(planted(LINEAR), ["a", "b"], outputs=["welfare"], seed=3).output("welfare", "consumers")
    for index in output.indices:
        assert index.first == pytest.approx(3 / 7, abs=0.03)
        assert index.total == pytest.approx(4 / 7, abs=0.03)


def test_the_probability_of_a_regime() -> None:
    """Both enter where market >= 2 cost: half of [0, 10] x [0, 5]."""
    found = sensitivity(planted(ENTRY), outputs=["regime"])
    both = next(output for output in found.outputs if output.name == "First: Enter; Second: Enter")
    assert both.spread is not None
    assert both.spread.mean == pytest.approx(1 / 2, abs=0.02)
    assert both.spread.error < 0.05
    assert found.coverage.several == pytest.approx(found.coverage.num_points / 4, rel=0.1)
    assert found.num_regimes == 3


def test_screening_tells_what_does_not_matter() -> None:
    found = sensitivity(planted(LINEAR), method="morris", samples=20)
    effects: Any = found.output("payoff", "row").indices
    assert effects[0].mean == pytest.approx(3 * 0.75)
    assert effects[0].deviation == pytest.approx(0, abs=1e-9)
    assert effects[1].mean_absolute == pytest.approx(2 * 0.75)
    assert (effects[3].mean, effects[3].mean_absolute, effects[3].mean_absolute_error) == (0, 0, 0)
    assert found.output("payoff", "row").spread is None


def test_the_same_seed_gives_the_same_answer() -> None:
    for method in ("sobol", "morris"):
        first, again, other = (
            sensitivity(planted(ENTRY), method=method, samples=16, seed=seed).outputs for seed in (0, 0, 1)
        )
        assert first == again
        assert first != other


def test_distributions_that_are_given() -> None:
    model = planted(LINEAR)
    found = sensitivity(model, {"a": ("1/4", 0.5), "b": None, "idle": UniformDistribution(Fraction(1), Fraction(2))})
    assert str(found.distributions["a"]) == "uniform from 1/4 to 1/2"
    assert str(found.distributions["b"]) == "uniform from 0 to 2"
    assert found.assumed == ()
    assert sensitivity(model, ["idle"], samples=4).assumed == ("idle",)


def test_trees_with_welfare() -> None:
    found = sensitivity(load("choose_one_of_two"), ["saving", "margin"], samples=32)
    output = found.output("welfare", "consumers")
    assert {index.parameter: round(index.total) for index in output.indices} == {"saving": 1, "margin": 0}


def test_a_limit_keeps_whole_groups() -> None:
    found = sensitivity(load("price_monitoring"), ["commission"], limits=Limits(time=0), samples=8)
    assert found.termination is Termination.TIME_LIMIT
    assert found.num_groups == 0
    assert found.output("payoff", "amazon").indices == ()
    assert "0 of 24 points count" in found.notes[-1]


def test_points_without_a_selected_equilibrium_are_left_out() -> None:
    found = sensitivity(planted(ENTRY), select="payoff_dominant", samples=64)
    assert 0 < found.coverage.none < found.coverage.num_points
    assert found.output("payoff", "first").num_points < found.coverage.num_points
    assert "Groups with points at which an output is not known" in found.notes[0]


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"parameters": ["comission"]}, "unknown parameter 'comission'; did you mean 'commission'"),
        ({"parameters": []}, "expected a list of parameters"),
        ({"parameters": {"commission": (0, 2)}}, "expected commission from 0 to 9/20, got 2"),
        ({"parameters": {"commission": 3}}, r"expected a distribution or \(low, high\) of 'commission', got 3"),
        ({"outputs": ["payoffs"]}, "expected outputs among 'payoff', 'welfare', 'regime', got 'payoffs'"),
        ({"outputs": []}, "at least one output"),
        ({"samples": 100}, "expected a power of 2 .* got 100; take 128"),
        ({"samples": 1}, "expected at least 2 samples"),
        ({"samples": 1 << 25}, "expected at most 2,000,000 points"),
        ({"seed": -1}, "expected a seed as a whole number"),
        ({"method": "fast"}, "expected method 'sobol' or 'morris'"),
        ({"select": "best"}, "expected select as one of"),
    ],
)
def test_questions_that_make_no_sense(given: dict[str, Any], message: str) -> None:
    parameters = given.pop("parameters", ["commission"])
    with pytest.raises(InvalidParameterError, match=message):
        sensitivity(load("price_monitoring"), parameters, **given)


def test_models_without_ranges_or_welfare() -> None:
    with pytest.raises(InvalidParameterError, match="with a 'distribution' or a 'range'"):
        sensitivity(load("trust_game"))
    with pytest.raises(UnsupportedGameError, match="welfare needs formulas"):
        sensitivity(planted(ENTRY), outputs=["welfare"])
