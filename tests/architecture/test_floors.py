"""Imports go down only, rooms on one floor do not know each other, and nothing goes round in circles."""

from __future__ import annotations

import networkx as nx

from architecture.sources import MODULE_NAMES, SOURCES, Import, Moment, Source, imports, room_of

FLOORS = (
    ("errors", "tolerances", "array_types"),
    ("kernels",),
    ("linear_program", "polynomials"),
    ("core",),
    ("analysis",),
    ("solvers", "dynamics"),
    ("models",),
    ("studies",),
    ("io", "rendering"),
    ("cli",),
    ("", "__main__"),
)
FLOOR = {room: height for height, rooms in enumerate(FLOORS) for room in rooms}

UPWARD_FOR_TYPES = {("gametheory.errors", "gametheory.core.solution")}


def own_imports(source: Source) -> list[Import]:
    """Imports of the package's own modules."""
    return [found for found in imports(source) if found.target.split(".")[0] == "gametheory"]


def test_every_module_stands_on_a_floor() -> None:
    assert {source.room for source in SOURCES} <= FLOOR.keys(), "give the room a place here and in CONTRIBUTING.md"


def test_imports_go_down_only() -> None:
    breaches = [
        f"{source.place(found.line)} imports {found.target} {found.moment.value}"
        for source in SOURCES
        for found in own_imports(source)
        if not is_allowed(source, found)
    ]
    assert breaches == []


def is_allowed(source: Source, found: Import) -> bool:
    """Whether the imported module is in the same room or below; types may also come from the same floor."""
    if source.room == room_of(found.target):
        return True
    drop = FLOOR[source.room] - FLOOR[room_of(found.target)]
    if found.moment is Moment.FOR_TYPES:
        return drop >= 0 or (source.name, found.target) in UPWARD_FOR_TYPES
    return drop > 0


def test_own_imports_name_modules_that_exist() -> None:
    missing = [
        f"{source.place(found.line)} imports {found.target}"
        for source in SOURCES
        for found in own_imports(source)
        if found.target not in MODULE_NAMES
    ]
    assert missing == []


def test_no_import_cycles() -> None:
    graph = nx.DiGraph(
        (source.name, found.target)
        for source in SOURCES
        for found in own_imports(source)
        if found.moment is not Moment.FOR_TYPES
    )
    circles = [sorted(part) for part in nx.strongly_connected_components(graph) if len(part) > 1]
    assert circles == []
    assert graph.number_of_edges() > 0
