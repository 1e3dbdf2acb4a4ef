"""The games that come with the package, by name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from gametheory.core.names import nearest
from gametheory.errors import UnknownGameError
from gametheory.io.yaml_nodes import Mapping, Scalar, read_nodes

_TITLE = re.compile(rb"^title:.*(?:\r?\n[ \t]+.*)*", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class ShippedGame:
    """A game that comes with the package.

    Parameters
    ----------
    name
        Name of its file, without the ending.
    path
        Where the file is.
    title
        The file's own title; the name where it gives none.
    """

    name: str
    path: Path
    title: str


@cache
def shipped_games() -> tuple[ShippedGame, ...]:
    """Return the shipped games: the platform cases, then the classics, each by name.

    Notes
    -----
    An installed package carries them inside; a source tree has them in ``games/`` beside the package.
    """
    folder = _folder()
    paths = [*sorted(folder.glob("*.yaml")), *sorted(folder.glob("classic/*.yaml"))]
    return tuple(ShippedGame(path.stem, path, _title(path)) for path in paths)


def shipped_game_path(name: str) -> Path:
    """Return the file of a shipped game.

    Raises
    ------
    UnknownGameError
        If there is no game of this name; the nearest one is told.
    """
    games = {game.name: game.path for game in shipped_games()}
    if name not in games:
        raise UnknownGameError(
            f"expected the name of a shipped game or the path of a file, got {name!r}{nearest(name, games)}"
        )
    return games[name]


def game_path(source: str | Path) -> Path:
    """Return the path of a file, or of the shipped game of this name where there is no such file.

    Raises
    ------
    UnknownGameError
        If a name without ending or folder is neither a file's nor a shipped game's, or is empty.
    """
    if source == "":
        raise UnknownGameError("expected the name of a shipped game or the path of a file, got ''")
    path = Path(source)
    if isinstance(source, Path) or not source.replace("-", "_").isidentifier() or path.is_file():
        return path
    return shipped_game_path(source)


def _folder() -> Path:
    """Return the folder of the shipped games: inside the package first, beside it second."""
    package = Path(str(files("gametheory")))
    candidates = (package / "games", package.parent / "games")
    return next((folder for folder in candidates if folder.is_dir()), candidates[0])


def _title(path: Path) -> str:
    """Return the title that a game file gives, without reading the rest of it."""
    found = _TITLE.search(path.read_bytes())
    if found is None:
        return path.stem
    root = read_nodes(found.group(), str(path)).root
    title = root.get("title") if isinstance(root, Mapping) else None
    return title.text.strip() if isinstance(title, Scalar) else path.stem
