"""The readers on which the architecture tests stand see what is written."""

from __future__ import annotations

import ast

import pytest

from architecture.sources import PACKAGE, SOURCES, Function, Moment, Source, fields, functions, imports, public_classes

TEXT = """
import numpy as np
from typing import TYPE_CHECKING
from gametheory import __version__, core
from . import normal_form
from ..errors import InvalidGameError
if TYPE_CHECKING:
    from gametheory.core.solution import Solution
else:
    import heapq

class Game:
    title: str
    _cache: dict

    def value(self, first, second=1, *, third=2):
        import rich.table
        def inner(fourth): ...

    @staticmethod
    def made(fifth, /): ...

    def _hidden(self): ...

class _Draft:
    def shown(self): ...
"""


@pytest.fixture
def source() -> Source:
    return Source("gametheory.core.made_up", PACKAGE / "core" / "made_up.py", TEXT, ast.parse(TEXT))


def test_imports_are_absolute_and_know_their_moment(source: Source) -> None:
    assert [(found.target, found.moment) for found in imports(source)] == [
        ("numpy", Moment.AT_IMPORT),
        ("typing", Moment.AT_IMPORT),
        ("gametheory.core", Moment.AT_IMPORT),
        ("gametheory.core.normal_form", Moment.AT_IMPORT),
        ("gametheory.errors", Moment.AT_IMPORT),
        ("gametheory.core.solution", Moment.FOR_TYPES),
        ("heapq", Moment.AT_IMPORT),
        ("rich.table", Moment.ON_CALL),
    ]


def test_functions_know_their_arguments_and_whether_they_are_public(source: Source) -> None:
    def summary(function: Function) -> tuple[str, list[str], int, bool]:
        names = [argument.arg for argument in function.arguments()]
        return function.node.name, names, len(function.positional()), function.is_public

    assert [summary(function) for function in functions(source)] == [
        ("value", ["first", "second", "third"], 2, True),
        ("inner", ["fourth"], 1, False),
        ("made", ["fifth"], 1, True),
        ("_hidden", [], 0, False),
        ("shown", [], 0, False),
    ]


def test_classes_show_their_public_fields(source: Source) -> None:
    assert [(node.name, fields(node)) for node in public_classes(source)] == [("Game", ["title"])]


def test_every_module_is_read() -> None:
    assert {"gametheory", "gametheory.errors", "gametheory.core.hooks", "gametheory.core"} <= {
        source.name for source in SOURCES
    }
