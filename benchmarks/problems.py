"""The problems, the same for every engine: seeded random games and generated trees."""

from __future__ import annotations

import random
from typing import Any

SEEDS = (1, 2, 3)


def bimatrix(size: int, largest: int, seed: int) -> tuple[list[list[int]], list[list[int]]]:
    """Return two square matrices of random integers from 0 to ``largest``."""
    rng = random.Random(f"{size} {largest} {seed}")
    row, column = ([[rng.randint(0, largest) for _ in range(size)] for _ in range(size)] for _ in range(2))
    return row, column


def table(shape: tuple[int, ...], seed: int) -> Any:
    """Return payoffs ``[player, ...]`` of a game of random integers from 0 to 1,000."""
    import numpy as np

    return np.random.default_rng(seed).integers(0, 1001, (len(shape), *shape))


def perfect_information_moves(num_nodes: int) -> list[tuple[int, int]]:
    """Return (node, player) of the moves of a tree with three branches a move, breadth first."""
    return [(node, node % 2) for node in range((num_nodes - 1) // 3)]


def flat_tree_file(num_moves: int) -> str:
    """Return a game file in the flat form: a centipede game of this many moves."""
    lines = ["gametheory: 1", "form: extensive", "players: [one, two]", "nodes:"]
    for move in range(num_moves):
        player = ("one", "two")[move % 2]
        lines.append(
            f"  n{move}: {{player: {player}, infoset: i{move}, actions: {{Take: t{move}, Pass: n{move + 1}}}}}"
        )
        lines.append(f"  t{move}: {{payoffs: {{one: {move + 2 * (move % 2 == 0)}, two: {move + 2 * (move % 2)}}}}}")
    lines.append(f"  n{num_moves}: {{payoffs: {{one: {num_moves}, two: {num_moves}}}}}")
    return "\n".join(lines) + "\n"
