"""Texts broken into lines: labels into even ones, paragraphs into full ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gametheory.rendering.pictures.style import Font

ELLIPSIS = "…"
BETWEEN_CHOICES = "; "
"""In the names of plans of a tree, as ``to_normal_form`` makes them."""


class Ruler(Protocol):
    """Whatever can tell how wide a text is."""

    def width(self, text: str, font: Font) -> float:
        """Return the width of one line in points."""
        ...


def wrap(
    text: str, font: Font, max_width: float, ruler: Ruler, *, max_lines: int = 4, is_even: bool = True
) -> tuple[str, ...]:
    """Return the lines of a text, as few as fit the width.

    Words wider than a line are broken; a text of more than ``max_lines`` lines is cut and ends in an ellipsis. White
    space of any kind separates words. An empty text has no lines.

    Parameters
    ----------
    text, font
        What is written, and how.
    max_width
        Of a line, in points.
    ruler
        Measures widths.
    max_lines
        At least 1.
    is_even
        Whether lines differ as little in width as possible, as labels do; otherwise every line is filled, as in a
        paragraph.
    """
    words = [part for word in text.split() for part in _broken(word, font, max_width, ruler)]
    if not words:
        return ()
    widths = [ruler.width(word, font) for word in words]
    space = ruler.width("a a", font) - ruler.width("aa", font)
    counts = _greedy(widths, space, max_width)
    if len(counts) > max_lines:
        kept = sum(counts[:max_lines])
        lines = _joined(words[:kept], counts[:max_lines])
        return (*lines[:-1], _cut(lines[-1], font, max_width, ruler))
    return _joined(words, _balanced(widths, space, max_width, len(counts)) if is_even else counts)


def wrap_plan(text: str, font: Font, max_width: float, ruler: Ruler) -> tuple[str, ...]:
    """Return the lines of an action's name; of a plan every choice begins a line, and none is left out.

    Plans of a tree are named as in its normal form: ``enter=In; reply=Fight``.
    """
    *choices, last = text.split(BETWEEN_CHOICES)
    return tuple(
        line for part in (*(f"{choice};" for choice in choices), last) for line in wrap(part, font, max_width, ruler)
    )


def _broken(word: str, font: Font, max_width: float, ruler: Ruler) -> list[str]:
    """Return a word in parts that fit the width, at least one character each."""
    parts = []
    while ruler.width(word, font) > max_width and len(word) > 1:
        length = len(word) - 1
        while length > 1 and ruler.width(word[:length], font) > max_width:
            length = min(length - 1, int(length * max_width / ruler.width(word[:length], font)) or 1)
        parts.append(word[:length])
        word = word[length:]
    return [*parts, word]


def _greedy(widths: Sequence[float], space: float, max_width: float) -> list[int]:
    """Return the number of words on each line when every line takes as many as fit."""
    counts: list[int] = []
    used = max_width
    for width in widths:
        if counts and used + space + width <= max_width:
            counts[-1] += 1
            used += space + width
        else:
            counts.append(1)
            used = width
    return counts


def _balanced(widths: Sequence[float], space: float, max_width: float, num_lines: int) -> list[int]:
    """Return the words on each of that many lines, for the smallest line width that needs no more lines."""
    narrow, wide = max(widths), max(max_width, *widths)
    while wide - narrow > 0.5:
        middle = (narrow + wide) / 2
        if len(_greedy(widths, space, middle)) > num_lines:
            narrow = middle
        else:
            wide = middle
    return _greedy(widths, space, wide)


def _joined(words: Sequence[str], counts: Sequence[int]) -> tuple[str, ...]:
    """Return lines of that many words."""
    lines, start = [], 0
    for count in counts:
        lines.append(" ".join(words[start : start + count]))
        start += count
    return tuple(lines)


def _cut(line: str, font: Font, max_width: float, ruler: Ruler) -> str:
    """Return a line that ends in an ellipsis and fits."""
    while line and ruler.width(line + ELLIPSIS, font) > max_width:
        line = line[:-1].rstrip()
    return line + ELLIPSIS
