"""What is played at one place, in a cell."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

import pytest

from gametheory.rendering.tables.strategy_text import EXCLUDED, strategy_text

THIRD = Fraction(1, 3)


@pytest.mark.parametrize(
    ("probabilities", "text"),
    [
        ({"Top": Fraction(0), "Bottom": Fraction(1)}, "Bottom"),
        ({"Top": THIRD, "Middle": Fraction(0), "Bottom": 2 * THIRD}, "Top 1/3, Bottom 2/3"),
        ({"Left": 0.25, "Right": 0.75}, "Left 0.25, Right 0.75"),
        (None, EXCLUDED),
    ],
)
def test_texts_name_what_is_played(probabilities: Mapping[str, Fraction | float] | None, text: str) -> None:
    assert strategy_text(probabilities) == text
