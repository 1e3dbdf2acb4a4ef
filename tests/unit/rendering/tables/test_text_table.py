"""Tables as text."""

from __future__ import annotations

import csv
import io

import pytest

from gametheory.rendering.tables.text_table import Table, to_csv, to_latex, to_plain, to_terminal

TABLE = Table(
    ("player", "plays"), (("A & B", "50 % of _x_"), ("Ann", 'says "no", twice'), ("", "{}~^\\#$")), frozenset({1})
)


def test_plain_columns_are_aligned_and_groups_apart() -> None:
    assert to_plain(TABLE).splitlines() == [
        "player  plays",
        "------  ----------------",
        "A & B   50 % of _x_",
        "",
        'Ann     says "no", twice',
        "        {}~^\\#$",
    ]


def test_wide_signs_take_two_columns_and_accents_none() -> None:
    names = ("亚马逊", "Zoe\N{COMBINING DIAERESIS}", "テム", "é“≈”")
    lines = to_plain(Table(("player", "plays"), tuple((name, "x") for name in names))).splitlines()
    assert lines == [
        "player  plays",
        "------  -----",
        "亚马逊  x",
        "Zoe\N{COMBINING DIAERESIS}     x",
        "テム    x",
        "é“≈”    x",
    ]


def test_tables_without_rows_keep_their_headings() -> None:
    assert to_plain(Table(("player", "plays"), ())) == "player  plays\n------  -----"


def test_terminals_get_lines_and_whole_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    text = to_terminal(TABLE, width=60)
    assert "─" in text
    assert 'says "no", twice' in text
    assert to_terminal(Table(("a",), (("[bold]x",),)), width=20).count("[bold]x") == 1


def test_narrow_terminals_fold() -> None:
    wide = Table(("action",), (("a long action that does not fit",),))
    assert max(len(line.rstrip()) for line in to_terminal(wide, width=12).splitlines()) <= 12 + len("\x1b[1m\x1b[0m")


def test_csv_can_be_read_again() -> None:
    assert [tuple(row) for row in csv.reader(io.StringIO(to_csv(TABLE)))] == [TABLE.columns, *TABLE.rows]


def test_latex_escapes_its_own_signs() -> None:
    assert to_latex(TABLE).splitlines() == [
        r"\begin{tabular}{ll}",
        r"\toprule",
        r"player & plays \\",
        r"\midrule",
        r"A \& B & 50 \% of \_x\_ \\",
        r"\addlinespace",
        r'Ann & says "no", twice \\',
        r" & \{\}\textasciitilde{}\textasciicircum{}\textbackslash{}\#\$ \\",
        r"\bottomrule",
        r"\end{tabular}",
    ]
