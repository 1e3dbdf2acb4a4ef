"""The tests mirror the package, and their expected errors say which sentence."""

from __future__ import annotations

import ast
from pathlib import Path

from architecture.sources import PACKAGE, REPOSITORY, SOURCES, Source

WITHOUT_A_TEST_FILE = {
    "gametheory.array_types": "names of types only",
    "gametheory.tolerances": "named numbers only",
}

TESTED_SOURCES = [source for source in SOURCES if source.path.name != "__init__.py"]
TEST_FILES = sorted((REPOSITORY / "tests").rglob("test_*.py"))


def test_every_module_has_its_test_file() -> None:
    missing = {source.name for source in TESTED_SOURCES if not file_of_tests(source).exists()}
    assert missing == WITHOUT_A_TEST_FILE.keys()


def file_of_tests(source: Source) -> Path:
    """Where the tests of a module stand."""
    below = source.path.relative_to(PACKAGE)
    return REPOSITORY / "tests" / "unit" / below.parent / f"test_{below.name}"


def expected_errors(tree: ast.Module) -> list[ast.Call]:
    """Calls of `pytest.raises` and `pytest.warns`."""
    return [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func) in {"pytest.raises", "pytest.warns", "raises", "warns"}
    ]


def test_expected_errors_name_their_sentence() -> None:
    vague = [
        f"{path.relative_to(REPOSITORY)}:{call.lineno}"
        for path in TEST_FILES
        for call in expected_errors(ast.parse(path.read_text(encoding="utf-8")))
        if not any(keyword.arg == "match" for keyword in call.keywords)
    ]
    assert vague == []
