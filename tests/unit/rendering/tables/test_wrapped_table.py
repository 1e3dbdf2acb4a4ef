"""Long texts of the last column go over several rows."""

from __future__ import annotations

from gametheory.rendering.tables.text_table import Table, to_plain
from gametheory.rendering.tables.wrapped_table import WIDEST, wrapped


def test_short_texts_stay() -> None:
    table = Table(("fee", "equilibria"), (("1", "Stay"), ("2", "")), frozenset({1}))
    assert wrapped(table) == table


def test_groups_move_with_their_rows() -> None:
    long = " ".join(["Enter"] * 60)
    table = Table(("fee", "equilibria"), (("1", long), ("2", "Stay")), frozenset({1}))
    found = wrapped(table)
    assert [row[0] for row in found.rows] == ["1", "", "", "2"]
    assert found.groups == frozenset({3})
    assert max(len(row[1]) for row in found.rows) <= WIDEST
    assert " ".join(" ".join(row[1] for row in found.rows[:3]).split()) == long
    assert to_plain(found).count("\n\n") == 1
