"""Shares over time."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from gametheory import NormalFormGame, UnsupportedGameError
from gametheory.dynamics import best_response_dynamics, fictitious_play, regret_matching, symmetric_replicator_dynamics
from gametheory.rendering.pictures.canvas import FontRuler
from gametheory.rendering.pictures.scene import Line, Text
from gametheory.rendering.pictures.share_plot import HEIGHT, LEFT, WIDTH, draw_shares
from gametheory.rendering.pictures.style import LABEL_FONT
from gametheory.rendering.pictures.text_block import TypeSetter

SETTER = TypeSetter(FontRuler())
WIDE = NormalFormGame(np.random.default_rng(3).integers(0, 50, (2, 12, 3)))


def contents(game: NormalFormGame, steps: int = 200) -> list[str]:
    drawing = draw_shares(fictitious_play(game, steps, seed=1), SETTER)
    return [item.content for item in drawing.sheet.items if isinstance(item, Text)]


def test_every_player_has_a_panel_and_every_line_a_name() -> None:
    game = NormalFormGame(
        np.random.default_rng(2).integers(0, 9, (3, 2, 3, 2)), players={"a": "Ann", "b": "Bob", "c": "Cy"}
    )
    texts = contents(game)
    assert [text for text in texts if text in {"Ann", "Bob", "Cy"}] == ["Ann", "Bob", "Cy"]
    assert sum(text.endswith((" 1", " 2", " 3")) for text in texts) == 7
    assert "steps, logarithmic" in texts


def test_few_lines_are_named_and_told_apart_without_color() -> None:
    drawing = draw_shares(regret_matching(WIDE, 300, seed=1), SETTER)
    assert "5 others, pale" in [item.content for item in drawing.sheet.items if isinstance(item, Text)]
    curves = [item for item in drawing.sheet.items if isinstance(item, Line) and item.width == 1.4]
    assert len(curves) == 7 + 3
    assert len({(item.color, item.dashes) for item in curves[:7]}) == 7
    assert len({item.dashes for item in curves[:7]}) == 7


def test_one_population_has_one_panel() -> None:
    game = NormalFormGame.from_bimatrix([["-1/2", 2], [0, 1]], [["-1/2", 0], [2, 1]], actions=[["Hawk", "Dove"]] * 2)
    drawing = draw_shares(symmetric_replicator_dynamics(game, 900, seed=1), SETTER)
    texts = [item.content for item in drawing.sheet.items if isinstance(item, Text)]
    assert "The population" in texts
    assert "units of time" in texts
    assert [text for text in texts if text.endswith(("Hawk", "Dove"))] == ["0.6667 Hawk", "0.3333 Dove"]


def test_long_names_take_two_lines() -> None:
    long = "a plan that says what to do at each of its many information sets, one after the other"
    game = NormalFormGame([[1, 0]], actions=[[long, "short"]])
    texts = contents(game, 30)
    assert any(text.startswith("1 a plan that says") for text in texts)
    assert any(text.endswith("after the other") for text in texts)


def test_a_single_time_can_be_drawn() -> None:
    game = NormalFormGame([[1, 0]], actions=[["up", "down"]])
    drawing = draw_shares(best_response_dynamics(game, 1, start=[[1, 0]]), SETTER)
    assert drawing.height > 100


def test_many_players_are_refused() -> None:
    game = NormalFormGame(np.zeros((13, *(1,) * 13), dtype=int))
    with pytest.raises(UnsupportedGameError, match=r"panels for at most 12 players, got 13; take the shares from"):
        draw_shares(fictitious_play(game, 2, seed=1), SETTER)


def test_names_of_lines_do_not_overlap_and_stay_beside_their_panel() -> None:
    drawing = draw_shares(regret_matching(WIDE, 300, seed=1), SETTER)
    names = [item for item in drawing.sheet.items if isinstance(item, Text) and item.x > LEFT + WIDTH]
    for panel in (names[:8], names[8:]):
        baselines = sorted(item.baseline for item in panel)
        assert all(below - above >= LABEL_FONT.line_height - 1e-9 for above, below in pairwise(baselines))
        assert baselines[-1] - baselines[0] <= HEIGHT + 1e-9
