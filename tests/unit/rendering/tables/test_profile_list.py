"""Lists of profiles for many players."""

from __future__ import annotations

import numpy as np

from gametheory import MixedProfile, NormalFormGame
from gametheory.core.distributions import Distribution
from gametheory.rendering.pictures.canvas import FontRuler
from gametheory.rendering.pictures.number_labels import NumberLabels
from gametheory.rendering.pictures.scene import Box, Line, Text
from gametheory.rendering.pictures.style import INK
from gametheory.rendering.pictures.table_cells import TableCells
from gametheory.rendering.pictures.text_block import TypeSetter
from gametheory.rendering.tables.profile_list import draw_profile_list

GAME = NormalFormGame(np.arange(4 * 2 * 3).reshape(4, 2, 1, 3, 1), players=["a", "b", "c", "d"])


def drawn(profile: MixedProfile | Distribution | None = None):
    return draw_profile_list(TableCells(GAME, TypeSetter(FontRuler()), NumberLabels(), profile))


def test_rows_are_profiles() -> None:
    items = drawn().sheet.items
    rows: dict[float, list[str]] = {}
    for text in items:
        if isinstance(text, Text):
            rows.setdefault(round(text.baseline), []).append(text.content)
    listed = list(rows.values())
    assert listed[0] == ["Actions", "Payoffs"]
    assert listed[1] == ["a", "b", "c", "d", "a", "b", "c", "d"]
    payoffs = [row[4:] for row in listed[2:]]
    assert payoffs == [[str(6 * player + number) for player in range(4)] for number in range(6)]


def test_the_pure_equilibrium_is_framed_and_what_is_played_is_shaded() -> None:
    drawing = drawn(MixedProfile(GAME, [["1/2", "1/2"], [1], [0, 0, 1], [1]]))
    frames = [item for item in drawing.sheet.items if isinstance(item, Line) and item.color == INK]
    assert len(frames) == 1
    assert len([item for item in drawing.sheet.items if isinstance(item, Box)]) == 2
    assert "1/2" in [item.content for item in drawing.sheet.items if isinstance(item, Text)]
    assert frames[0].points[2][1] <= drawing.height + 3


def test_probabilities_of_a_distribution_have_a_column() -> None:
    drawing = drawn(Distribution(GAME, {(0, 0, 1, 0): "1/5", (1, 0, 2, 0): "4/5"}))
    texts = [item for item in drawing.sheet.items if isinstance(item, Text)]
    assert "Probability" in [text.content for text in texts]
    likely = [text for text in texts if "/5" in text.content]
    assert [text.content for text in likely] == ["1/5", "4/5"]
    assert all(text.x <= drawing.width for text in likely)
