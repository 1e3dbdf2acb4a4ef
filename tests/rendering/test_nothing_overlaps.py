"""On every picture no two texts overlap and none leaves the page; on trees no line runs through a text or a node."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import matplotlib as mpl
import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.text import Text as DrawnText

from gametheory import ExtensiveFormGame, NormalFormGame, Solution, draw, load
from gametheory.core.state_graph import StateGraph
from gametheory.errors import UnsupportedGameError
from gametheory.rendering.draw import Picture, draw_pages
from gametheory.rendering.pictures.canvas import PAINTING_SETTINGS, to_figure
from gametheory.rendering.pictures.scene import Line, Marker, Scene, Text
from gametheory.rendering.pictures.style import PALE_MARK, pale
from rendering import sample_games

if TYPE_CHECKING:
    from gametheory.rendering.pictures.scene import Point

TOLERANCE = 0.4
"""Points by which the boxes of neighbors may touch: widths are rounded when letters are painted."""

GAME_FILES = sorted((Path(__file__).parents[2] / "games").rglob("*.yaml"))

TREES = {
    "platform": sample_games.platform_stages(),
    "beer": sample_games.beer_and_quiche(),
    "horse": sample_games.horse(),
    "driver": sample_games.absent_minded_driver(),
    "end": sample_games.only_an_end(),
    "deep": sample_games.deep(30),
    "wide": sample_games.wide(40),
    "large": sample_games.random_tree(5, 200),
    **{f"random {seed}": sample_games.random_tree(seed, 6 + 3 * seed) for seed in range(8)},
}
TABLES = {
    "one": sample_games.random_table(1, 5),
    "two": sample_games.random_table(2, 3, 4),
    "narrow": sample_games.random_table(3, 1, 1),
    "three": sample_games.random_table(4, 2, 3, 4),
    "four": sample_games.random_table(5, 2, 3, 2, 2),
    "large": sample_games.random_table(6, 30, 30),
}


def text_boxes(picture: Picture) -> np.ndarray:
    """Left, top, right and bottom of every painted text in points, as matplotlib measures it."""
    with mpl.rc_context(PAINTING_SETTINGS):
        figure = to_figure(picture.scene)
        figure.dpi = 144
        renderer = FigureCanvasAgg(figure).get_renderer()
        found = [artist.get_window_extent(renderer) for artist in figure.findobj(DrawnText)]
    height = picture.scene.height
    return np.array([(box.x0 / 2, height - box.y1 / 2, box.x1 / 2, height - box.y0 / 2) for box in found])


def overlaps(boxes: np.ndarray) -> list[tuple[int, int]]:
    """Pairs of boxes that overlap by more than the tolerance."""
    left, top, right, bottom = boxes.T
    is_across = np.minimum(right[:, None], right) - np.maximum(left[:, None], left) > TOLERANCE
    is_down = np.minimum(bottom[:, None], bottom) - np.maximum(top[:, None], top) > TOLERANCE
    return np.argwhere(np.triu(is_across & is_down, 1)).tolist()


def check(picture: Picture) -> None:
    """Assert that a picture can be read."""
    boxes = text_boxes(picture)
    assert len(boxes) > 0
    assert overlaps(boxes) == []
    left, top, right, bottom = boxes.T
    assert left.min() >= 0
    assert top.min() >= 0
    assert right.max() <= picture.scene.width
    assert bottom.max() <= picture.scene.height


def check_tree(picture: Picture) -> None:
    """Assert that the picture of a tree can be read."""
    check(picture)
    assert crossings(picture) == []
    assert nodes_on_foreign_lines(picture) == []


def crossings(picture: Picture) -> list[str]:
    """Texts of a tree that a branch or the line of an information set runs through."""
    boxes = text_boxes(picture)
    inner = boxes + np.array([TOLERANCE, TOLERANCE, -TOLERANCE, -TOLERANCE])
    contents = [item.content for item in picture.scene.items if isinstance(item, Text)]
    lines = [item for item in picture.scene.items if isinstance(item, Line)]
    ends = [pair for line in lines for pair in pairwise(line.points)]
    return [contents[index] for start, end in ends for index in np.flatnonzero(is_crossed(inner, start, end))]


def nodes_on_foreign_lines(picture: Picture) -> list[Marker]:
    """Nodes of a tree that a branch or the line of an information set runs through without beginning or ending there.

    The line of an information set runs through nodes of its own, which have its color.
    """
    markers = [item for item in picture.scene.items if isinstance(item, Marker)]
    places = np.array([(marker.x, marker.y) for marker in markers])
    halves = np.array([[0.4 * marker.size] for marker in markers])
    boxes = np.hstack([places - halves, places + halves])
    found = []
    for line in (item for item in picture.scene.items if isinstance(item, Line)):
        for start, end in pairwise(line.points):
            met = [markers[index] for index in np.flatnonzero(is_crossed(boxes, start, end))]
            is_own = {marker: (marker.x, marker.y) in line.points for marker in met}
            colors = () if line.dashes is None else (line.color, pale(line.color, PALE_MARK))
            found += [marker for marker in met if not is_own[marker] and marker.fill not in colors]
    return found


def is_crossed(boxes: np.ndarray, start: Point, end: Point) -> np.ndarray:
    """Whether a straight line meets each box: the line is cut by one pair of sides after the other."""
    first, last = np.zeros(len(boxes)), np.ones(len(boxes))
    for axis in (0, 1):
        low, high = boxes[:, axis] - start[axis], boxes[:, axis + 2] - start[axis]
        step = end[axis] - start[axis]
        if step == 0:
            last[(low > 0) | (high < 0)] = -1.0
        else:
            first = np.maximum(first, np.minimum(low / step, high / step))
            last = np.minimum(last, np.maximum(low / step, high / step))
    return first <= last


def test_crossings_are_found() -> None:
    boxes = np.array([[0.0, 0.0, 10.0, 5.0], [9.0, 4.0, 20.0, 8.0], [0.0, 20.0, 9.0, 30.0]])
    assert is_crossed(boxes, (12.5, 1.0), (8.5, 9.0)).tolist() == [False, True, False]
    assert is_crossed(boxes, (5.0, -1.0), (5.0, 9.0)).tolist() == [True, False, False]


def test_nodes_on_foreign_lines_are_found() -> None:
    blue, red = (Marker(10.0, 10.0, "circle", 7.0, color, color) for color in ("#0000FF", "#FF0000"))
    through = Line(((0.0, 10.0), (20.0, 10.0)), color="#0000FF", dashes=(4.0, 2.0))
    branch = Line(((0.0, 10.0), (20.0, 10.0)), color="#0000FF")
    ending = Line(((0.0, 10.0), (10.0, 10.0)))
    for lines, markers, found in (
        ([through], [blue, red], [red]),
        ([branch], [blue, red], [blue, red]),
        ([ending], [blue], []),
    ):
        assert nodes_on_foreign_lines(Picture(Scene(50.0, 50.0, (*lines, *markers)))) == found


def test_overlaps_are_found() -> None:
    boxes = np.array([[0.0, 0.0, 10.0, 5.0], [9.0, 4.0, 20.0, 8.0], [10.0, 0.0, 20.0, 3.0]])
    assert overlaps(boxes) == [[0, 1]]


@pytest.mark.parametrize("orientation", ["right", "down"])
@pytest.mark.parametrize("name", TREES)
def test_trees(name: str, orientation: str) -> None:
    game = TREES[name]
    pictures = [draw(game, orientation=orientation)]
    if name != "end":
        solution = sample_games.solution_of(sample_games.random_behavior(game))
        pictures.append(draw(game, solution, orientation=orientation))
    for picture in pictures:
        check_tree(picture)


@pytest.mark.parametrize("orientation", ["right", "down"])
@pytest.mark.parametrize("name", ["beer", "large", "random 5", "random 7"])
def test_folded_trees_and_pages(name: str, orientation: str) -> None:
    game = TREES[name]
    solution = sample_games.solution_of(sample_games.random_behavior(game))
    check_tree(draw(game, solution, orientation=orientation, fold=6))
    for picture in draw_pages(game, solution, orientation=orientation, ends=9).pictures:
        check_tree(picture)


@pytest.mark.parametrize("name", TABLES)
def test_tables(name: str) -> None:
    game = TABLES[name]
    check(draw(game))
    check(draw(game, sample_games.solution_of(sample_games.random_mixture(game))))


@pytest.mark.parametrize("path", GAME_FILES, ids=lambda path: path.stem)
def test_shipped_games(path: Path) -> None:
    game = load(path).to_game()
    if isinstance(game, StateGraph):
        with pytest.raises(UnsupportedGameError, match="expected a game whose tree can be built"):
            draw(game)
        return
    check_this = check_tree if isinstance(game, ExtensiveFormGame) else check
    check_this(draw(game))
    check_this(draw(game, shown(game)))


def shown(game: ExtensiveFormGame | NormalFormGame) -> Solution:
    """Any solution, to have probabilities and paths on the picture."""
    if isinstance(game, ExtensiveFormGame):
        return sample_games.solution_of(sample_games.random_behavior(game))
    return sample_games.solution_of(sample_games.random_mixture(game))
