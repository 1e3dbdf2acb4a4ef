"""The bytes of a file, no more of them than are ever read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gametheory.errors import FileMistake, MalformedGameFileError
from gametheory.io.prescan import MAX_FORMULA_FILE, Content, max_bytes

if TYPE_CHECKING:
    from pathlib import Path


def read_bytes(path: Path, name: str, content: Content) -> bytes:
    """Return the bytes of a file, at most one more than its form allows, so that a reader can refuse it.

    Parameters
    ----------
    path
        The file; it is opened once, so that it may be a pipe.
    name
        Name of the file in errors.
    content
        What it is about.

    Raises
    ------
    MalformedGameFileError
        If the file cannot be read.
    """
    try:
        with path.open("rb") as file:
            head = file.read(MAX_FORMULA_FILE + 1)
            return head + file.read(max(0, max_bytes(head, content) + 1 - len(head)))
    except OSError as error:
        reason = (error.strerror or "it cannot be read").lower()
        raise MalformedGameFileError(
            [FileMistake(f"expected a {content.value} file that can be read, got: {reason}")], name
        ) from None
    except ValueError:
        raise MalformedGameFileError(
            [FileMistake("expected the path of a file, got a null character in it")], repr(name)
        ) from None
