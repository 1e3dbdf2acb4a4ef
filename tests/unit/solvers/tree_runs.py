"""Searches of trees run to their end, and random zero-sum trees."""

from __future__ import annotations

from dataclasses import replace
from types import ModuleType

import numpy as np

from gametheory import ExtensiveFormGame, NormalFormGame
from gametheory.core.equilibrium import Play
from gametheory.solvers.problem import Conclusion, Problem
from gametheory.solvers.watch import Watch
from unit.core.random_trees import random_tree


def concluded(
    module: ModuleType, game: ExtensiveFormGame | NormalFormGame, *, options: object = None
) -> tuple[list[Play], Conclusion]:
    """What a search yields, and how it ends."""
    running = module.search(Problem(game, "nash", Watch(), options=options))
    found: list[Play] = []
    while True:
        try:
            found.append(next(running))
        except StopIteration as end:
            return found, end.value


def two_player_tree(seed: int) -> ExtensiveFormGame:
    """A random tree of two players with chance, hidden choices and payoffs on the way."""
    return random_tree(seed, num_players=2)


def zero_sum_tree(seed: int) -> ExtensiveFormGame:
    """The same where the second player loses what the first wins."""
    tree = two_player_tree(seed)
    first = tree.outcome_payoffs[:, 0]
    return replace(tree, outcome_payoffs=np.column_stack([first, -first]))
