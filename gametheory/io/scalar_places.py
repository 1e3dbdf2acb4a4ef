"""Places inside a scalar: which character of the file a character of its value came from."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gametheory.io.yaml_nodes import Scalar

_PLAIN = re.compile(r"\S")
_SINGLE = re.compile(r"''|\S")
_DOUBLE = re.compile(r"\\(?:x..|u.{4}|U.{8}|\r\n?|.)|\S", re.DOTALL)
_BLANK_ESCAPE = re.compile(r"\\(?:[tnrvfe0abNLP_ \t\r\n]|x(?:[01].|20|a0)|u00(?:[01].|20|a0))")


def offset_in_file(text: str, scalar: Scalar, position: int) -> int:
    """Return the offset in the file of a character of a scalar's value.

    Parameters
    ----------
    text
        The file.
    scalar
        A node of it.
    position
        Index into ``scalar.text``; its length means behind the last character.

    Notes
    -----
    Visible characters come in the same order in the file and in the value, however lines are folded, so the n-th of
    one is the n-th of the other. Between two of them the answer is the one that follows.
    """
    if not scalar.style and scalar.end - scalar.start == len(scalar.text):
        return scalar.start + position
    before = sum(1 for character in scalar.text[:position] if not _is_blank(character))
    last = scalar.start
    for index, (start, end) in enumerate(_visible(text, scalar)):
        if index == before:
            return start
        last = end
    return last


def _is_blank(character: str) -> bool:
    """Whether a character is white space or invisible, as the escapes in ``_BLANK_ESCAPE``."""
    return character.isspace() or character < " " or character == "\x7f"


def _visible(text: str, scalar: Scalar) -> Iterator[tuple[int, int]]:
    """Yield start and end in the file of each visible character of the value."""
    start, end = scalar.start, scalar.end
    if scalar.style in ("|", ">"):
        header = re.compile(r"[^\r\n]*").match(text, start)
        start = header.end() if header else start
    elif scalar.style:
        start, end = start + 1, end - 1
    pattern = {"'": _SINGLE, '"': _DOUBLE}.get(scalar.style, _PLAIN)
    for match in pattern.finditer(text, start, end):
        if not (scalar.style == '"' and _BLANK_ESCAPE.match(match.group())):
            yield match.span()
