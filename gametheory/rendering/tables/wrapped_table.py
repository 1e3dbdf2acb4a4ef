"""Tables of text whose last column is long, with its texts over several rows."""

from __future__ import annotations

from textwrap import wrap

from gametheory.rendering.tables.text_table import Table

WIDEST = 140
"""Characters of a text in the last column that stand in one row."""


def wrapped(table: Table, width: int = WIDEST) -> Table:
    """Return a table with long texts of the last column continued in rows below, where the other columns are empty.

    Examples
    --------
    >>> table = Table(("fee", "equilibria"), (("0 to 1/2", "Firm: Enter or Firm: Stay"), ("1/2", "Firm: Stay")))
    >>> wrapped(table, 14).rows
    (('0 to 1/2', 'Firm: Enter or'), ('', '  Firm: Stay'), ('1/2', 'Firm: Stay'))
    """
    rows: list[tuple[str, ...]] = []
    groups = set()
    for index, row in enumerate(table.rows):
        if index in table.groups:
            groups.add(len(rows))
        first, *others = wrap(row[-1], width, subsequent_indent="  ", break_long_words=False) or [""]
        rows.append((*row[:-1], first))
        rows += [(*("" for _ in row[:-1]), text) for text in others]
    return Table(table.columns, tuple(rows), frozenset(groups))
