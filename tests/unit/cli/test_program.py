"""The group of commands: what it finds, and which exit code an error has."""

from __future__ import annotations

import click
import pytest

import gametheory
from cli.program import run
from gametheory import Solution
from gametheory.cli.interrupts import EXIT_CODE, SENTENCE
from gametheory.cli.program import COMMANDS, program
from gametheory.errors import InvalidParameterError, SolverError


def test_help_lists_every_command_in_order() -> None:
    printed = run("--help").output
    listed = printed[printed.index("Commands:") :]
    assert [line.split()[0] for line in listed.splitlines() if line.startswith("  ") and line[2] != " "][
        : len(COMMANDS)
    ] == list(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help(name: str) -> None:
    result = run(name, "-h")
    assert result.exit_code == 0
    assert result.output.startswith(f"Usage: gametheory {name}")


def test_version() -> None:
    assert run("--version").output == f"gametheory {gametheory.__version__}\n"


def test_unknown_commands_are_usage_errors() -> None:
    result = run("solves", "price_monitoring")
    assert result.exit_code == 2
    assert "got 'solves'; did you mean 'solve'?" in result.stderr
    assert "got 'EXPLAIN'; did you mean 'explain'?" in run("EXPLAIN", "trust_game").stderr
    assert "Try 'gametheory --help'" in result.stderr
    assert program.get_command(click.Context(program), "solves") is None


def test_errors_of_the_package_are_one_sentence() -> None:
    result = run("solve", "price_monitoring", "--concept", "subgame_perfect")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == (
        "concept 'subgame_perfect' needs a tree, got a normal form; for a normal form use 'nash' or 'pure'\n"
    )


def test_parameters_out_of_range_are_usage_errors() -> None:
    result = run("solve", "price_monitoring", "--set", "commission=2")
    assert (result.exit_code, result.stderr) == (2, "expected commission from 0 to 9/20, got 2\n")


def test_failures_of_a_solver_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(*_: object, **__: object) -> Solution:
        raise SolverError("method 'label_tree' gave a profile that is none", None)

    monkeypatch.setattr("gametheory.solvers.solve.solve", failing)
    result = run("solve", "trust_game")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "method 'label_tree' gave a profile that is none\n"


def test_debug_shows_the_traceback() -> None:
    result = run("--debug", "solve", "price_monitoring", "--set", "commission=2")
    assert isinstance(result.exception, InvalidParameterError)


def test_interrupts_are_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> Solution:
        raise KeyboardInterrupt

    monkeypatch.setattr("gametheory.solvers.solve.solve", interrupted)
    result = run("solve", "trust_game")
    assert (result.exit_code, result.stdout, result.stderr) == (EXIT_CODE, "", f"{SENTENCE}\n")
