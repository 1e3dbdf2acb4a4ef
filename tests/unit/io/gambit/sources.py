"""Texts of other programs' files, as their readers take them."""

from __future__ import annotations

from gametheory.io.prescan import Source

HEAD = 'EFG 2 R "t" { "A" "B" }\n""\n\n'


def source(text: str) -> Source:
    """The text of a file called ``f``."""
    return Source(text, "f")
