"""``gametheory sensitivity``: which parameters the answer depends on."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from gametheory.cli.options import (
    CUT_SHORT,
    concept_option,
    file_argument,
    format_option,
    set_option,
    time_limit_option,
)
from gametheory.cli.parameter_ranges import check_ranges, left_to_vary
from gametheory.cli.sources import open_game

if TYPE_CHECKING:
    from gametheory.core.solution import Progress
    from gametheory.studies.uncertainty.sensitivity_records import Sensitivity


def _split_outputs(ctx: click.Context, param: click.Parameter, value: str | None) -> list[str] | None:
    """Return the outputs that are wanted, or None for all."""
    del ctx, param
    return None if value is None else [name.strip() for name in value.split(",")]


@click.command(name="sensitivity", short_help="Tell which parameters the answer depends on.")
@file_argument
@click.argument("parameters", metavar="[PARAMETER]...", nargs=-1, callback=check_ranges)
@click.option(
    "--method",
    type=click.Choice(["sobol", "morris"]),
    default="sobol",
    show_default=True,
    help="Shares of the variance, or mean effects from fewer points.",
)
@click.option(
    "--outputs", metavar="NAMES", callback=_split_outputs, help="payoff,welfare,regime (all by default), or some."
)
@click.option("--samples", type=click.IntRange(min=2), metavar="N", help="Groups of points; a power of 2 for sobol.")
@click.option("--seed", type=click.IntRange(min=0), default=0, show_default=True, help="Of the points.")
@concept_option
@click.option(
    "--select",
    metavar="RULE",
    default="first",
    show_default=True,
    help="Which equilibrium counts: first, payoff_dominant, risk_dominant, or a player for its best.",
)
@set_option
@time_limit_option
@format_option
def command(
    file: str,
    *,
    parameters: dict[str, Any] | None,
    settings: tuple[str, ...],
    time_limit: float | None,
    output_format: str,
    **asked: Any,
) -> None:
    """Tell how payoffs, welfare and the kind of answer depend on parameters that are not known.

    A PARAMETER is NAME, with the distribution or the range of the file, or NAME=LO:HI for equally likely values between
    two ends. Without any, all that have a distribution or a range, and are not set, vary.
    """
    from gametheory.cli.interrupts import stopping_a_search
    from gametheory.cli.progress import ProgressLine
    from gametheory.core.solution import Limits
    from gametheory.studies.uncertainty.sensitivity import sensitivity

    opened = open_game(file, settings)
    varying = left_to_vary(opened.model, parameters, settings)
    with stopping_a_search(), ProgressLine(_progress_text) as progress:
        found = sensitivity(opened.model, varying, limits=Limits(time=time_limit), progress=progress, **asked)
    click.echo(_json(found, opened.sha256) if output_format == "json" else _table(found))
    click.get_current_context().exit(CUT_SHORT if found.termination.was_cut_short else 0)


def _progress_text(progress: Progress) -> str:
    """Return how far the study is."""
    total = f" of {progress.total:,}" if progress.total is not None else ""
    return f"{progress.done:,}{total} parts of the points (Ctrl-C keeps what there is)"


def _table(found: Sensitivity) -> str:
    """Return heading, tables and closing sentences."""
    from gametheory.rendering.tables.sensitivity_tables import (
        sensitivity_heading,
        sensitivity_sentences,
        sensitivity_tables,
    )
    from gametheory.rendering.tables.text_table import to_plain, to_terminal

    write = to_terminal if sys.stdout.isatty() else to_plain
    tables = [text for table in sensitivity_tables(found) for text in (write(table), "")]
    return "\n".join([sensitivity_heading(found), "", *tables, *sensitivity_sentences(found)])


def _json(found: Sensitivity, sha256: str) -> str:
    """Return the JSON text."""
    import json

    from gametheory.io.sensitivity_json import sensitivity_to_json

    return json.dumps(sensitivity_to_json(found, sha256=sha256), indent=1, ensure_ascii=False)
