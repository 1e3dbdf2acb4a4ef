"""Trees of the literature that made engines answer wrongly."""

from __future__ import annotations

from collections.abc import Sequence

from gametheory import ExtensiveFormGame, TreeBuilder


def trust() -> ExtensiveFormGame:
    builder = TreeBuilder({"buyer": "Buyer", "seller": "Seller"})
    trusted, refused = builder.move(0, "buyer", ["Trust", "Not"], infoset="trust")
    honored, abused = builder.move(trusted, "seller", ["Honor", "Abuse"], infoset="trusted")
    builder.payoffs(refused, [0, 0])
    builder.payoffs(honored, [1, 1])
    builder.payoffs(abused, [-1, 2])
    return builder.build(title="Trust")


def payoff_on_the_way() -> ExtensiveFormGame:
    builder = TreeBuilder(["A", "B"])
    out, entered = builder.move(0, "A", ["Out", "In"], infoset="entry")
    builder.payoffs(out, [0, 0])
    builder.payoffs(entered, [-1, 0])
    fight, share = builder.move(entered, "B", ["F", "S"], infoset="reply")
    builder.payoffs(fight, [-1, -1])
    builder.payoffs(share, [2, 1])
    return builder.build(title="Payoff on the way")


def outside_option() -> ExtensiveFormGame:
    builder = TreeBuilder(["1", "2"])
    out, entered = builder.move(0, "1", ["Out", "In"], infoset="option")
    builder.payoffs(out, [2, 2])
    table = [[(3, 1), (0, 0)], [(0, 0), (1, 3)]]
    for row, above in zip(table, builder.move(entered, "1", ["T", "B"], infoset="row"), strict=True):
        for payoffs, end in zip(row, builder.move(above, "2", ["L", "R"], infoset="column"), strict=True):
            builder.payoffs(end, payoffs)
    return builder.build(title="Outside option and battle of the sexes")


def selten_horse() -> ExtensiveFormGame:
    builder = TreeBuilder(["1", "2", "3"])
    across, down = builder.move(0, "1", ["A", "D"], infoset="1")
    end, later = builder.move(across, "2", ["a", "d"], infoset="2")
    builder.payoffs(end, [1, 1, 1])
    for node, table in ((later, [(4, 4, 0), (0, 0, 1)]), (down, [(3, 3, 2), (0, 0, 0)])):
        for payoffs, place in zip(table, builder.move(node, "3", ["L", "R"], infoset="3"), strict=True):
            builder.payoffs(place, payoffs)
    return builder.build(title="Selten's horse")


def impossible_branch() -> ExtensiveFormGame:
    builder = TreeBuilder(["1"])
    possible, impossible = builder.chance(0, {"x": 1, "y": 0})
    left, _ = builder.move(possible, "1", ["l", "r"], infoset="x")
    a, _ = builder.move(impossible, "1", ["a", "b"], infoset="y")
    builder.payoffs(left, [1])
    builder.payoffs(a, [5])
    return builder.build(title="Chance of probability 0")


def forgetful() -> ExtensiveFormGame:
    builder = TreeBuilder(["1"])
    for matching, node in enumerate(builder.move(0, "1", ["L", "R"], infoset="first")):
        builder.payoffs(builder.move(node, "1", ["L", "R"], infoset="second")[matching], [1])
    return builder.build(title="One player who forgets")


def ultimatum(offers: Sequence[int], pie: int) -> ExtensiveFormGame:
    builder = TreeBuilder(["proposer", "responder"])
    for offer, node in zip(offers, builder.move(0, "proposer", list(map(str, offers)), infoset="offer"), strict=True):
        accepted, _ = builder.move(node, "responder", ["accept", "reject"], infoset=f"offer {offer}")
        builder.payoffs(accepted, [pie - offer, offer])
    return builder.build(title="Ultimatum")
