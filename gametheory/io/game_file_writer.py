"""Games of numbers as game files that read back equal."""

from __future__ import annotations

import csv
import io
from itertools import chain, product
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from gametheory.core.normal_form import NormalFormGame
from gametheory.core.rationals import MAX_DIGITS, format_fraction, to_fraction
from gametheory.core.state_graph import whole
from gametheory.errors import MalformedGameFileError, UnsupportedGameError
from gametheory.io.formats import Format, format_of_name
from gametheory.io.given_writer import write_given
from gametheory.io.number_text import is_readable
from gametheory.io.payoff_table_csv import PAYOFF_COLUMN
from gametheory.io.prescan import MAX_FLAT_FILE, MAX_FORMULA_FILE, max_bytes, to_text
from gametheory.io.tree_writer import write_tree
from gametheory.io.yaml_nodes import MAX_DEPTH
from gametheory.io.yaml_text import block_key, flow_list, flow_mapping, to_yaml
from gametheory.models.formulas.parser import RESERVED

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from fractions import Fraction
    from typing import Any

    from gametheory.core.extensive_form import ExtensiveFormGame
    from gametheory.core.players import Player
    from gametheory.core.source import Game


TEXTS = ("source", "when", "reading", "unit", "concept")
"""Keys of what a game file says beside the game, its title and its story."""


def write_game(game: Game, path: str | Path | None = None) -> str:
    """Return the text of a file that reads back as an equal game, and write it where a path is given.

    Parameters
    ----------
    game
        Any game of numbers. Numbers are written as exact fractions. Trees up to depth 20 are written node inside node,
        others node by node.
    path
        File to write; None writes none. Its ending tells the format: ``.efg``, ``.nfg``, ``.gbt``, ``.gam`` and
        ``.lrs`` those of other programs, any other a game file. A payoff table that is too large for a game file goes
        into a CSV file beside it, of the same name.

    Raises
    ------
    UnsupportedGameError
        If the format cannot hold the game: the table is too large and no path is given, the key of a player is a word
        of the formula language, a number has more digits than files may hold, a tree in a format of tables, or a game
        of which only the states are known.

    Examples
    --------
    >>> print(write_game(NormalFormGame([[[3, 0], [1, 2]], [["1/3", 0], [0, 4]]], players=["row", "column"])))
    gametheory: 1
    form: normal
    players: {row: row, column: column}
    actions:
      row: ["1", "2"]
      column: ["1", "2"]
    payoffs:
      - [[3, 1/3], [0, 0]]
      - [[1, 0], [2, 4]]
    <BLANKLINE>
    """
    numbers = whole(game)
    kind = None if path is None else format_of_name(path)
    if path is None or kind is None or kind is Format.GAME_FILE:
        return write_game_file(numbers, None if path is None else Path(path))
    text = write_given(numbers, kind)
    _write(Path(path), text)
    return text


def write_game_file(
    game: NormalFormGame | ExtensiveFormGame,
    path: Path | None = None,
    *,
    texts: Mapping[str, str] = MappingProxyType({}),
) -> str:
    """Return the text of a game file, as ``write_game`` does, whatever the ending of its path.

    Parameters
    ----------
    game, path
        As for ``write_game``.
    texts
        What else the file says, by keys of ``TEXTS``.
    """
    _check_readable(game)
    head = _head(game, texts)
    if isinstance(game, NormalFormGame):
        return _write_normal_form(game, path, head)
    text = head + write_tree(game)
    _check_size(text)
    if path is not None:
        _write(path, text)
    return text


def _check_readable(game: NormalFormGame | ExtensiveFormGame) -> None:
    """Raise UnsupportedGameError where a reader would refuse a name or a number."""
    reserved = [player.key for player in game.players if player.key in RESERVED]
    if reserved:
        raise UnsupportedGameError(
            f"expected keys of players that files may use, got {reserved[0]!r}, a word of formulas; rename it"
        )
    if isinstance(game, NormalFormGame) and game.num_players > MAX_DEPTH - 2:
        raise UnsupportedGameError(
            f"expected at most {MAX_DEPTH - 2} players, as many levels as a file may nest, got {game.num_players}"
        )
    if not all(map(is_readable, _long_numbers(game))):
        raise UnsupportedGameError(
            f"expected numbers of at most {MAX_DIGITS:,} digits, as many as a game file holds, got a longer one"
        )


def _long_numbers(game: NormalFormGame | ExtensiveFormGame) -> Iterator[Fraction]:
    """Yield the numbers that may be too long for a file; int64 and float64 never are."""
    payoffs = game.payoffs if isinstance(game, NormalFormGame) else game.outcome_payoffs
    if payoffs.dtype == object:
        yield from map(to_fraction, payoffs.ravel().tolist())
    if not isinstance(game, NormalFormGame):
        for infoset in game.infosets:
            yield from infoset.probabilities or ()


