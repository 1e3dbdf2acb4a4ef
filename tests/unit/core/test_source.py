"""The protocol of what can be solved."""

from __future__ import annotations

from gametheory import NormalFormGame, TreeBuilder, load
from gametheory.core.source import GameSource, GameStory, WelfareSource


def test_games_are_sources_and_other_things_are_not() -> None:
    assert isinstance(NormalFormGame([[1, 2]]), GameSource)
    assert isinstance(TreeBuilder(["one"]).build(), GameSource)
    assert not isinstance(TreeBuilder(["one"]), GameSource)
    assert not isinstance([[1, 2]], GameSource)


def test_models_tell_a_story_and_games_of_numbers_do_not() -> None:
    model = load("price_monitoring").with_values(temu_sales=3)
    assert isinstance(model, GameSource)
    assert isinstance(model, GameStory)
    assert model.changed_parameters == {"temu_sales": 3}
    assert not isinstance(model.to_game(), GameStory)


def test_models_know_welfare_and_games_of_numbers_do_not() -> None:
    model = load("price_monitoring")
    assert isinstance(model, WelfareSource)
    assert not isinstance(model.to_game(), WelfareSource)
