"""Games whose dynamics are known."""

from __future__ import annotations

from gametheory import ExtensiveFormGame, NormalFormGame, TreeBuilder

PENNIES = NormalFormGame.zero_sum([[1, -1], [-1, 1]], title="Pennies")
SHAPLEY = NormalFormGame.from_bimatrix(
    [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
    [[0, 1, 0], [0, 0, 1], [1, 0, 0]],
    actions=[["T", "M", "B"], ["L", "C", "R"]],
    title="Shapley",
)
DILEMMA = NormalFormGame.from_bimatrix(
    [[3, 0], [5, 1]], [[3, 5], [0, 1]], players=["row", "column"], actions=[["C", "D"], ["c", "d"]], title="Dilemma"
)
COORDINATION = NormalFormGame.from_bimatrix([[2, 0], [0, 1]], [[2, 0], [0, 1]], title="Coordination")
HAWK_DOVE = NormalFormGame.from_bimatrix([["-1/2", 2], [0, 1]], [["-1/2", 0], [2, 1]], actions=[["Hawk", "Dove"]] * 2)
ROCK_PAPER_SCISSORS = NormalFormGame.zero_sum([[0, -1, 1], [1, 0, -1], [-1, 1, 0]], title="Rock, paper, scissors")


def congestion(num_players: int = 3) -> NormalFormGame:
    """Players choose one of two roads, of which the second is slower by half: a potential game."""
    import numpy as np

    payoffs = np.zeros((num_players, *(2,) * num_players))
    for profile in np.ndindex(*(2,) * num_players):
        for player, road in enumerate(profile):
            payoffs[(player, *profile)] = -profile.count(road) * (1, 1.5)[road]
    return NormalFormGame(payoffs, title="Roads")


def trust() -> ExtensiveFormGame:
    """A buyer who may trust, and a seller who may abuse it."""
    builder = TreeBuilder(["buyer", "seller"])
    trusted, refused = builder.move(0, "buyer", ["Trust", "Not"], infoset="trust")
    honored, abused = builder.move(trusted, "seller", ["Honor", "Abuse"], infoset="honor")
    builder.payoffs(honored, [1, 1])
    builder.payoffs(abused, [-1, 2])
    builder.payoffs(refused, [0, 0])
    return builder.build(title="Trust")
