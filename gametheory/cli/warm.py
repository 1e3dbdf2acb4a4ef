"""``gametheory warm``: the compiled kernels, made ahead of their first use."""

from __future__ import annotations

from importlib import import_module
from time import monotonic

import click

KERNELS = (
    ("all equilibria of two players", "gametheory.kernels.words.warm"),
    ("all equilibria of two players' trees", "gametheory.kernels.words.face_search"),
    ("large blocks of equilibria of trees", "gametheory.kernels.words.cone_rays"),
    ("one equilibrium of a large game", "gametheory.solvers.normal_forms.one_equilibrium"),
    ("many small games", "gametheory.solvers.batches.batch"),
    ("sweeps", "gametheory.solvers.batches.batch_points"),
    ("all equilibria of more players", "gametheory.kernels.boxes.warm"),
    ("quantal response of larger games", "gametheory.kernels.compiled_logit_branch"),
)
"""What is compiled, and the module whose ``warm`` does it."""


@click.command(name="warm", short_help="Compile the kernels of large games ahead of their use.")
def command() -> None:
    """Compile what large games and batches run on, ahead of their first use.

    The result is kept on disk, beside the package or in the user's cache folder. Without this command the first large
    game waits for it. Small games need nothing compiled.
    """
    for label, module in KERNELS:
        started = monotonic()
        import_module(module).warm()
        click.echo(f"{label}: ready after {monotonic() - started:.1f} s")
