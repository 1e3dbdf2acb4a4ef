"""Writing pictures, with what there is to say about it."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gametheory.cli.files import telling_failures

if TYPE_CHECKING:
    from gametheory.rendering.draw import Pages, Picture


def write_picture(picture: Picture | Pages, output: Path, *, is_aside: bool = False) -> None:
    """Write a picture and tell the files, and what its fonts lack.

    Parameters
    ----------
    picture
        One picture, or the pages of a tree.
    output
        An ``.svg``, ``.png``, ``.pdf`` or ``.tex`` file.
    is_aside
        Whether the files are told on standard error, because standard output holds the answer.

    Raises
    ------
    click.FileError
        If a file cannot be written.
    """
    with warnings.catch_warnings(record=True) as caught, telling_failures(output):
        written = picture.save(output)
    for warning in caught:
        click.echo(f"warning: {warning.message}", err=True)
    for path in (written,) if isinstance(written, Path) else written:
        click.echo(f"wrote {path}", err=is_aside)
