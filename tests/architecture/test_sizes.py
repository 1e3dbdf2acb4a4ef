"""Files, functions and signatures stay small enough to be read at once."""

from __future__ import annotations

import ast

from architecture.sources import ALL_FUNCTIONS, REPOSITORY, Function

MOST_LINES_OF_A_FILE = 500
MOST_LINES_OF_A_BODY = 60
MOST_ARGUMENTS = 6
MOST_POSITIONAL_ARGUMENTS = 4

PYTHON_FILES = sorted(
    path for folder in ("gametheory", "tests", "benchmarks", "docs") for path in (REPOSITORY / folder).rglob("*.py")
)


def test_files_are_short() -> None:
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in PYTHON_FILES}
    assert {path: lines for path, lines in lengths.items() if lines > MOST_LINES_OF_A_FILE} == {}


def body_lines(function: Function) -> int:
    """Lines from the first statement after the docstring to the last one."""
    statements = function.node.body[1:] if ast.get_docstring(function.node) is not None else function.node.body
    return (statements[-1].end_lineno or 0) - statements[0].lineno + 1 if statements else 0


def test_function_bodies_are_short() -> None:
    lengths = {function.place: body_lines(function) for function in ALL_FUNCTIONS}
    assert {place: lines for place, lines in lengths.items() if lines > MOST_LINES_OF_A_BODY} == {}


def test_signatures_are_short() -> None:
    counts = {function.place: (len(function.arguments()), len(function.positional())) for function in ALL_FUNCTIONS}
    too_long = {
        place: f"{named} arguments, {positional} of them positional"
        for place, (named, positional) in counts.items()
        if named > MOST_ARGUMENTS or positional > MOST_POSITIONAL_ARGUMENTS
    }
    assert too_long == {}
