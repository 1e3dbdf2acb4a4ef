"""The door for files."""

from __future__ import annotations

import gc
import io
import re
import sys
from fractions import Fraction
from pathlib import Path
from typing import cast

import pytest

from gametheory.core.extensive_form import NO_OUTCOME, ExtensiveFormGame
from gametheory.errors import (
    GameFileError,
    GameFileWarning,
    InconsistentGameFileError,
    MalformedGameFileError,
    UnknownGameError,
    UnsupportedGameError,
)
from gametheory.io.game_file import load, read_game_text
from gametheory.models.definitions import YearMonth
from gametheory.models.model import GameModel
from hostile.broken_file import FLAT, FORMULAS, NORMAL, STAGES, changed

GAMES = sorted((Path(__file__).parents[3] / "games").rglob("*.yaml"))


@pytest.mark.parametrize("path", GAMES, ids=lambda path: path.stem)
def test_shipped_games_are_read(path: Path) -> None:
    model = load(path)
    assert model.title
    assert model.to_game().num_players >= 1


def test_what_is_neither_name_nor_file_is_refused() -> None:
    with pytest.raises(UnknownGameError, match="the path of a file, or an open text file, got 3"):
        load(cast("Path", 3))
    with pytest.raises(UnknownGameError, match="expected the name of a shipped game or the path of a file, got ''"):
        load("")


def test_the_whole_description() -> None:
    text = FORMULAS + (
        "title: Fees\nsource: article\nwhen: 2022-09\nstory: >\n  One.\n  Two.\nreading: fine\n"
        "unit: euros\nconcept: pure\n"
        "welfare: {sellers: fee * row.high}\npolicies: {ban: {set: {fee: 0}, assumption: none}}\n"
        "expect: [{num_pure: 1}]\n"
    )
    model = read_game_text(text, "fees.yaml")
    description = model.description
    assert (model.title, model.source, model.story, model.reading, model.unit, model.concept) == (
        "Fees", "article", "One. Two.\n", "fine", "euros", "pure",
    )  # fmt: skip
    assert model.when == YearMonth(2022, 9)
    assert [definition.name for definition in description.welfare] == ["sellers"]
    assert [policy.assumption for policy in description.policies.values()] == ["none"]
    assert description.expect[0].values == {"num_pure": "1"}
    assert model.at(fee="1/2").payoff("row", (0, 1)) == Fraction(1, 2)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("", None), ("when: 2023\n", YearMonth(2023)), ("when: '2024-12'\n", YearMonth(2024, 12))],
)
def test_dates(text: str, expected: YearMonth | None) -> None:
    assert read_game_text(NORMAL + text).when == expected


WRONG_DATES = ["2022-13", "2022-00", "2022-9", "22-09", "2022-09-01", "Sep 2022", "0999", "\N{FULLWIDTH DIGIT TWO}022"]


@pytest.mark.parametrize("text", WRONG_DATES)
def test_other_dates_are_told(text: str) -> None:
    sentence = f"6:7: expected a year or a month as 'when', such as 2023 or 2022-09, got '{text}'"
    with pytest.raises(MalformedGameFileError, match=re.escape(sentence)):
        read_game_text(f"{NORMAL}when: {text}\n")
    with pytest.raises(MalformedGameFileError, match="expected 'when' as text, got a list"):
        read_game_text(f"{NORMAL}when: [{text}]\n")


@pytest.mark.parametrize("kind", ["path", "text path", "open file", "standard input"])
def test_sources(kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "game.yaml"
    path.write_text(NORMAL, "utf-8")
    with path.open(encoding="utf-8") as file:
        monkeypatch.setattr(sys, "stdin", file)
        source = {"path": path, "text path": str(path), "open file": io.StringIO(NORMAL), "standard input": file}[kind]
        assert load(source).to_game().payoff("column", (1, 1)) == 3


def test_errors_have_the_path_as_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "game.yaml").write_text("a: 1\n")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(MalformedGameFileError, match=r"^game\.yaml:1:1: expected"):
        load("game.yaml")
    with pytest.raises(MalformedGameFileError, match=r"^\./game\.yaml:1:1: expected"):
        load("./game.yaml")
    with pytest.raises(MalformedGameFileError, match=r"^<stdin>:1:1: expected"):
        load(io.StringIO("a: 1\n"))
    monkeypatch.setattr(sys, "stdin", (tmp_path / "game.yaml").open())
    with sys.stdin, pytest.raises(MalformedGameFileError, match=r"^<stdin>:1:1: expected"):
        load(sys.stdin)


