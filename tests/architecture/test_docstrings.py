"""Everything public says what it is."""

from __future__ import annotations

import ast

from architecture.sources import SOURCES, Source, functions, public_classes


def undocumented(source: Source) -> list[str]:
    """Public things of a module that have no docstring."""
    nodes = {"module": source.tree} | {node.name: node for node in public_classes(source)}
    nodes |= {
        function.place: function.node
        for function in functions(source)
        if function.is_public and not function.has_decorator("overload") and not function.has_decorator("setter")
    }
    return [f"{source.name}: {name}" for name, node in nodes.items() if not ast.get_docstring(node)]


def test_everything_public_is_documented() -> None:
    assert [name for source in SOURCES for name in undocumented(source)] == []
