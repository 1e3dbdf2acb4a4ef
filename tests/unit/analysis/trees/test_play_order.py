"""The order of play."""

from __future__ import annotations

from gametheory import TreeBuilder
from gametheory.analysis.trees.play_order import in_order_of_play


def test_the_order_is_that_of_the_first_nodes() -> None:
    """Bob's late choice also comes up early, on the other side."""
    builder = TreeBuilder(["ann", "bob"])
    left, right = builder.move(0, "ann", ["L", "R"], infoset="start")
    middle, _ = builder.move(left, "bob", ["l", "r"], infoset="early")
    deep, _ = builder.move(middle, "ann", ["x", "y"], infoset="middle")
    for node in (deep, right):
        builder.move(node, "bob", ["u", "v"], infoset="both")
    game = builder.build()
    keys = ["middle", "both", "early", "start"]
    infosets = [index for key in keys for index, found in enumerate(game.infosets) if found.key == key]
    ordered = in_order_of_play(game, infosets)
    assert [game.infosets[index].key for index in ordered] == ["start", "both", "early", "middle"]
