from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from gametheory import NormalFormGame, UnsupportedGameError, load
from gametheory.rendering.pictures import path_picture
from gametheory.rendering.pictures.path_picture import draw_path
from gametheory.solvers.quantal_response.principal_branch import logit_path
from gametheory.studies.quantal_response.precision_fit import fit_logit
from rendering.test_nothing_overlaps import check

WIDE = NormalFormGame(np.random.default_rng(3).integers(0, 50, (2, 12, 4)), title="Wide")
PENNIES = NormalFormGame.from_bimatrix([[9, 0], [0, 1]], [[0, 1], [1, 0]], players=["row", "column"], title="Pennies")


@pytest.mark.parametrize(
    "name", ["chicken", "centipede", "seventy_five_equilibria", "outside_option", "imitation_race", "matching_pennies"]
)
def test_no_text_overlaps_another_or_leaves_the_page(name: str) -> None:
    picture = draw_path(logit_path(load(name)), source=load(name))
    check(picture)
    assert picture.scene.title.startswith(f"{load(name).title}, quantal response")


def test_many_lines_can_be_read() -> None:
    check(draw_path(logit_path(WIDE)))


def test_a_fit_marks_what_was_observed() -> None:
    fit = fit_logit(PENNIES, {"row": {"1": 64, "2": 36}})
    picture = draw_path(fit.path, fit)
    check(picture)
    assert picture.scene.title == "Pennies, quantal response fitted to 100 choices"
    assert "observed shares, at the fitted precision" in picture.svg
    check(draw_path(fit.path, fit_logit(PENNIES, {"row": {"2": 9}}, path=fit.path)))


def test_bifurcations_and_values_that_were_set_are_told() -> None:
    assert "bifurcation at precision 1.37218" in draw_path(logit_path(load("chicken"))).svg
    model = load("price_monitoring").with_values(temu_sales=3)
    picture = draw_path(logit_path(model), source=model)
    assert picture.scene.title == "Price monitoring at temu_sales = 3, quantal response"


@pytest.mark.parametrize(("suffix", "start"), [(".svg", b"<?xml"), (".png", b"\x89PNG"), (".pdf", b"%PDF")])
def test_every_format_can_be_written(suffix: str, start: bytes, tmp_path: Path) -> None:
    file = draw_path(logit_path(PENNIES)).save(tmp_path / f"path{suffix}")
    assert file.read_bytes().startswith(start)


def test_games_that_cannot_be_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UnsupportedGameError, match="got one without; there is no curve"):
        draw_path(logit_path(NormalFormGame.zero_sum([[1]])))
    monkeypatch.setattr(path_picture, "MOST_PANELS", 1)
    with pytest.raises(UnsupportedGameError, match="panels for at most 1 players or information sets, got 2"):
        draw_path(logit_path(PENNIES))
