"""``gametheory compare``: the outcomes of a game under the policies of its file."""

from __future__ import annotations

import sys
from pathlib import Path
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
from gametheory.cli.parameter_ranges import check_ranges, refuse_settings
from gametheory.cli.sources import open_game

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gametheory.core.solution import Progress
    from gametheory.rendering.tables.text_table import Table
    from gametheory.studies.policies.policy_records import PolicyComparison
    from gametheory.studies.policies.policy_regions import RegionComparison

NUM_POINTS = 200
"""Points of a region."""


@click.command(name="compare", short_help="Compare the outcomes under the policies of a game file.")
@file_argument
@click.option("--policy", "policies", multiple=True, metavar="NAME", help="A policy; all of the file by default.")
@click.option("--select", metavar="RULE", help="leading, first, payoff_dominant, risk_dominant or a player's key.")
@concept_option
@click.option(
    "--over",
    multiple=True,
    metavar="PARAMETER",
    callback=check_ranges,
    help="Rank the policies over a range of a parameter too: NAME or NAME=LO:HI. May be repeated.",
)
@click.option("--points", type=click.IntRange(min=1), metavar="N", help="Points of --over, 200 by default.")
@click.option("--seed", type=click.IntRange(min=0), metavar="N", help="Seed of the points of --over, 0 by default.")
@set_option
@time_limit_option
@format_option
@click.option("--output", "-o", type=click.Path(path_type=Path), help="Write a page of HTML instead of printing.")
def command(file: str, *, output_format: str, output: Path | None, settings: tuple[str, ...], **asked: Any) -> None:
    """Compare the equilibria of a game as it is and under the policies of its file."""
    from gametheory.cli.files import write_whole

    _check(output, output_format, settings, asked)
    opened = open_game(file, settings)
    found, region = _compared(opened.model, **asked)
    if output is not None:
        from gametheory.rendering.policies_page import policies_page

        write_whole(output, policies_page(found, region, file_name=file))
    elif output_format == "json":
        click.echo(_json(found, region, opened.sha256))
    else:
        click.echo(_text(found, region))
    is_cut = any(outcome.solution.termination.was_cut_short for outcome in found.outcomes)
    is_cut = is_cut or (region is not None and region.termination.was_cut_short)
    click.get_current_context().exit(CUT_SHORT if is_cut else 0)


def _check(output: Path | None, output_format: str, settings: tuple[str, ...], asked: Mapping[str, Any]) -> None:
    """Check what is asked together.

    Raises
    ------
    click.UsageError
        If it does not go together, or the output has another ending.
    """
    if output is not None and output.suffix.lower() != ".html":
        raise click.BadParameter(f"expected a file ending in .html, got {str(output)!r}", param_hint="--output")
    if output is not None and output_format == "json":
        raise click.UsageError("expected --output, which writes a page, or --format json, got both")
    if not asked["over"] and (asked["points"] is not None or asked["seed"] is not None):
        raise click.UsageError("expected --over with --points or --seed, which are of its points")
    refuse_settings(asked["over"] or (), settings)


def _compared(
    model: Any,
    *,
    policies: tuple[str, ...],
    over: Mapping[str, tuple[str, str] | None] | None,
    points: int | None,
    seed: int | None,
    **asked: Any,
) -> tuple[PolicyComparison, RegionComparison | None]:
    """Return the outcomes side by side and, where a region is given, the shares of it in which one beats another."""
    from gametheory.cli.interrupts import stopping_a_search
    from gametheory.cli.progress import ProgressLine
    from gametheory.core.solution import Limits
    from gametheory.studies.policies.policies import compare
    from gametheory.studies.policies.policy_regions import compare_over

    question = {"select": asked["select"], "concept": asked["concept"], "limits": Limits(time=asked["time_limit"])}
    names = policies or None
    with stopping_a_search(), ProgressLine(_progress_text) as progress:
        found = compare(model, names, progress=progress, **question)
        if not over:
            return found, None
        drawn = {"num_points": points or NUM_POINTS, "seed": seed or 0}
        return found, compare_over(model, over, names, progress=progress, **drawn, **question)


def _progress_text(progress: Progress) -> str:
    """Return how far the comparison is."""
    total = f" of {progress.total:,}" if progress.total is not None else ""
    return f"{progress.done:,}{total} (Ctrl-C keeps what there is)"


def _written(table: Table) -> str:
    from gametheory.rendering.tables.text_table import to_plain, to_terminal

    return to_terminal(table) if sys.stdout.isatty() else to_plain(table)


def _text(found: PolicyComparison, region: RegionComparison | None) -> str:
    """Return tables and sentences."""
    from gametheory.rendering.tables.policy_table import policy_heading, policy_sentences, policy_table
    from gametheory.rendering.tables.region_table import region_heading, region_sentences, region_table

    lines = [policy_heading(found), "", _written(policy_table(found)), "", *policy_sentences(found)]
    if region is not None:
        lines += ["", region_heading(region), "", _written(region_table(region)), "", *region_sentences(region)]
    return "\n".join(lines)


def _json(found: PolicyComparison, region: RegionComparison | None, sha256: str) -> str:
    """Return the JSON text."""
    import json

    from gametheory.io.policy_json import comparison_to_json

    return json.dumps(comparison_to_json(found, region, sha256=sha256), indent=1, ensure_ascii=False)
