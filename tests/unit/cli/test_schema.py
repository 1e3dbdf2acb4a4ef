"""`gametheory schema`."""

from __future__ import annotations

import json

import pytest
from jsonschema import Draft202012Validator

from cli.program import run
from gametheory.cli.schema import SCHEMAS
from gametheory.io.schema import game_file_schema
from gametheory.io.solution_schema import solution_schema


def test_schemas_are_printed() -> None:
    assert json.loads(run("schema").output) == json.loads(json.dumps(game_file_schema()))
    assert json.loads(run("schema", "game").output) == json.loads(json.dumps(game_file_schema()))
    assert json.loads(run("schema", "solution").output) == json.loads(json.dumps(solution_schema()))


@pytest.mark.parametrize("document", SCHEMAS)
def test_each_is_a_schema(document: str) -> None:
    schema = json.loads(run("schema", document).output)
    Draft202012Validator.check_schema(schema)
    assert not Draft202012Validator(schema).is_valid({})


def test_others_are_usage_errors() -> None:
    assert run("schema", "profile").exit_code == 2
