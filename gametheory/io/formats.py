"""The formats that games are read from and written to, and how a file's is told."""

from __future__ import annotations

import re
from enum import Enum
from pathlib import Path

_HEAD = 1000
"""Characters of a file that tell its format."""


class Format(Enum):
    """A format of files; its value is what it is called in options.

    Examples
    --------
    >>> Format("efg").suffix, Format.GAME_FILE.value
    ('.efg', 'yaml')
    """

    GAME_FILE = "yaml"
    EFG = "efg"
    NFG = "nfg"
    GBT = "gbt"
    GAM = "gam"
    LRS = "lrs"

    @property
    def suffix(self) -> str:
        """The ending of files in this format."""
        return f".{self.value}"

    @property
    def is_table(self) -> bool:
        """Whether it holds games in normal form only."""
        return self in {Format.NFG, Format.GAM, Format.LRS}

    @property
    def has_labels(self) -> bool:
        """Whether it holds what players and actions are called."""
        return self not in {Format.GAM, Format.LRS}


_HEADS = (
    (re.compile(r"\s*EFG(?![^\s\"])"), Format.EFG),
    (re.compile(r"\s*NFG(?![^\s\"])"), Format.NFG),
    (re.compile(r"\s*(<\?xml[^>]{0,200}\?>\s*)?(<!DOCTYPE[^>]{0,200}>\s*)?<gambit:document"), Format.GBT),
)
_SUFFIXES = {".yaml": Format.GAME_FILE, ".yml": Format.GAME_FILE, ".json": Format.GAME_FILE} | {
    known.suffix: known for known in Format
}


def format_of_name(path: str | Path) -> Format | None:
    """Return the format that a file's ending tells, None where it tells none.

    Examples
    --------
    >>> format_of_name("kuhn.EFG"), format_of_name("-")
    (<Format.EFG: 'efg'>, None)
    """
    return _SUFFIXES.get(Path(path).suffix.lower())


def format_of_content(data: str | bytes, path: str | Path) -> Format:
    """Return the format that a file's beginning tells, else its ending, else that of game files.

    Examples
    --------
    >>> format_of_content('NFG 1 R "" { "a" } { 1 } 3', "game.txt")
    <Format.NFG: 'nfg'>
    """
    head = data[:_HEAD]
    text = head.decode("utf-8", "replace") if isinstance(head, bytes) else head
    for pattern, known in _HEADS:
        if pattern.match(text.removeprefix("\ufeff")):
            return known
    return format_of_name(path) or Format.GAME_FILE
