"""Heat maps: two panels, best replies, and pure equilibria with their numbers."""

from __future__ import annotations

import numpy as np
import pytest

from gametheory import MixedProfile, NormalFormGame
from gametheory.errors import UnsupportedGameError
from gametheory.rendering.pictures.canvas import FontRuler
from gametheory.rendering.pictures.equilibrium_marks import DISC_SIZE
from gametheory.rendering.pictures.heatmap_picture import (
    MOST_NUMBERED,
    check_heatmap,
    draw_heatmap,
    scale_payoffs,
)
from gametheory.rendering.pictures.number_labels import NumberLabels
from gametheory.rendering.pictures.plot_frame import Plot
from gametheory.rendering.pictures.scene import Marker, Text
from gametheory.rendering.pictures.style import INK, PAPER
from gametheory.rendering.pictures.text_block import TypeSetter

ASSURANCE = NormalFormGame.from_bimatrix(
    [[3, 0], [1, 2]],
    [[1, 0], [0, 4]],
    players={"row": "Row", "column": "Column"},
    actions=[["Top", "Bottom"], ["Left", "Right"]],
)


def plot_of(game: NormalFormGame, profile: MixedProfile | None = None) -> Plot:
    return draw_heatmap(game, TypeSetter(FontRuler()), NumberLabels(), profile)


def markers(plot: Plot, shape: str) -> list[Marker]:
    return [item for item in plot.drawing.sheet.items if isinstance(item, Marker) and item.shape == shape]


def test_two_panels() -> None:
    plot = plot_of(ASSURANCE)
    contents = [item.content for item in plot.drawing.sheet.items if isinstance(item, Text)]
    assert contents.count("Top") == contents.count("Right") == 2
    assert {"Payoff of Row", "Payoff of Column"} <= set(contents)
    assert len(markers(plot, "star")) == len(markers(plot, "circle")) == 4
    assert plot.notes == (
        "1: Row plays Top; Column plays Left. Expected payoffs: Row: 3, Column: 1.",
        "2: Row plays Bottom; Column plays Right. Expected payoffs: Row: 2, Column: 4.",
        "Each panel shows one player's payoffs, darker where they are higher. Outlined: the player's best replies.",
        "Stars: the 2 pure equilibria, numbered row by row.",
    )


def test_ticks_are_what_is_written() -> None:
    assert [str(tick) for tick in scale_payoffs(ASSURANCE)] == ["0", "1", "2", "3", "0", "1", "2", "3", "4"]


def test_the_pure_equilibrium_shown_is_black() -> None:
    plot = plot_of(ASSURANCE, MixedProfile(ASSURANCE, [[0, 1], [0, 1]]))
    assert [disc.fill for disc in markers(plot, "circle")] == [PAPER, INK] * 2
    assert (
        plot.notes[-1]
        == "Stars: the 2 pure equilibria, numbered row by row. Black disc: played in the equilibrium shown."
    )


def test_a_mixed_equilibrium_is_shown_by_circles() -> None:
    plot = plot_of(ASSURANCE, MixedProfile(ASSURANCE, [["4/5", "1/5"], [0, 1]]))
    assert len([marker for marker in markers(plot, "circle") if marker.size < DISC_SIZE]) == 4
    assert plot.notes[-1].endswith("Circles: played in the equilibrium shown.")


@pytest.mark.parametrize(
    ("payoffs", "numbered", "stars", "sentence"),
    [
        (np.eye(1), 1, 1, "Star: the pure equilibrium."),
        (np.eye(13), MOST_NUMBERED, 13, "Stars: the 13 pure equilibria, the first 12 numbered row by row."),
        (np.zeros((3, 134)), 0, 0, "402 pure equilibria, too many to mark."),
    ],
)
def test_many_equilibria(payoffs: np.ndarray, numbered: int, stars: int, sentence: str) -> None:
    plot = plot_of(NormalFormGame.from_bimatrix(payoffs, payoffs))
    assert plot.notes[-1] == sentence
    assert len(plot.notes) == numbered + 2
    assert len(markers(plot, "star")) == 2 * stars
    assert len(markers(plot, "circle")) == 2 * numbered


def test_without_pure_equilibrium() -> None:
    assert plot_of(NormalFormGame.zero_sum([[1, -1], [-1, 1]])).notes[-1] == "There is no pure equilibrium."


@pytest.mark.parametrize("shape", [(201, 2), (2, 2, 2), (5,)])
def test_what_has_no_heat_map(shape: tuple[int, ...]) -> None:
    game = NormalFormGame(np.zeros((len(shape), *shape), dtype=np.int64))
    with pytest.raises(UnsupportedGameError, match="two players with at most 200 actions each, got "):
        check_heatmap(game)
    check_heatmap(ASSURANCE)
