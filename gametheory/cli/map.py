"""``gametheory map``: which equilibria there are over two parameters, or what is played in them along one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from gametheory.cli.files import telling_failures
from gametheory.cli.options import CUT_SHORT, concept_option, file_argument, set_option, time_limit_option
from gametheory.cli.parameter_ranges import refuse_settings
from gametheory.cli.pictures import write_picture
from gametheory.cli.sources import open_game

if TYPE_CHECKING:
    from collections.abc import Callable

    from gametheory.cli.sources import OpenedGame
    from gametheory.core.solution import Limits, Progress, ProgressListener, Termination
    from gametheory.rendering.draw import Picture
    from gametheory.rendering.maps.map_page import MapPage
    from gametheory.studies.regime_map import MapAxis

PAGE = ".html"


class AxisText(NamedTuple):
    """An axis as it was typed."""

    name: str
    within: tuple[str, str] | None
    num_nodes: int | None


class Asked(NamedTuple):
    """What is to be drawn, of which game, how long that may take, and who hears how far it is."""

    opened: OpenedGame
    axes: tuple[MapAxis, ...]
    concept: str | None
    limits: Limits
    progress: ProgressListener


class Drawn(NamedTuple):
    """A picture, the page that would be made of it, and why the search ended."""

    picture: Picture
    page: Callable[[], MapPage]
    termination: Termination


def _check_axes(ctx: click.Context, param: click.Parameter, value: tuple[str, ...]) -> tuple[AxisText, ...]:
    """Return the axes.

    Raises
    ------
    click.BadParameter
        If they are more than two, or one is not of the form NAME, NAME=LO:HI or NAME=LO:HI:NUM.
    """
    del ctx, param
    if len(value) > 2:
        raise click.BadParameter(f"expected one axis or two, got {len(value)}")
    return tuple(map(_axis_text, value))


def _axis_text(text: str) -> AxisText:
    """Return one axis."""
    name, is_given, values = (part.strip() for part in text.partition("="))
    parts = [part.strip() for part in values.split(":")]
    is_range = (
        2 <= len(parts) <= 3 and all(parts) and parts[2:] in ([], [part for part in parts[2:] if part.isdecimal()])
    )
    if not name or (is_given and not is_range):
        raise click.BadParameter(f"expected NAME, NAME=LO:HI or NAME=LO:HI:NUM, such as fee=0:0.45:61, got {text!r}")
    if not is_given:
        return AxisText(name, None, None)
    return AxisText(name, (parts[0], parts[1]), int(parts[2]) if len(parts) == 3 else None)


@click.command(name="map", short_help="Draw the equilibria over two parameters, or along one.")
@file_argument
@click.argument("axes", metavar="X [Y]", nargs=-1, required=True, callback=_check_axes)
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="An .svg, .png, .pdf or .tex file, or .html: a page that tells what is played where you point.",
)
@click.option("--payoff", metavar="PLAYER", help="Color the map by what this player gets.")
@click.option(
    "--select",
    metavar="RULE",
    help="With --payoff, where there are several equilibria: first, payoff_dominant, risk_dominant, or a player for "
    "its best; that of the player itself by default.",
)
@concept_option
@set_option
@time_limit_option
def command(
    file: str,
    *,
    axes: tuple[AxisText, ...],
    output: Path,
    settings: tuple[str, ...],
    time_limit: float | None,
    **options: str | None,
) -> None:
    """Draw which equilibria there are over two parameters, or what is played in all of them along one.

    An axis is NAME for the parameter's own range, NAME=LO:HI, or NAME=LO:HI:NUM with the number of lines that are
    traced, such as commission=0:0.45:61.
    """
    from gametheory.cli.interrupts import stopping_a_search
    from gametheory.cli.progress import ProgressLine
    from gametheory.core.solution import Limits
    from gametheory.rendering.draw import SUFFIXES
    from gametheory.studies.regime_map import map_axis

    if output.suffix.lower() not in (*SUFFIXES, PAGE):
        raise click.BadParameter(
            f"expected a file ending in {', '.join(SUFFIXES)} or {PAGE}, got {str(output)!r}", param_hint="-o"
        )
    refuse_settings([axis.name for axis in axes], settings)
    opened = open_game(file, settings)
    sides = tuple(map_axis(opened.model, *axis) for axis in axes)
    payoff, select, concept = options["payoff"], options["select"], options["concept"]
    if (len(axes) == 1 and payoff) or (select and not payoff):
        raise click.UsageError("--payoff colors a map of two parameters, and --select needs --payoff")
    with stopping_a_search(), ProgressLine(_progress_text) as progress:
        asked = Asked(opened, sides, concept, Limits(time=time_limit), progress)
        drawn = _curves(asked) if len(axes) == 1 else _map(asked, payoff or "", select or payoff or "")
    if output.suffix.lower() == PAGE:
        page = drawn.page()
        with telling_failures(output):
            page.save(output)
        click.echo(f"wrote {output}")
    else:
        write_picture(drawn.picture, output)
    click.get_current_context().exit(CUT_SHORT if drawn.termination.was_cut_short else 0)


def _progress_text(progress: Progress) -> str:
    """Return how far the search is."""
    return f"{progress.done:,} lines and places (Ctrl-C ends it)"


def _curves(asked: Asked) -> Drawn:
    """Return the diagram along one parameter."""
    from gametheory.rendering.maps.bifurcation_picture import draw_bifurcation
    from gametheory.rendering.maps.map_page import bifurcation_page
    from gametheory.studies.bifurcation import bifurcation

    traced = bifurcation(
        asked.opened.model, asked.axes[0], concept=asked.concept, limits=asked.limits, progress=asked.progress
    )
    picture = draw_bifurcation(traced)
    return Drawn(picture, lambda: bifurcation_page(picture, traced), traced.termination)


def _map(asked: Asked, payoff: str, select: str) -> Drawn:
    """Return the map over two parameters; of a player's payoffs where one is named."""
    from gametheory.rendering.maps.map_page import regime_page
    from gametheory.rendering.maps.payoff_map_picture import draw_payoff_map
    from gametheory.rendering.maps.regime_map_picture import draw_regime_map
    from gametheory.studies.regime_map import check_player, regime_map, with_payoffs

    model = asked.opened.model
    label = check_player(model, payoff) if payoff else ""
    found = regime_map(
        model, (asked.axes[0], asked.axes[1]), concept=asked.concept, limits=asked.limits, progress=asked.progress
    )
    if payoff:
        found = with_payoffs(found, payoff, select, limits=asked.limits)
    picture = draw_payoff_map(found, payoff, select) if payoff else draw_regime_map(found)
    return Drawn(picture, lambda: regime_page(picture, found, label), found.termination)
