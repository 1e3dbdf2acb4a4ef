"""What starting costs: the modules that are loaded, counted in a fresh interpreter."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time

import pytest

from architecture.sources import REPOSITORY

HEAVY_FOR_HELP = {"matplotlib", "nashpy", "networkx", "numba", "numpy", "rich", "scipy", "sympy", "yaml"}
HEAVY_FOR_SOLVING = {"matplotlib", "nashpy", "numba", "scipy", "sympy"}

COMMAND = """
import sys
from gametheory.cli.main import main
sys.argv = ["gametheory", *{arguments!r}]
try:
    main()
except SystemExit as end:
    status = end.code or 0
else:
    status = 0
"""
REPORT = (
    "\nimport json, sys\nprint(json.dumps(sorted({name.split('.')[0] for name in sys.modules})), file=sys.stderr)\n"
)


def loaded_by(code: str) -> set[str]:
    """Top-level modules that a fresh interpreter has loaded after running the code."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("COV_", "COVERAGE_"))}
    finished = subprocess.run(
        [sys.executable, "-c", code + REPORT],
        cwd=REPOSITORY,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert finished.returncode == 0, finished.stderr
    return set(json.loads(finished.stderr.splitlines()[-1]))


def loaded_by_command(*arguments: str) -> set[str]:
    """Top-level modules loaded by one run of the command, which must succeed."""
    return loaded_by(COMMAND.format(arguments=arguments) + "if status:\n    sys.exit(status)\n")


def test_import_loads_no_library() -> None:
    assert loaded_by("import gametheory").isdisjoint(HEAVY_FOR_HELP | {"click"})


@pytest.mark.parametrize("arguments", [("--help",), ("--version",), ("solve", "--help"), ("list", "--help")])
def test_help_loads_nothing_heavy(arguments: tuple[str, ...]) -> None:
    assert loaded_by_command(*arguments).isdisjoint(HEAVY_FOR_HELP)


@pytest.mark.parametrize("game", ["choose_one_of_two", "price_monitoring"])
def test_solving_a_small_file_loads_nothing_heavy(game: str) -> None:
    assert loaded_by_command("solve", game).isdisjoint(HEAVY_FOR_SOLVING)


def test_help_answers_soon() -> None:
    started = time.monotonic()
    loaded_by_command("--help")
    assert time.monotonic() - started < 5
