"""Signs near a number and the stretches on which they hold."""

from __future__ import annotations

from fractions import Fraction

import pytest

from gametheory.polynomials import LocalSigns, OnBorderError, Polynomial, RationalFunction, RealRoot, stretches

LINE = RationalFunction(Polynomial([-1, 2]))
HALF = RealRoot.rational(Fraction(1, 2))
ENDS = RealRoot.rational(Fraction(0)), RealRoot.rational(Fraction(1))


def test_a_number_stands_for_those_near_it() -> None:
    with pytest.raises(OnBorderError, match=r"expected a number between the roots of 2\*x - 1, got one of them"):
        LocalSigns(HALF).sign(LINE)


def test_at_a_point_a_function_may_vanish() -> None:
    signs = LocalSigns(HALF, is_point=True)
    assert signs.sign(LINE) == 0
    assert signs.recorded == {Polynomial([-1, 2])}


def test_constants_are_not_recorded() -> None:
    signs = LocalSigns(HALF)
    assert signs.sign(RationalFunction.constant(Fraction(-3))) == -1
    assert not signs.recorded


def test_a_sample_on_a_border_becomes_one() -> None:
    found = stretches(lambda signs: signs.sign(LINE), *ENDS, tick=lambda: None)
    assert [(str(part.low), str(part.high), part.content) for part in found] == [("0", "1/2", -1), ("1/2", "1", 1)]


def test_borders_that_show_on_one_side_only() -> None:
    other = RationalFunction(Polynomial([-3, 4]))

    def nested(signs: LocalSigns) -> str:
        return "low" if signs.sign(LINE) < 0 else "middle" if signs.sign(other) < 0 else "high"

    found = stretches(nested, *ENDS, tick=lambda: None)
    assert [(str(part.low), str(part.high), part.content) for part in found] == [
        ("0", "1/2", "low"),
        ("1/2", "3/4", "middle"),
        ("3/4", "1", "high"),
    ]


def test_further_polynomials_cut_too() -> None:
    found = stretches(lambda _: "same", *ENDS, known=lambda _: [Polynomial([-1, 4])], tick=lambda: None)
    assert [str(part.high) for part in found] == ["1/4", "1"]


def test_a_sample_on_a_further_border_becomes_one() -> None:
    found = stretches(lambda _: "same", *ENDS, known=lambda _: [Polynomial([-1, 2])], tick=lambda: None)
    assert [str(part.high) for part in found] == ["1/2", "1"]
