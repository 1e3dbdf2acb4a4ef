"""Short ways to read a piece of a game file."""

from __future__ import annotations

from pathlib import Path

from gametheory.io.reading import Reading
from gametheory.io.yaml_nodes import Mapping, Node, Scalar, read_nodes


def reading_of(text: str, folder: Path | None = None) -> tuple[Reading, Node]:
    """Return a reading and the node that a text is."""
    document = read_nodes(text, "piece.yaml")
    return Reading(document.source, folder, list(document.mistakes)), document.root


def fields_of(text: str, folder: Path | None = None) -> tuple[Reading, dict[str, tuple[Scalar, Node]]]:
    """Return a reading and the keys of the mapping that a text is."""
    reading, root = reading_of(text, folder)
    if not isinstance(root, Mapping):
        raise TypeError(text)
    return reading, {key.text: (key, value) for key, value in root.items()}


def sentences(reading: Reading) -> list[str]:
    """Return what was noted so far, with places."""
    mistakes = reading.malformed_mistakes + reading.inconsistent_mistakes
    return [f"{mistake.line}:{mistake.column}: {mistake.message}" for mistake in mistakes]
