"""``gametheory compare``: the outcomes of a game under the policies of its file."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from gametheory.cli.options import CUT_SHORT, file_argument, set_option
from gametheory.cli.sources import open_game

if TYPE_CHECKING:
    from gametheory.core.solution import Progress
    from gametheory.studies.policy_records import PolicyComparison


@click.command(name="compare", short_help="Compare the outcomes under the policies of a game file.")
@file_argument
@click.option("--policy", "policies", multiple=True, metavar="NAME", help="A policy; all of the file by default.")
@click.option("--select", metavar="RULE", help="leading, first, payoff_dominant, risk_dominant or a player's key.")
@click.option("--concept", metavar="C", help="Solution concept; the file's own by default.")
@set_option
@click.option("--time-limit", type=click.FloatRange(min=0), metavar="S", help="Seconds to search at most.")
@click.option(
    "--format",
    "output_format",
    type=click.Choice(["table", "json", "csv", "latex"]),
    default="table",
    show_default=True,
    help="How the comparison is printed.",
)
@click.option("--output", "-o", type=click.Path(path_type=Path), help="Write a page of HTML instead.")
def command(file: str, *, output_format: str, output: Path | None, **asked: Any) -> None:
    """Compare the equilibria of a game as it is and under the policies of its file."""
    found, sha256 = _compared(file, **asked)
    click.echo(_OUTPUTS[output_format](found, sha256))
    is_cut = any(outcome.solution.termination.was_cut_short for outcome in found.outcomes)
    click.get_current_context().exit(CUT_SHORT if is_cut else 0)
