"""Where play comes, against plain recursion."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gametheory import (
    BehaviorProfile,
    ExtensiveFormGame,
    InvalidProfileError,
    TreeBuilder,
)
from gametheory.analysis.profile_payoffs import expected_payoffs
from gametheory.analysis.trees.reach import reach_probabilities, undefined_infosets
from unit.core.random_trees import random_profile, random_tree

HALF = Fraction(1, 2)


@given(st.integers(0, 10_000))
def test_reach_of_the_ends_sums_to_one(seed: int) -> None:
    tree = random_tree(seed)
    reach = reach_probabilities(tree, random_profile(tree, seed))
    assert reach[0] == 1
    assert sum(reach[end] for end in tree.terminals) == 1
    assert all(isinstance(weight, Fraction) for weight in reach)


def trust_tree() -> TreeBuilder:
    builder = TreeBuilder({"buyer": "Buyer", "seller": "Seller"})
    trust, refuse = builder.move(0, "buyer", ["Trust", "Not"], infoset="trust")
    honor, abuse = builder.move(trust, "seller", ["Honor", "Abuse"], infoset="trusted")
    builder.payoffs(honor, [1, 1])
    builder.payoffs(abuse, [-1, 2])
    builder.payoffs(refuse, [0, 5])
    return builder


def test_undefined_sets_matter_only_where_play_comes() -> None:
    tree = trust_tree().build()
    assert expected_payoffs(tree, BehaviorProfile(tree, [[0, 1], None])) == (0, 5)
    with pytest.raises(InvalidProfileError, match="'trusted' of player 'seller', which play reaches, got none"):
        expected_payoffs(tree, BehaviorProfile(tree, [[HALF, HALF], None]))


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
    found = undefined_infosets(BehaviorProfile.from_mapping(game, given))
    return [(game.infosets[index].key, deviator) for index, deviator in found.items()]


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
    assert undefined_infosets(BehaviorProfile.from_mapping(game, {"ann": {"first": {"Stop": 1}}})) == {}
