"""``gametheory design``: the best value of a parameter, given the equilibrium that answers it."""

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
from gametheory.cli.parameter_ranges import check_range, refuse_settings
from gametheory.cli.sources import open_game

if TYPE_CHECKING:
    from gametheory.core.solution import Progress
    from gametheory.studies.policies.design import Design


@click.command(name="design", short_help="Find the best fee or fine, given what answers it.")
@file_argument
@click.argument("objective", metavar="OBJECTIVE")
@click.argument("over", metavar="PARAMETER", callback=check_range)
@click.option("--select", metavar="RULE", help="leading, first, payoff_dominant, risk_dominant or a player's key.")
@concept_option
@click.option("--policy", metavar="NAME", help="Under this policy of the file.")
@set_option
@time_limit_option
@format_option
def command(
    file: str,
    objective: str,
    over: tuple[str, tuple[str, str] | None],
    *,
    settings: tuple[str, ...],
    output_format: str,
    **asked: Any,
) -> None:
    """Find the value of a parameter that makes OBJECTIVE largest in the equilibrium that answers it.

    OBJECTIVE is a player's key, the name of a formula of 'welfare:', or all_players for the sum of payoffs. PARAMETER
    is NAME, within the range of the file, or NAME=LO:HI.
    """
    from gametheory.cli.interrupts import stopping_a_search
    from gametheory.cli.progress import ProgressLine
    from gametheory.core.solution import Limits
    from gametheory.errors import SolverError
    from gametheory.studies.policies.design import design

    refuse_settings([over[0]], settings)
    opened = open_game(file, settings)
    policy, limits = asked.pop("policy"), Limits(time=asked.pop("time_limit"))
    model = opened.model if policy is None else opened.model.with_policy(policy)
    question = over[0] if over[1] is None else (over[0], *over[1])
    try:
        with stopping_a_search(), ProgressLine(_progress_text) as progress:
            found = design(model, objective, question, limits=limits, progress=progress, **asked)
    except SolverError as error:
        click.echo(str(error), err=True)
        click.get_current_context().exit(CUT_SHORT)
    click.echo(_json(found, opened.sha256) if output_format == "json" else _text(found))
    click.get_current_context().exit(CUT_SHORT if found.termination.was_cut_short else 0)


def _progress_text(progress: Progress) -> str:
    """Return how far the search is."""
    return f"{progress.done:,} steps, {progress.found:,} thresholds"


def _text(found: Design) -> str:
    """Return heading, stretches and closing sentences."""
    from gametheory.rendering.tables.design_table import design_heading, design_sentences, design_table
    from gametheory.rendering.tables.text_table import to_plain, to_terminal

    table = design_table(found)
    text = to_terminal(table) if sys.stdout.isatty() else to_plain(table)
    return "\n".join([design_heading(found), "", text, "", *design_sentences(found)])


def _json(found: Design, sha256: str) -> str:
    """Return the JSON text."""
    import json

    from gametheory.io.policy_json import design_to_json

    return json.dumps(design_to_json(found, sha256=sha256), indent=1, ensure_ascii=False)
