"""``gametheory thresholds``: the values of a parameter, or the curves of two, at which the answer changes."""

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
from gametheory.cli.parameter_ranges import check_ranges, ends_of, refuse_settings
from gametheory.cli.sources import open_game

if TYPE_CHECKING:
    from gametheory.core.solution import Progress
    from gametheory.rendering.tables.text_table import Table
    from gametheory.studies.borders.border_records import Borders
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


def _check_parameters(
    ctx: click.Context, param: click.Parameter, value: tuple[str, ...]
) -> dict[str, tuple[str, str] | None]:
    """Return one parameter or two with their ranges.

    Raises
    ------
    click.BadParameter
        If there are more, or one is neither ``name`` nor ``name=lo:hi``.
    """
    if len(value) > 2:
        raise click.BadParameter(f"expected one parameter or two, got {len(value)}")
    return check_ranges(ctx, param, value) or {}


@click.command(name="thresholds", short_help="Find where along one parameter, or over two, the answer changes.")
@file_argument
@click.argument("parameters", metavar="X [Y]", nargs=-1, required=True, callback=_check_parameters)
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
    parameters: dict[str, tuple[str, str] | None],
    *,
    settings: tuple[str, ...],
    time_limit: float | None,
    output_format: str,
    **options: Any,
) -> None:
    """Find all values of a parameter at which the equilibria change, exactly, with what changes there.

    X is NAME, or NAME=LO:HI for a part of its range. With Y as well, find the curves of both on which they change.
    """
    from gametheory.cli.interrupts import stopping_a_search
    from gametheory.cli.progress import ProgressLine
    from gametheory.core.solution import Limits

    within, kept = options["within"], options["kept"]
    if within is not None and (len(parameters) > 1 or any(parameters.values())):
        raise click.UsageError("--within goes with one parameter without a range; otherwise write NAME=LO:HI")
    if kept is not None and len(parameters) > 1:
        raise click.UsageError("--closed-form goes with one parameter; two are solved for each other by themselves")
    refuse_settings(parameters, settings)
    opened = open_game(file, settings)
    (name, ends), *others = parameters.items()
    with stopping_a_search(), ProgressLine(_progress_text) as progress:
        asked = {"concept": options["concept"], "limits": Limits(time=time_limit), "progress": progress}
        found: Borders | Thresholds
        if others:
            from gametheory.studies.borders.borders import borders

            found = borders(opened.model, (name, others[0][0]), within=(ends, others[0][1]), **asked)
        else:
            from gametheory.studies.thresholds.thresholds import thresholds

            found = thresholds(opened.model, name, within=within or ends, **asked)
    click.echo(_told(found, kept, opened.sha256, is_json=output_format == "json"))
    click.get_current_context().exit(CUT_SHORT if found.termination.was_cut_short else 0)


def _progress_text(progress: Progress) -> str:
    """Return how far the search is."""
    total = f" of {progress.total:,}" if progress.total is not None else ""
    return f"{progress.done:,}{total} steps, {progress.found:,} thresholds (Ctrl-C keeps what there is)"


def _told(found: Borders | Thresholds, kept: tuple[str, ...] | None, sha256: str, *, is_json: bool) -> str:
    """Return the answer as text."""
    from gametheory.studies.borders.border_records import Borders

    if isinstance(found, Borders):
        return _borders_json(found, sha256) if is_json else _borders_text(found)
    forms = {} if kept is None else _closed_forms(found, kept)
    return _json(found, forms, sha256) if is_json else _table(found, forms)


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
    from gametheory.rendering.tables.threshold_table import (
        closed_form_sentences,
        threshold_heading,
        threshold_sentences,
        threshold_table,
    )

    text = _table_text(threshold_table(found))
    return "\n".join(
        [threshold_heading(found), "", text, "", *threshold_sentences(found), *closed_form_sentences(found, forms)]
    )


def _json(found: Thresholds, forms: dict[int, ClosedForm], sha256: str) -> str:
    """Return the JSON text."""
    import json

    from gametheory.io.threshold_json import thresholds_to_json

    return json.dumps(thresholds_to_json(found, forms, sha256=sha256), indent=1, ensure_ascii=False)


def _borders_text(found: Borders) -> str:
    """Return heading, regimes, borders and closing sentences."""
    from gametheory.rendering.tables.border_table import (
        border_heading,
        border_sentences,
        borders_table,
        regimes_table,
    )

    tables = [_table_text(table) for table in (regimes_table(found), borders_table(found)) if table.rows]
    parts = [border_heading(found), *tables, "\n".join(border_sentences(found))]
    return "\n\n".join(parts)


def _table_text(table: Table) -> str:
    """Return a table as the place where it is written shows it."""
    from gametheory.rendering.tables.text_table import to_plain, to_terminal
    from gametheory.rendering.tables.wrapped_table import wrapped

    return to_terminal(wrapped(table)) if sys.stdout.isatty() else to_plain(wrapped(table))


def _borders_json(found: Borders, sha256: str) -> str:
    """Return the JSON text."""
    import json

    from gametheory.io.border_json import borders_to_json

    return json.dumps(borders_to_json(found, sha256=sha256), indent=1, ensure_ascii=False)
