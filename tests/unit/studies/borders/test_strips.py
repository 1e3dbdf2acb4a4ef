"""Strips: they fill the rectangle, follow the curves, and meet without gaps."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from math import sqrt

import pytest

from gametheory.polynomials.plane_cells import Rectangle
from gametheory.studies.borders.plane_survey import PlaneSurvey
from gametheory.studies.borders.strips import Strip, strips
from unit.studies.borders.plane_games import one_sided

UNIT = Rectangle((Fraction(0), Fraction(1)), (Fraction(0), Fraction(1)))


def ticks() -> None:
    """Nothing to watch."""


def strips_of(formula: str) -> tuple[Strip, ...]:
    """The strips of the game in which r0 is played where a formula is positive, with label 0 there and 1 elsewhere."""
    survey = PlaneSurvey(one_sided(formula), ("p", "q"), UNIT, ticks)
    survey.run()
    regimes = {survey.regime(cell.signs) for column in survey.cells for cell in column}
    return strips(survey, {found: "r1" in str(found) for found in regimes}, ticks)


def area(found: tuple[Strip, ...], label: int) -> float:
    return sum(
        (strip.right - strip.left) * (left + right) / 2
        for strip in found
        for place, (left, right) in zip(
            strip.labels,
            zip(
                (high - low for low, high in pairwise(strip.stops_left)),
                (high - low for low, high in pairwise(strip.stops_right)),
                strict=True,
            ),
            strict=True,
        )
        if place == label
    )


@pytest.mark.parametrize(
    ("formula", "share"),
    [
        ("p - 1/3", 2 / 3),
        ("q - p*p", 2 / 3),
        ("p - q*q", 2 / 3),
        ("1 - p*p - q*q", 0.785398),
        ("1/16 - (p - 1/2)**2 - (q - 1/2)**2", 0.19635),
        ("(p - 1/2)*(q - 1/4)", 0.5),
        ("1 + p", 1.0),
    ],
)
def test_areas(formula: str, share: float) -> None:
    found = strips_of(formula)
    assert area(found, 0) == pytest.approx(share, abs=2e-4)
    assert area(found, 0) + area(found, 1) == pytest.approx(1)


def test_strips_follow_each_other() -> None:
    found = strips_of("1/16 - (p - 1/2)**2 - (q - 1/2)**2")
    assert (found[0].left, found[-1].right) == (0.0, 1.0)
    for before, after in pairwise(found):
        assert before.right == after.left
    for strip in found:
        assert all(low != high for low, high in pairwise(strip.labels))
        assert strip.stops_left[0] == strip.stops_right[0] == 0.0
        assert strip.stops_left[-1] == strip.stops_right[-1] == 1.0
    circle = [strip for strip in found if len(strip.labels) == 3]
    assert circle[0].left == pytest.approx(0.25)
    assert circle[0].stops_left[1:3] == pytest.approx((0.5, 0.5), abs=1e-4)
    assert len(circle) > 20
    for strip in circle[1:]:
        assert strip.stops_left[1] == pytest.approx(0.5 - sqrt(1 / 16 - (strip.left - 0.5) ** 2))


def test_stops_on_both_sides_of_a_line_are_the_same_numbers() -> None:
    found = strips_of("(p - q)*(p + q - 1)")
    before, after = next(pair for pair in pairwise(found) if pair[0].right == pytest.approx(0.5))
    assert set(before.stops_right) == set(after.stops_left)
    assert sorted(set(after.stops_left)) == pytest.approx([0.0, 0.5, 1.0])
