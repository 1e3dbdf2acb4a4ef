"""Borders over two parameters: planted ones, those of a shipped game, and random games against exact solutions."""

from __future__ import annotations

import random
from fractions import Fraction

import pytest

from gametheory import Limits, Termination, load, solve
from gametheory.core.solution import Coverage
from gametheory.errors import InvalidParameterError
from gametheory.studies.borders import plane_survey
from gametheory.studies.borders.border_records import Borders
from gametheory.studies.borders.borders import borders
from gametheory.studies.regimes import regime
from unit.studies.borders.plane_games import one_sided, plane_model, random_plane_model
from unit.studies.planted_games import CURVED, planted

NUM_GAMES = 30
NUM_POINTS = 20


def polynomials(found: Borders) -> list[str]:
    return [border.polynomial.text(found.parameters) for border in found.borders]


def played(found: Borders, first: object, second: object) -> set[str]:
    """The names of the row player's actions at two values."""
    answer = found.regime_at(Fraction(str(first)), Fraction(str(second)))
    return {name for component in answer or () for support in component for name in support[0][2]}


def test_borders_of_price_monitoring() -> None:
    found = borders(load("price_monitoring"), ("commission", "suppressed"))
    assert polynomials(found) == ["71*suppressed - 3", "71*commission*suppressed - 120*commission + 5"]
    assert (found.proved, found.coverage, len(found.regimes)) == (True, Coverage.ALL, 3)
    flat, curved = found.borders
    (change,) = flat.changes
    assert [(str(low), str(high)) for low, high in change.stretches] == [("5/117", "9/20")]
    assert [len(change.on[0]) for change in curved.changes if change.on] == [2, 2]
    assert [str(end) for change in curved.changes for ends in change.stretches for end in ends] == [
        "1/24",
        "5/117",
        "5/117",
        "5/49",
    ]


def test_sides_are_those_of_the_polynomial() -> None:
    found = borders(one_sided("2*p - 3*q*q + 1/4"), ("p", "q"))
    (border,) = found.borders
    (change,) = border.changes
    assert str(border.polynomial) == "8*x - 12*y^2 + 1"
    assert change.positive == ((((("row", "", ("r0",)), ("column", "", ("c0",)))),),)
    assert change.negative == ((((("row", "", ("r1",)), ("column", "", ("c0",)))),),)
    assert change.on == (tuple(sorted([*change.positive[0], *change.negative[0]])),)


def test_a_curve_that_only_a_fine_grid_would_meet() -> None:
    found = borders(one_sided("1/100000 - (p - 1/7)**2 - (q - 3/11)**2"), ("p", "q"))
    assert len(found.regimes) == 2
    assert len(found.borders) == 1
    assert played(found, "1/7", "3/11") == {"r0"}
    assert played(found, "1/7", "3/10") == {"r1"}
    assert found.regimes[0].num_cells > found.regimes[1].num_cells


def test_a_quarter_of_a_circle() -> None:
    found = borders(planted(CURVED), ("x", "y"))
    assert polynomials(found) == ["x^2 + y^2 - 1"]
    ((low, high),) = found.borders[0].changes[0].stretches
    assert (str(low), str(high)) == ("0", "1")


def test_a_factor_of_which_no_sign_matters_is_no_border() -> None:
    found = borders(one_sided("(p - 1/2)*(p - 1/2)*(q - 2) - 1"), ("p", "q"))
    assert found.borders == ()
    assert len(found.regimes) == 1
    assert found.proved


def test_a_curve_on_which_alone_something_else_is_played() -> None:
    found = borders(one_sided("-(p - q*q)*(p - q*q)"), ("p", "q"))
    (border,) = found.borders
    assert str(border.polynomial) == "x - y^2"
    (change,) = border.changes
    assert change.is_touch
    assert change.on != change.positive
    assert len(found.regimes) == 1


@pytest.mark.parametrize("formula", ["3*p - 1", "9*p*p - 6*p + 1/2", "(3*p - 1)*(2*q - 1)"])
def test_upright_lines(formula: str) -> None:
    found = borders(one_sided(formula), ("p", "q"))
    upright = [border for border in found.borders if border.is_upright]
    assert len(upright) == 1
    for change in upright[0].changes:
        across, height = change.sample
        assert across.sign_of(upright[0].polynomial.leading(1)) == 0
        assert height.value is not None
        assert all(low < high for low, high in change.stretches)
        assert change.positive != change.negative


