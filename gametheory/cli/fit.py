"""``gametheory fit``: the precision of quantal response that makes observed choices likeliest."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from gametheory.cli.options import CUT_SHORT, file_argument, format_option, set_option, time_limit_option
from gametheory.cli.pictures import write_picture
from gametheory.cli.sources import open_game

if TYPE_CHECKING:
    from gametheory.cli.sources import OpenedGame
    from gametheory.studies.quantal_response.fit_records import LogitFit


@click.command(name="fit", short_help="Fit quantal response to observed choices.")
@file_argument
@click.argument("data", metavar="DATA.csv", type=click.Path(dir_okay=False, path_type=Path))
@click.option(
    "--level",
    type=click.FloatRange(min=0, max=1, min_open=True, max_open=True),
    default=0.95,
    show_default=True,
    metavar="L",
    help="Of the interval of precisions.",
)
@set_option
@time_limit_option
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="A picture: an .svg, .png, .pdf or .tex (TikZ) file.",
)
@format_option
def command(
    file: str,
    data: Path,
    *,
    settings: tuple[str, ...],
    time_limit: float | None,
    output: Path | None,
    **asked: Any,
) -> None:
    """Fit quantal response to observed choices.

    DATA.csv has the columns player, action, count and, for a tree, infoset. Payoffs of the game must be in the units in
    which players were paid: precision is per unit of payoff.
    """
    from gametheory.cli.interrupts import stopping_a_search
    from gametheory.cli.progress import ProgressLine
    from gametheory.core.solution import Limits
    from gametheory.io.counts_file import read_counts
    from gametheory.rendering.draw import file_format
    from gametheory.studies.quantal_response.precision_fit import fit_logit

    if output is not None:
        file_format(output)
    opened = open_game(file, settings)
    counts = read_counts(data)
    with stopping_a_search(), ProgressLine() as progress:
        fit = fit_logit(opened.model, counts, level=asked["level"], limits=Limits(time=time_limit), progress=progress)
    click.echo(_json(fit, opened) if asked["output_format"] == "json" else _table(fit, opened))
    if output is not None:
        from gametheory.rendering.pictures.path_picture import draw_path

        write_picture(draw_path(fit.path, fit, source=opened.model), output, is_aside=True)
    click.get_current_context().exit(CUT_SHORT if fit.path.termination.was_cut_short else 0)


def _table(fit: LogitFit, opened: OpenedGame) -> str:
    """Return heading, table and closing sentences."""
    from gametheory.rendering.tables.path_tables import fit_heading, fit_sentences, fit_table
    from gametheory.rendering.tables.text_table import to_plain, to_terminal

    table = fit_table(fit)
    text = to_terminal(table) if sys.stdout.isatty() else to_plain(table)
    return "\n".join([fit_heading(fit, opened.model), "", text, "", *fit_sentences(fit)])


def _json(fit: LogitFit, opened: OpenedGame) -> str:
    """Return the JSON text."""
    import json

    from gametheory.io.path_json import fit_to_json

    found = fit_to_json(fit, parameters=opened.model.parameter_values, sha256=opened.sha256)
    return json.dumps(found, indent=1, ensure_ascii=False)
