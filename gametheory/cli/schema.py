"""``gametheory schema``: the JSON Schemas of the formats."""

from __future__ import annotations

import json

import click


@click.command(name="schema", short_help="Print the JSON Schema of game files or solutions.")
@click.argument("document", type=click.Choice(["game", "solution"]), default="game")
def command(document: str) -> None:
    """Print the JSON Schema of game files, or of solutions as JSON."""
    from gametheory.io.schema import game_file_schema
    from gametheory.io.solution_schema import solution_schema

    schema = game_file_schema() if document == "game" else solution_schema()
    click.echo(json.dumps(schema, indent=1))
