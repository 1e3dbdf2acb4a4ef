from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from math import dist

import numpy as np
import pytest

from gametheory import NormalFormGame
from gametheory.core.solution import Coverage
from gametheory.rendering.pictures.axes import Scale
from gametheory.rendering.pictures.canvas import FontRuler
from gametheory.rendering.pictures.equilibrium_marks import DISC_SIZE
from gametheory.rendering.pictures.number_labels import NumberLabels
from gametheory.rendering.pictures.payoff_set_marks import MOST_LETTERS, SMALL_STAR, NashMarks, PayoffFrame
from gametheory.rendering.pictures.scene import Box, Line, Marker, Sheet
from gametheory.rendering.pictures.text_block import TypeSetter
from gametheory.studies.nash_payoffs import nash_payoffs

FRAME = PayoffFrame(Scale(0.0, 10.0, 0.0, 200.0), Scale(0.0, 10.0, 100.0, 0.0))


def marks_of(game: NormalFormGame) -> tuple[NashMarks, Sheet]:
    marks, sheet = NashMarks(nash_payoffs(game, seconds=10), game, NumberLabels()), Sheet()
    marks.draw(sheet, FRAME, TypeSetter(FontRuler()), (0.0, 0.0))
    return marks, sheet


def test_places_go_right_and_up() -> None:
    assert FRAME.place([Fraction(5, 2), Fraction(10)]) == (50.0, 0.0)
    assert FRAME.middle == (100.0, 50.0)
    assert FRAME.holds((10.0, 50.0), 10.0)
    assert not FRAME.holds((9.0, 50.0), 10.0)
    assert not FRAME.holds((50.0, 95.0), 10.0)


def test_an_area_for_two_ranges_and_a_band_for_one() -> None:
    game = NormalFormGame.from_bimatrix([[1, 4], [1, 4]], [[3, 3], [8, 8]])
    marks, sheet = marks_of(game)
    (area,) = (item for item in sheet.items if isinstance(item, Box))
    assert (area.x, area.y, area.width, area.height) == pytest.approx((20.0, 20.0, 60.0, 50.0))
    assert marks.notes == ("A: several equilibria. Expected payoffs: Player 1: from 1 to 4, Player 2: from 3 to 8.",)
    assert len(marks.reading) == 2
    band = NormalFormGame.from_bimatrix([[1, 4]], [[3, 3]])
    _, sheet = marks_of(band)
    assert any(isinstance(item, Line) and item.points == ((20.0, 70.0), (80.0, 70.0)) for item in sheet.items)


def test_letters_keep_away_from_other_marks() -> None:
    game = NormalFormGame.from_bimatrix([[6, 2], [7, 0]], [[6, 7], [2, 0]])
    _, sheet = marks_of(game)
    markers = [item for item in sheet.items if isinstance(item, Marker)]
    discs = [marker for marker in markers if marker.shape == "circle"]
    stars = [marker for marker in markers if marker.shape == "star"]
    assert len(discs) == len(stars) == 3
    assert all(dist((disc.x, disc.y), (star.x, star.y)) > DISC_SIZE for disc in discs for star in stars)


def test_many_payoffs_are_stars_without_letters() -> None:
    assert MOST_LETTERS < 15
    game = NormalFormGame.from_bimatrix(np.diag([1, 2, 3, 4]), np.diag([4, 3, 2, 1]))
    marks, sheet = marks_of(game)
    assert "15 different payoffs of Nash equilibria, without letters." in marks.notes
    assert marks.reading == ("Stars: Nash equilibria.",)
    markers = [item for item in sheet.items if isinstance(item, Marker)]
    assert {(marker.shape, marker.size) for marker in markers} == {("star", SMALL_STAR)}


def test_where_none_was_found() -> None:
    game = NormalFormGame.from_bimatrix([[1]], [[1]])
    marks = NashMarks(None, game, NumberLabels())
    assert marks.notes == ("No Nash equilibrium was found in time.",)
    assert marks.reading == ()


def test_without_the_mixed_equilibria_there_may_be_others() -> None:
    game = NormalFormGame.from_bimatrix([[6, 2], [7, 0]], [[6, 7], [2, 0]])
    found = nash_payoffs(game, seconds=10)
    assert found is not None
    pure = replace(found, solution=found.solution.replace(coverage=Coverage.ALL_PURE))
    assert NashMarks(pure, game, NumberLabels()).notes[-1] == "There may be other Nash equilibria."
    assert "There may be other Nash equilibria." not in NashMarks(found, game, NumberLabels()).notes
