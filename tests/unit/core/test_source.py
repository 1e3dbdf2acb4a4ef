"""The protocol of what can be solved."""

from __future__ import annotations

from gametheory import NormalFormGame, TreeBuilder
from gametheory.core.source import GameSource


def test_games_are_sources_and_other_things_are_not() -> None:
    assert isinstance(NormalFormGame([[1, 2]]), GameSource)
    assert isinstance(TreeBuilder(["one"]).build(), GameSource)
    assert not isinstance(TreeBuilder(["one"]), GameSource)
    assert not isinstance([[1, 2]], GameSource)
