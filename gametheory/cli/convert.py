"""``gametheory convert``: a game from one format into another."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from gametheory.cli.options import set_option
from gametheory.cli.sources import STANDARD_INPUT, complete_name, open_game

if TYPE_CHECKING:
    from gametheory.io.conversion import Conversion
    from gametheory.io.formats import Format

FORMATS = ("yaml", "efg", "nfg", "gbt", "gam", "lrs")


@click.command(name="convert", short_help="Write a game in another format, such as Gambit's.")
@click.argument("file", metavar="FILE", shell_complete=complete_name)
@click.argument("output", metavar="OUTPUT")
@click.option(
    "--from",
    "source_format",
    type=click.Choice(FORMATS),
    help="Format of FILE; by default what it begins with or its ending tells.",
)
@click.option("--to", "target_format", type=click.Choice(FORMATS), help="Format of OUTPUT; by default its ending's.")
@click.option(
    "--reduced-normal-form",
    "is_reduced",
    is_flag=True,
    help="Write the reduced normal form of a tree; without it, a format that holds no trees refuses them.",
)
@set_option
def command(
    file: str,
    output: str,
    *,
    source_format: str | None,
    target_format: str | None,
    is_reduced: bool,
    settings: tuple[str, ...],
) -> None:
    """Write the game in FILE to OUTPUT in another format; OUTPUT - is standard output.

    Formats are told by endings: .yaml (game files), .efg, .nfg and .gbt (Gambit), .gam (GAMUT), .lrs (lrsnash).
    """
    from gametheory.io.conversion import conversion_of
    from gametheory.io.formats import Format

    kind = _target(output, target_format)
    model = open_game(file, settings, kind=Format(source_format) if source_format else None).model
    conversion = conversion_of(model, is_reduced=is_reduced)
    _write(conversion, output, kind)
    for sentence in conversion.losses(kind):
        click.echo(sentence, err=True)


def _target(output: str, name: str | None) -> Format:
    """Return the format to write.

    Raises
    ------
    click.UsageError
        If neither the option nor the ending tells it.
    """
    from gametheory.io.formats import Format, format_of_name

    kind = Format(name) if name else format_of_name(output)
    if kind is None or (not name and Path(output).suffix.lower() == ".json"):
        raise click.UsageError(f"expected an OUTPUT ending in .{', .'.join(FORMATS)}, or --to, got {output!r}")
    return kind


def _write(conversion: Conversion, output: str, kind: Format) -> None:
    """Write the text; a game file may have a table beside it."""
    from gametheory.cli.files import telling_failures, write_whole
    from gametheory.io.formats import Format
    from gametheory.io.game_file_writer import write_game_file

    path = Path(output)
    if output == STANDARD_INPUT:
        click.echo(conversion.text(kind), nl=False)
    elif kind is Format.GAME_FILE:
        with telling_failures(path):
            write_game_file(conversion.game, path, texts=conversion.texts_kept)
        click.echo(f"wrote {output}")
    else:
        write_whole(path, conversion.text(kind))
