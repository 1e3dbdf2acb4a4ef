"""Information sets that a profile would have to define."""

from __future__ import annotations

from gametheory import BehaviorProfile, ExtensiveFormGame, TreeBuilder
from gametheory.io.profile_gaps import reached_gaps


def chain() -> ExtensiveFormGame:
    """Three players in turn, who go on or stop; chance may lead to the third one at once, and never to a fourth set."""
    builder = TreeBuilder(["ann", "bob", "eve"])
    on, late, never = builder.chance(0, {"early": "2/3", "late": "1/3", "never": 0})
    first, _ = builder.move(on, "ann", ["On", "Stop"], infoset="first")
    second, _ = builder.move(first, "bob", ["On", "Stop"], infoset="second")
    builder.move(second, "eve", ["On", "Stop"], infoset="third")
    builder.move(late, "ann", ["On", "Stop"], infoset="waiting")
    builder.move(never, "eve", ["On", "Stop"], infoset="nowhere")
    return builder.build()


def gaps(**strategies: dict[str, str]) -> list[tuple[str, int | None]]:
    """Keys of the sets that are missing, with who leads there."""
    game = chain()
    given = {
        player.key: {key: {action: 1} for key, action in strategies.get(player.key, {}).items()}
        for player in game.players
    }
    found = reached_gaps(BehaviorProfile.from_mapping(game, given))
    return [(game.infosets[index].key, deviator) for index, deviator in found]


def test_play_reaches_what_chance_and_players_lead_to() -> None:
    assert gaps() == [("first", None), ("second", 0), ("waiting", None)]
    assert gaps(ann={"first": "On", "waiting": "On"}, bob={"second": "On"}) == [("third", None)]


def test_deviations_of_one_other_player_count() -> None:
    assert gaps(ann={"first": "Stop", "waiting": "On"}) == [("second", 0)]
    assert gaps(ann={"first": "On", "waiting": "On"}, bob={"second": "Stop"}) == [("third", 1)]


def test_deviations_of_two_players_do_not_count() -> None:
    assert gaps(ann={"first": "Stop", "waiting": "On"}, bob={"second": "Stop"}) == []


def test_own_deviations_do_not_count() -> None:
    builder = TreeBuilder(["ann"])
    on, _ = builder.move(0, "ann", ["On", "Stop"], infoset="first")
    builder.move(on, "ann", ["Left", "Right"], infoset="second")
    game = builder.build()
    assert reached_gaps(BehaviorProfile.from_mapping(game, {"ann": {"first": {"Stop": 1}}})) == []
