"""``gametheory sweep``: the equilibria at all points of a grid of parameters, written to a file as they are found."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from gametheory.cli.options import CUT_SHORT, concept_option, file_argument, set_option
from gametheory.cli.parameter_ranges import refuse_settings
from gametheory.cli.sources import open_game

if TYPE_CHECKING:
    from collections.abc import Callable

    from gametheory.core.solution import Progress
    from gametheory.studies.sweeps.stored_sweep import StoredSweep
    from gametheory.studies.sweeps.sweep_job import SweepJob

MAX_SHOWN = 12
"""Regimes that are printed."""
MAX_CHARACTERS = 400
"""Characters of each."""
NO_OUTPUTS = "none"
DECIDED = {
    "floats": "in floats",
    "rationals": "in rationals",
    "within_margin": "in floats within the margin",
    "unverified": "unverified",
    "no_game": "without a game",
}
"""How a point was decided, in words."""


def _check_axes(ctx: click.Context, param: click.Parameter, value: tuple[str, ...]) -> dict[str, str]:
    """Return the text of each axis by parameter.

    Raises
    ------
    click.BadParameter
        If one is not ``name=values``, or is given twice.
    """
    del ctx, param
    axes: dict[str, str] = {}
    for text in value:
        name, separator, values = (part.strip() for part in text.partition("="))
        if not separator or not name:
            raise click.BadParameter(f"expected NAME=VALUES, such as commission=0:0.45:1000, got {text!r}")
        if name in axes:
            raise click.BadParameter(f"expected each parameter once, got {name!r} twice")
        axes[name] = values
    return axes


def _split_outputs(ctx: click.Context, param: click.Parameter, value: str | None) -> list[str] | None:
    """Return the outputs that are wanted, or None for all."""
    del ctx, param
    if value is None:
        return None
    return [] if value.strip() == NO_OUTPUTS else [name.strip() for name in value.split(",")]


@click.command(name="sweep", short_help="Solve a game at all points of a grid of its parameters.")
@file_argument
@click.argument("axes", metavar="AXIS...", nargs=-1, required=True, callback=_check_axes)
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path),
    metavar="PATH",
    help="Where the answer goes: .zarr, or for small ones .nc, .csv or .parquet.",
)
@concept_option
@set_option
@click.option(
    "--select",
    metavar="RULE",
    help="Keep one equilibrium of each point: first, payoff_dominant, risk_dominant, or a player for its best.",
)
@click.option(
    "--outputs",
    metavar="NAMES",
    callback=_split_outputs,
    help="What is kept beside regimes and numbers: some of probability,payoff,welfare (all by default), or none.",
)
@click.option("--workers", type=click.IntRange(min=1), metavar="N", help="Work in N processes of this machine.")
@click.option("--dask", metavar="ADDRESS", help="Work on the Dask cluster of this scheduler.")
@click.option("--resume", is_flag=True, help="Go on with what is there; where nothing is there, begin.")
def command(
    file: str, *, axes: dict[str, str], output: Path, settings: tuple[str, ...], resume: bool, **asked: Any
) -> None:
    """Solve a game at all points of a grid of its parameters.

    An AXIS is NAME=LOW:HIGH:NUMBER for values at equal distances, NAME=LOW:HIGH:NUMBER:log for equal ratios, or a list
    such as NAME=0.1,1/4,0.5. What is found is written as it is found: a sweep that was ended goes on with --resume.
    """
    from gametheory.cli.files import telling_failures
    from gametheory.cli.interrupts import stopping_a_search
    from gametheory.cli.progress import ProgressLine
    from gametheory.core.solution import Termination
    from gametheory.studies.sweeps.stored_sweep import Workers, store_sweep
    from gametheory.studies.sweeps.sweep_job import SweepQuestion, sweep_job

    refuse_settings(axes, settings)
    if asked["workers"] and asked["dask"]:
        raise click.UsageError("expected --workers or --dask, got both")
    started = time.monotonic()
    opened = open_game(file, settings)
    question = SweepQuestion(concept=asked["concept"], select=asked["select"], outputs=asked["outputs"])
    job = sweep_job(opened.model, axes, question)
    workers = Workers(asked["workers"] or 0, asked["dask"] or "")
    with telling_failures(output), stopping_a_search(), ProgressLine(_wording()) as progress:
        stored = store_sweep(job, output, workers=workers, is_resumed=resume, progress=progress)
    click.echo("\n".join(_sentences(job, stored, time.monotonic() - started)))
    if stored.termination is Termination.INTERRUPTED:
        click.echo(f"stopped; the same command with --resume goes on from what is in {stored.store}", err=True)
        click.get_current_context().exit(CUT_SHORT)


def _wording() -> Callable[[Progress], str]:
    """Return what says how far a sweep is, how fast it goes and how long it will take."""
    first: list[tuple[float, int]] = []

    def text(progress: Progress) -> str:
        now = time.monotonic()
        first.append((now, progress.done))
        began, before = first[0]
        del first[1:]
        total = progress.total or progress.done
        share = f"{progress.done:,} of {total:,} points ({100 * progress.done // total} %)"
        rate = (progress.done - before) / (now - began) if now > began else 0
        if rate <= 0:
            return f"{share}, {progress.found:,} regimes (Ctrl-C keeps what there is)"
        left = (total - progress.done) / rate
        return f"{share}, {rate:,.0f} a second, {_duration(left)} left (Ctrl-C keeps what there is)"

    return text


def _duration(seconds: float) -> str:
    """Return a time in the two largest units: ``2 h 5 min``, ``3 min 20 s``, ``12 s``."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours} h {minutes} min"
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"


def _sentences(job: SweepJob, stored: StoredSweep, seconds: float) -> list[str]:
    """Return what was written, how it was decided, and which regimes there are at how many points."""
    from gametheory.studies.sweeps.sweep_regimes import read_regime, regime_words

    tally, total = stored.tally, job.grid.num_points
    if not tally.num_points and not stored.num_solved and stored.termination == "exhausted":
        return [f"{stored.path} is complete: {total:,} points"]
    shape = " x ".join(f"{num:,}" for num in job.grid.shape)
    done = f"{total:,}" if tally.num_points == total else f"{tally.num_points:,} of {total:,}"
    lines = [f"{stored.path}: {done} points ({shape}), {stored.num_solved:,} of them now, in {seconds:.1f} s"]
    decided = [f"{count:,} {DECIDED[code]}" for code, count in tally.decided.items() if count]
    coverage = [f"{count:,} {code}" for code, count in tally.coverage.items() if count]
    lines += [f"decided: {', '.join(decided)}", f"coverage: {', '.join(coverage)}"] if decided else []
    ordered = sorted(tally.regimes, key=lambda key: (-tally.regimes[key], tally.texts[key]))
    for key in ordered[:MAX_SHOWN]:
        words = regime_words(read_regime(tally.texts[key]), job.model)
        shown = words if len(words) <= MAX_CHARACTERS else f"{words[:MAX_CHARACTERS].rstrip()}…"
        lines.append(f"  {tally.regimes[key]:,}  {shown}")
    if len(ordered) > MAX_SHOWN:
        lines.append(f"  and {len(ordered) - MAX_SHOWN:,} regimes more, in regime_words of the output")
    return lines
