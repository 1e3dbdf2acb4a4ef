"""Axes of probabilities: ticks, fractions, and the actions at the ends."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

from gametheory import NormalFormGame
from gametheory.rendering.pictures.canvas import FontRuler
from gametheory.rendering.pictures.number_labels import NumberLabels
from gametheory.rendering.pictures.probability_axis import ProbabilityAxis, place_names
from gametheory.rendering.pictures.scene import Line, Sheet, Text
from gametheory.rendering.pictures.style import INK, NOTE_FONT
from gametheory.rendering.pictures.text_block import TypeSetter

SETTER = TypeSetter(FontRuler())
GAME = NormalFormGame.from_bimatrix(
    [[3, 0], [1, 2]], [[1, 0], [0, 4]], players=["row", "column"], actions=[["Top", "Bottom"], ["1", "2"]]
)


def contents(sheet: Sheet) -> list[str]:
    return [item.content for item in sheet.items if isinstance(item, Text)]


def test_the_axis_below_reads_from_left_to_right() -> None:
    sheet = Sheet()
    bottom = ProbabilityAxis(GAME, 0, SETTER, NumberLabels()).below(sheet, {Fraction(4, 5)}, 200.0, 100.0)
    assert contents(sheet) == ["0", "Bottom", "4/5", "1", "Top", "→ row: probability of Top"]
    assert [item.points[0] for item in sheet.items if isinstance(item, Line)] == [(0, 100), (160, 100), (200, 100)]
    assert bottom > 130


def test_the_axis_beside_reads_upwards_and_names_numbered_actions() -> None:
    sheet = Sheet()
    ProbabilityAxis(GAME, 1, SETTER, NumberLabels()).beside(sheet, {Fraction(0), Fraction(1, 4)}, 200.0)
    assert contents(sheet) == ["1", "action 1", "1/4", "0", "action 2", "↑ column: probability of action 1"]
    assert [item.points[0] for item in sheet.items if isinstance(item, Line)] == [(0, 0), (0, 150), (0, 200)]


def test_near_thresholds_make_room() -> None:
    sheet = Sheet()
    near = {Fraction(1, 1000), Fraction(1, 500)}
    ProbabilityAxis(GAME, 0, SETTER, NumberLabels()).below(sheet, near, 200.0, 0.0)
    numbers = [item for item in sheet.items if isinstance(item, Text) and item.content in {"0", "1/1000", "1/500"}]
    for one, other in pairwise(numbers):
        assert other.x > one.x + SETTER.ruler.width(one.content, one.font)


def test_names_stand_below_their_stretches() -> None:
    sheet = Sheet()
    blocks = [SETTER.lines([name], NOTE_FONT, INK) for name in ("A name that is long", "Short", "And another one")]
    ends = [(0.0, 98.0), (98.0, 101.0), (101.0, 200.0)]
    bottom = place_names(sheet, [(*pair, block) for pair, block in zip(ends, blocks, strict=True)], 10.0, (0.0, 200.0))
    texts = [item for item in sheet.items if isinstance(item, Text)]
    assert [text.content for text in texts] == ["A name that is long", "Short", "And another one"]
    for one, other in pairwise(texts):
        assert other.x > one.x + SETTER.ruler.width(one.content, one.font)
    assert bottom == 10.0 + 9.0 + NOTE_FONT.line_height
