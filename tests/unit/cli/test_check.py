"""`gametheory check`: files, folders, standard input, and expectations that are not met."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.program import run
from gametheory.io.catalogue import shipped_game_path

PENNIES = shipped_game_path("matching_pennies").read_text(encoding="utf-8")
WRONG = PENNIES.replace("num_extreme: 1", "num_extreme: 2")


def place_of(text: str, part: str, value: str) -> str:
    """Line and column of a value that follows a key, counted from 1."""
    offset = text.index(part) + len(part) - len(value)
    line = text.count("\n", 0, offset) + 1
    return f"{line}:{offset - text.rfind(chr(10), 0, offset)}"


def test_good_files(tmp_path: Path) -> None:
    path = tmp_path / "pennies.yaml"
    path.write_text(PENNIES, encoding="utf-8")
    result = run("check", str(path), "trust_game")
    assert result.exit_code == 0
    assert result.output.splitlines()[0] == f"{path}: ok, 2 expectations met"
    assert result.output.splitlines()[1].startswith("trust_game: ok, ")
    assert result.output.splitlines()[2] == "2 files, 0 with mistakes"


def test_one_expectation_is_singular() -> None:
    text = PENNIES[: PENNIES.index("  - {concept: pure")]
    assert run("check", "-", stdin=text).output == "-: ok, 1 expectation met\n"


def test_files_that_expect_nothing_say_so() -> None:
    text = "{gametheory: 1, form: normal, players: [a, b], actions: {a: [x], b: [y]}, payoffs: [[[1, 2]]]}"
    assert run("check", "-", stdin=text).stdout.splitlines()[0].endswith(": ok, it expects nothing")


def test_a_name_of_two_players_is_told_beside_the_verdict() -> None:
    leaf = "{payoffs: [1, 2]}"
    inner = f"infoset: reply, actions: {{Yes: {leaf}, No: {leaf}}}"
    tree = f"{{player: a, infoset: ask, actions: {{l: {{player: b, {inner}}}, r: {{player: a, {inner}}}}}}}"
    text = f"{{gametheory: 1, form: extensive, players: [a, b], tree: {tree}}}"
    result = run("check", "-", stdin=text)
    assert (result.exit_code, result.stdout) == (0, "-: ok, it expects nothing\n")
    assert result.stderr.startswith("-: Information sets of b and a are called 'reply': each player's is a set")


def test_what_is_not_met_is_told_with_its_place(tmp_path: Path) -> None:
    path = tmp_path / "pennies.yaml"
    path.write_text(WRONG, encoding="utf-8")
    result = run("check", str(path))
    place = place_of(WRONG, "num_extreme: 2", "2")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == f"{path}:{place}: expected num_extreme 2, got 1\n"


def test_standard_input_is_named() -> None:
    result = run("check", "-", stdin=WRONG)
    assert result.exit_code == 1
    assert result.stderr.startswith("<stdin>:")


def test_folders_stand_for_their_game_files(tmp_path: Path) -> None:
    (tmp_path / "inner").mkdir()
    (tmp_path / "good.yml").write_text(PENNIES, encoding="utf-8")
    (tmp_path / "inner" / "wrong.yaml").write_text(WRONG, encoding="utf-8")
    (tmp_path / "notes.txt").write_text("not a game", encoding="utf-8")
    result = run("check", str(tmp_path))
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        f"{tmp_path / 'good.yml'}: ok, 2 expectations met",
        "2 files, 1 with mistakes",
    ]
    assert str(tmp_path / "inner" / "wrong.yaml") in result.stderr


def test_folders_without_games_are_usage_errors(tmp_path: Path) -> None:
    result = run("check", str(tmp_path))
    assert result.exit_code == 2
    assert "no game file in the folder" in result.stderr


def test_broken_files_are_told(tmp_path: Path) -> None:
    path = tmp_path / "broken.yaml"
    path.write_text("gametheory: 1\nform: normal\n", encoding="utf-8")
    result = run("check", str(path))
    assert result.exit_code == 1
    assert result.stderr.startswith(f"{path}:1:1: expected")


@pytest.mark.parametrize("arguments", [[], ["no_such_game"], ["no_such.yaml"]])
def test_missing_files_are_usage_errors(arguments: list[str]) -> None:
    assert run("check", *arguments).exit_code == 2


def test_files_that_take_too_long_are_named(tmp_path: Path) -> None:
    result = run("check", "trust_game", "matching_pennies", "--time-limit", "0")
    assert result.exit_code == 3
    assert result.stderr.splitlines() == [
        "trust_game: not finished within 0 seconds",
        "matching_pennies: not finished within 0 seconds",
    ]
    assert result.stdout == "2 files, 0 with mistakes, 2 not finished in time\n"
    path = tmp_path / "broken.yaml"
    path.write_text("gametheory: 1\nform: normal\n", encoding="utf-8")
    assert run("check", str(path), "trust_game", "--time-limit", "0").exit_code == 1
    assert run("check", "trust_game", "--time-limit", "60").exit_code == 0


def test_interrupts_sum_up_what_was_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    def check_expectations(model: object, **_: object) -> tuple[object, ...]:
        checked.append(model)
        if len(checked) == 2:
            raise KeyboardInterrupt
        return ()

    checked: list[object] = []
    monkeypatch.setattr("gametheory.studies.expectations.check_expectations", check_expectations)
    result = run("check", "trust_game", "matching_pennies", "chicken")
    assert (result.exit_code, len(checked)) == (3, 2)
    assert result.stderr == "interrupted: 1 of 3 files checked\n"
    assert result.stdout.splitlines() == ["trust_game: ok, 4 expectations met", "1 files, 0 with mistakes"]


def test_folders_hold_files_of_other_programs_too(tmp_path: Path) -> None:
    (tmp_path / "one.efg").write_text('EFG 2 R "" { "a" } t "" 0', encoding="utf-8")
    (tmp_path / "two.gam").write_text("1 2 3 x", encoding="utf-8")
    result = run("check", str(tmp_path))
    assert result.exit_code == 1
    assert result.stdout.splitlines()[-1] == "2 files, 1 with mistakes"
    assert result.stderr.endswith("two.gam:1:7: expected a number such as 3, 0.15 or -1/3, got 'x'\n")
