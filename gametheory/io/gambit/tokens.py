"""Words of Gambit's formats: quoted text, numbers, braces and commas, with their places."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, NoReturn, cast

from gametheory.errors import FileMistake, InconsistentGameFileError
from gametheory.io.number_text import is_number, parse_number

if TYPE_CHECKING:
    from fractions import Fraction

    from gametheory.io.prescan import Source

SPACE = r"\s*+"
QUOTED = r'"((?:[^"\\]++|\\.)*+)"'
"""Pattern of a quoted text; a backslash keeps the character after it from ending the text."""
MAX_INTEGER_DIGITS = 18
INTEGER = rf'([+-]?\d{{1,{MAX_INTEGER_DIGITS}}}+)(?![^\s"{{}},])'
FLAGS = re.ASCII | re.DOTALL
MAX_SHOWN = 40
"""Characters of a word that a sentence shows."""

_TOKEN = re.compile(rf'{SPACE}(?:({QUOTED})|([{{}},])|([^\s"{{}},]++)|(")|\Z)', FLAGS)
_ESCAPED = re.compile(r'\\(["\\])')
_INTEGER = re.compile(r"[+-]?\d+", re.ASCII)


class Kind(Enum):
    """What a word is."""

    TEXT = "a quoted text"
    NUMBER = "a number"
    SYMBOL = "a word"
    MARK = "a mark"
    UNCLOSED = "an opening quote"
    END = "the end of the file"


@dataclass(frozen=True, slots=True)
class Token:
    """One word.

    Parameters
    ----------
    kind
        What it is.
    text
        As the file has it, without quotes.
    start, end
        Offsets in the file, quotes included.
    """

    kind: Kind
    text: str
    start: int
    end: int

    @property
    def shown(self) -> str:
        """What a sentence calls it."""
        if self.kind is Kind.END:
            return Kind.END.value
        if self.kind is Kind.UNCLOSED:
            return "a quote that is never closed"
        return f"the text {brief(self.text)}" if self.kind is Kind.TEXT else brief(self.text)


class Cursor:
    r"""A place in a file, which moves on word by word; what does not fit is told with its place.

    Parameters
    ----------
    source
        The file.
    offset
        Where to begin.

    Examples
    --------
    >>> from gametheory.io.prescan import Source
    >>> cursor = Cursor(Source('"a \\"b\\"" { 1/3 }', "game.efg"))
    >>> cursor.take_text("the title"), cursor.is_at("{")
    ('a "b"', True)
    """

    def __init__(self, source: Source, offset: int = 0) -> None:
        self.source = source
        self.offset = offset

    def peek(self) -> Token:
        """Return the word that comes next."""
        # every character begins a word, an opening quote if nothing else
        found = cast("re.Match[str]", _TOKEN.match(self.source.text, self.offset))
        quoted, inner, mark, word, unclosed = found.groups()
        end = found.end()
        if quoted is not None:
            return Token(Kind.TEXT, inner, end - len(quoted), end)
        if mark is not None:
            return Token(Kind.MARK, mark, end - 1, end)
        if word is not None:
            kind = Kind.NUMBER if is_number(word) else Kind.SYMBOL
            return Token(kind, word, end - len(word), end)
        if unclosed is not None:
            return Token(Kind.UNCLOSED, unclosed, end - 1, end)
        return Token(Kind.END, "", end, end)

    def is_at(self, mark: str) -> bool:
        """Whether a mark comes next."""
        token = self.peek()
        return token.kind is Kind.MARK and token.text == mark

    def is_at_text(self) -> bool:
        """Whether a quoted text comes next; a quote that is never closed counts."""
        return self.peek().kind in {Kind.TEXT, Kind.UNCLOSED}

    def take(self, *words: str) -> str:
        """Pass one of several marks or words and return it."""
        token = self.peek()
        if token.kind in {Kind.TEXT, Kind.END, Kind.UNCLOSED} or token.text not in words:
            self.refuse(" or ".join(map(repr, words)))
        self.offset = token.end
        return token.text

    def take_text(self, what: str) -> str:
        """Pass a quoted text and return it."""
        token = self.peek()
        if token.kind is not Kind.TEXT:
            self.refuse(f"{what} in quotes")
        self.offset = token.end
        return unquoted(token.text)

    def take_integer(self, what: str) -> int:
        """Pass an integer and return it."""
        token = self.peek()
        if _INTEGER.fullmatch(token.text) is None or token.kind is not Kind.NUMBER:
            self.refuse(f"{what}, an integer")
        if len(token.text.lstrip("+-")) > MAX_INTEGER_DIGITS:
            self.refuse(f"{what}, an integer of at most {MAX_INTEGER_DIGITS} digits")
        self.offset = token.end
        return int(token.text)

    def take_number(self, what: str) -> int | Fraction:
        """Pass a number and return its exact value."""
        token = self.peek()
        if token.kind is not Kind.NUMBER:
            self.refuse(what)
        try:
            value = parse_number(token.text)
        except ValueError as error:
            raise self.source.malformed(token.start, str(error)) from None
        self.offset = token.end
        return value

    def refuse(self, expected: str) -> NoReturn:
        """Raise the error that something else was expected here."""
        token = self.peek()
        raise self.source.malformed(token.start, f"expected {expected}, got {token.shown}")


def brief(text: str) -> str:
    """Return a text in quotes for a sentence, or its beginning.

    Examples
    --------
    >>> brief("left")
    "'left'"
    """
    return repr(text if len(text) <= MAX_SHOWN else text[:MAX_SHOWN] + "…")


def unquoted(text: str) -> str:
    r"""Return what a text between quotes stands for: ``\"`` is a quote, ``\\`` a backslash.

    Examples
    --------
    >>> unquoted(r'a \"b\" \\ \c')
    'a "b" \\ \\c'
    """
    return _ESCAPED.sub(r"\1", text) if "\\" in text else text


def quoted(text: str) -> str:
    r"""Return a text in quotes, for `unquoted` to read.

    Examples
    --------
    >>> quoted('a "b" \\')
    '"a \\"b\\" \\\\"'
    """
    if "\\" in text or '"' in text:
        text = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{text}"'


def inconsistent(source: Source, offset: int, message: str) -> InconsistentGameFileError:
    """Return the error of a file in the format that is no game, at a character."""
    return InconsistentGameFileError([source.mistake(offset, message)], source.path)


class Remarks:
    """What was read although it is not quite right, one remark of each kind.

    Parameters
    ----------
    source
        The file.
    """

    def __init__(self, source: Source) -> None:
        self._source = source
        self._first: dict[str, tuple[int, str]] = {}
        self._counts: dict[str, int] = {}

    def note(self, kind: str, offset: int, message: str) -> None:
        """Remember something; of several of one kind the first is told, with the number of the others."""
        self._first.setdefault(kind, (offset, message))
        self._counts[kind] = self._counts.get(kind, 0) + 1

    def told(self) -> tuple[FileMistake, ...]:
        """Return the remarks with their places, in the order of the file."""
        found = []
        for kind, (offset, message) in sorted(self._first.items(), key=lambda item: item[1]):
            others = self._counts[kind] - 1
            more = f" (and {others:,} more such {'place' if others == 1 else 'places'})" if others else ""
            found.append(self._source.mistake(offset, message + more))
        return tuple(found)
