"""Linear programs in beliefs."""

from __future__ import annotations

from fractions import Fraction
from random import Random

import pytest

from gametheory.analysis.beliefs import belief_programs
from gametheory.analysis.beliefs.belief_programs import (
    BeliefProgram,
    belief_conditions,
    least_weight,
    mean_point,
    supports_some_belief,
    weight_ranges,
)
from gametheory.analysis.trees.beliefs import has_justifying_belief
from gametheory.errors import SolverError

ROWS = [[Fraction(3), Fraction(0)], [Fraction(-1), Fraction(0)], [Fraction(-2), Fraction(0)]]


def test_ranges_of_beliefs() -> None:
    assert weight_ranges(ROWS, [0]) == [(Fraction(1, 4), 1), (0, Fraction(3, 4)), (0, Fraction(3, 5))]
    assert least_weight(ROWS, [0], [0, 1]) == Fraction(2, 5)


def test_no_belief() -> None:
    rows = [[Fraction(0), Fraction(1)]] * 2
    assert least_weight(rows, [0], [0]) is None
    assert BeliefProgram(belief_conditions(rows, [0], range(2)), 2, 2).extreme_points() == []


def test_one_belief_only() -> None:
    program = BeliefProgram(belief_conditions(ROWS[:2], [0, 1], range(2)), 2, 2)
    assert program.extreme_points() == [(Fraction(1, 4), Fraction(3, 4))]
    assert mean_point([(Fraction(0), Fraction(1)), (Fraction(1), Fraction(0))]) == (Fraction(1, 2), Fraction(1, 2))


@pytest.mark.parametrize("seed", range(30))
def test_the_proofs_agree(seed: int) -> None:
    """What the search asks is what `beliefs` answers for sentences."""
    rng = Random(seed)
    rows = [[Fraction(rng.randint(-3, 3)) for _ in range(3)] for _ in range(rng.randint(2, 3))]
    for chosen in ([0], [1], [0, 2]):
        assert supports_some_belief(rows, chosen) == has_justifying_belief(rows, chosen)


def test_an_answer_without_proof_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(belief_programs, "verify", lambda *_: False)
    with pytest.raises(SolverError, match="fails its proof"):
        supports_some_belief(ROWS, [0])
