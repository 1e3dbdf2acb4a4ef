"""``gametheory list``: the shipped games."""

from __future__ import annotations

import sys

import click


@click.command(name="list", short_help="List the shipped games; every command takes their names.")
def command() -> None:
    """List the shipped games; every command takes their names."""
    from gametheory.io.catalogue import shipped_games
    from gametheory.rendering.tables.text_table import Table, to_plain, to_terminal

    table = Table(("name", "title"), tuple((game.name, game.title) for game in shipped_games()))
    click.echo(to_terminal(table) if sys.stdout.isatty() else to_plain(table))
