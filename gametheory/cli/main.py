"""The command ``gametheory``: how it starts and how it ends."""

from __future__ import annotations

import sys

from gametheory.cli.interrupts import end_at_interrupts, ignore_interrupts


def main() -> None:
    """Run the command; Ctrl-C ends it with one line from the first import on, a broken pipe quietly."""
    end_at_interrupts()
    try:
        _run()
    finally:
        ignore_interrupts()


def _run() -> None:
    """Run the subcommand; what cannot be written is told."""
    import click

    from gametheory.cli.program import program

    try:
        program(prog_name="gametheory")
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(1)
    except OSError as error:
        click.echo(f"the answer cannot be written: {(error.strerror or str(error)).lower()}", err=True)
        sys.exit(1)
