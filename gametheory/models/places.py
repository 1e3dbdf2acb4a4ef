"""Where something stands in a game file."""

from __future__ import annotations

from typing import NamedTuple


class Place(NamedTuple):
    """A place in a game file.

    Parameters
    ----------
    line, column
        Counted from 1; both 0 where a description was written in Python and no file exists.
    """

    line: int = 0
    column: int = 0


NOWHERE = Place()