def test_comparisons_are_borders() -> None:
    found = borders(one_sided("1 if p*p < q else (-2 if p < 3/4 else 3)"), ("p", "q"))
    assert polynomials(found) == ["4*p - 3", "p^2 - q"]
    assert played(found, "1/2", "1/4") == {"r1"}
    assert played(found, "4/5", "16/25") == {"r0"}
    on = {border.polynomial: [change.on for change in border.changes] for border in found.borders}
    steps, curve = on.values()
    assert len(steps) == 1
    assert len(curve) == 1


def test_places_without_a_game() -> None:
    found = borders(one_sided("1/(p - q)"), ("p", "q"))
    (border,) = found.borders
    assert border.changes[0].on is None
    assert found.regime_at(Fraction(1, 3), Fraction(1, 4)) is not None
    assert any("division by zero" in note for note in found.notes)


def test_two_more_equilibria_in_a_lens_only() -> None:
    lens = "-(p - 1/4)*(p - 3/4) - (q - 1/2)*(q - 1/2)"
    found = borders(plane_model([[2, 0], [1, lens]], [[2, 1], [0, lens]]), ("p", "q"))
    assert sorted(len(opened.regime or ()) for opened in found.regimes) == [1, 3]


@pytest.mark.parametrize("seed", range(NUM_GAMES))
def test_against_exact_solutions(seed: int) -> None:
    model = random_plane_model(seed)
    found = borders(model, ("p", "q"))
    assert found.proved
    draw = random.Random(seed)
    listed = {opened.regime for opened in found.regimes}
    for _ in range(NUM_POINTS):
        first, second = Fraction(draw.randint(1, 996), 997), Fraction(draw.randint(1, 990), 991)
        answer = regime(solve(model.with_values(p=first, q=second), "nash"))
        assert found.regime_at(first, second) == answer
        assert answer in listed
    for opened in found.regimes:
        first, second = opened.sample
        assert regime(solve(model.with_values(p=first, q=second), "nash")) == opened.regime
    for border in found.borders:
        for change in border.changes:
            first, second = (root.value for root in change.sample)
            if first is not None and second is not None:
                assert regime(solve(model.with_values(p=first, q=second), "nash")) == change.on


def test_four_actions_are_exact_and_five_are_sampled() -> None:
    def table(size: int, seed: int) -> list[list[str]]:
        draw = random.Random(seed)
        return [[f"{draw.randint(0, 9)} + {draw.randint(0, 5)}*p" for _ in range(size)] for _ in range(size)]

    exact = borders(plane_model(table(4, 1), table(4, 2)), ("p", "q"))
    assert exact.proved
    assert all(border.is_upright for border in exact.borders)
    sampled = borders(plane_model(table(5, 1), table(5, 2)), ("p", "q"))
    assert (sampled.proved, sampled.coverage, sampled.borders) == (False, Coverage.APPROXIMATE, ())
    assert any("at most 112 bordered minors, got 420 (5 x 5 actions)" in note for note in sampled.notes)
    assert sampled.regime_at(*sampled.regimes[0].sample) == sampled.regimes[0].regime


def test_curves_that_meet_too_often_are_sampled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plane_survey, "MOST_MEETINGS", 3)
    found = borders(one_sided("(p*p - q/2)*(p - q*q)"), ("p", "q"))
    assert not found.proved
    assert "points, got 4" in found.notes[0]


def test_what_is_rounded_is_not_proved() -> None:
    found = borders(one_sided("sqrt(2)*p - q"), ("p", "q"))
    assert (found.proved, len(found.borders)) == (False, 1)
    assert "rounded" in found.notes[0]
    other = borders(one_sided("sqrt(p) - q"), ("p", "q"))
    assert other.borders == ()
    assert "got a square root" in other.notes[0]


def test_a_time_limit_keeps_what_was_found() -> None:
    found = borders(load("price_monitoring"), ("commission", "suppressed"), limits=Limits(time=0.0))
    assert (found.termination, found.coverage) == (Termination.TIME_LIMIT, Coverage.PARTIAL)
    assert found.borders == ()


def test_ranges() -> None:
    model = load("price_monitoring")
    found = borders(model, ("suppressed", "commission"), within=((0, "1/50"), None))
    assert found.rectangle == ((0, Fraction(1, 50)), (0, Fraction(9, 20)))
    assert polynomials(found) == ["71*suppressed*commission - 120*commission + 5"]
    with pytest.raises(InvalidParameterError, match="got 'commission' twice"):
        borders(model, ("commission", "commission"))
    with pytest.raises(InvalidParameterError, match="did you mean 'commission'"):
        borders(model, ("comission", "suppressed"))
    with pytest.raises(InvalidParameterError, match="from a lower to a higher value"):
        borders(model, ("commission", "suppressed"), within=(None, (1, "1/2")))
