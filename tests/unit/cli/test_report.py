"""`gametheory report`: pages, their pictures, the pages of all games, and what cannot be written."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.program import run
from gametheory.io.catalogue import shipped_games


def test_a_page_of_html_is_one_file(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    result = run("report", "trust_game", "-o", str(path))
    assert (result.exit_code, result.output) == (0, f"wrote {path}\n")
    text = path.read_text(encoding="utf-8")
    assert text.startswith("<!DOCTYPE html>")
    assert "<h1" in text
    assert list(tmp_path.iterdir()) == [path]


def test_markdown_has_its_pictures_beside(tmp_path: Path) -> None:
    path = tmp_path / "page.md"
    result = run("report", "inspection_game", "-o", str(path))
    assert result.exit_code == 0
    names = {found.name for found in tmp_path.iterdir()}
    pictures = {f"page-{name}.svg" for name in ("game", "effects-1", "effects-2", "map", "play")}
    assert names == {"page.md", *pictures}
    assert "](page-game.svg)" in path.read_text(encoding="utf-8")
    assert result.output.splitlines()[-1] == f"wrote {path}"


def test_options_are_told_again(tmp_path: Path) -> None:
    path = tmp_path / "page.md"
    options = ["--set", "wage=2", "--concept", "nash", "--method", "label_tree", "--max-equilibria", "7"]
    assert run("report", "inspection_game", "-o", str(path), *options).exit_code == 0
    assert f"gametheory solve inspection_game {' '.join(options)}\n" in path.read_text(encoding="utf-8")


def test_whole_paths_are_told_without_their_folder(tmp_path: Path) -> None:
    source = next(game.path for game in shipped_games() if game.name == "trust_game")
    game = tmp_path / "mine.yaml"
    game.write_bytes(source.read_bytes())
    path = tmp_path / "page.md"
    assert run("report", str(game), "-o", str(path)).exit_code == 0
    text = path.read_text(encoding="utf-8")
    assert "gametheory solve mine.yaml\n" in text
    assert str(tmp_path) not in text
    assert run("report", "-", "-o", str(path), stdin=game.read_text(encoding="utf-8")).exit_code == 0
    assert "gametheory solve -\n" in path.read_text(encoding="utf-8")


def test_paths_in_other_folders_are_told_as_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = next(game.path for game in shipped_games() if game.name == "trust_game")
    monkeypatch.chdir(tmp_path)
    for name in ("cases/mine.yaml", "-mine.yaml"):
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).write_bytes(source.read_bytes())
        assert run("report", "-o", "page.md", "--", name).exit_code == 0
        told = f"./{name}" if name.startswith("-") else name
        assert f"gametheory solve {told}\n" in Path("page.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("trust_game", "-o", "page.pdf"), "expected a page ending in .html or .md, got 'page.pdf'"),
        (("-o", "page.html"), "expected FILE, or --all"),
        (("trust_game",), "Missing option"),
        (("trust_game", "--all", "-o", "site"), "without FILE and --set"),
        (("--all", "--set", "a=1", "-o", "site"), "without FILE and --set"),
    ],
)
def test_wrong_usage_writes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], sentence: str
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run("report", *arguments)
    assert result.exit_code == 2
    assert sentence in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_places_that_cannot_be_written_are_told(tmp_path: Path) -> None:
    result = run("report", "trust_game", "-o", str(tmp_path / "no" / "page.html"))
    assert result.exit_code == 1
    assert "no such file or directory" in result.stderr


def test_limits_end_with_their_code(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    result = run("report", "seventy_five_equilibria", "--time-limit", "0", "-o", str(path))
    assert result.exit_code == 3
    assert path.exists()


IDLE = """
gametheory: 1
form: normal
players: [row, column]
parameters:
  idle: {value: 1, range: [0, 2], assumption: "moves nothing"}
actions: {row: [a, b, c], column: [x, y, z]}
payoffs:
  - [["1 + 0 * idle", 1], [0, 0], [0, 0]]
  - [[0, 0], [2, 2], [0, 0]]
  - [[0, 0], [0, 0], [3, 3]]
"""


@pytest.mark.parametrize(
    "options", [(), ("--max-equilibria", "1"), ("--concept", "nash", "--method", "pure_enumeration")]
)
def test_a_parameter_that_moves_nothing_changes_nothing(tmp_path: Path, options: tuple[str, ...]) -> None:
    path = tmp_path / "page.md"
    assert run("report", "-", "-o", str(path), *options, stdin=IDLE).exit_code == 0
    text = path.read_text(encoding="utf-8")
    effects, _, _ = text[text.index("What changes with the parameters") :].partition("## Where the answer changes")
    assert "other actions |" not in effects
    assert "other set |" not in effects
    assert ("idle" in effects) is ("--max-equilibria" not in options)


def few_games(monkeypatch: pytest.MonkeyPatch, *names: str) -> None:
    found = tuple(game for game in shipped_games() if game.name in names)
    assert len(found) == len(names)
    monkeypatch.setattr("gametheory.io.catalogue.shipped_games", lambda: found)


def test_all_games_get_a_page_and_a_list(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    few_games(monkeypatch, "trust_game", "monitoring_scope")
    folder = tmp_path / "deep" / "site"
    result = run("report", "--all", "-o", str(folder))
    assert result.exit_code == 0
    assert {path.name for path in folder.iterdir()} == {"index.html", "trust_game.html", "monitoring_scope.html"}
    assert result.stderr.splitlines() == ["1 of 2: monitoring_scope", "2 of 2: trust_game"]
    index = (folder / "index.html").read_text(encoding="utf-8")
    places = [
        index.index(text) for text in ("Events of 2023", "monitoring_scope.html", "without a date", "trust_game.html")
    ]
    assert places == sorted(places)
    assert 'href="index.html"' in (folder / "trust_game.html").read_text(encoding="utf-8")


def test_a_game_that_fails_does_not_stop_the_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    few_games(monkeypatch, "trust_game", "chicken")
    result = run("report", "--all", "--concept", "subgame_perfect", "-o", str(tmp_path))
    assert result.exit_code == 1
    assert "chicken: concept 'subgame_perfect' needs a tree" in result.stderr
    assert {path.name for path in tmp_path.iterdir()} == {"index.html", "trust_game.html"}


def test_folders_that_cannot_be_made_are_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    result = run("report", "--all", "-o", str(tmp_path / "file"))
    assert result.exit_code == 1
    assert "file exists" in result.stderr
