"""What the package never does: run text, swallow errors, print, assert, or silence a checker."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Iterator

from architecture.sources import SOURCES, Source

BROAD_ERRORS = {"Exception", "BaseException"}
SILENCERS = re.compile(r"\bTODO\b|\bFIXME\b|\bXXX\b|type:\s*ignore|\bnoqa\b|\bpragma\b")


def nodes() -> Iterator[tuple[Source, ast.AST]]:
    """Every syntax node of the package, with its module."""
    return ((source, node) for source in SOURCES for node in ast.walk(source.tree))


def comments(source: Source) -> Iterator[tokenize.TokenInfo]:
    """Comments of a module."""
    tokens = tokenize.generate_tokens(io.StringIO(source.text).readline)
    return (token for token in tokens if token.type == tokenize.COMMENT)


def calls(source: Source) -> Iterator[tuple[str, int]]:
    """Names that are called directly, with their lines."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            yield node.func.id, node.lineno


def caught(handler: ast.ExceptHandler) -> set[str]:
    """Names of the error classes that a handler catches; `BaseException` where it names none."""
    if handler.type is None:
        return {"BaseException"}
    classes = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    return {ast.unparse(node).split(".")[-1] for node in classes}


def test_text_is_never_executed() -> None:
    forbidden = {"eval", "exec", "compile", "__import__"}
    assert [source.place(line) for source in SOURCES for name, line in calls(source) if name in forbidden] == []


def test_only_named_errors_are_caught() -> None:
    handlers = [(source, node) for source, node in nodes() if isinstance(node, ast.ExceptHandler)]
    assert [source.place(handler.lineno) for source, handler in handlers if caught(handler) & BROAD_ERRORS] == []


def test_only_the_command_prints() -> None:
    silent = [source for source in SOURCES if source.room != "cli"]
    assert [source.place(line) for source in silent for name, line in calls(source) if name == "print"] == []


def test_mistakes_of_users_are_not_asserted() -> None:
    assert [source.place(node.lineno) for source, node in nodes() if isinstance(node, ast.Assert)] == []


def test_no_comment_postpones_or_silences() -> None:
    assert [
        source.place(token.start[0])
        for source in SOURCES
        for token in comments(source)
        if SILENCERS.search(token.string)
    ] == []
