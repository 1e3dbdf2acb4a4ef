"""Running the command: inside this process, and as a program of its own."""

from __future__ import annotations

import os
import subprocess
import sys

from click.testing import CliRunner, Result

from gametheory.cli.program import program

START = [sys.executable, "-c", "from gametheory.cli.main import main; main()"]


def run(*arguments: str, stdin: str | bytes | None = None) -> Result:
    """Run a command inside this process."""
    return CliRunner().invoke(program, list(arguments), input=stdin, prog_name="gametheory")


def run_apart(*arguments: str, stdin: str | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command as a program of its own, with pipes instead of a terminal."""
    return subprocess.run(
        [*START, *arguments],
        input=stdin,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1", "COLUMNS": "100", **environment},
        check=False,
    )
