"""Games on a line: pieces of formulas, poles, shapes of trees."""

from __future__ import annotations

from fractions import Fraction
from io import StringIO

import pytest

from gametheory import load
from gametheory.polynomials import OnBorderError, RealRoot
from gametheory.studies.lines.parameter_line import ParameterLine
from unit.studies.parametric_games import model_of

STAGES = """
gametheory: 1
form: extensive
players: [firm]
parameters:
  p: {value: 1/2, range: [0, 3], assumption: for the test}
stages:
  - {name: luck, chance: {good: {probability: p/2, gain: 1}, bad: {probability: rest, gain: 0}}}
  - {name: choice, player: firm, actions: {Stay: {cost: 0}, Go: {cost: 1}}, when: p*p < 2}
payoffs:
  firm: luck.gain*p - choice.cost
"""


def pieces(model: object, low: int = 0, high: int = 1) -> list[tuple[str, str, str]]:
    line = ParameterLine(model, "p")  # type: ignore[arg-type]
    found = line.pieces(RealRoot.rational(Fraction(low)), RealRoot.rational(Fraction(high)), lambda: None)
    return [(str(piece.low), str(piece.high), piece.content.failure) for piece in found]


def test_pieces_of_formulas() -> None:
    model = model_of([["max(p, 1/3)", "1"]], [["0 if 4*p < 3 else p", "2"]])
    assert pieces(model) == [("0", "1/3", ""), ("1/3", "3/4", ""), ("3/4", "1", "")]


def test_a_pole_is_a_value_without_a_game() -> None:
    model = model_of([["1/(p - 1/4)", "1"]], [["0", "2"]])
    assert pieces(model) == [("0", "1/4", ""), ("1/4", "1", "")]
    line = ParameterLine(model, "p")
    assert "division by zero" in line.at(RealRoot.rational(Fraction(1, 4))).failure
    with pytest.raises(OnBorderError, match="got one of them"):
        line.near(Fraction(1, 4))


def test_a_stretch_without_a_game() -> None:
    model = model_of([["sqrt(0*p - 1) if 3*p < 1 else p", "1"]], [["0", "2"]])
    found = pieces(model)
    assert [piece[:2] for piece in found] == [("0", "1/3"), ("1/3", "1")]
    assert "square root of a negative number" in found[0][2]
    assert not found[1][2]


def test_trees_change_their_shape_and_probabilities_their_range() -> None:
    found = pieces(load(StringIO(STAGES)), 0, 3)
    assert [piece[:2] for piece in found] == [("0", "sqrt(2)"), ("sqrt(2)", "2"), ("2", "3")]
    assert [piece[2] for piece in found[:2]] == ["", ""]
    assert "negative" in found[2][2]
    line = ParameterLine(load(StringIO(STAGES)), "p")
    sizes = [len(line.near(value).game.infosets) for value in (Fraction(1), Fraction(3, 2))]  # type: ignore[union-attr]
    assert sizes == [3, 1]


def test_shapes_that_cannot_be_built() -> None:
    at_once = STAGES.replace("p*p < 2", "p*p == 2")
    line = ParameterLine(load(StringIO(at_once)), "p")
    (first, second) = line.pieces(RealRoot.rational(Fraction(0)), RealRoot.rational(Fraction(2)), lambda: None)
    assert not first.content.failure
    assert not second.content.failure
    alone = line.at(first.high)
    assert "another shape at this irrational value" in alone.failure
    assert not alone.is_certain
    broken = STAGES.replace("luck.gain*p", "luck.gain*p/(p - p if p*p >= 2 else 1)")
    failing = ParameterLine(load(StringIO(broken)), "p").near(Fraction(2))
    assert "division by zero" in failing.failure
