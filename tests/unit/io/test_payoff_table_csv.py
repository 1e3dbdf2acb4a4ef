"""Payoff tables in CSV files beside the game."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from gametheory.io import payoff_table_csv
from gametheory.io.payoff_table_csv import read_csv_payoffs
from gametheory.io.yaml_nodes import Mapping
from gametheory.models.definitions import TablePayoffs
from unit.io.readings import fields_of, sentences

ACTIONS = {"a": ["Up, up", "Down"], "b": ["Left", "Right"]}
HEAD = "a,b,payoff a,payoff b\n"
ROWS = '"Up, up",Left,1,2\n"Up, up",Right,3,4\nDown,Left,5,6\nDown,Right,-7,1/3\n'


def read(folder: Path | None, name: str = "table.csv") -> tuple[TablePayoffs | None, list[str]]:
    reading, fields = fields_of(f"payoffs: {{csv: {name}}}", folder)
    key, node = fields["payoffs"]
    assert isinstance(node, Mapping)
    return read_csv_payoffs(reading, key, node, ACTIONS), sentences(reading)


@pytest.mark.parametrize(
    "text",
    [
        HEAD + ROWS,
        "\ufeff" + HEAD.replace("\n", "\r\n") + "\r\n" + ROWS.replace("\n", "\r\n"),
        HEAD + "".join(reversed(ROWS.splitlines(keepends=True))),
        'payoff b, b ,a,payoff a\n2,Left,"Up, up", 1\n4,Right,"Up, up",3\n6,Left,Down,5.0\n1/3 ,Right, Down,-7\n',
    ],
)
def test_rows_and_columns_may_stand_in_any_order(text: str, tmp_path: Path) -> None:
    (tmp_path / "table.csv").write_text(text, "utf-8", newline="")
    table, told = read(tmp_path)
    assert told == []
    assert table is not None
    assert table.rows == ((1, 2), (3, 4), (5, 6), (-7, Fraction(1, 3)))


def test_a_table_may_stand_in_a_folder_below(tmp_path: Path) -> None:
    (tmp_path / "tables").mkdir()
    (tmp_path / "tables" / "one.csv").write_text(HEAD + ROWS)
    assert read(tmp_path, "tables/one.csv")[1] == []


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "in 'table.csv', line 1: expected the columns 'a', 'b', 'payoff a', 'payoff b', got nothing"),
        ("a,b,payoff a,payof b\n", "got 'payof b'; did you mean 'payoff b'?"),
        ("a,b,payoff a\n", "got 'a', 'b', 'payoff a'"),
        (HEAD + "Down,Left,1\n", "line 2: expected 4 values, got 3"),
        (
            HEAD + "Dwon,Left,1,2\n",
            "line 2: expected one of the actions 'Up, up', 'Down', got 'Dwon'; did you mean 'Down'?",
        ),
        (HEAD + ROWS + "Down,Left,5,6\n", "line 6: expected each profile once, got (Down, Left) again"),
        (HEAD + "Down,Left,x,6\n", "line 2: expected a number such as 3, 0.15 or -1/3, got 'x' as payoff"),
        (HEAD + "Down,Left,nan,6\n", "line 2: expected a finite number, got 'nan' as payoff"),
        (HEAD + 'Down,"Left,1,2\n', "expected comma-separated values, got unexpected end of data"),
        (
            HEAD + "Down,Left,1,2\n",
            "in 'table.csv': expected payoffs of 4 profiles, got 1; the first that is missing is (Up, up, Left)",
        ),
        (HEAD + "Down,Left\0,1,2\n", "expected printable text"),
    ],
)
def test_mistakes_are_told_with_their_line(text: str, sentence: str, tmp_path: Path) -> None:
    (tmp_path / "table.csv").write_text(text)
    table, told = read(tmp_path)
    assert table is None
    assert len(told) == 1
    assert told[0].startswith("1:16: in 'table.csv'" if "printable" not in sentence else "1:16: table.csv:2:10")
    assert sentence in told[0]


@pytest.mark.parametrize(
    "name", ["../table.csv", "/etc/passwd", "a/../../table.csv", "'C:\\table.csv'", "'..\\table.csv'"]
)
def test_files_outside_the_folder_are_refused(name: str, tmp_path: Path) -> None:
    (tmp_path / "game").mkdir()
    (tmp_path / "table.csv").write_text(HEAD + ROWS)
    assert "expected a file inside the folder of the game file, got" in read(tmp_path / "game", name)[1][0]


def test_links_that_lead_outside_are_refused(tmp_path: Path) -> None:
    (tmp_path / "game").mkdir()
    (tmp_path / "table.csv").write_text(HEAD + ROWS)
    (tmp_path / "game" / "table.csv").symlink_to(tmp_path / "table.csv")
    (tmp_path / "game" / "below").symlink_to(tmp_path)
    assert "inside the folder" in read(tmp_path / "game")[1][0]
    assert "inside the folder" in read(tmp_path / "game", "below/table.csv")[1][0]


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    (tmp_path / "table.csv").write_text(HEAD + ROWS)
    assert read(tmp_path, "tabel.csv")[1] == [
        "1:16: expected a CSV file, got 'tabel.csv', which is not there; did you mean 'table.csv'?"
    ]
    assert "which is not there" in read(tmp_path, "no/where.csv")[1][0]
    assert "which is not there" in read(tmp_path, ".")[1][0]
    assert "the name of a CSV file as text" in read(tmp_path, "[x]")[1][0]


def test_a_file_that_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "table.csv").write_text(HEAD + ROWS)

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    assert "can be read, got 'table.csv': Permission denied" in read(tmp_path)[1][0]


def test_standard_input_has_no_folder() -> None:
    assert "on standard input, got the file 'table.csv'" in read(None)[1][0]


def test_a_table_of_bounded_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(payoff_table_csv, "MAX_FLAT_FILE", 50)
    (tmp_path / "table.csv").write_text(HEAD + ROWS)
    assert "expected at most 50 bytes in 'table.csv', got a larger file" in read(tmp_path)[1][0]