@pytest.mark.parametrize("name", ["missing.yaml", ".", "a\0b"])
def test_files_that_cannot_be_read(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(
        MalformedGameFileError, match=r"expected (a game file that can be read|the path of a file)"
    ) as caught:
        load(name)
    assert (caught.value.line, caught.value.column) == (0, 0)


def test_a_file_in_latin_1(tmp_path: Path) -> None:
    (tmp_path / "game.yaml").write_bytes("title: Café".encode("latin-1"))
    with pytest.raises(MalformedGameFileError, match=r"game.yaml:1:11: expected UTF-8 text, got byte 0xe9"):
        load(tmp_path / "game.yaml")


def test_bytes_are_read_as_utf_8() -> None:
    assert read_game_text((NORMAL + "title: é\n").encode()).title == "é"


def test_a_table_beside_the_file(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("row,payoff row\nTop,1/3\nBottom,2\n")
    text = "gametheory: 1\nform: normal\nplayers: [row]\nactions: {row: [Top, Bottom]}\npayoffs: {csv: t.csv}\n"
    (tmp_path / "game.yaml").write_text(text)
    assert load(tmp_path / "game.yaml").to_game().payoff("row", (0,)) == Fraction(1, 3)
    with pytest.raises(MalformedGameFileError, match="on standard input"):
        read_game_text(text)
    assert read_game_text(text, folder=tmp_path).to_game().payoff("row", (1,)) == 2


def test_all_mistakes_are_told_at_once_in_the_order_of_their_places() -> None:
    text = changed(FORMULAS, "0.15", "2") + "titel: x\nexpect: [{num_pure: -1}]\n"
    text = changed(text, "fee * row.high", "fee ** ").replace("[Left, Right]", "[Left, Left]")
    with pytest.raises(MalformedGameFileError, match="titel") as caught:
        read_game_text(text, "fees.yaml")
    assert [(mistake.line, mistake.column) for mistake in caught.value.mistakes] == [
        (5, 16), (8, 18), (13, 17), (14, 1), (15, 21),
    ]  # fmt: skip
    assert str(caught.value).count("fees.yaml:") == 5


@pytest.mark.parametrize(
    ("text", "count"),
    [
        (changed(NORMAL, "column: Column", "row: Column"), 1),
        (changed(NORMAL, "column: Column", "column: [C]"), 1),
        (changed(NORMAL, "column: Column", "row: Column") + "titel: x\n", 2),
        (changed(FLAT, "In: second", "In: secnd"), 1),
        (changed(FLAT, "player: b", "palyer: b"), 1),
    ],
)
def test_what_follows_from_a_mistake_is_not_told_again(text: str, count: int) -> None:
    with pytest.raises(GameFileError, match="expected") as caught:
        read_game_text(text)
    assert len(caught.value.mistakes) == count


def test_what_is_the_format_but_not_a_game() -> None:
    with pytest.raises(InconsistentGameFileError, match=r"^fees.yaml:5:16: expected a value of parameter 'fee'"):
        read_game_text(changed(FORMULAS, "0.15", "2"), "fees.yaml")


@pytest.mark.parametrize("form", ["norml", "", "[x]"])
def test_without_a_form_the_rest_is_checked(form: str) -> None:
    text = changed(FORMULAS, "form: normal", f"form: {form}")
    with pytest.raises(MalformedGameFileError, match="expected 'normal' or 'extensive' as 'form'"):
        read_game_text(text)
    with pytest.raises(
        MalformedGameFileError, match=r"(?s)as 'form'.*expected a known key in a game file, got 'titel'"
    ):
        read_game_text(text + "titel: x\n")


def test_what_comes_later_is_told_before_mistakes() -> None:
    with pytest.raises(UnsupportedGameError, match=r"^<stdin>:6:1: recognised 'choose'"):
        read_game_text(NORMAL + "choose: 3\nmistake: 1\n")


def test_gambit_files_may_be_larger_than_game_files() -> None:
    text = 'EFG 2 R "big" { "a" }\n' + 'p "" 1 1 "" { "go" } 0\n' * 50_000 + 't "" 1 "" { 1/3 }\n'
    assert len(text) > 1_000_000
    game = read_game_text(text).to_game()
    assert isinstance(game, ExtensiveFormGame)
    assert game.num_nodes == 50_001


def test_files_of_other_programs_are_known_by_beginning_or_ending(tmp_path: Path) -> None:
    path = tmp_path / "table.lrs"
    path.write_text("1 2\n\n3 1/2\n\n1 2\n")
    assert load(path).to_game().payoff(0, (0, 1)) == Fraction(1, 2)
    path = tmp_path / "table.txt"
    path.write_text('\ufeffNFG 1 D "t" { "a" } { 1 }\r\n\r\n3', encoding="utf-8")
    assert load(path).title == "t"
    assert load(io.StringIO('EFG 2 R "one" { "a" } t "" 0')).title == "one"


def test_a_table_of_numbers_needs_a_name() -> None:
    with pytest.raises(MalformedGameFileError, match=r"got '2 2 1/2 0 .5 -1'; tables of numbers are read from files"):
        read_game_text("2 2 1/2 0 .5 -1")


def test_what_is_not_quite_right_is_a_warning_at_its_place(tmp_path: Path) -> None:
    path = tmp_path / "twice.efg"
    path.write_text('EFG 2 R "t" { "a" }\np "" 1 1 "" { "x" "x" } 0\nt "" 0\nt "" 0\n')
    with pytest.warns(
        GameFileWarning, match=r"twice.efg:2:14: expected different labels, got the action 'x' twice"
    ) as told:
        model = load(path)
    assert told[0].filename == __file__
    assert model.to_game().infosets[0].actions == ("x", "x (2)")


def test_the_collector_is_as_before() -> None:
    large = "gametheory: 1\nform: extensive\nplayers: [a]\nnodes: {x: {payoffs: [1]}}\n#" + "x" * 1_000_000
    assert gc.isenabled()
    assert isinstance(read_game_text(large).to_game(), ExtensiveFormGame)
    assert gc.isenabled()
    gc.disable()
    try:
        read_game_text(large)
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_stages_are_read() -> None:
    game = read_game_text(STAGES).to_game()
    assert isinstance(game, ExtensiveFormGame)
    assert game.num_nodes == 5


def test_a_tree_has_the_outcomes_and_labels_of_its_file_at_any_values() -> None:
    model = read_game_text(
        "gametheory: 1\nform: extensive\nplayers: {a: A, b: B}\nparameters: {x: {value: 3, assumption: any}}\n"
        "outcomes: {win: {payoffs: {b: 2, a: x}, label: Winning}, never: {payoffs: [0, x / 6]}}\n"
        "tree:\n  player: a\n  infoset: h\n  infoset_label: First\n"
        "  actions: {L: {outcome: win}, M: {outcome: win}, R: {payoffs: [x + 1, 0]}, S: {outcome: null}}\n"
    )
    assert type(model) is GameModel
    for game, paid in (
        (model.to_game(), [[3, 2], [0, Fraction(1, 2)], [4, 0]]),
        (model.at(x=6), [[6, 2], [0, 1], [7, 0]]),
    ):
        assert isinstance(game, ExtensiveFormGame)
        assert game.outcome.tolist() == [NO_OUTCOME, 0, 0, 2, NO_OUTCOME]
        assert game.outcome_labels == ("Winning", "never", "")
        assert game.outcome_payoffs.tolist() == paid
        assert (game.infosets[0].key, game.infosets[0].label) == ("h", "First")
    assert model.to_game() is model.to_game()


def test_a_tree_may_have_no_outcomes() -> None:
    game = read_game_text("gametheory: 1\nform: extensive\nplayers: [a, b]\ntree: {outcome: null}\n").to_game()
    assert isinstance(game, ExtensiveFormGame)
    assert game.outcome_payoffs.shape == (0, 2)
    assert game.outcome.tolist() == [NO_OUTCOME]
