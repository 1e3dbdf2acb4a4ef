"""``gametheory reproduce``: the numbers of papers, computed again; also what the scripts of the papers run."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from collections.abc import Callable

    from gametheory.core.solution import Progress
    from gametheory.rendering.tables.reproduction_tables import ReproductionOutcome
    from gametheory.rendering.tables.text_table import Table
    from gametheory.studies.reproduction import Reproduction, RunSettings

Command = TypeVar("Command", bound="Callable[..., Any]")

FIGURE_FORMATS = ("svg", "pdf")
_FAILED = 1


def _settings_options(function: Command) -> Command:
    """Add the options that the command and the scripts share."""
    for option in (
        click.option(
            "--seed",
            type=click.IntRange(min=0, max=2**32 - 1),
            default=0,
            show_default=True,
            metavar="S",
            help="Of whatever is random; what is not says so.",
        ),
        click.option(
            "--output",
            type=click.Path(file_okay=False, path_type=Path),
            metavar="DIR",
            help="Write the table and the figures to this folder.",
        ),
        click.option("--quick", is_flag=True, help="Leave out what takes long."),
    ):
        function = option(function)
    return function


def _complete_paper(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """Return the reproductions that begin with what was typed."""
    from gametheory.io.reproductions import shipped_reproductions

    del ctx, param
    return [paper.name for paper in shipped_reproductions() if paper.name.startswith(incomplete)]


@click.command(name="reproduce", short_help="Compute the numbers of papers again, beside those reported.")
@click.argument("paper", metavar="[PAPER]", required=False, shell_complete=_complete_paper)
@click.option("--all", "is_all", is_flag=True, help="Run every reproduction and print one summary.")
@_settings_options
def command(paper: str | None, *, is_all: bool, quick: bool, output: Path | None, seed: int) -> None:
    """List the papers that are reproduced; run one of them, or all: reported beside reproduced, and a verdict.

    The exit code is 1 where a number is not reproduced.
    """
    from gametheory.io.reproductions import load_reproduction, shipped_reproductions
    from gametheory.rendering.tables.reproduction_tables import summary_table
    from gametheory.rendering.tables.text_table import Table
    from gametheory.studies.reproduction import RunSettings

    if paper is not None and is_all:
        raise click.UsageError(f"expected a paper or --all, got {paper!r} and --all")
    settings = RunSettings(is_quick=quick, seed=seed)
    if paper is not None:
        _run_one(load_reproduction(paper), settings, output)
    shipped = shipped_reproductions()
    if not is_all:
        _print_table(Table(("paper", "title"), tuple((found.name, found.title) for found in shipped)))
        return
    outcomes = [_outcome(load_reproduction(found.name), settings, output) for found in shipped]
    _print_table(summary_table(outcomes))
    _exit(outcomes)


def run_script(reproduction: Reproduction) -> None:
    """Run the script of a reproduction with the arguments of the command line, and exit."""

    @click.command(name=f"{reproduction.name}/reproduce.py", help=f"Reproduce {reproduction.name}.")
    @_settings_options
    def script(quick: bool, output: Path | None, seed: int) -> None:
        from gametheory.errors import GameTheoryError
        from gametheory.studies.reproduction import RunSettings

        try:
            _run_one(reproduction, RunSettings(is_quick=quick, seed=seed), output)
        except GameTheoryError as error:
            click.echo(str(error), err=True)
            click.get_current_context().exit(_FAILED)

    script()


def _run_one(reproduction: Reproduction, settings: RunSettings, output: Path | None) -> None:
    """Run a reproduction, print its numbers, and exit."""
    from gametheory.io.reproductions import README
    from gametheory.rendering.tables.reproduction_tables import closing_sentence, comparison_table

    outcome = _outcome(reproduction, settings, output)
    _print_table(comparison_table(outcome.compared))
    click.echo(f"\n{closing_sentence(outcome)}")
    if not reproduction.is_random:
        click.echo("Nothing in it is random: the seed has no part in it.")
    click.echo(f"What matches, what does not, and why: {reproduction.folder / README}")
    _exit([outcome])


def _outcome(reproduction: Reproduction, settings: RunSettings, output: Path | None) -> ReproductionOutcome:
    """Return what came of a reproduction; its table and figures are written where that is asked."""
    from gametheory.cli.progress import ProgressLine
    from gametheory.core.solution import Progress
    from gametheory.io.reproductions import REPORTED, read_reported
    from gametheory.rendering.tables.reproduction_tables import ReproductionOutcome
    from gametheory.studies.reproduction import compare_numbers

    started = time.perf_counter()
    reported = read_reported(reproduction.folder / REPORTED)
    found: dict[str, Any] = {}
    with ProgressLine(_progress_text(reproduction.name)) as progress:
        progress(Progress(0, len(reported), 0))
        for name, value in reproduction.numbers(settings):
            found[name] = value
            progress(Progress(len(found), len(reported), 0))
    compared = compare_numbers(reported, found, is_quick=settings.is_quick)
    outcome = ReproductionOutcome(reproduction.name, compared, time.perf_counter() - started)
    if output is not None:
        _write(reproduction, settings, outcome, output)
    return outcome


def _write(reproduction: Reproduction, settings: RunSettings, outcome: ReproductionOutcome, folder: Path) -> None:
    """Write the table of numbers and the figures to a folder, which is made where there is none."""
    from gametheory.cli.files import telling_failures
    from gametheory.rendering.tables.reproduction_tables import comparison_table
    from gametheory.rendering.tables.text_table import to_csv, to_latex

    table = comparison_table(outcome.compared)
    with telling_failures(folder):
        folder.mkdir(parents=True, exist_ok=True)
        for ending, text in (("csv", to_csv(table)), ("tex", to_latex(table))):
            (folder / f"{reproduction.name}.{ending}").write_text(f"{text}\n", encoding="utf-8")
        for name, picture in reproduction.figures(settings):
            for ending in FIGURE_FORMATS:
                picture.save(folder / f"{reproduction.name}_{name}.{ending}")


def _progress_text(name: str) -> Callable[[Progress], str]:
    """Return what is said while a reproduction runs."""
    return lambda progress: f"{name}: {progress.done} of {progress.total} numbers"


def _print_table(table: Table) -> None:
    """Print a table as the terminal, or a file, wants it."""
    from gametheory.rendering.tables.text_table import to_plain, to_terminal

    click.echo(to_terminal(table) if sys.stdout.isatty() else to_plain(table))


def _exit(outcomes: list[ReproductionOutcome]) -> None:
    """Name the numbers that were not reproduced, and exit."""
    from gametheory.rendering.tables.reproduction_tables import failure_sentence

    failures = [failure_sentence(outcome.name, number) for outcome in outcomes for number in outcome.failures]
    for sentence in failures:
        click.echo(sentence, err=True)
    click.get_current_context().exit(_FAILED if failures else 0)
