"""Observed choices in CSV files.

The first row names the columns ``player``, ``action``, ``count`` and, for trees, ``infoset``, in any order; each
further row is one action. Rows of the same action add up. Lines above it that begin with # are comments::

    player,infoset,action,count
    ann,first turn,Stop,20
    ann,first turn,Pass,261
"""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

from gametheory.core.names import nearest
from gametheory.errors import FileMistake, MalformedGameFileError

COLUMNS = ("player", "infoset", "action", "count")
LARGEST_FILE = 16_000_000
"""Bytes of the largest file that is read."""
MOST_DIGITS = 15
"""Digits of the largest count."""


def read_counts(file: str | Path) -> dict[str, dict[str, Any]]:
    """Return the counts of a CSV file by player, information set where there is that column, and action.

    Parameters
    ----------
    file
        Its path.

    Raises
    ------
    MalformedGameFileError
        If the file cannot be read, a column is missing or unknown, or a count is not a whole number.
    """
    path = Path(file)
    try:
        with path.open("rb") as stream:
            data = stream.read(LARGEST_FILE + 1)
    except OSError as error:
        raise _mistake(path, f"cannot be read: {(error.strerror or 'unknown reason').lower()}", 0) from error
    if len(data) > LARGEST_FILE:
        raise _mistake(path, f"expected at most {LARGEST_FILE:,} bytes of counts, got more; add up equal rows", 0)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _mistake(path, "expected text in UTF-8, got other bytes; save the table as UTF-8", 0) from error
    return counts_of_text(text, path)


def counts_of_text(text: str, path: Path) -> dict[str, dict[str, Any]]:
    r"""Return the counts of the text of a CSV file; ``path`` is its name in errors.

    Raises
    ------
    MalformedGameFileError
        If a column is missing or unknown, or a count is not a whole number.

    Examples
    --------
    >>> counts_of_text("player,action,count\nrow,T,3\nrow,B,4\nrow,T,2", Path("data.csv"))
    {'row': {'T': 5, 'B': 4}}
    """
    try:
        rows = list(csv.reader(io.StringIO(text), strict=True))
    except csv.Error as error:
        raise _mistake(path, f"expected a table with commas, got {error}; check its quotation marks", 1) from error
    start = next((line for line, row in enumerate(rows) if row and not row[0].startswith("#")), 0)
    heading = [name.strip() for name in rows[start]] if rows else []
    _check_heading(heading, path)
    found: dict[str, dict[str, Any]] = {}
    for line, row in enumerate(rows[start + 1 :], start=start + 2):
        if not any(cell.strip() for cell in row):
            continue
        if len(row) != len(heading):
            raise _mistake(path, f"expected {len(heading)} cells, got {len(row)}; write one for each column", line)
        cells = dict(zip(heading, (cell.strip() for cell in row), strict=True))
        place = found.setdefault(cells["player"], {})
        if "infoset" in cells:
            place = place.setdefault(cells["infoset"], {})
        place[cells["action"]] = place.get(cells["action"], 0) + _count(cells["count"], path, line)
    return found


def _check_heading(heading: list[str], path: Path) -> None:
    """Raise MalformedGameFileError unless the first row names the columns."""
    for name in heading:
        if name not in COLUMNS:
            raise _mistake(path, f"expected the columns {', '.join(COLUMNS)}, got {name!r}{nearest(name, COLUMNS)}", 1)
        if heading.count(name) > 1:
            raise _mistake(path, f"expected each column once, got {name!r} twice; take one out", 1)
    missing = [name for name in COLUMNS if name != "infoset" and name not in heading]
    if missing:
        raise _mistake(path, f"expected a column {missing[0]!r} in the first row, got none; add it", 1)


def _count(text: str, path: Path, line: int) -> int:
    """Return a whole number of observations."""
    if not (text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS):
        raise _mistake(path, f"expected a whole number of observations, at least 0, got {text[:40]!r}", line)
    return int(text)


def _mistake(path: Path, message: str, line: int) -> MalformedGameFileError:
    """Return the error that tells a mistake in a file."""
    return MalformedGameFileError([FileMistake(message, line, 1 if line else 0)], str(path))
