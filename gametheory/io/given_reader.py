"""Files of other programs as models without parameters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gametheory.errors import FileMistake, MalformedGameFileError
from gametheory.io.formats import Format
from gametheory.io.prescan import MAX_FLAT_FILE, Source, to_text
from gametheory.models.definitions import ModelDescription, PlayerDefinition
from gametheory.models.model import GameModel

if TYPE_CHECKING:
    from gametheory.io.gambit.head import ReadGame


def read_given(text: str | bytes, path: str, kind: Format) -> tuple[GameModel, tuple[FileMistake, ...]]:
    """Return the model that a file of another program describes, and what was read although it is not quite right.

    Parameters
    ----------
    text
        The text, or its bytes in UTF-8.
    path
        Name of the file in errors.
    kind
        Its format, other than that of game files.

    Raises
    ------
    MalformedGameFileError, InconsistentGameFileError
        As for ``load``.

    Examples
    --------
    >>> model, remarks = read_given("1 2  3 1/2  1 2", "meet.lrs", Format.LRS)
    >>> model, len(remarks)
    (<GameModel '': 0 parameters, Player 1, Player 2>, 0)
    """
    data = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
    if len(data) > MAX_FLAT_FILE:
        message = f"expected at most {MAX_FLAT_FILE:,} bytes, got a larger file; cut the game into several files"
        raise MalformedGameFileError([FileMistake(message)], path)
    source = to_text(text, path)
    if "\r" in source.text:
        source = Source(source.text.replace("\r\n", "\n").replace("\r", "\n"), path)
    read = _read(source, kind)
    game = read.given.game
    players = tuple(PlayerDefinition(player.key, player.label) for player in game.players)
    description = ModelDescription(players, read.given, title=game.title, story=game.comment)
    return GameModel(description, path), read.remarks


def _read(source: Source, kind: Format) -> ReadGame:
    """Return what the reader of a format makes of a text; readers are imported when they are asked for."""
    match kind:
        case Format.EFG:
            from gametheory.io.gambit.efg_reader import read_efg as read
        case Format.NFG:
            from gametheory.io.gambit.nfg_reader import read_nfg as read
        case Format.GBT:
            from gametheory.io.gambit.gbt import read_gbt as read
        case Format.GAM:
            from gametheory.io.gambit.gamut import read_gam as read
        case _:
            from gametheory.io.gambit.lrsnash_text import read_lrs as read
    return read(source)
