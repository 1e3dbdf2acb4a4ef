"""Games over a plane: pieces of formulas, and polynomials that order payoffs."""

from __future__ import annotations

from fractions import Fraction

import pytest

from gametheory import load
from gametheory.errors import UnsupportedGameError
from gametheory.studies.borders.parameter_plane import ParameterPlane
from gametheory.studies.borders.sign_oracles import PointSigns
from unit.studies.borders.plane_games import one_sided, plane_model


def near(first: str, second: str) -> PointSigns:
    return PointSigns((Fraction(first), Fraction(second)))


def test_one_piece_without_comparisons() -> None:
    plane = ParameterPlane(plane_model([["p", "q"], [1, "p*q"]], [["2*p", "q - 1"], ["p", 3]]), ("p", "q"))
    piece = plane.piece(near("1/3", "1/2"))
    assert plane.piece(near("2/3", "1/5")) is piece
    assert [[str(entry) for entry in row] for row in piece.orders[0]] == [["0", "-2*x + y - 1"], ["0", "-x + 3"]]
    assert [[str(entry) for entry in row] for row in piece.orders[1]] == [["0", "-x + 1"], ["0", "x*y - y"]]


def test_pieces_hold_where_comparisons_have_the_same_outcome() -> None:
    plane = ParameterPlane(one_sided("p if p < q else 2*q"), ("p", "q"))
    below = plane.piece(near("1/3", "1/2"))
    above = plane.piece(near("1/2", "1/3"))
    assert below is not above
    assert plane.piece(near("1/5", "1/4")) is below
    assert plane.piece(near("1/4", "1/5")) is above
    assert {str(polynomial): sign for polynomial, sign in below.recorded.items()} == {"x - y": -1}


def test_denominators_turn_no_order_around() -> None:
    plane = ParameterPlane(one_sided("1/(p - q) + 1/(2 - p)"), ("p", "q"))
    for point, sign in ((("1/2", "1/3"), 1), (("1/3", "1/2"), -1)):
        order = plane.piece(near(*point)).orders[1][0][1]
        value = order.value(*map(Fraction, point))
        assert (value < 0) is (sign > 0)


def test_no_game() -> None:
    plane = ParameterPlane(one_sided("1/(p if q < p else 0)"), ("p", "q"))
    assert plane.piece(near("1/3", "1/2")).failure == "a formula has no value: division by zero"
    assert not plane.piece(near("1/2", "1/3")).failure


def test_other_games_are_refused() -> None:
    with pytest.raises(UnsupportedGameError, match="normal form of two players"):
        ParameterPlane(load("choose_one_of_two"), ("commission", "detect"))
    with pytest.raises(UnsupportedGameError, match="normal form of two players"):
        ParameterPlane(load("public_good"), ("cost", "benefit"))
