"""Stars, discs and lines of words for equilibria."""

from __future__ import annotations

from fractions import Fraction

from gametheory import NormalFormGame
from gametheory.rendering.pictures.canvas import FontRuler
from gametheory.rendering.pictures.equilibrium_marks import (
    component_area,
    component_band,
    equilibrium_star,
    place_disc,
    point_note,
    reading_note,
    strategy_text,
)
from gametheory.rendering.pictures.number_labels import NumberLabels
from gametheory.rendering.pictures.scene import Line, Marker, Sheet, Text
from gametheory.rendering.pictures.style import EQUILIBRIUM_COLOR, INK, PAPER
from gametheory.rendering.pictures.text_block import TypeSetter

SETTER = TypeSetter(FontRuler())
GAME = NormalFormGame.from_bimatrix(
    [[3, 0], [1, 2]],
    [[1, 0], [0, 4]],
    players={"a": "Amazon", "t": "Temu"},
    actions=[["Top", "Bottom"], ["Left", "Right"]],
)


def test_discs() -> None:
    for is_shown, colors in ((False, (PAPER, INK)), (True, (INK, PAPER))):
        sheet = Sheet()
        place_disc(sheet, (1.0, 2.0), (9.0, 7.0), "B", is_shown=is_shown, setter=SETTER)
        line, marker, text = sheet.items
        assert isinstance(line, Line)
        assert line.points == ((1.0, 2.0), (9.0, 7.0))
        assert isinstance(marker, Marker)
        assert isinstance(text, Text)
        assert (marker.fill, text.color) == colors


def test_a_disc_at_its_place_has_no_line() -> None:
    sheet = Sheet()
    place_disc(sheet, (1.0, 2.0), (1.0, 2.0), "B", is_shown=False, setter=SETTER)
    assert [type(item) for item in sheet.items] == [Marker, Text]


def test_stars_bands_and_areas() -> None:
    star = equilibrium_star((3.0, 4.0), 9.0)
    assert (star.x, star.y, star.shape, star.size, star.fill) == (3.0, 4.0, "star", 9.0, EQUILIBRIUM_COLOR)
    assert component_band([(0.0, 0.0), (5.0, 1.0)]).points == ((0.0, 0.0), (5.0, 1.0))
    area = component_area((2.0, 3.0), 7.0, 5.0)
    assert (area.x, area.y, area.width, area.height) == (2.0, 3.0, 7.0, 5.0)


def test_words() -> None:
    mixed = ((Fraction(4, 5), Fraction(1, 5)), (Fraction(0), Fraction(1)))
    assert point_note("C", GAME, mixed, NumberLabels()) == (
        "C: Amazon plays Top with 4/5 and Bottom with 1/5; Temu plays Right. Expected payoffs: Amazon: 0.4, Temu: 0.8."
    )
    assert strategy_text(["L", "M", "R"], (Fraction(0), Fraction(1, 3), Fraction(2, 3)), NumberLabels()) == (
        "M with 1/3 and R with 2/3"
    )


def test_reading() -> None:
    assert reading_note(has_component=False, has_shown=False) == "Stars with letters: equilibria."
    both = reading_note(has_component=True, has_shown=True)
    assert "Band" in both
    assert "Black disc" in both
