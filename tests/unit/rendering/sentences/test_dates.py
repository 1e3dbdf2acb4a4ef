"""Dates in words."""

from __future__ import annotations

import pytest

from gametheory.models.definitions import YearMonth
from gametheory.rendering.sentences.dates import date_text


@pytest.mark.parametrize(("month", "text"), [(0, "2024"), (1, "January 2024"), (12, "December 2024")])
def test_months_are_named(month: int, text: str) -> None:
    assert date_text(YearMonth(2024, month)) == text
