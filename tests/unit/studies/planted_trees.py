"""Trees of perfect information with one parameter, drawn at random."""

from __future__ import annotations

import random
from io import StringIO
from typing import TYPE_CHECKING

from gametheory import load

if TYPE_CHECKING:
    from gametheory import GameModel

FILE = """
gametheory: 1
form: extensive
players: [first, second]
parameters:
  p: {{value: 1/2, range: [0, 1], assumption: for the test}}
tree: {root}
"""


def random_tree(seed: int, *, depth: int = 3, num_actions: int = 2, size: int = 9) -> GameModel:
    """Return a random tree whose payoffs are linear or quadratic, chance among the moves, ties likely."""
    draw = random.Random(seed)

    def payoff() -> str:
        return f"{draw.randint(0, size)} + {draw.randint(-size, size)}*p + {draw.choice([0, 0, 1])}*p*p"

    def node(level: int) -> str:
        if level == depth:
            return f"{{payoffs: ['{payoff()}', '{payoff()}']}}"
        branches = [node(level + 1) for _ in range(num_actions)]
        if level and draw.random() < 0.15:
            shares = ["p", *["(1 - p)/" + str(num_actions - 1)] * (num_actions - 1)]
            named = ", ".join(
                f"b{number}: {{probability: {share}, next: {branch}}}"
                for number, (share, branch) in enumerate(zip(shares, branches, strict=True))
            )
            return f"{{chance: nature, branches: {{{named}}}}}"
        named = ", ".join(f"a{number}: {branch}" for number, branch in enumerate(branches))
        return f"{{player: {draw.choice(['first', 'second'])}, actions: {{{named}}}}}"

    return load(StringIO(FILE.format(root=node(0))))
