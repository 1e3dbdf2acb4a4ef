from __future__ import annotations

from pathlib import Path

import pytest

from gametheory import MalformedGameFileError
from gametheory.io import counts_file
from gametheory.io.counts_file import counts_of_text, read_counts


def test_tables_of_normal_forms_and_trees(tmp_path: Path) -> None:
    file = tmp_path / "data.csv"
    file.write_text("\ufeffcount, player,action\n3,row,T\n\n4,row,B\n2,row,T\n", encoding="utf-8")
    assert read_counts(file) == {"row": {"T": 5, "B": 4}}
    text = "player,infoset,action,count\nann,first,Stop,1\nann,later,Stop,2\n"
    assert counts_of_text("# by Ann\n# 2024\n" + text, file) == counts_of_text(text, file)
    assert counts_of_text(text, file) == {"ann": {"first": {"Stop": 1}, "later": {"Stop": 2}}}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "player,action,count\nrow,T,x\n",
            "data.csv:2:1: expected a whole number of observations, at least 0, got 'x'",
        ),
        ("player,action,count\nrow,T,-1\n", "at least 0, got '-1'"),
        ("player,action,count\nrow,T,1.5\n", "at least 0, got '1.5'"),
        ("player,action,count\nrow,T\n", "data.csv:2:1: expected 3 cells, got 2"),
        ("player,action\nrow,T\n", "data.csv:1:1: expected a column 'count' in the first row, got none"),
        ("player,acton,count\n", "got 'acton'; did you mean 'action'"),
        ("player,player,action,count\n", "expected each column once, got 'player' twice"),
        ("# note\nplayer,action,count\nrow,T,x\n", "data.csv:3:1: expected a whole number"),
        ("", "expected a column 'player' in the first row, got none"),
        ('player,action,count\nrow,"T,3\n', "expected a table with commas"),
    ],
)
def test_mistakes_are_told_with_their_line(text: str, message: str) -> None:
    with pytest.raises(MalformedGameFileError, match=message):
        counts_of_text(text, Path("data.csv"))


def test_files_that_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(MalformedGameFileError, match=r"nowhere\.csv: cannot be read: no such file"):
        read_counts(tmp_path / "nowhere.csv")
    file = tmp_path / "data.csv"
    file.write_bytes(b"player,action,count\n\xff\xfe")
    with pytest.raises(MalformedGameFileError, match="expected text in UTF-8"):
        read_counts(file)
    monkeypatch.setattr(counts_file, "LARGEST_FILE", 10)
    with pytest.raises(MalformedGameFileError, match="expected at most 10 bytes of counts, got more"):
        read_counts(file)
