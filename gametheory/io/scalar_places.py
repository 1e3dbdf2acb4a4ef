"""Places inside a scalar: which character of the file a character of its value came from."""

from __future__ import annotations

import re
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from gametheory.io.yaml_nodes import Scalar

_PLAIN = re.compile(r"\S")
_SINGLE = re.compile(r"''|\S")
_DOUBLE = re.compile(r"\\(?:x..|u.{4}|U.{8}|\r\n?|.)|\S", re.DOTALL)
_BLANK_ESCAPE = re.compile(r"\\(?:[tnrvfe0abNLP_ \t\r\n]|x(?:[01].|20|7[fF]|a0)|u00(?:[01].|20|7[fF]|a0))")


def offsets_in_file(text: str, scalar: Scalar) -> Callable[[int], int]:
    """Return the function from a position in a scalar's value to the offset of that character in the file.

    Parameters
    ----------
    text
        The file.
    scalar
        A node of it. The position behind its last character has an offset too.

    Notes
    -----
    Visible characters come in the same order in the file and in the value, however lines are folded, so the n-th of
    one is the n-th of the other; a blank between two of them answers with the one that follows. Linear in the length,
    once.
    """
    if not scalar.style and scalar.end - scalar.start == len(scalar.text):
        return lambda position: scalar.start + position
    spans = list(_visible_characters(text, scalar))
    starts = [start for start, _ in spans] + [spans[-1][1] if spans else scalar.start]
    before = [0, *accumulate(not _is_blank(character) for character in scalar.text)]
    return lambda position: starts[min(before[position], len(spans))]


def _is_blank(character: str) -> bool:
    """Whether a character is white space or invisible, as the escapes in ``_BLANK_ESCAPE``."""
    return character.isspace() or character < " " or character == "\x7f"


def _visible_characters(text: str, scalar: Scalar) -> Iterator[tuple[int, int]]:
    """Yield start and end in the file of each visible character of the value."""
    start, end = scalar.start, scalar.end
    if scalar.style in ("|", ">"):
        while start < end and text[start] not in "\r\n":
            start += 1
    elif scalar.style:
        start, end = start + 1, end - 1
    pattern = {"'": _SINGLE, '"': _DOUBLE}.get(scalar.style, _PLAIN)
    for match in pattern.finditer(text, start, end):
        if not (scalar.style == '"' and _BLANK_ESCAPE.match(match.group())):
            yield match.span()
