"""The reproductions of papers that come with the package: where they are, and what they report."""

from __future__ import annotations

import csv
import sys
from dataclasses import dataclass
from fractions import Fraction
from importlib.machinery import SourceFileLoader
from importlib.resources import files
from pathlib import Path
from types import ModuleType

from gametheory.core.names import nearest
from gametheory.errors import FileMistake, InvalidParameterError, MalformedGameFileError
from gametheory.studies.reproduction import Origin, ReportedNumber, Reproduction, to_finding

SCRIPT, REPORTED, README = "reproduce.py", "reported.csv", "README.md"
COLUMNS = ("number", "reported", "tolerance", "origin", "source")


@dataclass(frozen=True, slots=True)
class ShippedReproduction:
    """A reproduction that comes with the package.

    Parameters
    ----------
    name
        Author and year.
    folder
        Where its files are.
    title
        The first heading of its page.
    """

    name: str
    folder: Path
    title: str


def shipped_reproductions() -> tuple[ShippedReproduction, ...]:
    """Return the shipped reproductions by name.

    Notes
    -----
    An installed package carries them inside; a source tree has them in ``reproductions/`` beside the package.

    Examples
    --------
    >>> [paper.name for paper in shipped_reproductions()]
    ['kreps_wilson_1982', 'rasmusen_ramseyer_wiley_1991', 'selten_1978']
    """
    folders = sorted(path.parent for path in _folder().glob(f"*/{SCRIPT}"))
    return tuple(ShippedReproduction(folder.name, folder, _title(folder / README)) for folder in folders)


def load_reproduction(name: str) -> Reproduction:
    """Return the shipped reproduction of a name, as its script defines it.

    Raises
    ------
    InvalidParameterError
        If there is none of this name; the nearest one is told.
    """
    folders = {paper.name: paper.folder for paper in shipped_reproductions()}
    if name not in folders:
        raise InvalidParameterError(
            f"expected a reproduction ({', '.join(folders)}), got {name!r}{nearest(name, folders)}"
        )
    script = folders[name] / SCRIPT
    module = ModuleType(f"gametheory_reproduction_{name}")
    module.__file__ = str(script)
    sys.modules[module.__name__] = module
    SourceFileLoader(module.__name__, str(script)).exec_module(module)
    reproduction: Reproduction = module.REPRODUCTION
    return reproduction


def read_reported(path: Path) -> tuple[ReportedNumber, ...]:
    """Return the reported numbers of a file of comma-separated values.

    Parameters
    ----------
    path
        The columns are ``number``, its name; ``reported``, a number, a fraction or a word; ``tolerance``, empty where
        the numbers must be the same; ``origin``: ``paper``, ``formula`` (the paper's formula, own parameters) or
        ``own``; and ``source``.

    Raises
    ------
    MalformedGameFileError
        If a column is missing, an origin is unknown, a tolerance is no number or a name stands twice; with the line.
    """
    mistakes: list[FileMistake] = []
    numbers: dict[str, ReportedNumber] = {}
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        if tuple(reader.fieldnames or ()) != COLUMNS:
            found = ", ".join(reader.fieldnames or ()) or "nothing"
            mistake = FileMistake(f"expected the columns {', '.join(COLUMNS)}, got {found}", 1, 1)
            raise MalformedGameFileError([mistake], str(path))
        for row in reader:
            sentence = _mistake_of_row(row, numbers)
            if sentence:
                mistakes.append(FileMistake(sentence, reader.line_num, 1))
            else:
                numbers[row["number"]] = _reported_number(row)
    if mistakes:
        raise MalformedGameFileError(mistakes, str(path))
    return tuple(numbers.values())


def _mistake_of_row(row: dict[str, str], before: dict[str, ReportedNumber]) -> str:
    """Return what is wrong with a row, nothing where it is right."""
    if None in row.values() or None in row:
        return f"expected {len(COLUMNS)} values, got another number of them; put texts with commas in quotes"
    if row["number"] in before:
        return f"expected each number once, got {row['number']!r} twice"
    if row["origin"] not in set(Origin):
        return f"expected an origin among {', '.join(Origin)}, got {row['origin']!r}"
    if row["tolerance"] and not isinstance(to_finding(row["tolerance"]), Fraction):
        return f"expected a number as tolerance, or nothing, got {row['tolerance']!r}"
    return ""


def _reported_number(row: dict[str, str]) -> ReportedNumber:
    """Return the number of a row without mistakes."""
    return ReportedNumber(
        name=row["number"],
        value=to_finding(row["reported"]),
        tolerance=Fraction(row["tolerance"] or 0),
        origin=Origin(row["origin"]),
        source=row["source"],
    )


def _folder() -> Path:
    """Return the folder of the reproductions: inside the package first, beside it second."""
    package = Path(str(files("gametheory")))
    candidates = (package / "reproductions", package.parent / "reproductions")
    return next((folder for folder in candidates if folder.is_dir()), candidates[0])


def _title(page: Path) -> str:
    """Return the first heading of a page, its folder's name where it has none."""
    lines = page.read_text(encoding="utf-8").splitlines() if page.is_file() else []
    return next((line[2:].strip() for line in lines if line.startswith("# ")), page.parent.name)
