"""``gametheory thresholds``: the values of a parameter at which the answer changes."""

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
from gametheory.cli.parameter_ranges import ends_of
from gametheory.cli.sources import open_game

if TYPE_CHECKING:
    from gametheory.core.solution import Progress
    from gametheory.studies.thresholds.closed_forms import ClosedForm
    from gametheory.studies.thresholds.threshold_records import Thresholds


def _check_range(ctx: click.Context, param: click.Parameter, value: str | None) -> tuple[str, str] | None:
    """Return both ends of a range.

    Raises
    ------
    click.BadParameter
        If it is not of the form lo:hi.
    """
    del ctx, param
    if value is None:
        return None
    given = ends_of(value)
    if given is None:
        raise click.BadParameter(f"expected lo:hi, such as 0:0.45, got {value!r}")
    return given


def _check_names(ctx: click.Context, param: click.Parameter, value: str | None) -> tuple[str, ...] | None:
    """Return names that are separated by commas."""
    del ctx, param
    return None if value is None else tuple(name.strip() for name in value.split(","))


@click.command(name="thresholds", short_help="Find the values of a parameter at which the answer changes.")
@file_argument
@click.argument("parameter", metavar="PARAMETER")
@click.option("--within", metavar="LO:HI", callback=_check_range, help="The range; the parameter's own by default.")
@concept_option
@set_option
@click.option(
    "--closed-form",
    "kept",
    metavar="NAMES",
    callback=_check_names,
    help="Tell thresholds as formulas of these other parameters (a,b), or of 'all'.",
)
@time_limit_option
@format_option
def command(
    file: str,
    parameter: str,
    *,
    settings: tuple[str, ...],
    kept: tuple[str, ...] | None,
    time_limit: float | None,
    output_format: str,
    **asked: Any,
) -> None:
    """Find all values of PARAMETER at which the equilibria change, exactly, with what changes there."""
    from gametheory.cli.interrupts import stopping_a_search
    from gametheory.cli.progress import ProgressLine
    from gametheory.core.solution import Limits
    from gametheory.studies.thresholds.thresholds import thresholds

    opened = open_game(file, settings)
    with stopping_a_search(), ProgressLine(_progress_text) as progress:
        found = thresholds(opened.model, parameter, limits=Limits(time=time_limit), progress=progress, **asked)
    forms = {} if kept is None else _closed_forms(found, kept)
    click.echo(_json(found, forms, opened.sha256) if output_format == "json" else _table(found, forms))
    click.get_current_context().exit(CUT_SHORT if found.termination.was_cut_short else 0)


def _progress_text(progress: Progress) -> str:
    """Return how far the search is."""
    total = f" of {progress.total:,}" if progress.total is not None else ""
    return f"{progress.done:,}{total} steps, {progress.found:,} thresholds (Ctrl-C keeps what there is)"


def _closed_forms(found: Thresholds, kept: tuple[str, ...]) -> dict[int, ClosedForm]:
    """Return the thresholds that have one as formulas, by number.

    Raises
    ------
    click.BadParameter
        If a parameter is not known.
    """
    from gametheory.studies.thresholds.closed_forms import closed_form

    unknown = [name for name in kept if name not in found.model.parameters]
    if kept != ("all",) and unknown:
        raise click.BadParameter(f"unknown parameter {unknown[0]!r}", param_hint="--closed-form")
    names = None if kept == ("all",) else kept
    told = {number: closed_form(found, threshold, kept=names) for number, threshold in enumerate(found.thresholds)}
    return {number: form for number, form in told.items() if form is not None}


def _table(found: Thresholds, forms: dict[int, ClosedForm]) -> str:
    """Return heading, regimes and closing sentences."""
    from gametheory.rendering.tables.text_table import to_plain, to_terminal
    from gametheory.rendering.tables.threshold_table import (
        closed_form_sentences,
        threshold_heading,
        threshold_sentences,
        threshold_table,
    )

    table = threshold_table(found)
    text = to_terminal(table) if sys.stdout.isatty() else to_plain(table)
    return "\n".join(
        [threshold_heading(found), "", text, "", *threshold_sentences(found), *closed_form_sentences(found, forms)]
    )


def _json(found: Thresholds, forms: dict[int, ClosedForm], sha256: str) -> str:
    """Return the JSON text."""
    import json

    from gametheory.io.threshold_json import thresholds_to_json

    return json.dumps(thresholds_to_json(found, forms, sha256=sha256), indent=1, ensure_ascii=False)
