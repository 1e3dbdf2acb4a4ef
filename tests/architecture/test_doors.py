"""Each outside library enters through one door, and no other library enters at all."""

from __future__ import annotations

import re
import sys
import tomllib

from architecture.sources import REPOSITORY, SOURCES, Source, imports

EVERYWHERE = {"numpy", "scipy", "networkx"}
DOORS = {
    "numba": {"kernels"},
    "llvmlite": {"kernels"},
    "highspy": {"linear_program"},
    "flint": {"kernels", "polynomials"},
    "sympy": {"studies"},
    "matplotlib": {"rendering"},
    "click": {"cli"},
    "yaml": {"io"},
    "rich": {"rendering", "cli"},
    "nashpy": {"dynamics"},
    "xarray": {"dynamics", "studies"},
    "zarr": {"studies"},
    "SALib": {"studies"},
    "distributed": {"studies"},
}
DISTRIBUTIONS = {"yaml": "pyyaml", "flint": "python-flint", "llvmlite": "numba", "SALib": "salib"}
OPTIONAL = {"distributed"}
"""Imported where they are installed; the extra ``cluster`` brings them."""
ENGINES = {"h5netcdf", "h5py", "pyarrow"}
"""Found by xarray and pandas under their names, to write files."""


def outside_imports(source: Source) -> dict[str, int]:
    """Outside libraries that a module imports, with a line."""
    found = {statement.target.split(".")[0]: statement.line for statement in imports(source)}
    return {name: line for name, line in found.items() if name not in sys.stdlib_module_names | {"gametheory"}}


def test_libraries_enter_through_their_door() -> None:
    breaches = [
        f"{source.place(line)} imports {name}, which belongs in {sorted(DOORS.get(name, {'no room at all'}))}"
        for source in SOURCES
        for name, line in outside_imports(source).items()
        if name not in EVERYWHERE and source.room not in DOORS.get(name, set())
    ]
    assert breaches == []


def test_what_is_imported_is_what_is_declared() -> None:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = {re.split(r"[^\w-]", requirement)[0].lower() for requirement in project["dependencies"]}
    imported = {name for source in SOURCES for name in outside_imports(source)} - OPTIONAL
    extra = {re.split(r"[^\w-]", name)[0] for name in project["optional-dependencies"]["cluster"]}
    assert extra == OPTIONAL | {"dask"}
    assert {DISTRIBUTIONS.get(name, name) for name in imported} | ENGINES == declared
