"""``gametheory play``: how play moves when nobody solves the game."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from gametheory.cli.options import CUT_SHORT, file_argument, set_option
from gametheory.cli.pictures import write_picture
from gametheory.cli.sources import open_game

if TYPE_CHECKING:
    from gametheory.cli.sources import OpenedGame
    from gametheory.core.solution import Solution
    from gametheory.dynamics.trajectory import Trajectory

SOLVING_SECONDS = 10.0
"""Time to look for equilibria to compare play with."""
MOST_COMPARED = 1_000
"""Equilibria that play is compared with, at most."""


def _check_dynamics(ctx: click.Context, param: click.Parameter, value: str) -> str:
    """Return the name of dynamics.

    Raises
    ------
    click.BadParameter
        If there are none of this name.
    """
    from gametheory.core.names import nearest
    from gametheory.dynamics.catalogue import DYNAMICS

    del ctx, param
    if value not in DYNAMICS:
        raise click.BadParameter(f"expected one of {', '.join(DYNAMICS)}, got {value!r}{nearest(value, DYNAMICS)}")
    return value


@click.command(name="play", short_help="Let players learn or populations evolve, and tell where it leads.")
@file_argument
@click.option(
    "--dynamics",
    metavar="D",
    default="fictitious_play",
    show_default=True,
    callback=_check_dynamics,
    help="best_response, simultaneous_best_response, fictitious_play, stochastic_fictitious_play, replicator, "
    "symmetric_replicator, moran or regret_matching.",
)
@click.option(
    "--steps",
    type=click.IntRange(min=1),
    default=10_000,
    show_default=True,
    metavar="N",
    help="How many steps at most.",
)
@click.option(
    "--seed",
    type=click.IntRange(min=0, max=2**32 - 1),
    default=0,
    show_default=True,
    metavar="S",
    help="Of everything that is drawn: the same seed gives the same play.",
)
@set_option
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="A picture: an .svg, .png, .pdf or .tex (TikZ) file.",
)
@click.option(
    "--format",
    "output_format",
    type=click.Choice(["table", "json", "csv"]),
    default="table",
    show_default=True,
    help="How the course is printed.",
)
def command(file: str, *, settings: tuple[str, ...], output: Path | None, output_format: str, **run: Any) -> None:
    """Let players learn or populations evolve, and tell where it leads."""
    from gametheory.cli.interrupts import stopping_a_search
    from gametheory.cli.progress import ProgressLine
    from gametheory.dynamics.catalogue import play
    from gametheory.rendering.draw import file_format

    if output is not None:
        file_format(output)
    opened = open_game(file, settings)
    with stopping_a_search(), ProgressLine() as progress:
        trajectory = play(opened.model, progress=progress, **run)
        solution = None if trajectory.is_interrupted else _known_equilibria(trajectory)
    click.echo(_OUTPUTS[output_format](trajectory, solution, opened))
    if output is not None:
        from gametheory.rendering.pictures.trajectory_picture import draw_trajectory

        write_picture(draw_trajectory(trajectory, solution, source=opened.model), output, is_aside=True)
    click.get_current_context().exit(CUT_SHORT if trajectory.is_interrupted else 0)


def _known_equilibria(trajectory: Trajectory) -> Solution | None:
    """Return the equilibria of the game that was played, found within some seconds, or None where no method applies."""
    from gametheory.core.solution import Limits
    from gametheory.errors import UnsupportedGameError
    from gametheory.solvers.solve import solve

    try:
        return solve(trajectory.game, "nash", limits=Limits(time=SOLVING_SECONDS, equilibria=MOST_COMPARED))
    except UnsupportedGameError:
        return None


def _table(trajectory: Trajectory, solution: Solution | None, opened: OpenedGame) -> str:
    """Return heading, shares and closing sentences."""
    from gametheory.rendering.tables.text_table import to_plain, to_terminal
    from gametheory.rendering.tables.trajectory_tables import share_table, trajectory_heading, trajectory_sentences

    table = share_table(trajectory)
    text = to_terminal(table) if sys.stdout.isatty() else to_plain(table)
    return "\n".join(
        [trajectory_heading(trajectory, opened.model), "", text, "", *trajectory_sentences(trajectory, solution)]
    )


def _json(trajectory: Trajectory, solution: Solution | None, opened: OpenedGame) -> str:
    """Return the JSON text."""
    import json

    from gametheory.io.trajectory_json import trajectory_to_json

    parameters = opened.model.parameter_values
    found = trajectory_to_json(trajectory, solution, parameters=parameters, sha256=opened.sha256)
    return json.dumps(found, indent=1, ensure_ascii=False)


def _csv(trajectory: Trajectory, solution: Solution | None, opened: OpenedGame) -> str:
    """Return one line for each recorded time; the sentences go to standard error."""
    from gametheory.rendering.tables.text_table import to_csv
    from gametheory.rendering.tables.trajectory_tables import course_table, trajectory_sentences

    del opened
    for sentence in trajectory_sentences(trajectory, solution):
        click.echo(sentence, err=True)
    return to_csv(course_table(trajectory))


_OUTPUTS = {"table": _table, "json": _json, "csv": _csv}
