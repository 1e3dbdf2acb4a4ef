"""``gametheory schema``: the JSON Schemas of the formats."""

from __future__ import annotations

import json
from importlib import import_module

import click

SCHEMAS = {
    "game": "gametheory.io.schema:game_file_schema",
    "solution": "gametheory.io.solution_schema:solution_schema",
    "thresholds": "gametheory.io.threshold_schema:threshold_schema",
    "borders": "gametheory.io.border_schema:border_schema",
    "compare": "gametheory.io.policy_schema:comparison_schema",
    "design": "gametheory.io.policy_schema:design_schema",
    "sensitivity": "gametheory.io.sensitivity_schema:sensitivity_schema",
    "calibrate": "gametheory.io.calibration_schema:calibration_schema",
    "path": "gametheory.io.path_schema:path_schema",
    "fit": "gametheory.io.path_schema:fit_schema",
}
"""What has a schema, and the function that returns it."""


@click.command(name="schema", short_help="Print the JSON Schema of a file or an answer.")
@click.argument("document", type=click.Choice(list(SCHEMAS)), default="game")
def command(document: str) -> None:
    """Print the JSON Schema of game files, or of what a command prints as JSON.

    DOCUMENT is game (default), solution, or the command whose answer is meant; borders are thresholds over two
    parameters.
    """
    module, _, function = SCHEMAS[document].partition(":")
    click.echo(json.dumps(getattr(import_module(module), function)(), indent=1))
