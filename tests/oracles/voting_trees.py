"""Trees on which refinements of equilibria differ, with their sources."""

from __future__ import annotations

from gametheory import ExtensiveFormGame, TreeBuilder


def mertens_vote() -> ExtensiveFormGame:
    """Mertens (1995): two players elect who performs an effortless task, right (1 to both) or wrong (0 to both).

    Each votes in secret for itself or for the other. If both vote for one player, it performs; if each votes for
    itself, chance picks one, who is not told how it was elected; if each votes for the other, somebody else performs
    who is sure to do it right.
    """
    builder = TreeBuilder(["one", "two"])

    def perform(node: int, player: str) -> None:
        right, _ = builder.move(node, player, ["right", "wrong"], infoset=f"{player} performs")
        builder.payoffs(right, [1, 1])

    own, other = builder.move(0, "one", ["one", "two"], infoset="one votes")
    elected, split = builder.move(own, "two", ["one", "two"], infoset="two votes")
    crossed, second = builder.move(other, "two", ["one", "two"], infoset="two votes")
    perform(elected, "one")
    perform(second, "two")
    builder.payoffs(crossed, [1, 1])
    for node, player in zip(builder.chance(split, {"one": "1/2", "two": "1/2"}), ("one", "two"), strict=True):
        perform(node, player)
    return builder.build(title="Mertens' voting game")
