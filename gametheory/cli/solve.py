"""``gametheory solve``: the equilibria of a game, how complete they are, and the proof."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from gametheory.cli.options import exit_code, file_argument, solve_opened, solving_options
from gametheory.cli.sources import open_game

if TYPE_CHECKING:
    from gametheory.cli.sources import OpenedGame
    from gametheory.core.solution import Solution

MAX_SHOWN = 20
"""Equilibria in a table for readers; the other formats give all that are listed."""


@click.command(name="solve", short_help="Print the equilibria, how complete they are, and the proof.")
@file_argument
@solving_options
@click.option(
    "--format",
    "output_format",
    type=click.Choice(["table", "json", "csv", "latex"]),
    default="table",
    show_default=True,
    help="How the answer is printed.",
)
def command(file: str, *, settings: tuple[str, ...], output_format: str, **solving: Any) -> None:
    """Print the equilibria of a game, how complete they are, and the proof."""
    opened = open_game(file, settings)
    solution = solve_opened(opened, **solving)
    click.echo(_OUTPUTS[output_format](solution, opened))
    if output_format in {"csv", "latex"}:
        _tell_aside(solution)
    click.get_current_context().exit(exit_code(solution))


def _tell_aside(solution: Solution) -> None:
    """Print on standard error what formats without sentences cannot carry: how complete the list is, and the proof."""
    from gametheory.rendering.tables.solution_tables import solution_sentences

    for sentence in solution_sentences(solution, shown=len(solution.equilibria)):
        click.echo(sentence, err=True)


def _table(solution: Solution, opened: OpenedGame) -> str:
    """Return heading, table and closing sentences."""
    from gametheory.rendering.tables.equilibrium_table import equilibrium_table
    from gametheory.rendering.tables.solution_tables import solution_heading, solution_sentences
    from gametheory.rendering.tables.text_table import to_plain, to_terminal

    del opened
    table = equilibrium_table(solution, first=MAX_SHOWN)
    text = to_terminal(table) if sys.stdout.isatty() else to_plain(table)
    sentences = solution_sentences(solution, shown=min(MAX_SHOWN, len(solution.equilibria)))
    return "\n".join([solution_heading(solution), "", *([text, ""] if table.rows else []), *sentences])


def _json(solution: Solution, opened: OpenedGame) -> str:
    """Return the JSON text."""
    import json

    from gametheory.io.solution_json import solution_to_json

    return json.dumps(solution_to_json(solution, sha256=opened.sha256), indent=1, ensure_ascii=False)


def _csv(solution: Solution, opened: OpenedGame) -> str:
    """Return one line for each probability."""
    from gametheory.rendering.tables.equilibrium_table import probability_table
    from gametheory.rendering.tables.text_table import to_csv

    del opened
    return to_csv(probability_table(solution))


def _latex(solution: Solution, opened: OpenedGame) -> str:
    """Return a LaTeX table of all listed equilibria."""
    from gametheory.rendering.tables.equilibrium_table import equilibrium_table
    from gametheory.rendering.tables.text_table import to_latex

    del opened
    return to_latex(equilibrium_table(solution))


_OUTPUTS = {"table": _table, "json": _json, "csv": _csv, "latex": _latex}
