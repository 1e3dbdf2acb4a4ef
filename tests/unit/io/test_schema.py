"""The schema is sound, and says of whole files what the reader says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from gametheory.io.keys import EXTENSIVE_FORM, FILE, NORMAL_FORM, SECTIONS
from gametheory.io.schema import game_file_schema
from hostile.broken_file import FLAT, FORMULAS, NORMAL, STAGES, TREE, changed

GAMES = sorted((Path(__file__).parents[3] / "games").rglob("*.yaml"))
VALIDATOR = jsonschema.Draft202012Validator(game_file_schema())


def as_json(text: str) -> Any:
    """Return a file as an editor sees it."""
    return json.loads(json.dumps(yaml.safe_load(text), default=str))


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(game_file_schema())
    assert json.loads(json.dumps(game_file_schema())) == game_file_schema()


@pytest.mark.parametrize("path", GAMES, ids=lambda path: path.stem)
def test_shipped_games_are_valid(path: Path) -> None:
    assert [error.message for error in VALIDATOR.iter_errors(as_json(path.read_text("utf-8")))] == []


DATED = (NORMAL + "when: 2023\n", NORMAL + "when: 2022-09\n")


@pytest.mark.parametrize("text", [NORMAL, FORMULAS, FLAT, TREE, STAGES, *DATED])
def test_sound_files_are_valid(text: str) -> None:
    assert [error.message for error in VALIDATOR.iter_errors(as_json(text))] == []


@pytest.mark.parametrize(
    "text",
    [
        changed(NORMAL, "payoffs", "payofs"),
        changed(NORMAL, "gametheory: 1", "gametheory: 2"),
        changed(NORMAL, "form: normal", "form: bimatrix"),
        changed(NORMAL, "players: {row: Row, column: Column}", "players: {}"),
        NORMAL + "stages: []\n",
        NORMAL + "expect: [{num_extrem: 3}]\n",
        NORMAL + "when: 2022-13\n",
        NORMAL + "when: 99\n",
        changed(FORMULAS, "value: 0.15", "value: much"),
        changed(FORMULAS, "[0, 1]", "[0, 1, 2]"),
        FLAT + "tree: {payoffs: [0, 0]}\n",
        changed(FLAT, "player: b", "palyer: b"),
        changed(TREE, "      probability: 1/3\n", ""),
        changed(STAGES, "name: answer, ", ""),
        changed(STAGES, "observes: [entry]", "observes: entry"),
    ],
)
def test_broken_files_are_not(text: str) -> None:
    assert list(VALIDATOR.iter_errors(as_json(text)))


def test_every_key_of_the_reader_is_in_the_schema() -> None:
    schema = game_file_schema()
    assert set(schema["properties"]) == {key.name for key in (*FILE, *NORMAL_FORM, *EXTENSIVE_FORM)}
    for name, keys in SECTIONS.items():
        section = schema["$defs"][name]
        assert list(section["properties"]) == [key.name for key in keys]
        assert section["required"] == [key.name for key in keys if key.is_required]
        assert all(section["properties"][key.name]["description"] == key.meaning for key in keys)


def test_every_reference_leads_somewhere() -> None:
    text = json.dumps(game_file_schema())
    references = {piece.split('"')[0] for piece in text.split("#/$defs/")[1:]}
    assert references <= set(game_file_schema()["$defs"])
