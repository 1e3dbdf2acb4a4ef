"""``gametheory path``: quantal response equilibria from pure chance to a Nash equilibrium."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gametheory.cli.options import CUT_SHORT, file_argument, set_option, time_limit_option
from gametheory.cli.pictures import write_picture
from gametheory.cli.sources import open_game

if TYPE_CHECKING:
    from gametheory.cli.sources import OpenedGame
    from gametheory.core import path as paths


@click.command(name="path", short_help="Follow quantal response from pure chance to a Nash equilibrium.")
@file_argument
@click.option(
    "--at",
    "precisions",
    type=click.FloatRange(min=0),
    multiple=True,
    metavar="P",
    help="Show the equilibrium of this precision, per unit of payoff. May be repeated.",
)
@set_option
@time_limit_option
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="A picture: an .svg, .png, .pdf or .tex (TikZ) file.",
)
@click.option(
    "--format",
    "output_format",
    type=click.Choice(["table", "json", "csv"]),
    default="table",
    show_default=True,
    help="How the path is printed.",
)
def command(
    file: str,
    *,
    precisions: tuple[float, ...],
    settings: tuple[str, ...],
    time_limit: float | None,
    output: Path | None,
    output_format: str,
) -> None:
    """Follow quantal response from pure chance to a Nash equilibrium.

    The more precise choices are, the likelier better actions; in a tree every information set answers by itself.
    """
    from gametheory.cli.interrupts import stopping_a_search
    from gametheory.cli.progress import ProgressLine
    from gametheory.core.solution import Limits, Termination
    from gametheory.rendering.draw import file_format
    from gametheory.solvers.quantal_response.principal_branch import logit_path

    if output is not None:
        file_format(output)
    opened = open_game(file, settings)
    with stopping_a_search(), ProgressLine() as progress:
        path = logit_path(opened.model, limits=Limits(time=time_limit), progress=progress)
    click.echo(_OUTPUTS[output_format](path, precisions, opened))
    if output is not None:
        from gametheory.rendering.pictures.path_picture import draw_path

        write_picture(draw_path(path, source=opened.model), output, is_aside=True)
    is_lost = path.termination is Termination.NUMERICAL_FAILURE
    click.get_current_context().exit(CUT_SHORT if path.termination.was_cut_short else int(is_lost))


def _table(path: paths.Path, precisions: tuple[float, ...], opened: OpenedGame) -> str:
    """Return heading, probabilities and closing sentences."""
    from gametheory.rendering.tables.path_tables import path_heading, path_sentences, path_table
    from gametheory.rendering.tables.text_table import to_plain, to_terminal

    table = path_table(path, precisions)
    text = to_terminal(table) if sys.stdout.isatty() else to_plain(table)
    return "\n".join([path_heading(path, opened.model), "", text, "", *path_sentences(path)])


def _json(path: paths.Path, precisions: tuple[float, ...], opened: OpenedGame) -> str:
    """Return the JSON text."""
    import json

    from gametheory.io.path_json import path_to_json

    found = path_to_json(
        path,
        [path.at(precision) for precision in precisions],
        parameters=opened.model.parameter_values,
        sha256=opened.sha256,
    )
    return json.dumps(found, indent=1, ensure_ascii=False)


def _csv(path: paths.Path, precisions: tuple[float, ...], opened: OpenedGame) -> str:
    """Return one line for each point; the sentences go to standard error."""
    from gametheory.rendering.tables.path_tables import course_table, path_sentences
    from gametheory.rendering.tables.text_table import to_csv

    del precisions, opened
    for sentence in path_sentences(path):
        click.echo(sentence, err=True)
    return to_csv(course_table(path))


_OUTPUTS = {"table": _table, "json": _json, "csv": _csv}
