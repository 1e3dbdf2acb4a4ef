"""A game in which some players can change places, and a face of its profiles."""

from __future__ import annotations

from itertools import product

import numpy as np

from gametheory import NormalFormGame
from gametheory.analysis.payoff_structure.exchangeability import exchangeable_groups
from gametheory.solvers.many_players.symmetric_faces import SymmetricFace


def seller_and_shops(seed: int) -> NormalFormGame:
    """One seller with three actions, three shops with two that can change places; actions of the last in reverse."""
    rng = np.random.default_rng(seed)
    seller, shop = rng.integers(0, 50, (3, 4)), rng.integers(0, 50, (2, 3, 3))
    payoffs = np.zeros((4, 3, 2, 2, 2), dtype=np.int64)
    for a, *own in product(range(3), range(2), range(2), range(2)):
        payoffs[0, a, own[0], own[1], 1 - own[2]] = seller[a, sum(own)]
        for player, choice in enumerate(own):
            payoffs[player + 1, a, own[0], own[1], 1 - own[2]] = shop[choice, a, sum(own) - choice]
    return NormalFormGame(payoffs, actions=[["x", "y", "z"], ["in", "out"], ["in", "out"], ["out", "in"]])


def face_of(game: NormalFormGame, supports: tuple[tuple[int, ...], ...]) -> SymmetricFace:
    groups = exchangeable_groups(game)
    return SymmetricFace(game, groups, supports, [range(game.num_actions[group.players[0]]) for group in groups])
