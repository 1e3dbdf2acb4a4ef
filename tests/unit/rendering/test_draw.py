"""The public function: what it accepts, refuses and writes."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from gametheory import MixedProfile, NormalFormGame, draw
from gametheory.errors import InvalidParameterError, InvalidProfileError, UnsupportedGameError
from gametheory.rendering.draw import draw_svg
from gametheory.rendering.scene import Text
from rendering import sample_games

HORSE = sample_games.horse()
SOLUTION = sample_games.solution_of(sample_games.random_behavior(HORSE, 1), sample_games.random_behavior(HORSE, 2))
SIGNATURES = {".svg": b"<?xml", ".PNG": b"\x89PNG", ".pdf": b"%PDF"}


def contents(picture) -> str:
    return " ".join(item.content for item in picture.scene.items if isinstance(item, Text))


@pytest.mark.parametrize("suffix", SIGNATURES)
def test_saving(suffix: str, tmp_path: Path) -> None:
    target = tmp_path / f"tree{suffix}"
    picture = draw(HORSE, path=target)
    assert target.read_bytes().startswith(SIGNATURES[suffix])
    assert picture.save(str(target)) == target


@pytest.mark.parametrize("name", ["tree.bmp", "tree"])
def test_unknown_suffixes(name: str, tmp_path: Path) -> None:
    with pytest.raises(InvalidParameterError, match=rf"ending in \.svg, \.png or \.pdf, got '{name}'"):
        draw(HORSE, path=name)
    with pytest.raises(InvalidParameterError, match="ending in"):
        draw(HORSE).save(tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_notebooks() -> None:
    picture = draw(HORSE)
    assert picture._repr_svg_() == picture.svg == HORSE._repr_svg_() == draw_svg(HORSE)
    assert SOLUTION._repr_svg_() == draw(HORSE, SOLUTION).svg != picture.svg
    assert repr(picture).startswith('<Picture "Selten\'s horse": ')


def test_models_are_drawn_at_their_values() -> None:
    assert draw(SimpleNamespace(to_game=lambda: HORSE)).svg == draw(HORSE).svg


def test_which_equilibrium() -> None:
    assert "2 of 2" in contents(draw(HORSE, SOLUTION))
    assert "1 of 2" in contents(draw(HORSE, SOLUTION, 0))
    assert "1 of 2" in contents(draw(HORSE, SOLUTION.replace(leading=None)))
    none = draw(HORSE, SOLUTION.replace(equilibria=(), leading=None))
    assert "No equilibrium is shown" in contents(none)


def test_equilibria_that_are_not_there() -> None:
    with pytest.raises(InvalidProfileError, match="index of one of 2 equilibria, from 0, got 2"):
        draw(HORSE, SOLUTION, 2)
    with pytest.raises(InvalidProfileError, match="expected a solution to take equilibrium 0 from"):
        draw(HORSE, None, 0)
    with pytest.raises(InvalidProfileError, match="drawn, 'Beer and quiche', got one of \"Selten's horse\""):
        draw(sample_games.beer_and_quiche(), SOLUTION)


def test_orientation() -> None:
    right, down = (draw(HORSE, orientation=orientation).scene for orientation in ("right", "down"))
    assert right.width != down.width
    with pytest.raises(InvalidParameterError, match="expected orientation 'right' or 'down', got 'up'"):
        draw(HORSE, orientation="up")


def test_tables() -> None:
    game = sample_games.random_table(2, 2, 3)
    solution = sample_games.solution_of(MixedProfile(game, [["1/4", "3/4"], ["1/2", "1/2", 0]]))
    assert "Shaded" in contents(draw(game, solution))
    assert "Shaded" not in contents(draw(game))


def test_games_too_large_for_a_picture() -> None:
    game = NormalFormGame(np.zeros((2, 31, 2), dtype=np.int64), title="Wide")
    with pytest.raises(UnsupportedGameError, match="at most 30 actions"):
        draw(game)
    assert draw_svg(game).startswith("<?xml")
