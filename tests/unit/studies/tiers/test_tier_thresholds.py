"""Thresholds of tiers: planted ones, those of the case, and what is not decided."""

from __future__ import annotations

from fractions import Fraction

import pytest

from gametheory import Coverage, Limits, Termination, load, solve
from gametheory.solvers.watch import Watch
from gametheory.studies.regimes import regime
from gametheory.studies.thresholds.threshold_records import Enclosure, Thresholds
from gametheory.studies.tiers.tier_thresholds import tier_thresholds
from unit.studies.tiers.tier_models import CASES, tier_model_with

ENDS = Fraction(0), Fraction(2)


def found_in(case: str, count: int = 5, watch: Watch | None = None) -> Thresholds:
    return tier_thresholds(tier_model_with(case, count), "p", ENDS, concept="pure", watch=watch or Watch())


def test_crowding_ends_where_the_first_and_the_last_seller_go() -> None:
    # with n sellers the first one goes over from p - 1/n >= 0, the last one from p - 1 >= 1 - 1/n on
    found = found_in("crowding", 1_000)
    assert [str(value) for value in found.values] == ["1/1000", "1999/1000"]
    assert (found.proved, found.coverage) == (True, Coverage.ALL)
    supports = [
        [support[0][2] for component in regime for support in component] for _, _, regime in found.stretches if regime
    ]
    assert supports == [[("A",)], [("A", "B")], [("B",)]]


@pytest.mark.parametrize("case", CASES)
def test_regimes_between_thresholds_are_those_of_solutions(case: str) -> None:
    found = found_in(case)
    model = tier_model_with(case)
    assert found.proved
    for low, high, expected in found.stretches:
        start, end = (Fraction(one) if isinstance(one, Fraction) else one.interval[0] for one in (low, high))
        for share in (Fraction(1, 10**6), Fraction(1, 3), Fraction(4, 5)):
            value = start + share * (end - start)
            assert found.regime_at(value) == regime(solve(model.with_values(p=value), "pure"))
        assert expected is not None


def test_the_case_has_exact_thresholds() -> None:
    model = load("choose_one_of_two_tiers")
    found = tier_thresholds(model, "capacity", (Fraction(0), Fraction(20)), concept="subgame_perfect", watch=Watch())
    assert [str(value) for value in found.values] == ["4/5", "16"]
    assert [str(value) for value in found.breakpoints][:3] == ["1", "2", "3"]
    model = load("fully_managed_adoption")
    found = tier_thresholds(model, "run_factory", (Fraction(0), Fraction(40)), concept="pure", watch=Watch())
    assert [str(value) for value in found.values][:3] == ["3", "199999/50000", "4"]
    assert found.proved


def test_edges_have_regimes_of_their_own() -> None:
    model = load("choose_one_of_two_tiers")
    found = tier_thresholds(model, "margin", (Fraction(0), Fraction(1)), concept="subgame_perfect", watch=Watch())
    assert [edge.value for edge in found.edges] == [0]
    assert found.edges[0].regime == regime(solve(model.with_values(margin=0)))


def test_what_is_not_decided_is_enclosed_and_said() -> None:
    found = found_in("alike at one", 3_000)
    assert (found.proved, found.coverage) == (False, Coverage.APPROXIMATE)
    enclosed = [value for value in found.values if isinstance(value, Enclosure)]
    assert all(abs(float(value) - 1) < 0.05 for value in enclosed)
    assert "it was not decided whether there are equilibria in which several tiers" in found.notes[-1]


def test_a_limit_of_time_is_kept() -> None:
    found = found_in("two tiers", watch=Watch(Limits(time=0.0)))
    assert (found.termination, found.coverage, found.proved) == (Termination.TIME_LIMIT, Coverage.PARTIAL, False)
    assert found.notes[-1] == Termination.TIME_LIMIT.sentence
