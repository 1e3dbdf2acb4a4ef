"""Where choices are made."""

from __future__ import annotations

from gametheory import TreeBuilder
from gametheory.core.extensive_form import ExtensiveFormGame
from gametheory.rendering.sentences.places import (
    Place,
    Places,
    common_place,
    moves_text,
    rounds_text,
)
from unit.rendering.told_games import shipped


def tree() -> ExtensiveFormGame:
    """A tree with named, unnamed, and equally named information sets."""
    builder = TreeBuilder(["ann", "bob"])
    left, right = builder.move(0, "ann", ["L", "R"])
    for node in builder.move(left, "bob", ["l", "r"], infoset="reply"):
        builder.move(node, "ann", ["x", "y"])
    for node in builder.move(right, "bob", ["l", "r"], infoset="other", label="reply"):
        builder.move(node, "ann", ["x", "y"], infoset="last", label="")
    return builder.build()


def test_places_of_trees() -> None:
    game = tree()
    found = Places(game)
    places = [found[index].text for index in range(len(game.infosets))]
    assert places[0] == "at the start"
    assert "after “L” and “l”" in places
    assert places[game.infoset_index("bob", "reply")] == "at “reply”"
    assert places[game.infoset_index("bob", "other")] == "at “other”"
    assert places[game.infoset_index("ann", "last")] == "at “last”"


def test_places_of_stages() -> None:
    game = shipped("speed_of_response").to_game()
    places = Places(game)
    assert places[game.infoset_index("temu", "growth[2023]")].text == "at “growth” in 2023"
    index = game.infoset_index("temu", "growth[2023.5]: Scale, Wait")
    assert places[index] == Place("growth", "2023.5", ("Scale", "Wait"))
    assert places[index].text == "at “growth” in 2023.5, after “Scale” and “Wait”"
    assert places.num_alike(0, places[index]) == 4


def named(name: str) -> str:
    """The place of Bob's second choice, with this name, after Ann's “Yes, of course”."""
    builder = TreeBuilder(["ann", "bob"])
    yes, _ = builder.move(0, "ann", ["Yes, of course", "No"])
    builder.move(yes, "bob", ["x", "y"], infoset=name)
    game = builder.build()
    return Places(game)[game.infoset_index("bob", name)].text


def test_names_that_only_look_like_stages_stay_whole() -> None:
    assert named("reply: Yes, of course") == "at “reply” after “Yes, of course”"
    assert named("reply: Yes") == "at “reply: Yes”"
    assert named("reply: Yes, of course, No") == "at “reply: Yes, of course, No”"
    assert named("[first") == "at “[first”"


def test_several_places_of_one_stage() -> None:
    low, high, other = (Place("reply", seen=(name,)) for name in ("Low", "High", "Other"))
    assert common_place([low], 3) == "at “reply” after “Low”"
    assert common_place([low, high], 3) == "at “reply” after “Low” or “High”"
    assert common_place([low, high, other], 3) == "at “reply” whatever went before"
    assert common_place([low, high, other], 4) == "at “reply” in every other case"
    twice = [Place("reply", "US", (name, "Wait")) for name in ("Low", "High")]
    assert common_place(twice, 5) == "at “reply” in US, after “Low” and “Wait”, or after “High” and “Wait”"
    assert common_place([*twice, *twice], 9) == "at “reply” in US in 4 cases (such as after “Low” and “Wait”)"


def test_moves_and_rounds() -> None:
    assert moves_text(["In", "In"]) == "“In” twice"
    assert moves_text(["In", "Out"] * 3) == "“In” and “Out”, 3 times"
    assert rounds_text(["1", "2"]) == "in rounds 1 and 2"
    assert rounds_text(["Europe", "US"]) == "in Europe and US"
