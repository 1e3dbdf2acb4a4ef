from __future__ import annotations

from gametheory import TreeBuilder, load
from gametheory.core.node_places import node_names_within, path_to_node, place_of_node, unique_node_names
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


def test_paths_are_the_actions_that_lead_there() -> None:
    tree = trust()
    assert path_to_node(tree, 0) == ()
    assert path_to_node(tree, 3) == ("Trust", "Abuse")


def test_only_names_that_stand_once_name_a_node() -> None:
    builder = TreeBuilder(["a", "b"])
    left, right = builder.move(0, "a", ["l", "r"])
    for node in (left, right):
        builder.move(node, "b", ["x", "y"], infoset="same")
    builder.label(3, "end")
    builder.label(4, "end")
    builder.label(6, "other end")
    assert unique_node_names(builder.build()) == {6: "other end"}


def test_nodes_of_an_information_set_are_told_apart_by_what_they_do_not_share() -> None:
    """Actions on the way to every node say nothing, unless they are all there is."""
    quiche, horse = load("beer_quiche").to_game(), load("selten_horse").to_game()
    assert node_names_within(quiche, quiche.infoset_index("bully", "fight: Beer")) == ("Strong", "Weak")
    assert node_names_within(horse, horse.infoset_index("third", "legs")) == ("Across, down", "Down")


def test_nodes_with_the_same_actions_in_another_order_are_told_by_the_whole_way() -> None:
    """Where the actions that are left do not tell nodes apart, all of them stand."""
    builder = TreeBuilder(["one", "two"])
    for node in builder.move(0, "one", ["a", "b"], infoset="first"):
        builder.move(node, "one", ["a", "b"], infoset=f"second {node}")
    tree = builder.build()
    assert tree.num_nodes == 7
    builder = TreeBuilder(["one", "two"])
    left, right = builder.move(0, "one", ["a", "b"], infoset="first")
    ends = builder.move(left, "one", ["b"], infoset="after a") + builder.move(right, "one", ["a"], infoset="after b")
    for node in ends:
        builder.move(node, "two", ["L", "R"], infoset="unseen")
    tree = builder.build()
    assert node_names_within(tree, tree.infoset_index("two", "unseen")) == ("a, b", "b, a")
