from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from gametheory import UnsupportedGameError
from gametheory.core.players import Player
from gametheory.core.state_graph import whole
from gametheory.core.tiered_game import Deviation, TieredGame
from gametheory.errors import InvalidGameError
from unit.models.tier_files import adoption, tier_game


def test_gains_count_a_deviator_at_its_new_action() -> None:
    game = adoption(10)
    assert game.gain(Deviation(0, 0, 1), ((4, 6),)) == Fraction(7, 10) - Fraction(1, 4) - Fraction(4, 10)
    assert game.payoff("shop", 0, ((4, 6),)) == Fraction(13, 20)
    assert game.limit_payoff(0, 1, [[Fraction(1, 3), Fraction(2, 3)]]) == Fraction(2, 3)


def test_sizes_and_kinds_of_players() -> None:
    game = tier_game({"store": (0, ["A", "B"]), "shop": (5, ["X", "Y", "Z"])}, {"store": "1", "shop": "2"})
    assert (game.tiers, game.single_players, game.num_actions) == ((1,), (0,), (2, 3))
    assert game.num_count_vectors == 2 * 21
    assert game.player_index("shop") == 1
    assert game.to_game() is game
    assert repr(game) == "<TieredGame '': store, shop (5)>"
    with pytest.raises(UnsupportedGameError, match="expected a game of single players, got tiers of 5 sellers"):
        whole(game)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"players": ()}, "at least one player"),
        ({"counts": (1, 2)}, "a count and actions for each of 1 players"),
        ({"counts": (0,)}, "at least one seller of Shops, got 0"),
        ({"actions": ((),)}, "at least one action of Shops"),
        ({"actions": (("a", "a"),)}, "different actions of Shops, got 'a' twice"),
    ],
)
def test_parts_have_to_fit(changes: dict[str, Any], told: str) -> None:
    parts: dict[str, Any] = {
        "players": (Player("shop", "Shops"),),
        "counts": (3,),
        "actions": (("a", "b"),),
        "payoffs": adoption(3).payoffs,
    }
    with pytest.raises(InvalidGameError, match=told):
        TieredGame(**{**parts, **changes})
