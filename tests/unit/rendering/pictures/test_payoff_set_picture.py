from __future__ import annotations

import numpy as np
import pytest

from gametheory import NormalFormGame, UnsupportedGameError, solve
from gametheory.rendering.pictures.canvas import FontRuler, to_bytes
from gametheory.rendering.pictures.number_labels import NumberLabels
from gametheory.rendering.pictures.page import PageTexts, compose
from gametheory.rendering.pictures.payoff_set_picture import (
    CORRELATED_EDGE,
    CORRELATED_FILL,
    FEASIBLE_FILL,
    HALO_SIZE,
    PROFILE_SIZE,
    check_payoff_set,
    draw_payoff_set,
)
from gametheory.rendering.pictures.plot_frame import Plot
from gametheory.rendering.pictures.scene import Area, Line, Marker, Text, in_grayscale
from gametheory.rendering.pictures.text_block import TypeSetter

SETTER = TypeSetter(FontRuler())
CHICKEN = NormalFormGame.from_bimatrix(
    [[6, 2], [7, 0]], [[6, 7], [2, 0]], players={"row": "Row", "column": "Column"}, actions=[["Swerve", "Straight"]] * 2
)


def plot_of(game: NormalFormGame, concept: str | None = None) -> Plot:
    shown = solve(game, concept).equilibria[0] if concept else None
    return draw_payoff_set(game, SETTER, NumberLabels(), shown)


def test_regions_profiles_and_equilibria_of_chicken() -> None:
    plot = plot_of(CHICKEN, "correlated")
    items = plot.drawing.sheet.items
    areas = {item.fill: item for item in items if isinstance(item, Area)}
    assert [len(areas[fill].points) for fill in (FEASIBLE_FILL, CORRELATED_FILL)] == [4, 4]
    markers = [item for item in items if isinstance(item, Marker)]
    assert sum(marker.shape == "star" for marker in markers) == 3
    rings = [marker for marker in markers if marker.size == PROFILE_SIZE]
    assert len(rings) == 4
    diamond = next(marker for marker in markers if marker.shape == "diamond")
    assert min(abs(diamond.x - x) + abs(diamond.y - y) for x, y in areas[CORRELATED_FILL].points) < 0.01
    # the second player's payoff goes upwards: (2, 7) is higher and further left than (7, 2)
    stars = sorted((marker.x, marker.y) for marker in markers if marker.shape == "star")
    assert [y for _, y in stars] == sorted(y for _, y in stars)
    texts = {item.content for item in items if isinstance(item, Text)}
    assert {"Payoff of Row", "Payoff of Column", "Feasible", "Correlated equilibria", "A", "B", "C"} <= texts
    assert plot.notes[0] == "A: Row plays Swerve; Column plays Straight. Expected payoffs: Row: 2, Column: 7."
    assert "Black diamond: the equilibrium shown." in plot.notes[-1]


def test_a_coarse_equilibrium_comes_with_their_outline() -> None:
    game = NormalFormGame.from_bimatrix([[4, 0], [0, 4], [1, 1]], [[1, 1], [1, 1], [9, 9]])
    items = plot_of(game, "coarse_correlated").drawing.sheet.items
    assert "Coarse correlated equilibria" in {item.content for item in items if isinstance(item, Text)}
    assert sum(isinstance(item, Line) and item.dashes is not None for item in items) == 2


@pytest.mark.parametrize(
    ("game", "note"),
    [
        (NormalFormGame.zero_sum([[1, -1], [-1, 1]]), "Blue disc: correlated equilibria give this point only."),
        (NormalFormGame.from_bimatrix([[2, 2], [2, 2]], [[3, 3], [3, 3]]), "Blue disc: correlated"),
        (NormalFormGame.from_bimatrix([[5]], [[-1]]), "Blue disc: correlated"),
        (NormalFormGame.from_bimatrix([[10**18, 0]], [[0, "1/1000000"]]), "Blue disc: correlated"),
        (NormalFormGame.from_bimatrix([[1, 4]], [[3, 3]]), "Wide blue line: correlated equilibria give the points of"),
    ],
    ids=["line", "point", "one profile", "scales", "segment"],
)
def test_degenerate_sets_are_lines_and_points(game: NormalFormGame, note: str) -> None:
    plot = plot_of(game)
    areas = [item for item in plot.drawing.sheet.items if isinstance(item, Area)]
    assert areas == []
    has_disc = any(isinstance(item, Marker) and item.size == HALO_SIZE for item in plot.drawing.sheet.items)
    has_line = any(isinstance(item, Line) and item.color == CORRELATED_EDGE for item in plot.drawing.sheet.items)
    assert (has_disc, has_line) == (("disc" in note), ("line" in note))
    assert note in plot.notes[-1]


def test_sets_too_small_to_be_seen_are_a_disc() -> None:
    game = NormalFormGame.from_bimatrix([[6, 2, 6], [7, 0, 6], [5, 5, 10**4]], [[6, 7, 5], [2, 0, 5], [5, 5, -(10**4)]])
    plot = plot_of(game)
    (disc,) = (item for item in plot.drawing.sheet.items if isinstance(item, Marker) and item.size == HALO_SIZE)
    assert disc.edge == CORRELATED_EDGE
    assert "too near to each other to be seen as a set." in plot.notes[-1]
    assert "Blue disc" not in " ".join(plot_of(CHICKEN).notes)


@pytest.mark.parametrize("file_format", ["svg", "png", "pdf"])
def test_every_format_paints_the_areas(file_format: str) -> None:
    plot = plot_of(CHICKEN)
    scene = compose(plot.drawing, PageTexts("Chicken", (), plot.notes), SETTER)
    content = to_bytes(scene, file_format)  # type: ignore[arg-type]
    assert len(content) > 1000
    if file_format == "svg":
        assert content.count(b"<polygon") == 2 + 3
        assert CORRELATED_FILL.encode() in content
        assert CORRELATED_FILL.encode() not in to_bytes(in_grayscale(scene), "svg")


def test_other_games_have_no_such_picture() -> None:
    with pytest.raises(UnsupportedGameError, match=r"two players .*, got 3 players; choose kind 'table'"):
        check_payoff_set(NormalFormGame(np.zeros((3, 2, 2, 2), dtype=int)))
    with pytest.raises(UnsupportedGameError, match=r"at most 20 actions each, got 2 x 21; choose kind 'heatmap'"):
        check_payoff_set(NormalFormGame(np.zeros((2, 2, 21), dtype=int)))
    check_payoff_set(CHICKEN)
