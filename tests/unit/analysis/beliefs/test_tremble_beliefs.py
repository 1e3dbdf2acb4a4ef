"""Beliefs that follow from mistakes."""

from __future__ import annotations

from fractions import Fraction

from gametheory import BehaviorProfile
from gametheory.analysis.beliefs.tremble_beliefs import assessment_of
from oracles.assessed_trees import hidden_turn, impossible_branch

TREE = hidden_turn([1, 0], [1, 0])
PROFILE = BehaviorProfile(TREE, ((1, 0, 0), (1, 0), (1, 0)))


def test_ranks_decide_first_and_coefficients_then() -> None:
    assert assessment_of(PROFILE, {(0, 1): (1, Fraction(3))}).beliefs[1] == (Fraction(3, 4), Fraction(1, 4))
    assert assessment_of(PROFILE, {(0, 1): (2, Fraction(3))}).beliefs[2] == (0, 1)


def test_chance_is_rarer_unless_it_is_said_how_rare() -> None:
    tree = impossible_branch()
    profile = BehaviorProfile(tree, (None, (0, 1), (1, 0)))
    assert assessment_of(profile, {}).beliefs[1] == (0, 1)
    assert assessment_of(profile, {(~0, 0): (1, Fraction(1))}).beliefs[1] == (Fraction(1, 2), Fraction(1, 2))
