"""Information sets as players."""

from __future__ import annotations

import pytest

from gametheory import TreeBuilder, UnsupportedGameError
from gametheory.core.infoset_players import infosets_as_players


def test_each_information_set_is_paid_like_its_owner() -> None:
    builder = TreeBuilder(["first", "second"])
    left, right = builder.move(0, "first", ["L", "R"], infoset="start")
    builder.payoffs(left, [3, 1])
    for value, leaf in enumerate(builder.move(right, "second", ["l", "r"], infoset="answer")):
        builder.payoffs(leaf, [value, 7])
    found = infosets_as_players(builder.build())
    assert [player.key for player in found.players] == ["first/start", "second/answer"]
    assert [infoset.player for infoset in found.infosets] == [0, 1]
    assert [found.path_payoffs(player).values.tolist() for player in range(2)] == [
        builder.build().path_payoffs(player).values.tolist() for player in range(2)
    ]


def test_somebody_must_move() -> None:
    builder = TreeBuilder(["first"])
    builder.payoffs(0, [1])
    with pytest.raises(UnsupportedGameError, match="somebody who moves"):
        infosets_as_players(builder.build())
