"""The group of subcommands: one module for each, imported when it is asked for."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import click

from gametheory.cli.interrupts import EXIT_CODE, SENTENCE
from gametheory.core.names import nearest
from gametheory.errors import GameTheoryError, InvalidParameterError

COMMANDS = (
    "solve",
    "show",
    "draw",
    "explain",
    "report",
    "eliminate",
    "judge",
    "play",
    "path",
    "fit",
    "sweep",
    "thresholds",
    "map",
    "compare",
    "design",
    "sensitivity",
    "calibrate",
    "reproduce",
    "convert",
    "check",
    "list",
    "schema",
    "warm",
)
"""Subcommands in the order of the help; each is ``command`` in the module ``gametheory.cli.<name>``."""


class Program(click.Group):
    """A group that finds its commands by module name and prints errors as one sentence."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the subcommands."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a subcommand, or None where there is none of that name."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"gametheory.cli.{cmd_name}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the subcommand that is asked for.

        Raises
        ------
        click.UsageError
            If there is none of that name; the nearest one is told.
        """
        if args[0] not in COMMANDS and not args[0].startswith("-"):
            ctx.fail(f"expected a command ({', '.join(COMMANDS)}), got {args[0]!r}{nearest(args[0], COMMANDS)}")
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a subcommand; errors of the package and Ctrl-C end it with a sentence and an exit code."""
        try:
            return super().invoke(ctx)
        except GameTheoryError as error:
            if ctx.params["debug"]:
                raise
            click.echo(str(error), err=True)
            ctx.exit(2 if isinstance(error, InvalidParameterError) else 1)
        except KeyboardInterrupt:
            click.echo(SENTENCE, err=True)
            ctx.exit(EXIT_CODE)


def _print_version(ctx: click.Context, param: click.Parameter, is_asked: bool) -> None:
    """Print the version and end, where that is asked."""
    del param
    if is_asked:
        from gametheory import __version__

        click.echo(f"gametheory {__version__}")
        ctx.exit()


@click.group(
    cls=Program,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="FILE is a game file, the name of a shipped game (see 'gametheory list'), or - for standard input.",
)
@click.option(
    "--version", is_flag=True, expose_value=False, is_eager=True, callback=_print_version, help="Show the version."
)
@click.option("--debug", is_flag=True, help="Show the traceback of an error.")
def program(debug: bool) -> None:
    """Solve, prove, explain and draw games between platforms and sellers."""
    del debug
