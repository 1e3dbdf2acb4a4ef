"""Tables as text: plain, for a terminal, CSV and LaTeX from one record."""

from __future__ import annotations

import csv
import io
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING
from unicodedata import category, east_asian_width

if TYPE_CHECKING:
    from collections.abc import Sequence

_WITHOUT_WIDTH = frozenset({"Mn", "Me", "Cf"})
"""Unicode's categories of signs that join the one before them, or that are not shown."""
_LATEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "&": r"\&",
        "%": r"\%",
        "$": r"\$",
        "#": r"\#",
        "_": r"\_",
        "{": r"\{",
        "}": r"\}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        "≈": r"$\approx$",
    }
)


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of text under headings.

    Parameters
    ----------
    columns
        Headings.
    rows
        One text for each column.
    groups
        Indices of the rows before which a line is drawn.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    groups: frozenset[int] = frozenset()


def to_plain(table: Table) -> str:
    """Return aligned columns, with an empty line between groups."""
    widths = [max(map(_width, column)) for column in zip(table.columns, *table.rows, strict=True)]
    lines = [_aligned(table.columns, widths), "  ".join("-" * width for width in widths)]
    for index, row in enumerate(table.rows):
        if index in table.groups:
            lines.append("")
        lines.append(_aligned(row, widths))
    return "\n".join(lines)


def _aligned(cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = (cell + " " * (width - _width(cell)) for cell, width in zip(cells, widths, strict=True))
    return "  ".join(padded).rstrip()


def _width(text: str) -> int:
    """Return how many columns of a terminal a text takes: two for each wide sign of East Asia, none for an accent."""
    if text.isascii():
        return len(text)
    return sum(0 if category(sign) in _WITHOUT_WIDTH else 1 + (east_asian_width(sign) in "WF") for sign in text)


def to_terminal(table: Table, width: int | None = None) -> str:
    """Return the table for a terminal of this width (None: ask the terminal), with color unless NO_COLOR is set."""
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table as RichTable
    from rich.text import Text

    rich_table = RichTable(box=SIMPLE_HEAD, header_style=None if os.environ.get("NO_COLOR") else "bold", pad_edge=False)
    for column in table.columns:
        rich_table.add_column(Text(column), overflow="fold")
    for index, row in enumerate(table.rows):
        rich_table.add_row(*(Text(cell) for cell in row), end_section=index + 1 in table.groups)
    console = Console(width=width, force_terminal=True, highlight=False)
    with console.capture() as capture:
        console.print(rich_table)
    return capture.get().rstrip("\n")


def to_csv(table: Table) -> str:
    """Return comma-separated values with a header."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(table.columns)
    writer.writerows(table.rows)
    return text.getvalue().rstrip("\n")


def to_latex(table: Table) -> str:
    r"""Return a ``tabular`` for LaTeX's booktabs."""
    lines = [r"\begin{tabular}{" + "l" * len(table.columns) + "}", r"\toprule", _latex_row(table.columns), r"\midrule"]
    for index, row in enumerate(table.rows):
        if index in table.groups:
            lines.append(r"\addlinespace")
        lines.append(_latex_row(row))
    return "\n".join([*lines, r"\bottomrule", r"\end{tabular}"])


def _latex_row(cells: Sequence[str]) -> str:
    return " & ".join(cell.translate(_LATEX) for cell in cells) + r" \\"
