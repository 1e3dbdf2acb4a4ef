"""`gametheory convert`: from one format into another."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.program import run
from gametheory import load
from gametheory.cli.convert import FORMATS
from gametheory.io.formats import Format

TREE = 'EFG 2 R "t" { "A" "B" }\n""\n\np "" 1 1 "" { "l" "r" } 0\nt "" 1 "" { 1, 2 }\nt "" 2 "" { 3, 1/2 }\n'
OUTCOMES = 'NFG 1 R "t" { "A" }\n\n{ { "x" "y" }\n}\n""\n\n{\n{ "win" 1/3 }\n}\n0 1\n'


def test_formats_are_those_of_files() -> None:
    assert tuple(kind.value for kind in Format) == FORMATS


@pytest.mark.parametrize("suffix", [".yaml", ".efg", ".gbt"])
def test_there_and_back(suffix: str, tmp_path: Path) -> None:
    path, back = tmp_path / f"tree{suffix}", tmp_path / "back.efg"
    (tmp_path / "tree.txt").write_text(TREE, encoding="utf-8")
    result = run("convert", str(tmp_path / "tree.txt"), str(path))
    assert (result.exit_code, result.stdout, result.stderr) == (0, f"wrote {path}\n", "")
    assert run("convert", str(path), str(back)).exit_code == 0
    assert back.read_text(encoding="utf-8") == TREE


def test_standard_input_and_output() -> None:
    result = run("convert", "-", "-", "--to", "nfg", stdin=OUTCOMES)
    assert (result.exit_code, result.stdout, result.stderr) == (0, OUTCOMES, "")
    assert run("convert", "-", "-", "--from", "lrs", "--to", "gam", stdin="1 2 1 2 0.5 4").stdout == (
        "2\n1 2\n\n1 2\n0.5 4\n"
    )


def test_shipped_games_at_other_values(tmp_path: Path) -> None:
    path = tmp_path / "price.nfg"
    result = run("convert", "price_monitoring", str(path), "--set", "commission=1/7")
    assert result.stderr.splitlines()[0] == (
        "formulas are not kept: the numbers at these values of the parameters are written"
    )
    assert load(path).to_game().payoffs.tolist() == load("price_monitoring").at(commission="1/7").payoffs.tolist()


def test_a_tree_as_a_table_only_where_it_is_asked_for() -> None:
    refused = run("convert", "trust_game", "-", "--to", "lrs")
    assert (refused.exit_code, refused.stdout) == (1, "")
    assert refused.stderr == (
        ".lrs files hold games in normal form, got a tree; write .efg, or its reduced normal form "
        "(convert --reduced-normal-form)\n"
    )
    result = run("convert", "trust_game", "-", "--to", "lrs", "--reduced-normal-form")
    assert result.stdout == "2 2\n\n1 -1\n0 0\n\n1 2\n0 0\n"
    assert result.stderr == (
        "labels are not kept: .lrs files hold numbers only\n"
        "not kept: title, story, source, concept, expect (no place in .lrs files)\n"
    )


def test_a_game_file_says_again_what_it_said_beside_the_game(tmp_path: Path) -> None:
    result = run("convert", "trust_game", str(tmp_path / "trust.yaml"))
    assert result.stderr == "not kept: expect (only of the file that was read)\n"
    again = load(tmp_path / "trust.yaml")
    assert (again.concept, again.source) == ("subgame_perfect", "kreps1990")


def test_a_game_file_has_its_large_table_beside_it(tmp_path: Path) -> None:
    size = 400
    rows = "\n".join(" ".join(["1/3"] * size) for _ in range(2 * size))
    (tmp_path / "large.lrs").write_text(f"{size} {size}\n{rows}\n", encoding="utf-8")
    assert run("convert", str(tmp_path / "large.lrs"), str(tmp_path / "large.yaml")).exit_code == 0
    assert (tmp_path / "large.csv").exists()
    refused = run("convert", str(tmp_path / "large.lrs"), "-", "--to", "yaml")
    assert refused.exit_code == 1
    assert "give a path" in refused.stderr


@pytest.mark.parametrize("output", ["-", "tree", "tree.json", "tree.txt"])
def test_the_format_has_to_be_told(output: str) -> None:
    result = run("convert", "trust_game", output)
    assert result.exit_code == 2
    assert f"expected an OUTPUT ending in .yaml, .efg, .nfg, .gbt, .gam, .lrs, or --to, got '{output}'" in result.stderr


def test_what_cannot_be_written_is_told(tmp_path: Path) -> None:
    for name in ("tree.efg", "tree.yaml"):
        result = run("convert", "trust_game", str(tmp_path / "missing" / name))
        assert result.exit_code == 1
        assert "no such file or directory" in result.stderr
