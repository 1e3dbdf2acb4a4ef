"""``gametheory draw``: the tree or the payoff table as a picture, an equilibrium on it."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Any

import click

from gametheory.cli.options import exit_code, file_argument, solve_opened, solving_options
from gametheory.cli.sources import open_game


@click.command(name="draw")
@file_argument
@click.option(
    "-o", "--output", required=True, type=click.Path(dir_okay=False, path_type=Path), help="An .svg, .png or .pdf file."
)
@click.option(
    "--equilibrium",
    type=click.IntRange(min=0),
    metavar="K",
    help="Number of the equilibrium that is drawn, as 'solve' numbers them; 0 draws the game alone. "
    "By default the leading one.",
)
@solving_options
def command(file: str, output: Path, *, equilibrium: int | None, settings: tuple[str, ...], **solving: Any) -> None:
    """Draw the game with an equilibrium on it."""
    from gametheory.rendering.draw import draw

    opened = open_game(file, settings)
    solution = None if equilibrium == 0 else solve_opened(opened, **solving)
    if solution is not None and equilibrium is not None and equilibrium > len(solution.equilibria):
        raise click.UsageError(
            f"expected an equilibrium from 1 to {len(solution.equilibria)}, or 0 for none, got {equilibrium}"
        )
    drawn = equilibrium - 1 if equilibrium else None
    picture = draw(opened.model, solution, drawn)
    with warnings.catch_warnings(record=True) as caught:
        try:
            picture.save(output)
        except OSError as error:
            raise click.FileError(str(output), (error.strerror or "it cannot be written").lower()) from error
    for warning in caught:
        click.echo(f"warning: {warning.message}", err=True)
    click.echo(f"wrote {output}")
    click.get_current_context().exit(exit_code(solution) if solution is not None else 0)
