"""Games that strict dominance makes small."""

from __future__ import annotations

from fractions import Fraction
from io import StringIO

from gametheory import load, solve
from gametheory.polynomials import RealRoot
from gametheory.studies.lines.parameter_line import ParameterLine
from gametheory.studies.lines.reduced_line import ReducedLine
from gametheory.studies.regimes import regime
from gametheory.studies.thresholds.thresholds import thresholds
from unit.studies.parametric_games import model_of, random_model

THREE = """
gametheory: 1
form: normal
players: [a, b, c]
parameters:
  p: {value: 1/2, range: [0, 3], assumption: for the test}
actions: {a: {x: {on: 1}, y: {on: 0}}, b: {x: {on: 1}, y: {on: 0}}, c: {x: {on: 1}, y: {on: 0}}}
payoffs:
  a: (1 + 2*a.on) * (a.on == c.on)
  b: b.on * (2 + c.on)
  c: (3 - 2*a.on) * (a.on == c.on) + (p*p - 2) * c.on
"""
CYCLE = THREE.replace("b.on * (2 + c.on)", "(a.on == b.on) + c.on * b.on")


def test_two_of_three_players_keep_a_choice() -> None:
    model = load(StringIO(THREE))
    found = thresholds(model, "p")
    assert [str(value) for value in found.values] == ["1", "sqrt(5)"]
    assert found.proved
    for value in (Fraction(1), Fraction(1, 2), Fraction(2), Fraction(5, 2)):
        assert found.regime_at(value) == regime(solve(model.with_values(p=value)))


def test_more_players_with_a_choice_are_sampled() -> None:
    found = thresholds(load(StringIO(CYCLE)), "p")
    assert not found.proved
    assert "strict dominance leaves at most two players with a choice, got 3" in found.notes[0]


def test_dominance_by_mixtures_that_ends_at_an_irrational_value() -> None:
    first = [[4, 0], [0, 4], ["p*p*p + 1", "1 + p*p*p"]]
    model = model_of(first, [[1, 0], [0, 1], [1, 1]], high="2")
    line = ParameterLine(model, "p")
    study = ReducedLine(line.game)  # type: ignore[arg-type]
    (piece,) = line.pieces(RealRoot.rational(Fraction(0)), RealRoot.rational(Fraction(2)), lambda: None)
    found = study.on_piece(piece, lambda: None)
    assert [change.root for change in found.changes] == list(thresholds(model, "p").values)
    assert Fraction(1) in [change.root for change in found.changes]


def test_the_reduced_walk_finds_what_the_whole_walk_finds() -> None:
    num_thresholds = 0
    for seed in range(12):
        model = random_model(seed)
        line = ParameterLine(model, "p")
        study = ReducedLine(line.game)  # type: ignore[arg-type]
        whole = thresholds(model, "p")
        for piece in line.pieces(RealRoot.rational(Fraction(0)), RealRoot.rational(Fraction(1)), lambda: None):
            inside = [
                (threshold.value, threshold.at, threshold.after)
                for threshold in whole.thresholds
                if piece.low < threshold.value < piece.high  # type: ignore[operator]
            ]
            changes = study.on_piece(piece, lambda: None).changes
            assert [(change.root, change.at, change.after) for change in changes] == inside
            num_thresholds += len(inside)
    assert num_thresholds > 5
