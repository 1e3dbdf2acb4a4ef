"""Games of numbers as game files that read back equal."""

from __future__ import annotations

import csv
import io
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

from gametheory.core.normal_form import NormalFormGame
from gametheory.core.rationals import format_fraction, to_fraction
from gametheory.errors import UnsupportedGameError
from gametheory.io.payoff_table_csv import PAYOFF_COLUMN
from gametheory.io.prescan import MAX_FORMULA_FILE
from gametheory.io.tree_writer import write_tree
from gametheory.io.yaml_text import block_key, flow_list, flow_mapping, to_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from gametheory.core.extensive_form import ExtensiveFormGame


def write_game(game: NormalFormGame | ExtensiveFormGame, path: str | Path | None = None) -> str:
    """Return the text of a game file that reads back as an equal game, and write it where a path is given.

    Parameters
    ----------
    game
        Any game of numbers. Numbers are written as exact fractions. Trees up to depth 20 are written node inside node,
        others node by node.
    path
        File to write; None writes none. A payoff table that is too large for a game file goes into a CSV file beside
        it, of the same name.

    Raises
    ------
    UnsupportedGameError
        If the table is too large for a game file and no path is given.

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
    if isinstance(game, NormalFormGame):
        return _write_normal_form(game, None if path is None else Path(path))
    text = _head(game, "extensive") + write_tree(game)
    if path is not None:
        _write(Path(path), text)
    return text


def _head(game: NormalFormGame | ExtensiveFormGame, form: str) -> str:
    """Return the lines that stand in every file."""
    lines = ["gametheory: 1"]
    if game.title:
        lines.append(f"title: {to_yaml(game.title)}")
    if game.comment:
        lines.append(f"story: {to_yaml(game.comment)}")
    players = flow_mapping((player.key, to_yaml(player.label)) for player in game.players)
    return "\n".join([*lines, f"form: {form}", f"players: {players}", ""])


def _write_normal_form(game: NormalFormGame, path: Path | None) -> str:
    actions = [
        f"{block_key(player.key, '  ')} {flow_list(map(to_yaml, names))}\n"
        for player, names in zip(game.players, game.actions, strict=True)
    ]
    head = _head(game, "normal") + "actions:\n" + "".join(actions)
    text = head + "payoffs:\n" + "".join(_table_lines(game))
    if len(text.encode()) > MAX_FORMULA_FILE:
        if path is None:
            raise UnsupportedGameError(
                f"expected a table that fits into a game file of {MAX_FORMULA_FILE:,} bytes, got {game.num_profiles:,} "
                "profiles; give a path, so that the table can go into a CSV file beside it"
            )
        table = path.with_suffix(".csv")
        _write(table, _csv_text(game))
        text = head + f"payoffs: {flow_mapping([('csv', to_yaml(table.name))])}\n"
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
    return buffer.getvalue()


def _write(path: Path, text: str) -> None:
    """Write a file with line feeds on every system."""
    path.write_text(text, encoding="utf-8", newline="\n")
