"""Files of other programs as models."""

from __future__ import annotations

import pytest

from gametheory.core.extensive_form import ExtensiveFormGame
from gametheory.core.normal_form import NormalFormGame
from gametheory.errors import MalformedGameFileError
from gametheory.io import given_reader
from gametheory.io.formats import Format
from gametheory.io.given_reader import read_given

TREE = 'EFG 2 R "t" { "A" "" }\r\n"a\r\nb"\r\np "" 2 1 "" { "l" } 0\rt "" 1 "" { 1, 2 }\r\n'


def test_a_model_without_parameters() -> None:
    model, remarks = read_given(TREE.encode("utf-8-sig"), "f.efg", Format.EFG)
    assert (model.title, model.story, model.path) == ("t", "a\nb", "f.efg")
    assert [(player.key, player.label) for player in model.players] == [("A", "A"), ("2", "Player 2")]
    assert isinstance(model.to_game(), ExtensiveFormGame)
    assert dict(model.parameters) == {}
    assert model.with_values().to_game() is model.to_game()
    assert len(remarks) == 1


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ('NFG 1 R "" { "a" } { 2 } 1 2', Format.NFG),
        ('<nfgfile>NFG 1 R "" { "a" } { 2 } 1 2</nfgfile>', Format.GBT),
        ("1 2 1 2", Format.GAM),
        ("1 2 1 2 0 0", Format.LRS),
    ],
)
def test_tables(text: str, kind: Format) -> None:
    game = read_given(text, "f", kind)[0].to_game()
    assert isinstance(game, NormalFormGame)
    assert game.payoffs[0].ravel().tolist() == [1, 2]


def test_places_are_those_of_the_file_with_any_line_ends() -> None:
    with pytest.raises(MalformedGameFileError, match="f:5:1: expected a node, which begins with c, p or t, got 'x'"):
        read_given(TREE.replace('t "" 1', "x"), "f", Format.EFG)


def test_large_files_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(given_reader, "MAX_FLAT_FILE", 20)
    with pytest.raises(MalformedGameFileError, match="f: expected at most 20 bytes, got a larger file"):
        read_given("1 2 1 2" + " " * 20, "f", Format.GAM)
