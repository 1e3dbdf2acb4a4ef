"""Payoff lines, their upper envelope, and what is best along it."""

from __future__ import annotations

import pytest

from gametheory import MixedProfile, NormalFormGame
from gametheory.rendering.pictures.best_response_lines import ENVELOPE_WIDTH, LENGTH, draw_lines
from gametheory.rendering.pictures.canvas import FontRuler
from gametheory.rendering.pictures.equilibrium_marks import BAND_COLOR, DISC_SIZE
from gametheory.rendering.pictures.number_labels import NumberLabels
from gametheory.rendering.pictures.plot_frame import Plot
from gametheory.rendering.pictures.scene import Line, Marker, Text
from gametheory.rendering.pictures.style import INK, PAPER
from gametheory.rendering.pictures.text_block import TypeSetter

SETTER = TypeSetter(FontRuler())
GAME = NormalFormGame.from_bimatrix(
    [[3, 0, 2], [1, 2, 2]],
    [[1, 0, 0], [0, 4, 3]],
    players={"row": "Row", "column": "Column"},
    actions=[["Top", "Bottom"], ["Left", "Middle", "Right"]],
)
TWINS = NormalFormGame.from_bimatrix(
    [[3, 0, 0, 1], [1, 2, 0, 3]], [[4, 3, 3, 0], [0, 3, 3, 4]], actions=[["T", "B"], ["a", "b", "c", "d"]]
)
FLAT = NormalFormGame.from_bimatrix([[1, 2, 0], [1, 1, 4]], [[0, 0, 0], [0, 0, 0]])
TURNED = NormalFormGame.from_bimatrix(
    [[1, 0], [0, 4], [0, 3]], [[3, 1], [0, 2], [2, 2]], players=["column", "row"], actions=[["L", "M", "R"], ["T", "B"]]
)


def plot_of(game: NormalFormGame, profile: MixedProfile | None = None) -> Plot:
    return draw_lines(game, SETTER, NumberLabels(), profile)


def contents(plot: Plot) -> list[str]:
    return [item.content for item in plot.drawing.sheet.items if isinstance(item, Text)]


def test_equilibria_in_words() -> None:
    assert plot_of(GAME).notes == (
        "A: Row plays Top; Column plays Left. Expected payoffs: Row: 3, Column: 1.",
        "B: Row plays Top with 4/5 and Bottom with 1/5; Column plays Left with 1/2 and Middle with 1/2. "
        "Expected payoffs: Row: 1.5, Column: 0.8.",
        "C: Row plays Bottom; Column plays Middle. Expected payoffs: Row: 2, Column: 4.",
        "Stars with letters: equilibria.",
    )


def test_best_replies_are_named_along_the_axis() -> None:
    written = contents(plot_of(GAME))
    start = written.index("Best reply of Column")
    assert written[start:] == [
        *("Best reply of Column", "Middle", "Left"),
        *("Best reply of Row", "Bottom", "Top"),
        *("Highest payoff of Column", "Each action"),
    ]


def test_the_envelope_bends_at_the_threshold() -> None:
    lines = [item for item in plot_of(GAME).drawing.sheet.items if isinstance(item, Line)]
    (envelope,) = [line for line in lines if line.width == ENVELOPE_WIDTH and len(line.points) == 3]
    left, bend, right = (x for x, _ in envelope.points)
    assert (bend - left, right - left) == (pytest.approx(0.8 * LENGTH), pytest.approx(LENGTH))


def test_components_are_bands() -> None:
    plot = plot_of(TWINS)
    (band,) = [item for item in plot.drawing.sheet.items if isinstance(item, Line) and item.color == BAND_COLOR]
    assert band.points[-1][0] - band.points[0][0] == pytest.approx(LENGTH / 2)
    assert plot.notes[1] == (
        f"B: infinitely many equilibria: {TWINS.players[0].label} plays T with probability from 1/4 to 3/4, "
        f"{TWINS.players[1].label} plays a or b or c."
    )
    assert "b or c" in contents(plot)
    assert "T or B" in contents(plot)


def test_many_replies_at_one_probability() -> None:
    game = NormalFormGame.from_bimatrix([[5, 4, 0], [1, 2, 9]], [[2, 2, 1], [0, 0, 5]], actions=[["T", "B"], "abc"])
    assert plot_of(game).notes[0] == (
        f"A: infinitely many equilibria: {game.players[0].label} plays T with probability 1, "
        f"{game.players[1].label} plays a or b."
    )


def test_a_player_without_stakes_gets_a_flat_envelope() -> None:
    plot = plot_of(FLAT)
    (band,) = [item for item in plot.drawing.sheet.items if isinstance(item, Line) and item.color == BAND_COLOR]
    assert len({y for _, y in band.points}) == 1


def test_the_second_player_may_be_the_one_with_two_actions() -> None:
    plot = plot_of(TURNED)
    assert "→ row: probability of T" in contents(plot)
    assert "↑ column: payoff" in contents(plot)
    assert plot.notes[1].startswith("B: column plays L with 1/2 and M with 1/2; row plays T with 4/5 and B with 1/5.")


def test_the_equilibrium_shown_is_black() -> None:
    plot = plot_of(GAME, MixedProfile(GAME, [[0, 1], [0, 1, 0]]))
    discs = [item for item in plot.drawing.sheet.items if isinstance(item, Marker) and item.size == DISC_SIZE]
    assert [disc.fill for disc in discs] == [INK, PAPER, PAPER]
