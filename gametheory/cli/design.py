"""``gametheory design``: the best value of a parameter, given the equilibrium that answers it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from gametheory.cli.options import concept_option, file_argument, format_option, set_option, time_limit_option
from gametheory.cli.parameter_ranges import ends_of
from gametheory.cli.sources import open_game

if TYPE_CHECKING:
    from gametheory.core.solution import Progress
    from gametheory.studies.policies.design import Design


def _check_range(ctx: click.Context, param: click.Parameter, value: str) -> tuple[str, str, str]:
    """Return name and both ends of a range.

    Raises
    ------
    click.BadParameter
        If it is not of the form name=lo:hi.
    """
    del ctx, param
    name, _, ends = value.partition("=")
    given = ends_of(ends)
    if not name.strip() or given is None:
        raise click.BadParameter(f"expected name=lo:hi, such as commission=0:0.45, got {value!r}")
    return name.strip(), *given


@click.command(name="design", short_help="Find the best fee or fine, given what answers it.")
@file_argument
@click.argument("objective", metavar="OBJECTIVE")
@click.argument("over", metavar="NAME=LO:HI", callback=_check_range)
@click.option("--select", metavar="RULE", help="leading, first, payoff_dominant, risk_dominant or a player's key.")
@concept_option
@click.option("--policy", metavar="NAME", help="Under this policy of the file.")
@set_option
@time_limit_option
@format_option
def command(
    file: str,
    objective: str,
    over: tuple[str, str, str],
    *,
    settings: tuple[str, ...],
    output_format: str,
    **asked: Any,
) -> None:
    """Find the value of a parameter that makes OBJECTIVE largest in the equilibrium that answers it.

    OBJECTIVE is a player's key, the name of a formula of 'welfare:', or all_players for the sum of payoffs.
    """
    from gametheory.cli.interrupts import stopping_a_search
    from gametheory.cli.progress import ProgressLine
    from gametheory.core.solution import Limits
    from gametheory.studies.policies.design import design

    opened = open_game(file, settings)
    policy, limits = asked.pop("policy"), Limits(time=asked.pop("time_limit"))
    model = opened.model if policy is None else opened.model.with_policy(policy)
    with stopping_a_search(), ProgressLine(_progress_text) as progress:
        found = design(model, objective, over, limits=limits, progress=progress, **asked)
    click.echo(_json(found, opened.sha256) if output_format == "json" else _text(found))


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
