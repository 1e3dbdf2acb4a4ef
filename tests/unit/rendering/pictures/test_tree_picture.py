"""Trees on paper: strokes, markers and sizes."""

from __future__ import annotations

import pytest

from gametheory import BehaviorProfile, ExtensiveFormGame, TreeBuilder
from gametheory.errors import UnsupportedGameError
from gametheory.rendering.pictures.canvas import FontRuler
from gametheory.rendering.pictures.graph import to_picture_graph
from gametheory.rendering.pictures.number_labels import NumberLabels
from gametheory.rendering.pictures.scene import Drawing, Line, Marker, Text
from gametheory.rendering.pictures.style import (
    CHOSEN_WIDTH,
    INK,
    LINE_WIDTH,
    PALE_MARK,
    PALE_RULE,
    PATH_WIDTH,
    QUIET_INK,
    pale,
    player_color,
    player_dashes,
)
from gametheory.rendering.pictures.text_block import TypeSetter
from gametheory.rendering.pictures.tree_fold import folded
from gametheory.rendering.pictures.tree_picture import check_size, draw_tree
from rendering import sample_games


def drawing_of(game: ExtensiveFormGame, profile: BehaviorProfile | None = None, orientation=None) -> Drawing:
    return draw_tree(to_picture_graph(game, profile), TypeSetter(FontRuler()), NumberLabels(), orientation)


def items(drawing: Drawing, kind: type) -> list:
    return [item for item in drawing.sheet.items if isinstance(item, kind)]


def test_size_is_limited() -> None:
    check_size(2_000)
    with pytest.raises(UnsupportedGameError, match="at most 2,000 ends, got 2,001; fold it to fewer ends"):
        check_size(2_001)


def test_without_a_profile_all_branches_are_alike() -> None:
    game = sample_games.horse()
    branches = [line for line in items(drawing_of(game, None, "right"), Line) if line.dashes is None]
    assert {(line.width, line.color) for line in branches} == {(LINE_WIDTH, INK)}
    assert len(branches) == game.num_nodes - 1


def test_what_happens_is_thick_and_painted_last() -> None:
    game = sample_games.horse()
    profile = BehaviorProfile(game, ([1, 0], [1, 0], [0, 1]))
    branches = [line for line in items(drawing_of(game, profile, "right"), Line) if line.dashes is None]
    assert [(line.width, line.color) for line in branches] == [
        *[(LINE_WIDTH, PALE_RULE)] * 4,
        *[(CHOSEN_WIDTH, pale(player_color(2), PALE_MARK))] * 2,
        (PATH_WIDTH, player_color(0)),
        (PATH_WIDTH, player_color(1)),
    ]


@pytest.mark.parametrize(("deviation", "is_pale"), [(0, True), (1, False)])
def test_the_line_of_a_set_is_pale_where_play_does_not_come(deviation: int, is_pale: bool) -> None:
    game = sample_games.horse()
    profile = BehaviorProfile(game, ([1 - deviation, deviation], [1, 0], [0, 1]))
    (line,) = [line for line in items(drawing_of(game, profile), Line) if line.dashes is not None]
    assert line.color == (pale(player_color(2), PALE_MARK) if is_pale else player_color(2))


def test_markers_tell_movers_apart() -> None:
    markers = items(drawing_of(sample_games.beer_and_quiche()), Marker)
    assert [marker.shape for marker in markers[:3]] == ["diamond", "circle", "square"]
    assert [marker.size for marker in markers[3:5]] == [3.0, 3.0]


def test_chance_is_pale_where_play_does_not_come() -> None:
    game = sample_games.platform_stages()
    strategies = [None if infoset.is_chance else [1] + [0] * (infoset.num_actions - 1) for infoset in game.infosets]
    drawing = drawing_of(game, BehaviorProfile(game, tuple(strategies)))
    diamonds = [marker for marker in items(drawing, Marker) if marker.shape == "diamond"]
    assert len({marker.edge for marker in diamonds}) == 1
    assert diamonds[0].edge != items(drawing_of(game), Marker)[3].edge


@pytest.mark.parametrize("orientation", ["right", "down"])
def test_play_goes_in_the_direction_asked_for(orientation: str) -> None:
    drawing = drawing_of(sample_games.deep(8), None, orientation)
    markers = [(marker.x, marker.y) for marker in items(drawing, Marker) if marker.size > 3.0]
    along = 0 if orientation == "right" else 1
    assert [place[along] for place in markers] == sorted(place[along] for place in markers)
    assert 0 < max(text.x for text in items(drawing, Text)) < drawing.width


def test_the_direction_fits_the_page() -> None:
    few, many = drawing_of(sample_games.wide(2)), drawing_of(sample_games.wide(40))
    assert few.width < 2 * few.height
    assert many.width < many.height


@pytest.mark.parametrize("orientation", ["right", "down"])
def test_folded_subtrees_are_triangles(orientation: str) -> None:
    graph = folded(to_picture_graph(sample_games.platform_stages()), 4)
    drawing = draw_tree(graph, TypeSetter(FontRuler()), NumberLabels(), orientation)
    triangles = [line for line in items(drawing, Line) if len(line.points) == 4]
    assert len(triangles) == 2
    for triangle in triangles:
        assert triangle.points[0] == triangle.points[3]
        assert triangle.points[0] in {(marker.x, marker.y) for marker in items(drawing, Marker)}
    assert {"3 ends", "5 ends"} <= {text.content for text in items(drawing, Text)}


def test_folded_subtrees_are_pale_where_play_does_not_come() -> None:
    game = sample_games.platform_stages()
    strategies = [None if infoset.is_chance else [1] + [0] * (infoset.num_actions - 1) for infoset in game.infosets]
    graph = folded(to_picture_graph(game, BehaviorProfile(game, tuple(strategies))), 4)
    drawing = draw_tree(graph, TypeSetter(FontRuler()), NumberLabels())
    colors = [line.color for line in items(drawing, Line) if len(line.points) == 4]
    assert colors == [pale(QUIET_INK, PALE_MARK)] * 2


def test_lines_of_sets_differ_by_player() -> None:
    builder = TreeBuilder(["one", "two"])
    for node in builder.move(0, "one", ["Left", "Right"]):
        for after in builder.move(node, "two", ["Left", "Right"], infoset="second"):
            builder.move(after, "one", ["Left", "Right"], infoset="third")
    dashes = {line.dashes for line in items(drawing_of(builder.build()), Line) if line.dashes is not None}
    assert dashes == {player_dashes(0), player_dashes(1)}
