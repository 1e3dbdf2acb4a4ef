"""Phase portraits."""

from __future__ import annotations

import math

import pytest

from gametheory import NormalFormGame, Solution, solve
from gametheory.dynamics import Trajectory, fictitious_play, moran_process, play
from gametheory.rendering.pictures.canvas import FontRuler
from gametheory.rendering.pictures.equilibrium_marks import BAND_COLOR
from gametheory.rendering.pictures.phase_portrait import (
    ARROWS,
    draw_portrait,
    is_portrayed,
    portrait_legend,
    portrait_notes,
)
from gametheory.rendering.pictures.scene import Box, Line, Marker, Text
from gametheory.rendering.pictures.style import PALE_RULE
from gametheory.rendering.pictures.text_block import TypeSetter

SETTER = TypeSetter(FontRuler())
GAME = NormalFormGame.from_bimatrix(
    [[2, 0], [0, 1]], [[2, 0], [0, 1]], players={"a": "Ann", "b": "Bob"}, actions=[["Opera", "Match"]] * 2
)
INDIFFERENT = NormalFormGame.from_bimatrix([[1, 1], [1, 1]], [[0, 0], [0, 0]])


def items(trajectory: Trajectory, solution: Solution | None, kind: type) -> list:
    return [item for item in draw_portrait(trajectory, solution, SETTER).sheet.items if isinstance(item, kind)]


def test_only_two_by_two_games_are_portrayed() -> None:
    assert is_portrayed(fictitious_play(GAME, 10))
    assert not is_portrayed(moran_process(GAME, 10))
    assert not is_portrayed(fictitious_play(NormalFormGame.zero_sum([[1, 2, 3], [3, 2, 1]]), 10))


def test_start_end_and_equilibria_are_marked_at_their_places() -> None:
    trajectory = fictitious_play(GAME, 200, start=[[1, 0], [1, 0]])
    markers = items(trajectory, solve(GAME), Marker)
    stars = [marker for marker in markers if marker.shape == "star"]
    assert len(stars) == 3
    (start,) = [marker for marker in markers if marker.shape == "circle"]
    (end,) = [marker for marker in markers if marker.shape == "square"]
    assert (start.x, start.y) == (end.x, end.y)
    assert (end.x, end.y) == (max(star.x for star in stars), min(star.y for star in stars))
    assert min(abs(star.x - end.x) + abs(star.y - end.y) for star in stars) < 1e-9


def test_axes_are_named_after_the_first_actions() -> None:
    texts = [item.content for item in items(fictitious_play(GAME, 10), None, Text)]
    assert {"Ann: share of Opera", "Bob: share of Opera"} <= set(texts)


@pytest.mark.parametrize("dynamics", ["replicator", "fictitious_play", "stochastic_fictitious_play"])
def test_arrows_point_to_the_equilibria_from_the_corners(dynamics: str) -> None:
    lines = items(play(GAME, dynamics, steps=20, seed=1), None, Line)
    shafts = [line for line in lines if line.color == PALE_RULE and len(line.points) == 2]
    assert len(shafts) == ARROWS**2
    (tail, tip) = shafts[-1].points
    assert tip[0] > tail[0]
    assert tip[1] < tail[1]
    assert all(math.dist(*shaft.points) < 300 / ARROWS for shaft in shafts)


def test_where_nothing_moves_there_are_no_arrows() -> None:
    lines = items(play(INDIFFERENT, "replicator", steps=20, seed=1), None, Line)
    assert not [line for line in lines if line.color == PALE_RULE and len(line.points) == 3]


def test_sets_of_equilibria_are_lines_and_boxes() -> None:
    boxes = [box for box in items(fictitious_play(INDIFFERENT, 10), solve(INDIFFERENT), Box) if box.fill]
    assert [(box.width, box.height) for box in boxes] == [(300.0, 300.0)]
    game = NormalFormGame.from_bimatrix([[1, 1], [0, 0]], [[0, 0], [0, 0]])
    lines = [line for line in items(fictitious_play(game, 10), solve(game), Line) if line.color == BAND_COLOR]
    assert len(lines) == 1


def test_legend_and_note() -> None:
    assert [entry.text for entry in portrait_legend(None)] == ["start", "end"]
    assert [entry.text for entry in portrait_legend(solve(GAME))] == ["start", "end", "known equilibrium"]
    names = ("replicator", "fictitious_play", "stochastic_fictitious_play")
    assert [note for name in names for note in portrait_notes(play(GAME, name, steps=5))] == [
        "Arrows show where the shares move, the longer the faster.",
        "Arrows lead towards the best replies to each profile.",
        "Arrows lead towards the logit choice against each profile.",
    ]


def test_regret_matching_has_no_arrows_since_it_depends_on_what_was_played_before() -> None:
    trajectory = play(GAME, "regret_matching", steps=20, seed=1)
    assert not [line for line in items(trajectory, None, Line) if line.color == PALE_RULE and len(line.points) == 3]
    assert portrait_notes(trajectory) == ()
