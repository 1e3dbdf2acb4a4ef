"""``gametheory explain``: the equilibria in sentences."""

from __future__ import annotations

from typing import Any

import click

from gametheory.cli.options import exit_code, file_argument, solve_opened, solving_options
from gametheory.cli.sources import open_game


@click.command(name="explain", short_help="Say in words what happens and why.")
@file_argument
@solving_options
def command(file: str, settings: tuple[str, ...], **solving: Any) -> None:
    """Say what happens, why nobody wants to change, and what is not credible."""
    solution = solve_opened(open_game(file, settings), **solving)
    click.echo(solution.explain())
    click.get_current_context().exit(exit_code(solution))
