"""The bytes of a file, no more of them than are ever read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gametheory.errors import FileMistake, MalformedGameFileError
from gametheory.io.formats import Format, format_of_content
from gametheory.io.prescan import MAX_FLAT_FILE, MAX_FORMULA_FILE, Content, max_bytes

if TYPE_CHECKING:
    from pathlib import Path


def read_bytes(path: Path, name: str, content: Content, *, kind: Format | None = None) -> bytes:
    """Return the bytes of a file, at most one more than its form allows, so that a reader can refuse it.

    Parameters
    ----------
    path
        The file; it is opened once, so that it may be a pipe.
    name
        Name of the file in errors.
    content
        What it is about.
    kind
        Format of a game; None for what it begins with, or else what the ending of its name tells.

    Raises
    ------
    MalformedGameFileError
        If the file cannot be read.
    """
    try:
        with path.open("rb") as file:
            head = file.read(MAX_FORMULA_FILE + 1)
            known = Format.GAME_FILE if content is Content.PROFILE else kind or format_of_content(head, path)
            limit = max_bytes(head, content) if known is Format.GAME_FILE else MAX_FLAT_FILE
            return head + file.read(max(0, limit + 1 - len(head)))
    except OSError as error:
        reason = (error.strerror or "it cannot be read").lower()
        raise MalformedGameFileError(
            [FileMistake(f"expected a {content.value} file that can be read, got: {reason}")], name
        ) from None
    except ValueError:
        raise MalformedGameFileError(
            [FileMistake("expected the path of a file, got a null character in it")], repr(name)
        ) from None
