"""The names at the top: these, lazily, documented, and nothing else."""

from __future__ import annotations

import ast
import inspect
import json
import subprocess
import sys
from importlib import import_module
from types import ModuleType

import pytest

import gametheory
from architecture.sources import REPOSITORY, SOURCES, Moment, imports
from gametheory.core import hooks

PUBLIC_NAMES = {
    "BehaviorProfile",
    "Coverage",
    "ExtensiveFormGame",
    "GameFileError",
    "GameModel",
    "GameTheoryError",
    "InconsistentGameFileError",
    "InvalidGameError",
    "InvalidParameterError",
    "InvalidProfileError",
    "Limits",
    "MalformedGameFileError",
    "MixedProfile",
    "NormalFormGame",
    "Solution",
    "SolverError",
    "Termination",
    "TieredGame",
    "TreeBuilder",
    "UnknownGameError",
    "UnsupportedGameError",
    "analysis",
    "borders",
    "calibrate",
    "compare",
    "critical_discount",
    "design",
    "draw",
    "dynamics",
    "eliminate",
    "fit_logit",
    "judge",
    "load",
    "logit_path",
    "models",
    "sensitivity",
    "solve",
    "solve_batch",
    "sweep",
    "thresholds",
    "write_game",
}


def test_public_names_are_the_listed_ones() -> None:
    assert set(gametheory.__all__) == PUBLIC_NAMES
    assert sorted(gametheory.__all__) == gametheory.__all__
    assert set(dir(gametheory)) >= PUBLIC_NAMES | {"__version__"}


@pytest.mark.parametrize("name", sorted(PUBLIC_NAMES))
def test_public_name_is_found_and_documented(name: str) -> None:
    thing = getattr(gametheory, name)
    assert inspect.getdoc(thing)
    home = thing.__name__ if isinstance(thing, ModuleType) else thing.__module__
    assert home.startswith("gametheory.")


@pytest.mark.parametrize("name", sorted(PUBLIC_NAMES))
def test_type_checkers_see_the_same_name(name: str) -> None:
    (face,) = [source for source in SOURCES if source.name == "gametheory"]
    statements = [node for node in ast.walk(face.tree) if isinstance(node, ast.ImportFrom)]
    homes = {alias.name: statement.module for statement in statements for alias in statement.names}
    expected = gametheory._HOMES.get(name, "gametheory")
    assert homes[name] == expected


def test_nothing_is_loaded_before_it_is_asked_for() -> None:
    (face,) = [source for source in SOURCES if source.name == "gametheory"]
    eager = {found.target for found in imports(face) if found.moment is Moment.AT_IMPORT}
    assert {target for target in eager if target.startswith("gametheory")} == {"gametheory.core.hooks"}
    code = "import gametheory, json, sys; print(json.dumps(sorted(sys.modules)))"
    output = subprocess.run([sys.executable, "-c", code], cwd=REPOSITORY, capture_output=True, text=True, check=True)
    own = {name for name in json.loads(output.stdout) if name.startswith("gametheory")}
    assert own == {"gametheory", "gametheory.core", "gametheory.core.hooks"}


@pytest.mark.parametrize("name", ["draw_svg", "draw_trajectory", "explain"])
def test_hook_has_its_function(name: str) -> None:
    module, _, function = hooks._TARGETS[name].partition(":")
    assert callable(getattr(import_module(module), function))


@pytest.mark.parametrize("name", ["equilibrate", "Solve"])
def test_unknown_name_is_an_attribute_error(name: str) -> None:
    with pytest.raises(AttributeError, match=f"module 'gametheory' has no attribute '{name}'"):
        getattr(gametheory, name)


@pytest.mark.parametrize("name", gametheory.__all__)
def test_every_public_name_has_an_example(name: str) -> None:
    assert ">>> " in (getattr(gametheory, name).__doc__ or "")


@pytest.mark.parametrize("room", ["analysis", "dynamics", "models"])
def test_rooms_offer_their_names(room: str) -> None:
    module = getattr(gametheory, room)
    offered = vars(module)["_HOMES"]
    assert offered.keys() <= set(dir(module))
    assert [name for name, home in offered.items() if name == home] == [], "importing the module would hide the name"
    assert all(inspect.getdoc(getattr(module, name)) for name in offered)
    with pytest.raises(AttributeError, match="has no attribute 'nothing'"):
        _ = module.nothing
