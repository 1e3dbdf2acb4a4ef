"""No threshold of random games is missed, nor invented, by the judgement of a scan that shares no code.

A tenth as many games as ``--games`` says, 100 by default; 1,000 by
``pytest tests/cross_checks/test_threshold_scan.py --games 10000``.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from cross_checks.threshold_scan import differences, scanned
from gametheory import thresholds
from gametheory.polynomials import RealRoot
from gametheory.studies.thresholds.threshold_records import Threshold
from unit.studies.parametric_games import model_of, random_model

NUM_STEPS = 12
PER_GAME = 10
"""Games of ``--games`` for which one game with a parameter is scanned."""


def test_random_games(num_games: int) -> None:
    num_thresholds = 0
    seeds = range(1_000, 1_000 + num_games // PER_GAME)
    assert len(seeds) >= 100
    for seed in seeds:
        found = thresholds(random_model(seed), "p")
        assert found.proved
        assert list(differences(found, NUM_STEPS)) == [], seed
        num_thresholds += len(found.thresholds)
    assert num_thresholds >= len(seeds) // 2


def test_two_more_equilibria_in_the_middle_only() -> None:
    found = thresholds(model_of([[3, "p"], [0, "3/16 + p*p"]], [[2, 0], [0, 1]]), "p")
    assert [str(value) for value in found.values] == ["1/4", "3/4"]
    assert list(differences(found, 40)) == []


def test_the_scan_counts_equilibria_by_component() -> None:
    payoffs = [[["p", 3], [0, 0]], [[0, 0], ["1 - p", 1]]]
    assert sorted(len(component) for component in scanned(payoffs, "p", Fraction(1, 3)).elements()) == [1, 1, 1]
    assert sorted(len(component) for component in scanned(payoffs, "p", Fraction(1)).elements()) == [1, 2]


def test_a_missed_threshold_is_seen() -> None:
    found = thresholds(model_of([["p"], ["1/3"]], [[1], [1]]), "p")
    assert list(differences(found, 6)) == []
    poorer = replace(found, thresholds=())
    missed = ("1/3", "1/2", "2/3", "5/6", "1")
    assert list(differences(poorer, 6)) == [f"another regime at p = {value}" for value in missed]


@pytest.mark.parametrize("seed", [3, 14])
def test_an_invented_threshold_is_seen(seed: int) -> None:
    found = thresholds(random_model(seed), "p")
    where = Fraction(1, 2)
    assert found.regime_at(where)
    invented = Threshold(RealRoot.rational(where), found.first, found.first, ())
    assert list(differences(replace(found, thresholds=(invented,)), 6)) != []
