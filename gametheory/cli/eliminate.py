"""``gametheory eliminate``: iterated elimination of dominated actions, with the dominators as proof."""

from __future__ import annotations

import sys

import click

from gametheory.cli.options import file_argument, set_option
from gametheory.cli.sources import open_game


@click.command(name="eliminate")
@file_argument
@click.option("--weak", "is_weak", is_flag=True, help="Eliminate weakly dominated actions too (loses equilibria).")
@click.option("--pure", "is_pure", is_flag=True, help="Look at dominators in pure actions only.")
@set_option
def command(file: str, is_weak: bool, is_pure: bool, settings: tuple[str, ...]) -> None:
    """Eliminate dominated actions, round by round."""
    from gametheory.analysis.elimination import eliminate
    from gametheory.rendering.tables.reduction_table import reduction_sentences, reduction_table
    from gametheory.rendering.tables.text_table import to_plain, to_terminal

    reduction = eliminate(open_game(file, settings).model.to_game(), is_strict=not is_weak, by_mixed=not is_pure)
    table = reduction_table(reduction)
    if table.rows:
        click.echo(to_terminal(table) if sys.stdout.isatty() else to_plain(table))
        click.echo()
    click.echo("\n".join(reduction_sentences(reduction)))
