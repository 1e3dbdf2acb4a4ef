"""The parser's complaints in the words of this package."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import yaml

from gametheory.errors import FileMistake, MalformedGameFileError

if TYPE_CHECKING:
    from gametheory.io.prescan import Source

_EXPECTED = (
    ("tab character that violates indentation", "spaces as indentation"),
    ("tab character where an indentation space", "spaces as indentation"),
    ("cannot start any token", "a name, a value or a quoted text"),
    ("expected ',' or '}'", "',' or '}'"),
    ("expected ',' or ']'", "',' or ']'"),
    ("expected '-' indicator", "'-' in line with the list above, or the end of the list"),
    ("did not find expected key", "a key in line with the keys above, or the end of their mapping"),
    ("<block end>", "a key in line with the keys above, or the end of their mapping"),
    ("mapping values are not allowed", "a new line or quotes before another ':'"),
    ("could not find expected ':'", "':' after the name"),
    ("sequence entries are not allowed", "a new line before '- '"),
    ("escape character", "a known escape such as \\n, or single quotes"),
    ("unexpected end of stream", "the closing quote"),
    ("unexpected document indicator", "the closing quote"),
    ("expected node content", "a value"),
    ("expected the node content", "a value"),
    ("<document start>", "one YAML document"),
    ("alphabetic or numeric character", "the name of an anchor in letters and digits"),
)
_WORD = re.compile(r"\s*([^\s,\[\]{}:]{1,30}|.)", re.DOTALL)


def syntax_error(error: yaml.YAMLError, source: Source) -> MalformedGameFileError:
    """Return the error of a text that is not YAML: expected ..., got ..., with its place."""
    mark = getattr(error, "problem_mark", None)
    problem = str(getattr(error, "problem", None) or "a text that is not YAML")
    if mark is None:
        return MalformedGameFileError([FileMistake(f"expected YAML, got {problem}")], source.path)
    offset = min(mark.index, len(source.text))
    if source.text.startswith("\t", offset) and "start any token" in problem:
        return source.malformed(offset, "expected spaces as indentation, got a tab")
    expected = next((words for piece, words in _EXPECTED if piece in problem), None)
    if expected is None:
        return source.malformed(offset, f"expected YAML, got a mistake that the parser calls {problem!r}")
    return source.malformed(offset, f"expected {expected}, got {_found(source.text, offset)}{_context(error)}")


def _found(text: str, offset: int) -> str:
    """Return what stands at an offset."""
    if text.startswith("\t", offset):
        return "a tab"
    word = _WORD.match(text, offset)
    return repr(word.group(1)) if word else "the end of the file"


def _context(error: yaml.YAMLError) -> str:
    """Return where the piece began that the mistake is in."""
    mark = getattr(error, "context_mark", None)
    if mark is None or mark.line == getattr(error, "problem_mark", mark).line:
        return ""
    return f" (in what begins at {mark.line + 1}:{mark.column + 1})"
