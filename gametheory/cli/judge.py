"""``gametheory judge``: whether a profile of your own is an equilibrium, and if not, why."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from gametheory.cli.options import file_argument, set_option
from gametheory.cli.sources import STANDARD_INPUT, open_game


@click.command(name="judge", short_help="Judge a profile of your own: equilibrium or not, and why.")
@file_argument
@click.argument("profile", metavar="PROFILE", type=click.Path(exists=True, dir_okay=False, allow_dash=True))
@set_option
def command(file: str, profile: str, settings: tuple[str, ...]) -> None:
    """Judge the strategies in PROFILE: payoffs, best replies, gains, equilibrium or not.

    PROFILE is YAML or JSON shaped like 'strategies' in the output of 'solve --format json', or - for standard input.
    """
    from gametheory.analysis.certificate import judge
    from gametheory.io.file_bytes import read_bytes
    from gametheory.io.prescan import MAX_FLAT_FILE, Content
    from gametheory.io.profile_file import read_profile
    from gametheory.rendering.tables.judgement import judgement_text

    if file == profile == STANDARD_INPUT:
        raise click.UsageError("expected one of FILE and PROFILE on standard input, got both")
    game = open_game(file, settings).model.to_game()
    is_piped = profile == STANDARD_INPUT
    data = sys.stdin.buffer.read(MAX_FLAT_FILE + 1) if is_piped else read_bytes(Path(profile), profile, Content.PROFILE)
    strategies = read_profile(data, game, path="<stdin>" if is_piped else profile)
    click.echo(judgement_text(strategies, judge(strategies.game, strategies), is_terminal=sys.stdout.isatty()))
