"""``gametheory check``: whether files are well formed and meet what they expect."""

from __future__ import annotations

from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gametheory.cli.interrupts import stopping_a_search
from gametheory.cli.options import CUT_SHORT
from gametheory.cli.sources import STANDARD_INPUT, complete_name, find_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SUFFIXES = {".yaml", ".yml", ".json", ".efg", ".nfg", ".gbt", ".gam", ".lrs"}


class Outcome(Enum):
    """How the check of a file ended."""

    GOOD = "as expected"
    WRONG = "with mistakes"
    STOPPED = "not finished in time"


@click.command(name="check", short_help="Check files against the format and their expectations.")
@click.argument("files", metavar="FILE...", nargs=-1, required=True, shell_complete=complete_name)
@click.option("--time-limit", type=click.FloatRange(min=0), metavar="S", help="Seconds to solve each file at most.")
@click.pass_context
def command(ctx: click.Context, files: tuple[str, ...], time_limit: float | None) -> None:
    """Check files, or all game files of a folder: whether they are well formed and meet their 'expect'."""
    names = list(_expand(files))
    check = _checker(time_limit)
    outcomes: list[Outcome] = []
    with stopping_a_search():
        try:
            for name in names:
                outcomes += [check(name)]
        except KeyboardInterrupt:
            click.echo(f"interrupted: {len(outcomes)} of {len(names)} files checked", err=True)
    if len(names) > 1:
        counts = [f"{outcomes.count(Outcome.WRONG)} {Outcome.WRONG.value}"]
        if Outcome.STOPPED in outcomes:
            counts.append(f"{outcomes.count(Outcome.STOPPED)} {Outcome.STOPPED.value}")
        click.echo(f"{len(outcomes)} files, {', '.join(counts)}")
    if Outcome.WRONG in outcomes:
        ctx.exit(1)
    ctx.exit(CUT_SHORT if len(outcomes) < len(names) or Outcome.STOPPED in outcomes else 0)


def _expand(names: tuple[str, ...]) -> Iterator[str]:
    """Yield the files of the arguments; a folder stands for all game files below it."""
    for name in names:
        if Path(name).is_dir():
            found = sorted(str(path) for path in Path(name).rglob("*") if path.suffix in SUFFIXES)
            if not found:
                raise click.UsageError(f"no game file in the folder {name!r}")
            yield from found
        else:
            if name != STANDARD_INPUT:
                find_file(name)
            yield name


def _checker(time_limit: float | None) -> Callable[[str], Outcome]:
    """Return what checks one file and says what is wrong with it; large libraries are imported before Ctrl-C raises."""
    from gametheory.cli.sources import open_game
    from gametheory.errors import GameFileError, GameTheoryError
    from gametheory.rendering.sentences.game_description import same_name_sentences
    from gametheory.solvers.watch import LimitReachedError
    from gametheory.studies.expectations import check_expectations

    def check(name: str) -> Outcome:
        try:
            model = open_game(name).model
            game = model.to_game()
            differences = check_expectations(model, time_limit=time_limit)
            if differences:
                raise GameFileError([difference.mistake for difference in differences], model.path)
        except GameTheoryError as error:
            click.echo(str(error), err=True)
            return Outcome.WRONG
        except LimitReachedError:
            click.echo(f"{name}: not finished within {time_limit:g} seconds", err=True)
            return Outcome.STOPPED
        count = len(model.expect)
        met = f"{count} expectation{'s' if count != 1 else ''} met" if count else "it expects nothing"
        click.echo(f"{name}: ok, {met}")
        for sentence in same_name_sentences(game):
            click.echo(f"{name}: {sentence}", err=True)
        return Outcome.GOOD

    return check
