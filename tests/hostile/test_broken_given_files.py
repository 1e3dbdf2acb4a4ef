"""Every kind of broken file of another program gets its sentence, its class and its place, and quickly."""

from __future__ import annotations

import re
import time
from collections.abc import Callable

import pytest

from gametheory.errors import GameFileError, GameTheoryError
from gametheory.io.game_file import read_game_text
from hostile.broken_file import BrokenFile
from hostile.broken_gambit_trees import BROKEN_TREES, END, HEAD, MOVE, OTHER_END
from hostile.broken_given_tables import BROKEN_TABLES, TABLE

BROKEN = [*BROKEN_TREES, *BROKEN_TABLES]
SUFFIXES = {"tree": ".efg", "table": ".nfg", "workbook": ".gbt", "GAMUT": ".gam", "lrsnash": ".lrs"}
SECONDS = 1.0
"""Processor time for a file under 20 kB; the usual is a few milliseconds."""


def test_the_files_are_sound_before_they_are_broken() -> None:
    assert read_game_text(HEAD + MOVE + END + OTHER_END).to_game().num_players == 2
    assert read_game_text(TABLE + "{ 2 1 } 1 2 3 4").to_game().num_players == 2


@pytest.mark.parametrize("broken", BROKEN, ids=lambda broken: broken.name)
def test_a_broken_file_is_told_what_is_wrong_and_where(broken: BrokenFile) -> None:
    path = f"damaged{SUFFIXES[broken.name.partition(':')[0]]}"
    with pytest.raises(GameFileError, match=re.escape(broken.sentence)) as caught:
        read_game_text(broken.data, path)
    assert type(caught.value) is broken.error
    assert str(caught.value).startswith(f"{path}:{broken.place}: {broken.sentence}")
    assert len(str(caught.value)) < 300
    assert "\n" not in str(caught.value)


def test_names_of_the_table_are_different() -> None:
    names = [broken.name for broken in BROKEN]
    assert len(set(names)) == len(names) >= 110


HOSTILE: dict[str, Callable[[], str]] = {
    "a long chain": lambda: 'EFG 2 R "" { "a" } ' + 'p "" 1 1 "" { "x" } 0 ' * 900 + 't "" 0',
    "a long chain without an end": lambda: 'EFG 2 R "" { "a" } ' + 'p "" 1 1 "" { "x" } 0 ' * 900,
    "one wide move": lambda: 'EFG 2 R "" { "a" } p "" 1 1 "" { ' + '"x" ' * 1500 + "} 0 " + 't""0 ' * 1500,
    "many braces": lambda: 'EFG 2 R "" { "a" } t "" 1 "" ' + "{ " * 9000,
    "many quotes": lambda: 'EFG 2 R "" { "a" } ' + '"' * 19000,
    "many backslashes": lambda: 'EFG 2 R "' + "\\" * 19000,
    "many escaped quotes": lambda: 'EFG 2 R "' + '\\"' * 9000 + '" { "a" } t "" 0',
    "many blanks": lambda: 'EFG 2 R "" { "a" }' + " " * 19000 + "x",
    "many commas": lambda: 'EFG 2 R "" { "a" } t "" 1 "" { ' + "1 , " * 4500 + "}",
    "many different outcomes": lambda: TABLE + "{ 1 1 } { " + '{ "" 1 2 } ' * 1700 + "} 1",
    "many players of one action": lambda: 'NFG 1 R "" { ' + '"a" ' * 3000 + "} { " + "1 " * 3000 + "}",
    "many equal players": lambda: 'EFG 2 R "" { ' + '"a" ' * 4500 + '} t "" 0',
    "counts that multiply": lambda: 'NFG 1 R "" { ' + '"a" ' * 1900 + "} { " + "999 " * 1900 + "}",
    "many numbers": lambda: TABLE + "{ 5000 1 } " + "1 " * 9900,
    "many small fractions": lambda: (
        TABLE + "{ 40 41 } " + "".join(f"1/{k + 10**5} " for k in range(2 * 40 * 41))[:19000]
    ),
    "many tags": lambda: "<gambit:document>" + "<efgfile>" * 2000,
    "many entities": lambda: "<gambit:document><efgfile>" + "&amp;" * 3900 + "</efgfile>",
    "unclosed data": lambda: "<gambit:document><efgfile><![CDATA[" + "]" * 19000 + "</efgfile>",
}


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.filterwarnings("ignore::gametheory.errors.GameFileWarning")
def test_hostile_files_are_answered_quickly(name: str) -> None:
    text = HOSTILE[name]()
    assert len(text) < 20_000
    start = time.process_time()
    assert len(answer(text)) < 300
    assert time.process_time() - start < SECONDS


def answer(text: str) -> str:
    """What is said about a file; nothing where it is a game."""
    try:
        read_game_text(text, "hostile")
    except GameTheoryError as error:
        return str(error)
    return ""
