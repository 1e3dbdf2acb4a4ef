"""Sets of infinitely many equilibria."""

from __future__ import annotations

from fractions import Fraction

from gametheory import NormalFormGame
from gametheory.core.continuum import Condition, Continuum


def test_a_set_is_told_by_its_conditions() -> None:
    game = NormalFormGame.zero_sum([[0, 0, 0]])
    condition = Condition(((Fraction(3), ((1, 0),)), (Fraction(-2), ((1, 2),))))
    found = Continuum(game, ((0,), (0, 1, 2)), (1,), (condition,), (0, 1, 2))
    assert found.is_linear
    assert not found.conditions[0].is_equation
    assert found.conditions[0].terms[1] == (-2, ((1, 2),))
