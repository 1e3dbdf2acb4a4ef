"""`gametheory schema`."""

from __future__ import annotations

import json

from cli.program import run
from gametheory.io.schema import game_file_schema
from gametheory.io.solution_schema import solution_schema


def test_both_schemas_are_printed() -> None:
    assert json.loads(run("schema").output) == json.loads(json.dumps(game_file_schema()))
    assert json.loads(run("schema", "game").output) == json.loads(json.dumps(game_file_schema()))
    assert json.loads(run("schema", "solution").output) == json.loads(json.dumps(solution_schema()))


def test_others_are_usage_errors() -> None:
    assert run("schema", "profile").exit_code == 2
