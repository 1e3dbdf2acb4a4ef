"""Pages with trees: whole, folded, or in parts."""

from __future__ import annotations

import pytest

from gametheory.errors import InvalidParameterError, UnsupportedGameError
from gametheory.rendering.pictures.scene import Scene, Text
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
