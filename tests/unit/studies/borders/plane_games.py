"""Two-player normal forms with two parameters, from tables of formulas."""

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
  p: {{value: 1/2, range: [{ends}], assumption: for the test}}
  q: {{value: 1/3, range: [{ends}], assumption: for the test}}
actions:
  row: [{rows}]
  column: [{columns}]
payoffs:
{payoffs}
"""


def plane_model(
    first: Sequence[Sequence[object]], second: Sequence[Sequence[object]], *, ends: str = "0, 1"
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
    return load(StringIO(FILE.format(ends=ends, payoffs="\n".join(rows), **names)))


def one_sided(formula: str, *, ends: str = "0, 1") -> GameModel:
    """Return a model in which r0 is played where a formula is positive, r1 where it is negative, whatever c0 does."""
    return plane_model([[formula], [0]], [[1], [1]], ends=ends)


def random_plane_model(seed: int) -> GameModel:
    """Return a random model of 2x2 or 2x3: constants, polynomials and pieces of both parameters, ties among them."""
    draw = random.Random(seed)
    shape = draw.choice([(2, 2), (2, 3), (3, 2)])
    size = draw.choice([2, 4, 20])

    def number() -> int:
        return draw.randint(-size, size)

    def formula() -> str:
        kind = draw.random()
        if kind < 0.25:
            return str(number())
        if kind < 0.55:
            return f"{number()} + {number()}*p + {number()}*q"
        if kind < 0.7:
            return f"{number()} + {number()}*p*q + {number()}*q"
        if kind < 0.82:
            return f"{number()} + {number()}*p*p + {number()}*q"
        if kind < 0.87:
            return f"max({number()}*p, {number()} - q)"
        if kind < 0.92:
            return f"({number()} if p < q/2 + 1/4 else {number()} - p)"
        if kind < 0.96:
            return f"abs({number()}*p - {number()}*q)"
        return f"{number()}/(p + q + {draw.randint(1, 3)})"

    tables = [[[formula() for _ in range(shape[1])] for _ in range(shape[0])] for _ in range(2)]
    return plane_model(*tables)
