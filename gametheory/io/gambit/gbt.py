"""Gambit's workbooks (``.gbt``): XML around the text of a tree or a table."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gametheory.io.gambit.efg_reader import read_efg
from gametheory.io.gambit.nfg_reader import read_nfg
from gametheory.io.prescan import FORBIDDEN, Source

if TYPE_CHECKING:
    from gametheory.io.gambit.head import ReadGame

_OPENING = re.compile(r"<(efgfile|nfgfile)\s*>")
_CDATA = re.compile(r"\s*<!\[CDATA\[(.*)\]\]>\s*", re.DOTALL)
_ENTITY = re.compile(r"&(?:(lt|gt|amp|quot|apos)|#(\d{1,7})|#x([0-9a-fA-F]{1,6}));")
_CHARACTERS = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "apos": "'"}
_LARGEST = 0x10FFFF


def read_gbt(source: Source) -> ReadGame:
    """Return the game in a workbook of Gambit's; what else it holds, such as colors, is passed over.

    Parameters
    ----------
    source
        The text, with line feeds as line ends.

    Raises
    ------
    MalformedGameFileError
        If there is no game in it, or the game is not in the format.
    InconsistentGameFileError
        If the game is in the format but none.

    Examples
    --------
    >>> from gametheory.io.prescan import Source
    >>> text = '<gambit:document><game><efgfile>EFG 2 R "a &amp; b" { "A" } t "" 0</efgfile></game></gambit:document>'
    >>> read_gbt(Source(text, "one.gbt")).given.game.title
    'a & b'
    """
    opening = _OPENING.search(source.text)
    if opening is None:
        raise source.malformed(0, "expected a workbook of Gambit's with <efgfile> or <nfgfile>, got neither")
    closing = source.text.rfind(f"</{opening.group(1)}")
    if closing < opening.end():
        raise source.malformed(opening.start(), f"expected </{opening.group(1)}> behind the game, got none")
    before = _blank(source.text[: opening.end()])
    inner = Source(before + _plain(source.text[opening.end() : closing]), source.path)
    return read_efg(inner) if opening.group(1) == "efgfile" else read_nfg(inner)


def _blank(text: str) -> str:
    """Return as many lines as a text has, the last one as long as the text's."""
    return "\n" * text.count("\n") + " " * (len(text) - text.rfind("\n") - 1)


def _plain(text: str) -> str:
    """Return what stands between two tags: marked as plain, or with characters that are written as entities."""
    marked = _CDATA.fullmatch(text)
    if marked is None:
        return _ENTITY.sub(_character, text)
    return _blank(text[: marked.start(1)]) + marked.group(1)


def _character(found: re.Match[str]) -> str:
    """Return the character that an entity stands for; what stands for none that files may hold stays as it is."""
    name, decimal, hexadecimal = found.groups()
    if name:
        return _CHARACTERS[name]
    code = int(decimal) if decimal else int(hexadecimal, 16)
    character = chr(code) if code <= _LARGEST else ""
    return character if character and character != "\r" and not FORBIDDEN.match(character) else found.group()


def wrapped(text: str) -> str:
    """Return a workbook around the text of a tree or a table.

    Examples
    --------
    >>> print(wrapped('EFG 2 R "a < b" { "A" } t "" 0'))
    <?xml version="1.0" encoding="UTF-8"?>
    <gambit:document xmlns:gambit="http://gambit.sourceforge.net/" version="0.1">
    <game>
    <efgfile>
    EFG 2 R "a &lt; b" { "A" } t "" 0
    </efgfile>
    </game>
    </gambit:document>
    <BLANKLINE>
    """
    tag = "efgfile" if text.startswith("EFG") else "nfgfile"
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<gambit:document xmlns:gambit="http://gambit.sourceforge.net/" version="0.1">\n'
        f"<game>\n<{tag}>\n{escaped.rstrip()}\n</{tag}>\n</game>\n</gambit:document>\n"
    )
