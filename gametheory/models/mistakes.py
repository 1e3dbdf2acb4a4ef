"""Collecting mistakes, so that all that can be told independently are told at once."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from gametheory.errors import FileMistake, InconsistentGameFileError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gametheory.models.places import Place


class Mistakes:
    """The mistakes found so far, each told once."""

    def __init__(self) -> None:
        self._found: dict[FileMistake, None] = {}

    def add(self, message: str, place: Place) -> None:
        """Note a mistake."""
        self._found[FileMistake(message, place.line, place.column)] = None

    def __len__(self) -> int:
        return len(self._found)

    def extend(self, others: Mistakes) -> None:
        """Note the mistakes of another collection."""
        self._found.update(others._found)

    def raise_if_any(self, path: str) -> None:
        """Raise InconsistentGameFileError if a mistake was noted."""
        if self._found:
            raise InconsistentGameFileError(list(self._found), path)


def nearest(name: str, candidates: Iterable[str]) -> str:
    """Return ``; did you mean '...'?`` with the nearest right name, or nothing where none is near."""
    near = get_close_matches(name, list(dict.fromkeys(candidates)), 1)
    return f"; did you mean {near[0]!r}?" if near else ""
