"""Games whose answers at all values of their parameters are known beforehand."""

from __future__ import annotations

from io import StringIO
from typing import TYPE_CHECKING

from gametheory import load

if TYPE_CHECKING:
    from gametheory import GameModel

LINEAR = """
gametheory: 1
form: normal
parameters:
  a: {value: 1/2, range: [0, 1], assumption: for the test}
  b: {value: 1, distribution: {uniform: [0, 2]}, assumption: for the test}
  c: {value: 1, distribution: {triangular: [0, 1, 5]}, assumption: for the test}
  idle: {value: 1, range: [0, 4], assumption: for the test}
players: {row: Row, column: Column}
actions: {row: [Top, Bottom], column: [Left, Right]}
payoffs:
  row: 10 + 3*a + b + 2*c if row == "Top" else 0
  column: 5 + (a if column == "Left" else -1) + 0*idle
welfare: {consumers: a * b}
"""
"""Top and Left dominate. Row's payoff is linear: its variance is 9/12 + 4/12 + 4*21/18. Welfare is a product."""

ENTRY = """
gametheory: 1
form: normal
parameters:
  market: {value: 4, range: [0, 10], assumption: for the test}
  cost: {value: 1, range: [0, 5], assumption: for the test}
players: {first: First, second: Second}
actions: {first: [Enter, Stay], second: [Enter, Stay]}
payoffs:
  - - [market / 2 - cost, market / 2 - cost]
    - [market - cost, 0]
  - - [0, market - cost]
    - [0, 0]
"""
"""Both enter where market >= 2 cost, one where cost <= market <= 2 cost, and mixed there."""

CURVED = """
gametheory: 1
form: normal
parameters:
  x: {value: 1, range: [0, 2], assumption: for the test}
  y: {value: 1, range: [0, 2], assumption: for the test}
players: {row: Row, column: Column}
actions: {row: [In, Out], column: [Left, Right]}
payoffs:
  row: 1 - x*x - y*y if row == "In" else 0
  column: x * y + 1 if column == "Left" else 0
"""
"""In is an equilibrium within the unit circle, a share of pi/16 of the square; Right never is one."""


def planted(text: str) -> GameModel:
    """Return the model of one of these texts."""
    return load(StringIO(text))
