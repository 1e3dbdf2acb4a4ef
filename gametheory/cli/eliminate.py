"""``gametheory eliminate``: iterated elimination of dominated actions, with the dominators as proof."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from gametheory.cli.options import file_argument, format_option, set_option
from gametheory.cli.sources import open_game

if TYPE_CHECKING:
    from gametheory.analysis.dominance.elimination import Reduction
    from gametheory.cli.sources import OpenedGame


@click.command(name="eliminate")
@file_argument
@click.option("--weak", "is_weak", is_flag=True, help="Eliminate weakly dominated actions too (loses equilibria).")
@click.option("--pure", "is_pure", is_flag=True, help="Look at dominators in pure actions only.")
@set_option
@format_option
def command(file: str, *, is_weak: bool, is_pure: bool, settings: tuple[str, ...], output_format: str) -> None:
    """Eliminate dominated actions, round by round."""
    from gametheory.analysis.dominance.elimination import eliminate

    opened = open_game(file, settings)
    reduction = eliminate(opened.model.to_game(), is_strict=not is_weak, by_mixed=not is_pure)
    click.echo(_json(reduction, opened) if output_format == "json" else _text(reduction))


def _text(reduction: Reduction) -> str:
    """Return the table and the sentences."""
    from gametheory.rendering.tables.reduction_table import reduction_sentences, reduction_table
    from gametheory.rendering.tables.text_table import to_plain, to_terminal

    table = reduction_table(reduction)
    text = to_terminal(table) if sys.stdout.isatty() else to_plain(table)
    return "\n".join([*([text, ""] if table.rows else []), *reduction_sentences(reduction)])


def _json(reduction: Reduction, opened: OpenedGame) -> str:
    """Return the JSON text."""
    import json

    from gametheory.io.reduction_json import reduction_to_json

    told = reduction_to_json(reduction, parameters=opened.model.parameter_values, sha256=opened.sha256)
    return json.dumps(told, indent=1, ensure_ascii=False)
