"""On best-response diagrams and heat maps no two texts overlap, none leaves the page, and no mark hides a text."""

from __future__ import annotations

import random

import numpy as np
import pytest

from gametheory import NormalFormGame, Solution, draw, load, solve
from gametheory.errors import UnsupportedGameError
from gametheory.io.catalogue import shipped_games
from gametheory.rendering.draw import Picture, check_drawable
from gametheory.rendering.pictures.equilibrium_marks import DISC_SIZE
from gametheory.rendering.pictures.scene import Marker, Text
from rendering import sample_games
from rendering.test_nothing_overlaps import check, text_boxes

DIAGRAMS = {
    "continuum": NormalFormGame.from_bimatrix([[-3, 3], [-3, 5]], [[2, 7], [4, 2]], title="A continuum"),
    "zero": NormalFormGame.zero_sum([[0, 0], [0, 0]], title="Nothing at stake"),
    "ends": NormalFormGame.from_bimatrix([[1000, 0], [0, 1]], [["1/3", 0], [0, 997]], title="Thresholds at the ends"),
    "one": sample_games.random_table(3, 1, 2),
    "long names": sample_games.random_table(8, 2, 3),
    "turned": sample_games.random_table(9, 7, 2),
    "many": sample_games.random_table(10, 2, 30),
    "bent": NormalFormGame.from_bimatrix(
        [[3, 0, 2, -1, 2, 0], [1, 2, 2, 4, 1, 0]], [[10, 9, 7, 4, 0, 5], [0, 4, 7, 9, 10, 5]], title="A round envelope"
    ),
    "close": NormalFormGame.from_bimatrix(
        [[(-1) ** number for number in range(9)], [0] * 9],
        [list(range(9)), [-(number**2) for number in range(9)]],
        title="Equilibria side by side",
    ),
}
MAPS = {
    "small": sample_games.random_table(2, 3, 4),
    "wide": sample_games.random_table(11, 1, 60),
    "high": sample_games.random_table(12, 60, 1),
    "same": NormalFormGame.zero_sum(np.zeros((5, 7), dtype=np.int64)),
    "diagonal": NormalFormGame.from_bimatrix(np.eye(30, dtype=np.int64), np.eye(30, dtype=np.int64)),
    "tiny payoffs": NormalFormGame.from_bimatrix([["1/700001", "1/700002"]], [["1e-30", 1]]),
    "large": NormalFormGame(np.random.default_rng(3).integers(0, 1000, (2, 60, 90)), title="A large table"),
}


def any_solution(game: NormalFormGame) -> Solution:
    return sample_games.solution_of(sample_games.random_mixture(game))


def hidden_texts(picture: Picture) -> list[str]:
    """Texts on the edge of a disc: neither in its middle nor away from it."""
    boxes = text_boxes(picture)
    texts = [item.content for item in picture.scene.items if isinstance(item, Text)]
    found = []
    discs = [item for item in picture.scene.items if isinstance(item, Marker) and item.size == DISC_SIZE]
    for marker in discs:
        half = marker.size / 2
        is_near = (boxes[:, 0] < marker.x + half - 1) & (boxes[:, 2] > marker.x - half + 1)
        is_near &= (boxes[:, 1] < marker.y + half - 1) & (boxes[:, 3] > marker.y - half + 1)
        middles = np.hypot((boxes[:, 0] + boxes[:, 2]) / 2 - marker.x, (boxes[:, 1] + boxes[:, 3]) / 2 - marker.y)
        found += [texts[index] for index in np.flatnonzero(is_near & (middles > 2.5))]
    return found


def check_with_and_without_solution(game: NormalFormGame, kind: str) -> None:
    for picture in (draw(game, kind=kind), draw(game, any_solution(game), kind=kind)):
        check(picture)
        assert hidden_texts(picture) == []


@pytest.mark.parametrize("name", DIAGRAMS)
def test_diagrams(name: str) -> None:
    check_with_and_without_solution(DIAGRAMS[name], "best-response")


@pytest.mark.parametrize("seed", range(12))
def test_random_diagrams(seed: int) -> None:
    rng = random.Random(seed)
    shape = (2, rng.randint(1, 8)) if seed % 2 else (rng.randint(1, 8), 2)
    check_with_and_without_solution(sample_games.random_table(seed, *shape), "best-response")


@pytest.mark.parametrize("name", MAPS)
def test_heat_maps(name: str) -> None:
    check_with_and_without_solution(MAPS[name], "heatmap")


def test_supports() -> None:
    count = 0
    for shipped in shipped_games():
        game = load(shipped.name).to_game()
        try:
            check_drawable(game, "supports")
        except UnsupportedGameError:
            continue
        count += 1
        check(draw(game, solve(game, "pure"), kind="supports"))
    assert count >= 30


@pytest.mark.parametrize(("kind", "fewest"), [("table", 25), ("best-response", 12), ("heatmap", 25)])
def test_shipped_games(kind: str, fewest: int) -> None:
    count = 0
    for shipped in shipped_games():
        game = load(shipped.name).to_game()
        try:
            check_drawable(game, kind)
        except UnsupportedGameError:
            continue
        count += 1
        check(draw(game, kind=kind))
        check(draw(game, solve(game, "pure"), kind=kind))
    assert count >= fewest
