"""``gametheory report``: one page on a game, or pages on all shipped games."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from gametheory.cli.files import telling_failures, write_whole
from gametheory.cli.options import DEFAULT_MAX_EQUILIBRIA, exit_code, solve_opened, solving_options
from gametheory.cli.sources import complete_name, open_game
from gametheory.errors import GameTheoryError

if TYPE_CHECKING:
    from gametheory.io.catalogue import ShippedGame
    from gametheory.rendering.report.report_content import Figure, ReportMaterial
    from gametheory.rendering.report.report_index import IndexEntry

SUFFIXES = (".html", ".md")
INDEX = "index.html"


@click.command(name="report", short_help="Write a page: story, picture, proof, what changes.")
@click.argument("file", metavar="FILE", required=False, shell_complete=complete_name)
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path),
    help="An .html or .md file; with --all a folder.",
)
@click.option("--all", "is_all", is_flag=True, help="Report on every shipped game, with an index.")
@solving_options
def command(file: str | None, output: Path, *, is_all: bool, **solving: Any) -> None:
    """Write one page: story, parameters, picture, equilibria with proof, explanation, what changes, reading.

    A page of HTML needs no other file and no network. Markdown has its pictures in files beside it.
    """
    ctx = click.get_current_context()
    settings: tuple[str, ...] = solving.pop("settings")
    if is_all:
        if file is not None or settings:
            raise click.UsageError("--all reports on every shipped game at its own values, without FILE and --set")
        ctx.exit(_report_all(output, solving))
    if file is None:
        raise click.UsageError("expected FILE, or --all for every shipped game")
    if output.suffix.lower() not in SUFFIXES:
        raise click.UsageError(f"expected a page ending in .html or .md, got {str(output)!r}")
    material = _material(file, settings, solving)
    _write_report(material, output)
    ctx.exit(exit_code(material.solution))


def _material(file: str, settings: tuple[str, ...], solving: dict[str, Any]) -> ReportMaterial:
    """Read and solve a game, at the ends of its parameters' ranges too, and play it."""
    from gametheory.cli.interrupts import stopping_a_search
    from gametheory.cli.progress import ProgressLine, study_text
    from gametheory.core.solution import Limits
    from gametheory.rendering.report.report_content import ReportOrigin
    from gametheory.rendering.report.report_material import report_material

    opened = open_game(file, settings)
    solution = solve_opened(opened, **solving)
    limits = Limits(time=solving["time_limit"], equilibria=solving["max_equilibria"])
    name = Path(file).name if Path(file).is_absolute() else file
    origin = ReportOrigin(name, opened.sha256, _options(settings, solving))
    with stopping_a_search(), ProgressLine(study_text) as progress:
        return report_material(opened.model, solution, origin, limits=limits, progress=progress)


def _options(settings: tuple[str, ...], solving: dict[str, Any]) -> tuple[str, ...]:
    """Return the options that change the answer, word by word."""
    named = [("--set", setting) for setting in settings]
    named += [(f"--{key}", str(solving[key])) for key in ("concept", "method") if solving[key] is not None]
    if solving["max_equilibria"] != DEFAULT_MAX_EQUILIBRIA:
        named.append(("--max-equilibria", str(solving["max_equilibria"])))
    return tuple(word for pair in named for word in pair)


def _write_report(material: ReportMaterial, output: Path, *, index: str | None = None) -> None:
    """Write a report, its pictures first where they are files of their own."""
    from gametheory.rendering.report.report_html import report_to_html
    from gametheory.rendering.report.report_markdown import report_to_markdown
    from gametheory.rendering.report.report_sections import to_report

    report = to_report(material)
    if output.suffix.lower() == ".html":
        write_whole(output, report_to_html(report, index=index))
        return

    def picture_name(figure: Figure) -> str:
        return f"{output.stem}-{figure.name}.svg"

    for figure in report.figures:
        write_whole(output.with_name(picture_name(figure)), figure.picture.svg)
    write_whole(output, report_to_markdown(report, picture_name))


def _report_all(folder: Path, solving: dict[str, Any]) -> int:
    """Write the pages of all shipped games and their list; return the exit code."""
    from gametheory.io.catalogue import shipped_games
    from gametheory.rendering.report.report_index import reports_index

    with telling_failures(folder):
        folder.mkdir(parents=True, exist_ok=True)
    games = shipped_games()
    entries: list[IndexEntry] = []
    codes = {0}
    for number, game in enumerate(games, 1):
        click.echo(f"{number} of {len(games)}: {game.name}", err=True)
        try:
            entry, code = _report_one(game, folder, solving)
        except GameTheoryError as error:
            click.echo(f"{game.name}: {error}", err=True)
            codes.add(1)
        else:
            entries.append(entry)
            codes.add(code)
    write_whole(folder / INDEX, reports_index(entries))
    return 1 if 1 in codes else max(codes)


def _report_one(game: ShippedGame, folder: Path, solving: dict[str, Any]) -> tuple[IndexEntry, int]:
    """Write the page of a shipped game; return its entry in the list and the exit code."""
    from gametheory.rendering.report.report_index import index_entry

    material = _material(game.name, (), solving)
    page = f"{game.name}.html"
    _write_report(material, folder / page, index=INDEX)
    return index_entry(material, page), exit_code(material.solution)
