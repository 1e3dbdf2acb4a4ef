"""Words of Gambit's formats, with their places."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gametheory.errors import MalformedGameFileError
from gametheory.io.gambit.tokens import Cursor, Kind, Remarks, brief, inconsistent, quoted, unquoted
from unit.io.gambit.sources import source


def test_words_have_kinds_and_places() -> None:
    cursor = Cursor(source('EFG"a b"{-1/2 , x}'))
    kinds = []
    while (token := cursor.peek()).kind is not Kind.END:
        kinds.append((token.kind, token.text, token.start, token.end))
        cursor.offset = token.end
    assert kinds == [
        (Kind.SYMBOL, "EFG", 0, 3),
        (Kind.TEXT, "a b", 3, 8),
        (Kind.MARK, "{", 8, 9),
        (Kind.NUMBER, "-1/2", 9, 13),
        (Kind.MARK, ",", 14, 15),
        (Kind.SYMBOL, "x", 16, 17),
        (Kind.MARK, "}", 17, 18),
    ]


@pytest.mark.parametrize(
    ("text", "value"),
    [("007", 7), ("+1", 1), (".5", Fraction(1, 2)), ("1.", 1), ("2/4", Fraction(1, 2)), ("1E-3", Fraction(1, 1000)),
     ("1e+3", 1000), (".5e3", 500), ("-0", 0), ("0.1", Fraction(1, 10)), ("1.5e3", 1500), ("-1/3", Fraction(-1, 3))],
)  # fmt: skip
def test_numbers_are_exact(text: str, value: Fraction | int) -> None:
    cursor = Cursor(source(f" {text} {{"))
    assert cursor.take_number("a number") == value
    assert cursor.is_at("{")


@pytest.mark.parametrize("text", ["1/0", "0x10", "inf", "nan", ".", "-", "1..2", "1/2/3", "e3"])
def test_other_numbers_are_refused(text: str) -> None:
    with pytest.raises(MalformedGameFileError, match="f:1:2: expected"):
        Cursor(source(f" {text} ")).take_number("a number")


def test_what_does_not_fit_is_told() -> None:
    with pytest.raises(MalformedGameFileError, match=r"f:2:2: expected 'R' or 'D', got the text 'R'"):
        Cursor(source('\n "R"')).take("R", "D")
    with pytest.raises(MalformedGameFileError, match="expected the title in quotes, got a quote that is never closed"):
        Cursor(source('"R')).take_text("the title")
    with pytest.raises(MalformedGameFileError, match="expected a count, an integer, got '1/2'"):
        Cursor(source("1/2")).take_integer("a count")
    with pytest.raises(MalformedGameFileError, match="at most 18 digits, got '-1234567890123456789'"):
        Cursor(source("-1234567890123456789")).take_integer("a count")
    with pytest.raises(MalformedGameFileError, match=f"got '{'x' * 40}…'"):
        Cursor(source("x" * 99)).take_integer("a count")


def test_long_texts_are_shown_in_part() -> None:
    assert brief("x" * 41) == f"'{'x' * 40}…'"
    assert brief("a\nb") == "'a\\nb'"


def test_backslashes_and_quotes() -> None:
    assert unquoted(r"\\ \" \n \\\"") == '\\ " \\n \\"'
    assert quoted('a\\"\n') == '"a\\\\\\"\n"'


@given(st.text())
def test_quoted_texts_read_back(text: str) -> None:
    cursor = Cursor(source(quoted(text) + '"next"'))
    assert cursor.take_text("a text") == text
    assert cursor.take_text("a text") == "next"


def test_remarks_are_counted_by_kind_and_told_in_the_order_of_the_file() -> None:
    remarks = Remarks(source("abc\ndef\n"))
    remarks.note("late", 5, "second")
    remarks.note("early", 1, "first")
    remarks.note("late", 6, "third")
    remarks.note("late", 7, "fourth")
    told = [(remark.message, remark.line, remark.column) for remark in remarks.told()]
    assert told == [("first", 1, 2), ("second (and 2 more such places)", 2, 2)]


def test_what_is_no_game_has_its_place() -> None:
    error = inconsistent(source("abc\ndef\n"), 5, "expected a game")
    assert (str(error), error.line, error.column) == ("f:2:2: expected a game", 2, 2)
