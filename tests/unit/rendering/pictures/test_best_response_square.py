"""The unit square of two players with two actions each."""

from __future__ import annotations

import pytest

from gametheory import MixedProfile, NormalFormGame
from gametheory.rendering.pictures.best_response_square import SIDE, draw_square
from gametheory.rendering.pictures.canvas import FontRuler
from gametheory.rendering.pictures.equilibrium_marks import AREA_COLOR, BAND_COLOR, DISC_SIZE
from gametheory.rendering.pictures.number_labels import NumberLabels
from gametheory.rendering.pictures.plot_frame import Plot
from gametheory.rendering.pictures.scene import Box, Line, Marker, Text
from gametheory.rendering.pictures.style import INK, PAPER, player_color
from gametheory.rendering.pictures.text_block import TypeSetter

SETTER = TypeSetter(FontRuler())
ASSURANCE = NormalFormGame.from_bimatrix(
    [[3, 0], [1, 2]],
    [[1, 0], [0, 4]],
    players={"row": "Row", "column": "Column"},
    actions=[["Top", "Bottom"], ["Left", "Right"]],
)
CONTINUUM = NormalFormGame.from_bimatrix([[-3, 3], [-3, 5]], [[2, 7], [4, 2]], actions=[["T", "B"], ["L", "R"]])
ZERO = NormalFormGame.zero_sum([[0, 0], [0, 0]])


def plot_of(game: NormalFormGame, profile: MixedProfile | None = None) -> Plot:
    return draw_square(game, SETTER, NumberLabels(), profile)


def contents(plot: Plot) -> list[str]:
    return [item.content for item in plot.drawing.sheet.items if isinstance(item, Text)]


def discs(plot: Plot) -> list[Marker]:
    return [item for item in plot.drawing.sheet.items if isinstance(item, Marker) and item.size == DISC_SIZE]


def test_three_points() -> None:
    plot = plot_of(ASSURANCE)
    assert {"4/5", "1/2", "A", "B", "C"} <= set(contents(plot))
    assert plot.notes == (
        "A: Row plays Top; Column plays Left. Expected payoffs: Row: 3, Column: 1.",
        "B: Row plays Top with 4/5 and Bottom with 1/5; Column plays Left with 1/2 and Right with 1/2. "
        "Expected payoffs: Row: 1.5, Column: 0.8.",
        "C: Row plays Bottom; Column plays Right. Expected payoffs: Row: 2, Column: 4.",
        "Stars with letters: equilibria.",
    )


def test_players_differ_in_color_and_dashes() -> None:
    lines = [item for item in plot_of(ASSURANCE).drawing.sheet.items if isinstance(item, Line)]
    assert {line.dashes for line in lines if line.color == player_color(0)} == {None}
    assert all(line.dashes for line in lines if line.color == player_color(1))


def test_correspondences_stand_at_their_thresholds() -> None:
    drawing = plot_of(ASSURANCE).drawing
    frame = next(item for item in drawing.sheet.items if isinstance(item, Box) and item.width == SIDE)
    across = [
        item.points
        for item in drawing.sheet.items
        if isinstance(item, Line) and item.color == player_color(0) and item.points[0][1] == item.points[1][1]
    ]
    left, middle = frame.x, frame.y + SIDE / 2
    assert ((left, middle), (left + SIDE, middle)) in [
        tuple((pytest.approx(x), pytest.approx(y)) for x, y in points) for points in across
    ]


def test_components_are_bands() -> None:
    plot = plot_of(CONTINUUM)
    bands = [item for item in plot.drawing.sheet.items if isinstance(item, Line) and item.color == BAND_COLOR]
    (band,) = bands
    assert band.points[1][0] - band.points[0][0] == pytest.approx(SIDE * 2 / 7)
    first, second = (player.label for player in CONTINUUM.players)
    assert plot.notes == (
        f"A: infinitely many equilibria: {first} plays T with probability from 0 to 2/7, "
        f"{second} plays L with probability 1.",
        "Stars with letters: equilibria. Band or shaded area: infinitely many equilibria, a component.",
    )


def test_everything_is_an_equilibrium() -> None:
    plot = plot_of(ZERO)
    assert [item.fill for item in plot.drawing.sheet.items if isinstance(item, Box)] == [None, AREA_COLOR]
    assert len(discs(plot)) == 1


def test_the_equilibrium_shown_is_black() -> None:
    plot = plot_of(ASSURANCE, MixedProfile(ASSURANCE, [["4/5", "1/5"], ["1/2", "1/2"]]))
    assert [disc.fill for disc in discs(plot)] == [PAPER, INK, PAPER]
    assert plot.notes[-1].endswith("Black disc: the equilibrium shown.")
