"""``gametheory calibrate``: values of parameters at which an outcome is an equilibrium, or that fit observations."""

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
    from gametheory.studies.uncertainty.calibration_records import FitCalibration, OutcomeCalibration


@click.command(name="calibrate", short_help="Find values of parameters that make an outcome an equilibrium.")
@file_argument
@click.argument("target")
@click.argument("parameters", metavar="[PARAMETER]...", nargs=-1, callback=check_ranges)
@concept_option
@click.option("--samples", type=click.IntRange(min=2), metavar="N", help="Points of a search, a power of 2.")
@click.option("--seed", type=click.IntRange(min=0), default=0, show_default=True, help="Of these points.")
@set_option
@time_limit_option
@format_option
def command(
    file: str,
    target: str,
    *,
    parameters: dict[str, Any] | None,
    settings: tuple[str, ...],
    time_limit: float | None,
    output_format: str,
    **asked: Any,
) -> None:
    """Find values of parameters at which an outcome is an equilibrium, or at which one fits what was observed.

    TARGET is YAML: 'profile: {amazon: Ignore, seller: {List: 1/3, Leave: 2/3}}', 'support: {amazon: [Monitor,
    Ignore]}', 'path: [Demand exclusivity, Leave Temu]'; or what was observed, 'payoffs: {amazon: 4.1}, probability:
    {seller: {List: 0.3}}', 'counts: {amazon: {Monitor: 45, Ignore: 55}}' in braces where there are several.

    A PARAMETER is NAME, within the range of the file, or NAME=LO:HI. Without any, all that have a range, and are
    not set, vary.
    """
    from gametheory.cli.interrupts import stopping_a_search
    from gametheory.cli.progress import ProgressLine
    from gametheory.core.solution import Limits
    from gametheory.errors import GameFileError
    from gametheory.io.target_text import read_target_text
    from gametheory.studies.uncertainty.calibration import calibrate

    opened = open_game(file, settings)
    varying = left_to_vary(opened.model, parameters, settings)
    try:
        targets = read_target_text(target)
    except GameFileError as error:
        raise click.BadParameter(str(error), param_hint="TARGET") from error
    limits = Limits(time=time_limit)
    with stopping_a_search(), ProgressLine(_progress_text) as progress:
        found = calibrate(opened.model, targets, varying, limits=limits, progress=progress, **asked)
    click.echo(_json(found, opened.sha256) if output_format == "json" else _table(found))
    click.get_current_context().exit(CUT_SHORT if found.termination.was_cut_short else 0)


def _progress_text(progress: Progress) -> str:
    """Return how far the search is."""
    return f"{progress.done:,} steps (Ctrl-C keeps what there is)"


def _table(found: OutcomeCalibration | FitCalibration) -> str:
    """Return heading, tables and closing sentences."""
    from gametheory.rendering.tables.calibration_tables import (
        calibration_heading,
        calibration_sentences,
        calibration_tables,
    )
    from gametheory.rendering.tables.text_table import to_plain, to_terminal

    write = to_terminal if sys.stdout.isatty() else to_plain
    tables = [text for table in calibration_tables(found) for text in (write(table), "")]
    return "\n".join([calibration_heading(found), "", *tables, *calibration_sentences(found)])


def _json(found: OutcomeCalibration | FitCalibration, sha256: str) -> str:
    """Return the JSON text."""
    import json

    from gametheory.io.calibration_json import calibration_to_json

    return json.dumps(calibration_to_json(found, sha256=sha256), indent=1, ensure_ascii=False)
