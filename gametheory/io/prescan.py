"""What is checked of a file's bytes before any parser sees them: size, encoding, characters, directives."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property

from gametheory.errors import FileMistake, MalformedGameFileError
from gametheory.models.places import Place

MAX_FORMULA_FILE = 1_000_000
"""Bytes of a file with formulas."""
MAX_FLAT_FILE = 64_000_000
"""Bytes of a file whose tree is in the flat form."""

_FLAT_FORM = re.compile(rb"""^nodes[ ]*:|["']nodes["']\s*:""", re.MULTILINE)
_LINE_END = re.compile(r"\r\n?|\n")
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
_DIRECTIVE = re.compile(r"(?:[ \t]*+(?:#[^\r\n]*+)?(?:\r\n?|\n))*+(%[^\r\n]*)")


class Content(Enum):
    """What a file is about, as sentences name it."""

    GAME = "game"
    PROFILE = "profile"


@dataclass(frozen=True)
class Source:
    """The text of a file, as it was given, and the places in it.

    Parameters
    ----------
    text
        The file without a byte-order mark.
    path
        The file's name as the user gave it.
    content
        What it is about.
    """

    text: str = field(repr=False)
    path: str
    content: Content = Content.GAME

    @cached_property
    def line_starts(self) -> list[int]:
        """Offset of the first character of each line."""
        return [0, *(match.end() for match in _LINE_END.finditer(self.text))]

    def line_and_column(self, offset: int) -> Place:
        """Return line and column of a character, both counted from 1."""
        starts = self.line_starts
        line = bisect_right(starts, offset)
        return Place(line, offset - starts[line - 1] + 1)

    def mistake(self, offset: int, message: str) -> FileMistake:
        """Return a mistake at a character."""
        return FileMistake(message, *self.line_and_column(offset))

    def malformed(self, offset: int, message: str) -> MalformedGameFileError:
        """Return the error of a text that is not in the format, at a character."""
        return MalformedGameFileError([self.mistake(offset, message)], self.path)


def max_bytes(head: bytes, content: Content = Content.GAME) -> int:
    """Return the bytes that a file may have, judged by its first ``MAX_FORMULA_FILE`` bytes.

    A profile may be as long as the file of the largest tree.
    """
    is_large = content is Content.PROFILE or _FLAT_FORM.search(head[:MAX_FORMULA_FILE])
    return MAX_FLAT_FILE if is_large else MAX_FORMULA_FILE


def check_size(data: bytes, path: str, content: Content = Content.GAME) -> None:
    """Raise MalformedGameFileError if a file is larger than its form allows."""
    if len(data) <= MAX_FORMULA_FILE:
        return
    limit = max_bytes(data, content)
    if len(data) > limit:
        message = f"expected at most {limit:,} bytes, got a larger file; {_size_hint(limit, content)}"
        raise MalformedGameFileError([FileMistake(message)], path)


def _size_hint(limit: int, content: Content) -> str:
    """Return what to do about a file that is too large."""
    if content is Content.PROFILE:
        return "leave out actions of probability 0"
    if limit == MAX_FLAT_FILE:
        return "cut the tree into several files"
    return "put large tables into 'payoffs: {csv: file}' and large trees into 'nodes:'"


def to_text(data: bytes | str, path: str, content: Content = Content.GAME) -> Source:
    """Return the text of a file of any size, checked to be readable.

    Raises
    ------
    MalformedGameFileError
        If it is not UTF-8 or holds control characters.
    """
    text = data if isinstance(data, str) else _decode(data, path)
    source = Source(text.removeprefix("\ufeff"), path, content)
    _check_characters(source)
    return source


def to_source(data: bytes | str, path: str, content: Content = Content.GAME) -> Source:
    """Return the checked text of a game file, or of a profile.

    Parameters
    ----------
    data
        Bytes of the file, or text that a program already holds.
    path
        Name of the file in errors.
    content
        What it is about.

    Raises
    ------
    MalformedGameFileError
        If the file is too large, not UTF-8, or holds control characters or directives.

    Notes
    -----
    Linear in the size; nothing is copied more than once.
    """
    check_size(data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data, path, content)
    source = to_text(data, path, content)
    _check_directives(source)
    return source


def _decode(data: bytes, path: str) -> str:
    """Return bytes as text."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = Source(data[: error.start].decode("utf-8"), path)
        hint = "; the file seems to be UTF-16, save it as UTF-8" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ""
        raise before.malformed(
            error.start if error.start == 0 else len(before.text),
            f"expected UTF-8 text, got byte 0x{data[error.start]:02x}{hint}",
        ) from None


def _check_characters(source: Source) -> None:
    """Refuse characters that editors don't show or that YAML counts as line ends."""
    found = FORBIDDEN.search(source.text)
    if found:
        raise source.malformed(found.start(), f"expected printable text, got the character {found.group()!a}")


def _check_directives(source: Source) -> None:
    """Refuse every directive but one ``%YAML 1.x`` line."""
    found = _DIRECTIVE.match(source.text)
    if not found:
        return
    if not re.match(r"%YAML 1\.\d\s*$", found.group(1)):
        raise source.malformed(
            found.start(1),
            f"expected the keys of a {source.content.value} file, got the directive {found.group(1)[:40]!r}; remove it",
        )
    following = _LINE_END.match(source.text, found.end())
    if following and source.text.startswith("%", following.end()):
        raise source.malformed(following.end(), "expected '---' after the YAML version, got another directive")
