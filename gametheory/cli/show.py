"""``gametheory show``: what a game file says."""

from __future__ import annotations

import sys

import click

from gametheory.cli.options import file_argument, set_option
from gametheory.cli.sources import open_game


@click.command(name="show", short_help="Print players, parameters with sources, size, structure.")
@file_argument
@set_option
def command(file: str, settings: tuple[str, ...]) -> None:
    """Print players, actions, parameters with their sources, size and structure."""
    from gametheory.rendering.sentences.game_description import describe

    click.echo(describe(open_game(file, settings).model, is_terminal=sys.stdout.isatty()))
