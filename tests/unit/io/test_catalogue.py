"""Shipped games are found by name."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from gametheory.errors import UnknownGameError
from gametheory.io import catalogue
from gametheory.io.catalogue import game_path, shipped_game_path, shipped_games


@pytest.fixture(autouse=True)
def _fresh_catalogue() -> Iterator[None]:
    shipped_games.cache_clear()
    yield
    shipped_games.cache_clear()


def test_names_are_different_and_lead_to_files() -> None:
    games = shipped_games()
    assert len({game.name for game in games}) == len(games) > 10
    assert all(game.path == shipped_game_path(game.name) and game.path.is_file() for game in games)
    assert {game.name: game.title for game in games}["choose_one_of_two"] == "Choose one of two"


def test_cases_come_before_classics() -> None:
    names = [game.name for game in shipped_games()]
    assert names.index("price_monitoring") < names.index("beer_quiche")
    assert "classic" in str(shipped_game_path("beer_quiche"))


def test_the_nearest_name_is_told() -> None:
    with pytest.raises(UnknownGameError, match="got 'price_monitorin'; did you mean 'price_monitoring'\\?"):
        shipped_game_path("price_monitorin")


def test_the_packaged_folder_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "gametheory"
    (package / "games" / "classic").mkdir(parents=True)
    (tmp_path / "games").mkdir()
    (package / "games" / "inner.yaml").write_text("title: >-\n  Inner\n  game\nform: [\n")
    (package / "games" / "classic" / "plain.yaml").write_text("form: normal\n")
    (package / "games" / "classic" / "odd.yaml").write_text("title: [a]\n")
    monkeypatch.setattr(catalogue, "files", lambda _: package)
    assert [(game.name, game.title) for game in shipped_games()] == [
        ("inner", "Inner game"), ("odd", "odd"), ("plain", "plain"),
    ]  # fmt: skip


def test_without_games_there_are_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalogue, "files", lambda _: tmp_path / "gametheory")
    assert shipped_games() == ()


def test_a_file_comes_before_a_shipped_game(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert game_path("price_monitoring") == shipped_game_path("price_monitoring")
    Path("price_monitoring").write_text("", encoding="utf-8")
    assert game_path("price_monitoring") == Path("price_monitoring")


@pytest.mark.parametrize("name", ["missing.yaml", "folder/price_monitoring", Path("price_monitoring")])
def test_paths_are_not_names(name: str | Path) -> None:
    assert game_path(name) == Path(name)


def test_neither_a_file_nor_a_game() -> None:
    with pytest.raises(UnknownGameError, match="got 'price_monitorin'; did you mean 'price_monitoring'"):
        game_path("price_monitorin")
