"""Pictures of play: complete, readable, and in every format."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from gametheory import InvalidProfileError, NormalFormGame, load, solve
from gametheory.dynamics import fictitious_play, play
from gametheory.rendering.pictures.trajectory_picture import draw_trajectory
from rendering.test_nothing_overlaps import check

WIDE = NormalFormGame(np.random.default_rng(3).integers(0, 50, (2, 12, 4)), title="Wide")


@pytest.mark.parametrize(
    ("name", "dynamics"),
    [
        ("shapley", "fictitious_play"),
        ("shapley", "best_response"),
        ("matching_pennies", "fictitious_play"),
        ("hawk_dove", "replicator"),
        ("hawk_dove", "symmetric_replicator"),
        ("prisoners_dilemma", "moran"),
        ("price_monitoring", "regret_matching"),
        ("beer_quiche", "stochastic_fictitious_play"),
        ("trust_game", "replicator"),
        ("imitation_race", "simultaneous_best_response"),
    ],
)
def test_no_text_overlaps_another_or_leaves_the_page(name: str, dynamics: str) -> None:
    trajectory = play(load(name), dynamics, steps=300, seed=1)
    picture = draw_trajectory(trajectory, solve(trajectory.game))
    check(picture)
    assert picture.scene.title.startswith(trajectory.game.title)


def test_the_title_says_which_values_were_set() -> None:
    model = load("price_monitoring").with_values(temu_sales=3)
    picture = draw_trajectory(play(model, steps=30, seed=1), source=model)
    assert picture.scene.title == "Price monitoring at temu_sales = 3, fictitious play"


def test_many_lines_can_be_read() -> None:
    check(draw_trajectory(fictitious_play(WIDE, 500, seed=1)))


@pytest.mark.parametrize(("suffix", "start"), [(".svg", b"<?xml"), (".png", b"\x89PNG"), (".pdf", b"%PDF")])
def test_pictures_are_written(tmp_path: Path, suffix: str, start: bytes) -> None:
    path = tmp_path / f"play{suffix}"
    draw_trajectory(fictitious_play(WIDE, 30)).save(path)
    assert path.read_bytes().startswith(start)


def test_equal_runs_make_equal_pictures() -> None:
    first, second = (draw_trajectory(fictitious_play(WIDE, 30, seed=4)).svg for _ in range(2))
    assert first == second


def test_solutions_of_other_games_are_refused() -> None:
    with pytest.raises(InvalidProfileError, match=r"that was played, 'Wide', got one of .*; take solve"):
        draw_trajectory(fictitious_play(WIDE, 30), solve(load("matching_pennies")))
