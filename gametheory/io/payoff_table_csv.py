"""Payoff tables in CSV files beside the game file.

The first row names the columns: for each player a column of its actions, headed by its key, and a column of its
payoffs, headed ``payoff KEY``, in any order. Each further row is one profile; every profile stands there once, in any
order::

    amazon,seller,payoff amazon,payoff seller
    Monitor,Undercut,4.1,6.2
    Monitor,Parity,4.4,5
    Ignore,Undercut,3,7
    Ignore,Parity,4.5,5
"""

from __future__ import annotations

import csv
import io
import math
from fractions import Fraction
from itertools import product
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import TYPE_CHECKING

from gametheory.core.names import enumerate_names, nearest
from gametheory.errors import MalformedGameFileError
from gametheory.io.number_text import parse_number
from gametheory.io.prescan import MAX_FLAT_FILE, to_text
from gametheory.models.definitions import TablePayoffs

if TYPE_CHECKING:
    from gametheory.io.reading import Reading
    from gametheory.io.yaml_nodes import Mapping, Node, Scalar

    Row = tuple[Fraction | int, ...]

PAYOFF_COLUMN = "payoff "
"""What stands before the player's key in the heading of a column of payoffs."""


def read_csv_payoffs(
    reading: Reading, key: Scalar, node: Mapping, actions: dict[str, list[str]]
) -> TablePayoffs | None:
    """Return the payoffs of the file that ``{csv: file}`` names, or None and mistakes at that name."""
    name_node = node.values[0]
    name = reading.text(name_node, "the name of a CSV file")
    path = None if name is None else _find(reading, name_node, name)
    if path is None:
        return None
    text = _read_text(reading, name_node, path)
    if text is None:
        return None
    rows = _CsvTable(reading, name_node, path.name, actions).read(text)
    return None if rows is None else TablePayoffs(rows, reading.place(key))


def _find(reading: Reading, node: Node, name: str) -> Path | None:
    """Return the path of a file inside the game file's folder, or None and a mistake."""
    if reading.folder is None:
        reading.malformed(node, f"expected payoffs in the text itself on standard input, got the file {name!r}")
        return None
    parts = (*PurePosixPath(name).parts, *PureWindowsPath(name).parts)
    outside = PurePosixPath(name).is_absolute() or PureWindowsPath(name).anchor or ".." in parts
    folder = reading.folder.resolve()
    path = folder / name
    if outside or not path.resolve().is_relative_to(folder):
        reading.malformed(node, f"expected a file inside the folder of the game file, got {name!r}")
        return None
    if not path.is_file():
        others = [other.name for other in path.parent.glob("*.csv")] if path.parent.is_dir() else []
        reading.malformed(node, f"expected a CSV file, got {name!r}, which is not there{nearest(name, others)}")
        return None
    return path


def _read_text(reading: Reading, node: Node, path: Path) -> str | None:
    """Return the text of a CSV file, or None and a mistake."""
    try:
        with path.open("rb") as file:
            data = file.read(MAX_FLAT_FILE + 1)
    except OSError as error:
        reading.malformed(node, f"expected a CSV file that can be read, got {path.name!r}: {error.strerror}")
        return None
    if len(data) > MAX_FLAT_FILE:
        reading.malformed(node, f"expected at most {MAX_FLAT_FILE:,} bytes in {path.name!r}, got a larger file")
        return None
    try:
        return to_text(data, path.name).text
    except MalformedGameFileError as error:
        reading.malformed(node, str(error))
        return None


class _CsvTable:
    """One CSV file that is being read."""

    def __init__(self, reading: Reading, node: Node, file: str, actions: dict[str, list[str]]) -> None:
        self._reading = reading
        self._node = node
        self._file = file
        self._actions = actions
        self._ranks = [{name: rank for rank, name in enumerate(names)} for names in actions.values()]
        self._strides = [math.prod(map(len, self._ranks[index + 1 :])) for index in range(len(actions))]

    def read(self, text: str) -> tuple[Row, ...] | None:
        """Return the rows in the order of the profiles, or None and mistakes."""
        before = self._reading.num_mistakes
        reader = csv.reader(io.StringIO(text, newline=""), strict=True, skipinitialspace=True)
        found: dict[int, Row] = {}
        try:
            columns = self._read_header(next(reader, []))
            if columns is None:
                return None
            for cells in reader:
                if cells:
                    self._read_row(reader.line_num, cells, columns, found)
        except csv.Error as error:
            self._tell(reader.line_num, f"expected comma-separated values, got {error}")
        if self._reading.num_mistakes > before or not self._is_complete(found):
            return None
        return tuple(found[rank] for rank in range(len(found)))

    def _tell(self, line: int, message: str) -> None:
        self._reading.malformed(self._node, f"in {self._file!r}, line {line}: {message}")

    def _read_header(self, cells: list[str]) -> list[int] | None:
        """Return where the columns stand: first the players' actions, then their payoffs."""
        names = [cell.strip() for cell in cells]
        expected = [*self._actions, *(PAYOFF_COLUMN + player for player in self._actions)]
        if sorted(names) == sorted(expected):
            return [names.index(name) for name in expected]
        unknown = [name for name in names if name not in expected]
        got = f"{unknown[0]!r}{nearest(unknown[0], expected)}" if unknown else enumerate_names(names)
        self._tell(1, f"expected the columns {enumerate_names(expected)}, got {got or 'nothing'}")
        return None

    def _read_row(self, line: int, cells: list[str], columns: list[int], found: dict[int, Row]) -> None:
        """Read the payoffs of one profile into ``found``, at its rank."""
        if len(cells) != len(columns):
            self._tell(line, f"expected {len(columns)} values, got {len(cells)}")
            return
        ordered = [cells[column].strip() for column in columns]
        num_players = len(self._actions)
        rank = 0
        for name, ranks, stride in zip(ordered[:num_players], self._ranks, self._strides, strict=True):
            if name not in ranks:
                names = list(ranks)
                self._tell(
                    line,
                    f"expected one of the actions {enumerate_names(names)}, got {name[:60]!r}{nearest(name, names)}",
                )
                return
            rank += ranks[name] * stride
        if rank in found:
            self._tell(line, f"expected each profile once, got ({', '.join(ordered[:num_players])}) again")
            return
        try:
            found[rank] = tuple(parse_number(text) for text in ordered[num_players:])
        except ValueError as error:
            self._tell(line, f"{error} as payoff")

    def _is_complete(self, found: dict[int, Row]) -> bool:
        """Return whether every profile is there, and tell the first that is not."""
        num_profiles = math.prod(map(len, self._ranks))
        if len(found) == num_profiles:
            return True
        missing = next(profile for rank, profile in enumerate(product(*self._actions.values())) if rank not in found)
        self._reading.inconsistent(
            self._node,
            f"in {self._file!r}: expected payoffs of {num_profiles:,} profiles, got {len(found):,}; "
            f"the first that is missing is ({', '.join(missing)})",
        )
        return False
