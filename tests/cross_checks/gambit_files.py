"""Gambit's files: those of the installed pygambit, those of a folder, and what pygambit makes of a text."""

from __future__ import annotations

import io
import os
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import pygambit

from gametheory.core.extensive_form import ExtensiveFormGame
from gametheory.core.normal_form import NormalFormGame
from gametheory.core.rationals import to_fraction
from gametheory.io.formats import Format
from gametheory.io.game_file import read_game_text

SUFFIXES = {".efg", ".nfg", ".gbt"}
READERS: dict[Format, Callable[..., pygambit.Game]] = {
    Format.EFG: pygambit.read_efg,
    Format.NFG: pygambit.read_nfg,
    Format.GBT: pygambit.read_gbt,
}


def found_files(folder: Path) -> list[Path]:
    """Files of Gambit's below a folder."""
    return sorted(path for path in folder.rglob("*") if path.suffix.lower() in SUFFIXES)


def catalogue_files() -> list[Path]:
    """The games that come with pygambit; they are read where they are and never copied."""
    folder = Path(str(files("pygambit"))) / "catalog_data"
    return found_files(folder) if folder.is_dir() else []


def contributed_files() -> list[Path]:
    """The trees and tables of a folder that ``GAMBIT_GAMES`` names, such as a copy of Gambit's contributed games."""
    folder = os.environ.get("GAMBIT_GAMES")
    return found_files(Path(folder)) if folder else []


def saved_by_pygambit(text: str, kind: Format) -> NormalFormGame | ExtensiveFormGame:
    """What pygambit writes after reading a text, as we read it."""
    game = READERS[kind](io.BytesIO(text.encode()))
    saved = game.to_efg() if game.is_tree else game.to_nfg()
    return read_game_text(saved, "saved").to_game()


def content(game: NormalFormGame | ExtensiveFormGame) -> tuple[object, ...]:
    """What makes a game: moves, information sets, probabilities and payoffs, without labels that pygambit changes."""
    if isinstance(game, NormalFormGame):
        return (game.num_actions, [to_fraction(value) for value in game.payoffs.ravel().tolist()])
    sums = [game.path_payoffs(player) for player in range(game.num_players)]
    return (
        game.num_players,
        game.parent.tolist(),
        game.parent_action.tolist(),
        game.infoset.tolist(),
        [(infoset.player, infoset.num_actions, infoset.probabilities) for infoset in game.infosets],
        [[to_fraction(value) / total.denominator for value in total.values.tolist()] for total in sums],
    )


def labels(game: NormalFormGame | ExtensiveFormGame) -> tuple[object, ...]:
    """What players, their information sets and their actions are called; pygambit renames those of chance."""
    players = [player.label for player in game.players]
    if isinstance(game, NormalFormGame):
        return (game.title, players, game.actions)
    own = [(infoset.label, infoset.actions) for infoset in game.infosets if not infoset.is_chance]
    return (game.title, players, own)
