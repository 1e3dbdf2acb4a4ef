"""``gametheory check``: whether files are well formed and meet what they expect."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from gametheory.cli.sources import STANDARD_INPUT, complete_name, find_file

if TYPE_CHECKING:
    from collections.abc import Iterator

SUFFIXES = {".yaml", ".yml", ".json"}


@click.command(name="check", short_help="Check files against the format and their expectations.")
@click.argument("files", metavar="FILE...", nargs=-1, required=True, shell_complete=complete_name)
@click.pass_context
def command(ctx: click.Context, files: tuple[str, ...]) -> None:
    """Check files, or all game files of a folder: whether they are well formed and meet their 'expect'."""
    results = [_check(name) for name in list(_expand(files))]
    if len(results) > 1:
        click.echo(f"{len(results)} files, {results.count(False)} with mistakes")
    ctx.exit(0 if all(results) else 1)


def _expand(names: tuple[str, ...]) -> Iterator[str]:
    """Yield the files of the arguments; a folder stands for all game files below it."""
    for name in names:
        if Path(name).is_dir():
            found = sorted(str(path) for path in Path(name).rglob("*") if path.suffix in SUFFIXES)
            if not found:
                raise click.UsageError(f"no game file in the folder {name!r}")
            yield from found
        else:
            if name != STANDARD_INPUT:
                find_file(name)
            yield name


def _check(name: str) -> bool:
    """Check one file, say what is wrong with it, and return whether nothing is."""
    from gametheory.cli.sources import open_game
    from gametheory.errors import GameFileError, GameTheoryError
    from gametheory.studies.expectations import check_expectations

    try:
        model = open_game(name).model
        model.to_game()
        differences = check_expectations(model)
        if differences:
            raise GameFileError([difference.mistake for difference in differences], model.path)
    except GameTheoryError as error:
        click.echo(str(error), err=True)
        return False
    count = len(model.expect)
    click.echo(f"{name}: ok, {count} expectation{'s' if count != 1 else ''} met")
    return True
