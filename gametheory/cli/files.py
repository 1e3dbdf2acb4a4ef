"""Writing files: as a whole or not at all, and in one sentence where that fails."""

from __future__ import annotations

import os
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def telling_failures(path: Path) -> Iterator[None]:
    """Turn what the system says when a file or folder cannot be written into a sentence that names it.

    Raises
    ------
    click.FileError
        If the block cannot write it.
    """
    try:
        yield
    except OSError as error:
        raise click.FileError(str(path), (error.strerror or "it cannot be written").lower()) from error


def write_whole(path: Path, text: str) -> None:
    """Write a file so that it is there as a whole or not at all, and say so.

    Raises
    ------
    click.FileError
        If it cannot be written.
    """
    target = Path(os.path.realpath(path))
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    with telling_failures(path):
        try:
            part.write_text(text, encoding="utf-8", newline="\n")
            part.replace(target)
        finally:
            part.unlink(missing_ok=True)
    click.echo(f"wrote {path}")
