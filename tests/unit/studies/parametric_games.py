"""Two-player normal forms with one parameter, from tables of formulas."""

from __future__ import annotations

import random
from io import StringIO
from typing import TYPE_CHECKING

from gametheory import load

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gametheory import GameModel

FILE = """
gametheory: 1
form: normal
players: {{row: Row, column: Column}}
parameters:
  p: {{value: 1/2, range: [{low}, {high}], assumption: for the test}}
actions:
  row: [{rows}]
  column: [{columns}]
payoffs:
{payoffs}
"""


def model_of(
    first: Sequence[Sequence[object]], second: Sequence[Sequence[object]], *, low: str = "0", high: str = "1"
) -> GameModel:
    """Return the model with these payoffs of the row and the column player."""
    rows = [
        "  - [" + ", ".join(f"['{one}', '{other}']" for one, other in zip(*pair, strict=True)) + "]"
        for pair in zip(first, second, strict=True)
    ]
    names = {
        "rows": ", ".join(f"r{index}" for index in range(len(first))),
        "columns": ", ".join(f"c{index}" for index in range(len(first[0]))),
    }
    return load(StringIO(FILE.format(low=low, high=high, payoffs="\n".join(rows), **names)))


def random_model(seed: int) -> GameModel:
    """Return a random model of 2x2 to 3x3: constants, polynomials and pieces, ties among them."""
    draw = random.Random(seed)
    shape = draw.choice([(2, 2), (2, 3), (3, 2), (3, 3)])
    size = draw.choice([2, 4, 20])

    def number() -> int:
        return draw.randint(-size, size)

    def formula() -> str:
        kind = draw.random()
        if kind < 0.3:
            return str(number())
        if kind < 0.6:
            return f"{number()} + {number()}*p"
        if kind < 0.76:
            return f"{number()} + {number()}*p + {number()}*p*p"
        if kind < 0.82:
            return f"max({number()}*p, {number()} - p)"
        if kind < 0.89:
            return f"({number()} if p < {draw.randint(1, 3)}/4 else {number()} - p)"
        if kind < 0.94:
            return f"abs({number()}*p - {number()})"
        return f"{number()}/(p + {draw.randint(1, 3)})"

    tables = [[[formula() for _ in range(shape[1])] for _ in range(shape[0])] for _ in range(2)]
    return model_of(*tables)
