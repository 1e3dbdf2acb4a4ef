"""The reference of the command has every command, option and field of the JSON output."""

from __future__ import annotations

import re
from importlib import import_module

import click
import pytest

from docs.pages import REPOSITORY
from gametheory.cli.program import COMMANDS
from gametheory.core.solution import Coverage, Termination
from gametheory.io.solution_schema import solution_schema

PAGE = (REPOSITORY / "docs" / "reference" / "command.md").read_text(encoding="utf-8")


def section(name: str) -> str:
    """Text of a section of the page, up to the next one of its level."""
    return re.split(r"^## ", PAGE.partition(f"\n## {name}\n")[2], flags=re.M)[0]


SHARED = section("Options that several commands share")


@pytest.mark.parametrize("name", COMMANDS)
def test_command_has_a_section_with_its_options(name: str) -> None:
    command: click.Command = import_module(f"gametheory.cli.{name}").command
    options = [parameter for parameter in command.params if isinstance(parameter, click.Option)]
    assert section(name) != ""
    missing = [option.opts[-1] for option in options if f"{option.opts[-1]}" not in section(name) + SHARED]
    assert missing == []


def test_options_of_the_page_exist() -> None:
    commands = [import_module(f"gametheory.cli.{name}").command for name in COMMANDS]
    known = {text for command in commands for parameter in command.params for text in parameter.opts}
    shown = set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", PAGE))
    assert shown <= known | {"--help", "--version", "--debug"}


def test_fields_of_the_json_output_are_on_the_page() -> None:
    schema = solution_schema()["properties"]
    equilibrium = schema["equilibria"]["items"]["properties"]
    fields = {*schema, *equilibrium, *schema["game"]["properties"], *equilibrium["certificate"]["properties"]}
    assert {"coverage", "max_regret", "num_nodes", "regrets"} <= fields
    assert sorted(field for field in fields if f"`{field}`" not in PAGE) == []


@pytest.mark.parametrize("word", [*Coverage, *Termination])
def test_word_of_a_solution_is_on_the_page(word: Coverage | Termination) -> None:
    assert f"`{word.value}`" in PAGE
