"""Arguments and options that several commands share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

import click

from gametheory.cli.sources import complete_name, parse_setting
from gametheory.core.concepts import CONCEPTS, nearest_concept
from gametheory.core.names import nearest

if TYPE_CHECKING:
    from collections.abc import Callable

    from gametheory.cli.sources import OpenedGame
    from gametheory.core.solution import Solution

Command = TypeVar("Command", bound="Callable[..., Any]")

CUT_SHORT = 3
"""Exit code of runs that a limit or Ctrl-C ended: what was found by then is printed."""
DEFAULT_MAX_EQUILIBRIA = 10_000

file_argument = click.argument("file", metavar="FILE", shell_complete=complete_name)

set_option = click.option(
    "--set",
    "settings",
    multiple=True,
    metavar="NAME=VALUE",
    help="Set a parameter: a number or a fraction within its range. May be repeated.",
)


def _check_concept(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """Return the name of a concept, or None.

    Raises
    ------
    click.BadParameter
        If there is none of this name.
    """
    del ctx, param
    if value is not None and value not in CONCEPTS:
        raise click.BadParameter(f"expected {' or '.join(map(repr, CONCEPTS))}, got {value!r}{nearest_concept(value)}")
    return value


def _check_method(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """Return the name of a method, or None.

    Raises
    ------
    click.BadParameter
        If there is none of this name.
    """
    from gametheory.solvers.methods import METHODS

    del ctx, param
    known = [method.name for method in METHODS]
    if value is not None and value not in known:
        raise click.BadParameter(f"expected {' or '.join(map(repr, known))}, got {value!r}{nearest(value, known)}")
    return value


concept_option = click.option(
    "--concept", metavar="C", callback=_check_concept, help="Solution concept; the file's own by default."
)

time_limit_option = click.option(
    "--time-limit", type=click.FloatRange(min=0), metavar="S", help="Seconds to search at most."
)

format_option = click.option(
    "--format",
    "output_format",
    type=click.Choice(["table", "json"]),
    default="table",
    show_default=True,
    help="How the answer is printed.",
)


def solving_options(function: Command) -> Command:
    """Add the options of commands that solve."""
    for option in reversed(
        (
            click.option(
                "--concept",
                metavar="C",
                callback=_check_concept,
                help=f"{', '.join([*CONCEPTS][:-1])} or {[*CONCEPTS][-1]}; the file's own by default.",
            ),
            click.option(
                "--method", metavar="M", callback=_check_method, help="The algorithm; the concept's best by default."
            ),
            click.option(
                "--option",
                "options",
                multiple=True,
                metavar="NAME=VALUE",
                help="Set an option of the method, such as leader=amazon or objective=welfare. May be repeated.",
            ),
            set_option,
            time_limit_option,
            click.option(
                "--max-equilibria",
                type=click.IntRange(min=1),
                default=DEFAULT_MAX_EQUILIBRIA,
                show_default=True,
                metavar="K",
                help="How many equilibria are listed at most.",
            ),
        )
    ):
        function = option(function)
    return function


def solve_opened(
    opened: OpenedGame,
    *,
    concept: str | None,
    method: str | None,
    options: tuple[str, ...] = (),
    time_limit: float | None,
    max_equilibria: int,
) -> Solution:
    """Return the solution of a game file, with progress on a terminal; what Ctrl-C cut short is printed in any case."""
    from gametheory.cli.interrupts import ignore_interrupts, stopping_a_search
    from gametheory.cli.progress import ProgressLine
    from gametheory.core.solution import Limits, Termination
    from gametheory.solvers.solve import solve

    limits = Limits(time=time_limit, equilibria=max_equilibria)
    chosen = _chosen_options(options)
    with stopping_a_search(), ProgressLine() as progress:
        solution = solve(opened.model, concept, method=method, limits=limits, progress=progress, options=chosen or None)
    if solution.termination is Termination.INTERRUPTED:
        ignore_interrupts()
    return solution


def _chosen_options(options: tuple[str, ...]) -> dict[str, str]:
    """Return the options of a method by name.

    Raises
    ------
    click.UsageError
        If one is not ``name=value``, or is given twice.
    """
    chosen: dict[str, str] = {}
    for text in options:
        name, value = parse_setting(text, "--option")
        if name in chosen:
            raise click.UsageError(f"expected each option once, got {name} with {chosen[name]!r} and {value!r}")
        chosen[name] = value
    return chosen


def exit_code(solution: Solution) -> int:
    """Return ``CUT_SHORT`` where the run was cut short, 1 where it failed numerically, otherwise 0."""
    from gametheory.core.solution import Termination

    if solution.termination.was_cut_short:
        return CUT_SHORT
    return 1 if solution.termination is Termination.NUMERICAL_FAILURE else 0
