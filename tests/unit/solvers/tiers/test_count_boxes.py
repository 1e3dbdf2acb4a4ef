from __future__ import annotations

import pytest

from gametheory.core.tiered_game import TieredGame
from gametheory.solvers.tiers.count_boxes import Boxes, BoxSearch
from gametheory.solvers.watch import Watch
from unit.models.tier_files import adoption, counted_equilibria, crowding, tier_game


def found_in(game: TieredGame) -> list[Boxes]:
    profile = [None if count > 1 else 0 for count in game.counts]
    return list(BoxSearch(game, profile, Watch()).accepted())


@pytest.mark.parametrize("game", [adoption(9), crowding(12), crowding(13)], ids=["adoption", "even", "odd"])
def test_boxes_hold_what_counting_finds(game: TieredGame) -> None:
    found = {
        ((int(first), int(second)),)
        for boxes in found_in(game)
        for low, high in zip(boxes.low.T, boxes.high.T, strict=True)
        for first in range(low[0], high[0] + 1)
        for second in [game.counts[0] - first]
        if low[1] <= second <= high[1]
    }
    assert found == counted_equilibria(game)


def test_indifferent_sellers_are_accepted_in_whole_boxes() -> None:
    game = tier_game({"shop": (1_000_000, ["A", "B"])}, {"shop": '1/10 + share(shop, "A") * 0'})
    boxes = found_in(game)
    assert sum(len(found) for found in boxes) == 3
    assert sum(int((found.high[0] - found.low[0] + 1).sum()) for found in boxes) == 1_000_001


def test_a_million_sellers_take_few_boxes() -> None:
    searching = BoxSearch(adoption(1_000_000), (None,), Watch())
    assert sum(len(found) for found in searching.accepted()) == 2
    assert searching.num_boxes < 200
    assert searching.num_exact <= 4


def test_a_player_without_a_choice_is_left_alone() -> None:
    game = tier_game({"shop": (4, ["A"]), "store": (0, ["X"])}, {"shop": "1", "store": "2"})
    assert [len(found) for found in found_in(game)] == [1]
