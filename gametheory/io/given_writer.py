"""Games as the text of other programs' formats, or a sentence on why a format cannot hold them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gametheory.core.extensive_form import ExtensiveFormGame
from gametheory.errors import UnsupportedGameError
from gametheory.io.formats import Format
from gametheory.io.prescan import MAX_FLAT_FILE

if TYPE_CHECKING:
    from gametheory.core.normal_form import NormalFormGame
    from gametheory.models.given_game import GivenGame


def write_given(game: NormalFormGame | ExtensiveFormGame, kind: Format, *, given: GivenGame | None = None) -> str:
    """Return the text of a game in the format of another program.

    Parameters
    ----------
    game
        A game that the format can hold.
    kind
        The format, other than that of game files.
    given
        What was read, where the game comes from such a file: outcomes and labels that the game itself does not keep.

    Raises
    ------
    UnsupportedGameError
        If the format cannot hold the game.

    Examples
    --------
    >>> from gametheory import load
    >>> print(write_given(load("trust_game").to_game(), Format.LRS))
    Traceback (most recent call last):
    gametheory.errors.UnsupportedGameError: .lrs files hold games in normal form, got a tree; ...
    """
    text = _text(game, kind, given)
    if len(text.encode()) > MAX_FLAT_FILE:
        raise UnsupportedGameError(
            f"expected a game that fits into a file of {MAX_FLAT_FILE:,} bytes, got {len(text.encode()):,} bytes"
        )
    return text


def _text(game: NormalFormGame | ExtensiveFormGame, kind: Format, given: GivenGame | None) -> str:
    if isinstance(game, ExtensiveFormGame):
        if kind.is_table:
            raise UnsupportedGameError(
                f"{kind.suffix} files hold games in normal form, got a tree; write .efg, or its reduced normal form "
                "(convert --reduced-normal-form)"
            )
        from gametheory.io.gambit.efg_writer import write_efg

        text = write_efg(game)
    elif kind is Format.EFG:
        raise UnsupportedGameError(".efg files hold trees, got a game in normal form; write .nfg")
    else:
        text = _table_text(game, kind, given)
    if kind is not Format.GBT:
        return text
    from gametheory.io.gambit.gbt import wrapped

    return wrapped(text)


def _table_text(game: NormalFormGame, kind: Format, given: GivenGame | None) -> str:
    """Return the text of a game in normal form."""
    if kind is Format.GAM:
        from gametheory.io.gambit.gamut import write_gam

        return write_gam(game)
    if kind is Format.LRS:
        from gametheory.io.gambit.lrsnash_text import write_lrs

        return write_lrs(game)
    from gametheory.io.gambit.nfg_writer import write_nfg

    if given is None:
        return write_nfg(game)
    return write_nfg(game, original_actions=given.original_actions, outcomes=given.outcomes)
