"""Dates for readers."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gametheory.models.definitions import YearMonth

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def date_text(date: YearMonth) -> str:
    """Return a date in words.

    Examples
    --------
    >>> from gametheory.models.definitions import YearMonth
    >>> date_text(YearMonth(2022, 9)), date_text(YearMonth(2024))
    ('September 2022', '2024')
    """
    return f"{MONTHS[date.month - 1]} {date.year}" if date.month else str(date.year)
