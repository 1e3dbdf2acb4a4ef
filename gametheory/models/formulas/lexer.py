"""Tokens of a formula."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NoReturn, cast

from gametheory.errors import FileMistake, MalformedGameFileError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from gametheory.models.places import Place

Kind = Literal["number", "name", "text", "symbol", "end"]

_TOKEN = re.compile(
    r"""\s*(?:
      (?P<number>(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)
    | (?P<name>[^\W\d]\w*)
    | (?P<text>"[^"]*"|'[^']*')
    | (?P<symbol>\*\*|==|!=|<=|>=|//|&&|\|\||[-+*/()<>\[\],.=%^!&|])
    | (?P<end>$)
    )""",
    re.VERBOSE,
)

_FOREIGN = {
    "//": "'//' is not part of the language; divide with '/'",
    "%": "'%' is not part of the language; write 15% as 0.15",
    "^": "'^' is not part of the language; write '**' for a power",
    "=": "expected '==' to compare, got '='",
    "!": "expected 'not' or '!=', got '!'",
    "&&": "expected 'and', got '&&'",
    "||": "expected 'or', got '||'",
    "&": "expected 'and', got '&'",
    "|": "expected 'or', got '|'",
}


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a formula.

    Parameters
    ----------
    kind
        What it is.
    text
        As written, without the quotes of a text.
    offset
        Where it begins, in characters of the formula.
    """

    kind: Kind
    text: str
    offset: int

    def __str__(self) -> str:
        return "the end of the formula" if self.kind == "end" else repr(self.text)


def refuse(message: str, place: Place) -> NoReturn:
    """Raise the error of a formula that is not in the language."""
    raise MalformedGameFileError([FileMistake(message, place.line, place.column)])


def tokenize(text: str, place_of: Callable[[int], Place]) -> Iterator[Token]:
    """Give the tokens of a formula, the last one of kind ``end``."""
    offset = 0
    while True:
        match = _TOKEN.match(text, offset)
        if match is None:
            _refuse_character(text, offset, place_of)
        kind = cast("Kind", match.lastgroup)
        start = match.start(kind)
        word = match.group(kind)
        if kind == "symbol" and word in _FOREIGN:
            refuse(_FOREIGN[word], place_of(start))
        offset = match.end()
        if kind == "number" and text[offset : offset + 1].isidentifier():
            refuse(f"expected an operator between {word} and {text[offset]!r}", place_of(offset))
        yield Token(kind, word[1:-1] if kind == "text" else word, start)
        if start == len(text):
            return


def _refuse_character(text: str, offset: int, place_of: Callable[[int], Place]) -> NoReturn:
    """Name the character that begins no token."""
    start = offset + len(text[offset:]) - len(text[offset:].lstrip())
    if text[start] in "\"'":
        refuse(f"this text has no closing quote: {text[start : start + 30]!r}", place_of(start))
    hint = "; write '-'" if text[start] in "\N{MINUS SIGN}\N{EN DASH}\N{HYPHEN}" else ""
    refuse(f"unexpected character {text[start]!r} in a formula{hint}", place_of(start))
