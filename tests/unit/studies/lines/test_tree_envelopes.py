"""What subgames are worth on an interval, and where choices change."""

from __future__ import annotations

from fractions import Fraction
from io import StringIO

from gametheory import load
from gametheory.polynomials import RealRoot
from gametheory.studies.lines.parameter_line import ParameterLine
from gametheory.studies.lines.tree_envelopes import TreeEnvelopes

FILE = """
gametheory: 1
form: extensive
players: [first, second]
parameters:
  p: {value: 1/2, range: [0, 6], assumption: for the test}
tree:
  player: first
  actions:
    In:
      player: second
      actions:
        Low: {payoffs: ["5", "p"]}
        Middle: {payoffs: ["7", "2"]}
        High: {payoffs: ["p", "2*p - 4"]}
    Out: {payoffs: ["6", "1"]}
"""


def envelopes_of(text: str) -> TreeEnvelopes:
    low, high = RealRoot.rational(Fraction(0)), RealRoot.rational(Fraction(6))
    return TreeEnvelopes(ParameterLine(load(StringIO(text)), "p").near(Fraction(1)), low, high, lambda: None)


def test_choices_along_the_line() -> None:
    envelopes = envelopes_of(FILE)
    assert envelopes.first == {0: (0,), 1: (1,)}
    changes = sorted((str(change.root), change.node, change.at, change.after) for change in envelopes.changes)
    assert changes == [("2", 0, (0,), (1,)), ("2", 1, (0, 1), (0,)), ("4", 1, (0, 2), (2,))]


def test_parts_have_the_worths_of_the_best_actions() -> None:
    parts = envelopes_of(FILE).parts[1]
    assert [(str(part.low), str(part.high), [str(worth) for worth in part.worths]) for part in parts] == [
        ("0", "2", ["7", "2"]),
        ("2", "4", ["5", "x"]),
        ("4", "6", ["x", "2*x - 4"]),
    ]


def test_only_ties_that_pay_others_differently_move() -> None:
    changes = envelopes_of(FILE.replace('"7"', '"5"')).changes
    assert {(str(change.root), change.is_moving) for change in changes if change.node == 1} == {
        ("2", False),
        ("4", True),
    }


def test_touching_is_a_change_of_one_value() -> None:
    text = FILE.replace('"2*p - 4"', '"2 - (p - 1)**2"').replace('"p"]}\n        Middle', '"0"]}\n        Middle')
    (change,) = (change for change in envelopes_of(text).changes if change.node == 1)
    assert (str(change.root), change.at, change.after, change.is_moving) == ("1", (1, 2), (1,), True)
