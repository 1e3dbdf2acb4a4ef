"""Pure subgame-perfect equilibria at one value."""

from __future__ import annotations

from fractions import Fraction
from io import StringIO

import pytest

from gametheory import load
from gametheory.polynomials import Polynomial, RealRoot
from gametheory.solvers.watch import Watch
from gametheory.studies.lines.parameter_line import ParameterLine
from gametheory.studies.lines.tree_points import PointInduction
from unit.studies.lines.test_tree_envelopes import FILE

SQUARE_ROOT = RealRoot(Polynomial([-2, 0, 1]), Fraction(1), Fraction(2))


@pytest.mark.parametrize(
    ("second", "root", "expected"),
    [
        ("2", RealRoot.rational(Fraction(2)), [{0: 0, 1: 1}, {0: 1, 1: 0}]),
        ("2", RealRoot.rational(Fraction(1)), [{0: 0, 1: 1}]),
        ("p*p*p/2", SQUARE_ROOT, [{0: 0, 1: 1}, {0: 1, 1: 0}]),
    ],
)
def test_equilibria_at_a_value(second: str, root: RealRoot, expected: list[dict[int, int]]) -> None:
    traced = ParameterLine(load(StringIO(FILE.replace('"7", "2"', f'"7", "{second}"'))), "p").near(Fraction(1))
    induction = PointInduction(traced, root, watch=Watch())
    assert sorted(induction.equilibria(10), key=str) == expected
    assert induction.num_equilibria == len(expected)
    assert induction.moving_ties == ([1] if len(expected) > 1 else [])
    assert len(list(induction.equilibria(1))) == 1


def test_only_the_nodes_that_are_concerned_are_solved() -> None:
    traced = ParameterLine(load(StringIO(FILE)), "p").near(Fraction(1))
    at = RealRoot.rational(Fraction(1))
    function = traced.payoffs[:, 3]
    induction = PointInduction(traced, at, [0], worths_of=lambda node: tuple(function), watch=Watch())
    assert list(induction.equilibria(5)) == [{0: 0}, {0: 1}]
    assert list(
        PointInduction(traced, at, [], worths_of=lambda node: tuple(function), watch=Watch()).equilibria(5)
    ) == [{}]
