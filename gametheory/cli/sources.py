"""Finding and reading what FILE names: a game file, a shipped game, or standard input."""

from __future__ import annotations

import hashlib
import sys
import warnings
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gametheory.io.formats import Format
    from gametheory.models.model import GameModel

STANDARD_INPUT = "-"


@dataclass(frozen=True, slots=True)
class OpenedGame:
    """A game file that was read.

    Parameters
    ----------
    model
        The model at the values that the command line sets.
    sha256
        Hash of the file's bytes.
    """

    model: GameModel
    sha256: str


def complete_name(
    ctx: click.Context, param: click.Parameter, incomplete: str
) -> list[click.shell_completion.CompletionItem]:
    """Complete the names of shipped games, then files."""
    from click.shell_completion import CompletionItem

    from gametheory.io.catalogue import shipped_games

    del ctx, param
    names = [CompletionItem(game.name) for game in shipped_games() if game.name.startswith(incomplete)]
    return names or [CompletionItem(incomplete, type="file")]


def open_game(name: str, settings: Sequence[str] = (), *, kind: Format | None = None) -> OpenedGame:
    """Read a game file and set parameters from texts such as ``commission=0.2``; print what is not quite right in it.

    Parameters
    ----------
    name
        As the command line gives it.
    settings
        Texts such as ``commission=0.2``.
    kind
        Format of the file; None for what it begins with or its ending tells.

    Raises
    ------
    click.UsageError
        If there is neither such a file nor such a shipped game, or a setting is not ``name=value``.
    """
    from gametheory.io.game_file import read_game_bytes, read_game_text
    from gametheory.io.prescan import MAX_FLAT_FILE

    if name == STANDARD_INPUT:
        data = sys.stdin.buffer.read(MAX_FLAT_FILE + 1)
        with _printing_warnings():
            model = read_game_text(data, path="<stdin>", kind=kind)
    else:
        path = find_file(name)
        data = read_game_bytes(path, str(path), kind=kind)
        with _printing_warnings():
            model = read_game_text(data, str(path), folder=path.parent, kind=kind)
    values = dict(parse_setting(setting) for setting in settings)
    return OpenedGame(model.with_values(**values) if values else model, hashlib.sha256(data).hexdigest())


@contextmanager
def _printing_warnings() -> Iterator[None]:
    """Print what is not quite right in a file as one line on standard error, once for each place."""
    from gametheory.errors import GameFileWarning

    with warnings.catch_warnings():
        warnings.simplefilter("always", GameFileWarning)
        show = warnings.showwarning

        def show_line(message: Warning | str, category: type[Warning], *where: Any, **more: Any) -> None:
            if issubclass(category, GameFileWarning):
                click.echo(f"{message}", err=True)
            else:
                show(message, category, *where, **more)

        warnings.showwarning = show_line
        yield


def find_file(name: str) -> Path:
    """Return the file of this path, or of the shipped game of this name.

    Raises
    ------
    click.UsageError
        If there is neither.
    """
    from gametheory.errors import UnknownGameError
    from gametheory.io.catalogue import game_path

    try:
        path = game_path(name)
    except UnknownGameError as error:
        raise click.UsageError(str(error)) from error
    if path.is_dir():
        raise click.UsageError(f"expected a game file, got the folder {name!r}; 'gametheory check' takes folders")
    if not path.exists():
        raise click.UsageError(f"no file {name!r}")
    return path


def parse_setting(setting: str, option: str = "--set") -> tuple[str, str]:
    """Return name and value of ``name=value``, given with an option of the command.

    Raises
    ------
    click.UsageError
        If it is not of that form.
    """
    name, separator, value = setting.partition("=")
    if not separator or not name.strip():
        raise click.UsageError(f"expected {option} name=value, got {setting!r}")
    return name.strip(), value.strip()
