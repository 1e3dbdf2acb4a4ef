from __future__ import annotations

from gametheory import TreeBuilder
from gametheory.solvers.node_places import place_of_node
from oracles.classic_trees import trust


def test_root_set_and_end() -> None:
    tree = trust()
    assert place_of_node(tree, 0) == "the root"
    assert place_of_node(tree, 1) == "'trusted' (after Trust)"
    assert place_of_node(tree, 3) == "'3' (after Trust, Abuse)"


def test_label_first_and_long_paths_are_cut() -> None:
    builder = TreeBuilder(["a"])
    node = 0
    for step in range(12):
        node, _ = builder.move(node, "a", [f"on{step}", "stop"])
    builder.label(node, "far")
    place = place_of_node(builder.build(), 12)
    assert place == "'far' (after ..., on5, on6, on7, on8, on9, on10, on11)"
