"""Gambit's workbooks."""

from __future__ import annotations

import pytest

from gametheory.core.extensive_form import ExtensiveFormGame
from gametheory.core.normal_form import NormalFormGame
from gametheory.errors import MalformedGameFileError
from gametheory.io.gambit.gbt import read_gbt, wrapped
from unit.io.gambit.sources import source
from unit.io.gambit.test_efg_reader import POKER
from unit.io.gambit.test_nfg_reader import OUTCOMES


def test_trees_and_tables_are_unwrapped() -> None:
    assert isinstance(read_gbt(source(wrapped(POKER))).given.game, ExtensiveFormGame)
    read = read_gbt(source(wrapped(OUTCOMES)))
    assert isinstance(read.given.game, NormalFormGame)
    assert read.given.outcomes is not None


@pytest.mark.parametrize(
    ("inside", "title"),
    [
        ("a &lt;b&gt; &amp;amp; \\&quot;", 'a <b> &amp; "'),
        ("a < b & c > d", "a < b & c > d"),
        ("&#65;&#x42;&#xFFFFFF;&#0;&unknown;", "AB&#xFFFFFF;&#0;&unknown;"),
        ("&apos;&#13;", "'&#13;"),
    ],
)
def test_entities_are_characters(inside: str, title: str) -> None:
    text = f'<x><efgfile >EFG 2 R "{inside}" {{ "A" }} t "" 0</efgfile></x>'
    assert read_gbt(source(text)).given.game.title == title


def test_plain_data_are_as_they_stand() -> None:
    text = '<x><efgfile>\n<![CDATA[EFG 2 R "a &amp; <b>" { "A" } t "" 0]]></efgfile></x>'
    assert read_gbt(source(text)).given.game.title == "a &amp; <b>"


def test_odd_labels_survive() -> None:
    text = POKER.replace("A card", "a <efgfile> & </efgfile> &lt; ]]>")
    assert read_gbt(source(wrapped(text))).given.game.title == "a <efgfile> & </efgfile> &lt; ]]>"


def test_places_are_those_of_the_workbook() -> None:
    text = '<?xml version="1.0"?>\n<gambit:document><game><nfgfile>\nNFG 1 R "t" { "A" }\n{ 1 }\nx </nfgfile>'
    with pytest.raises(MalformedGameFileError, match="f:5:1: expected a number such as"):
        read_gbt(source(text))


def test_a_workbook_has_a_game() -> None:
    with pytest.raises(MalformedGameFileError, match="f:1:1: expected a workbook of Gambit's with <efgfile> or"):
        read_gbt(source("<gambit:document/>"))
    with pytest.raises(MalformedGameFileError, match="f:2:1: expected </efgfile> behind the game, got none"):
        read_gbt(source("<game>\n<efgfile>EFG"))
