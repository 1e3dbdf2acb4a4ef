"""Pages with trees: whole, folded, or in parts."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from gametheory import BehaviorProfile, ExtensiveFormGame, load, solve
from gametheory.core.assessments import Assessment
from gametheory.errors import InvalidParameterError, UnsupportedGameError
from gametheory.rendering.pictures.scene import Marker, Scene, Text
from gametheory.rendering.pictures.style import ALARM
from gametheory.rendering.pictures.tree_scenes import TreeScenes
from rendering import sample_games

TREE = sample_games.random_tree(5, 200)
SOLUTION = sample_games.solution_of(sample_games.random_behavior(TREE))


def contents(scene: Scene) -> str:
    return " ".join(item.content for item in scene.items if isinstance(item, Text))


def test_the_whole_tree() -> None:
    written = contents(TreeScenes(TREE, None, None, None).whole(None))
    assert "A random game with 200 ends" in written
    assert "Triangles" not in written
    assert "Expected payoffs" not in written


def test_equilibria_are_named_below() -> None:
    assert "Nash equilibrium. Expected payoffs" in contents(TreeScenes(TREE, SOLUTION, 0, "right").whole(20))


def test_folded_trees_say_so() -> None:
    assert "Triangles: folded parts" in contents(TreeScenes(TREE, None, None, None).whole(20))


def test_parts_follow_each_other() -> None:
    scenes = TreeScenes(TREE, None, None, None).parts(60)
    assert len(scenes) > 1
    for number, scene in enumerate(scenes, start=1):
        assert f"(page {number} of {len(scenes)})" in contents(scene)


def test_what_is_drawn_at_once_is_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gametheory.rendering.pictures.tree_picture.MOST_TERMINALS", 30)
    scenes = TreeScenes(TREE, None, None, None)
    assert scenes.whole(30).items
    with pytest.raises(UnsupportedGameError, match="at most 30 ends, got 200"):
        scenes.whole(None)
    with pytest.raises(InvalidParameterError, match="expected at least"):
        scenes.parts(1)


def test_what_is_not_credible_is_ringed() -> None:
    solution = solve(load("trust_game"), "nash")
    (threat,) = [index for index, each in enumerate(solution.equilibria) if not each.is_subgame_perfect]
    assert isinstance(solution.game, ExtensiveFormGame)
    page = TreeScenes(solution.game, solution, threat, None).whole(None)
    assert "Ringed: not credible" in contents(page)
    assert [item.edge for item in page.items if isinstance(item, Marker)].count(ALARM) == 1
    credible = TreeScenes(solution.game, solution, 1 - threat, None).whole(None)
    assert "Ringed" not in contents(credible)


def test_beliefs_stand_at_the_nodes_of_an_information_set() -> None:
    game = load("beer_quiche").to_game()
    assert isinstance(game, ExtensiveFormGame)
    strategies = tuple(None if infoset.is_chance else (Fraction(1), Fraction(0)) for infoset in game.infosets)
    beliefs = tuple(
        None if infoset.is_chance else (Fraction(3, 8), Fraction(5, 8)) if infoset.player else (Fraction(1),)
        for infoset in game.infosets
    )
    solution = sample_games.solution_of(BehaviorProfile(game, strategies))
    equilibrium = replace(solution.equilibria[0], play=Assessment(BehaviorProfile(game, strategies), beliefs))
    written = contents(TreeScenes(game, solution.replace(equilibria=(equilibrium,)), 0, None).whole(None))
    assert (written.count("[3/8]"), written.count("[5/8]")) == (2, 2)
    assert "[p]: how likely the mover holds the node." in written