def _check_size(text: str) -> None:
    """Raise UnsupportedGameError where a text is larger than a reader accepts."""
    data = text.encode()
    limit = max_bytes(data)
    if len(data) > limit:
        raise UnsupportedGameError(f"expected a game that fits into a file of {limit:,} bytes, got {len(data):,} bytes")


def _head(game: NormalFormGame | ExtensiveFormGame, texts: Mapping[str, str]) -> str:
    """Return the lines that stand in every file."""
    lines = ["gametheory: 1"]
    if game.title:
        lines.append(f"title: {to_yaml(game.title)}")
    if game.comment:
        lines.append(f"story: {to_yaml(game.comment)}")
    lines += [f"{key}: {to_yaml(texts[key])}" for key in TEXTS if key in texts]
    form = "normal" if isinstance(game, NormalFormGame) else "extensive"
    players = flow_mapping((player.key, _player_text(player)) for player in game.players)
    return "\n".join([*lines, f"form: {form}", f"players: {players}", ""])


def _player_text(player: Player) -> str:
    """Return a player's label, with the name for sentences where there is one."""
    if not player.in_text:
        return to_yaml(player.label)
    return flow_mapping((("label", to_yaml(player.label)), ("in_text", to_yaml(player.in_text))))


def _write_normal_form(game: NormalFormGame, path: Path | None, head: str) -> str:
    actions = [
        f"{block_key(player.key, '  ')} {flow_list(map(to_yaml, names))}\n"
        for player, names in zip(game.players, game.actions, strict=True)
    ]
    head += "actions:\n" + "".join(actions)
    text = head + "payoffs:\n" + "".join(_table_lines(game))
    if len(text.encode()) > MAX_FORMULA_FILE:
        if path is None:
            raise UnsupportedGameError(
                f"expected a table that fits into a game file of {MAX_FORMULA_FILE:,} bytes, got {game.num_profiles:,} "
                "profiles; give a path, so that the table can go into a CSV file beside it"
            )
        _check_csv_names(game)
        table = path.with_suffix(".csv")
        text = head + f"payoffs: {flow_mapping([('csv', to_yaml(table.name))])}\n"
        _check_size(text)
        _write(table, _csv_text(game))
    if path is not None:
        _write(path, text)
    return text


def _table_lines(game: NormalFormGame) -> Iterator[str]:
    """Yield the nested table, one line for each profile of all players but the last."""
    *others, last = game.num_actions
    previous: tuple[int, ...] | None = None
    for profile in product(*map(range, others)):
        cells = flow_list(_cell(game, (*profile, action)) for action in range(last))
        if not profile:
            yield from (f"  - {_cell(game, (action,))}\n" for action in range(last))
            return
        shared = 0 if previous is None else next(i for i, a in enumerate(profile) if a != previous[i])
        yield "  " * (shared + 1) + "- " * (len(profile) - shared) + cells + "\n"
        previous = profile


def _cell(game: NormalFormGame, profile: tuple[int, ...]) -> str:
    """Return the payoffs of one profile as a list."""
    return flow_list(_number(game.payoffs[(player, *profile)]) for player in range(game.num_players))


def _number(value: Any) -> str:
    return format_fraction(to_fraction(value))


def _csv_text(game: NormalFormGame) -> str:
    """Return the payoff table as CSV, one profile a row."""
    keys = [player.key for player in game.players]
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow([*keys, *(PAYOFF_COLUMN + key for key in keys)])
    for profile in product(*map(range, game.num_actions)):
        names = [actions[action] for actions, action in zip(game.actions, profile, strict=True)]
        writer.writerow([*names, *(_number(game.payoffs[(player, *profile)]) for player in range(len(keys)))])
    text = buffer.getvalue()
    if len(text.encode()) > MAX_FLAT_FILE:
        raise UnsupportedGameError(f"expected a table that fits into a CSV file of {MAX_FLAT_FILE:,} bytes")
    return text


def _check_csv_names(game: NormalFormGame) -> None:
    """Raise UnsupportedGameError where a CSV file cannot hold the names; it is read without spaces around them."""
    keys = [player.key for player in game.players]
    names = [*keys, *chain.from_iterable(game.actions)]
    wrong = [name for name in names if name != name.strip() or "\r" in name or not _is_printable(name)]
    wrong += [key for key in keys if PAYOFF_COLUMN + key in keys]
    if wrong:
        raise UnsupportedGameError(
            f"expected names that the CSV file of a large table can hold, got {wrong[0][:60]!r}; rename it"
        )


def _is_printable(name: str) -> bool:
    """Whether a reader of plain text accepts every character of a name."""
    try:
        to_text(name, "")
    except MalformedGameFileError:
        return False
    return True


def _write(path: Path, text: str) -> None:
    """Write a file with line feeds on every system."""
    path.write_text(text, encoding="utf-8", newline="\n")
