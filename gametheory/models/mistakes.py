"""Collecting mistakes, so that all that can be told independently are told at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gametheory.errors import FileMistake, InconsistentGameFileError

if TYPE_CHECKING:
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
