"""Reports in a real browser: nothing on the console, nothing loaded, nothing wider than the page, words for all."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from cli.program import run
from rendering.browser import PROGRAM, Browser
from rendering.hostile_game import HOSTILE_GAME

pytestmark = pytest.mark.skipif(PROGRAM is None, reason="needs a browser: Debian's package chromium")

GAMES = ("choose_one_of_two", "commission_competition", "imitation_race", "hawk_dove", "selten_horse")
WIDTHS = (1280, 390)

OVERFLOWING = """
[...document.querySelectorAll("main *, header *, footer *")]
  .filter(found => !found.parentElement.closest(".scroll, pre") && !found.closest(".skip"))
  .filter(found => found.getBoundingClientRect().right > window.innerWidth + 0.5)
  .map(found => found.tagName + ": " + found.textContent.slice(0, 60))
"""


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("reports")
    for game in GAMES:
        assert run("report", game, "-o", str(folder / f"{game}.html")).exit_code == 0
    (folder / "hostile.yaml").write_text(HOSTILE_GAME, encoding="utf-8")
    result = run("report", str(folder / "hostile.yaml"), "-o", str(folder / "hostile.html"))
    assert result.exit_code == 0, result.output
    return folder


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with Browser(tmp_path_factory.mktemp("browser")) as opened:
        yield opened


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", [*GAMES, "hostile"])
def test_page_is_quiet_complete_and_fits(browser: Browser, pages: Path, name: str, width: int) -> None:
    page = pages / f"{name}.html"
    browser.open(page, width)
    assert browser.value("window.innerWidth") == width
    assert browser.complaints() == []
    assert browser.requests() == [page.as_uri()]
    assert browser.value(OVERFLOWING) == []
    assert browser.value("document.scrollingElement.scrollWidth") <= width


@pytest.mark.parametrize("name", [*GAMES, "hostile"])
def test_pictures_and_tables_have_names(browser: Browser, pages: Path, name: str) -> None:
    browser.open(pages / f"{name}.html", 1280)
    num_pictures = browser.value("document.querySelectorAll('svg').length")
    pictures = browser.names_of("image") or browser.names_of("img")
    assert len(pictures) == num_pictures > 0
    assert all(pictures)
    tables = browser.names_of("table")
    assert len(tables) == browser.value("document.querySelectorAll('table').length") > 0
    assert all(tables)


def test_nothing_of_a_hostile_game_runs(browser: Browser, pages: Path) -> None:
    browser.open(pages / "hostile.html", 1280)
    assert browser.value("document.querySelectorAll('script, img, iframe, b, textarea').length") == 0
    assert browser.value("document.querySelector('h1').textContent").startswith("<script>alert(1)</script>")
    own = "[...document.querySelectorAll('*')].flatMap(found => [...found.attributes]).map(found => found.name)"
    assert [name for name in browser.value(own) if name.startswith("on")] == []
    links = "[...document.querySelectorAll('[href]')].map(found => found.getAttribute('href'))"
    assert {link[0] for link in browser.value(links) if link != "data:,"} == {"#"}


def test_the_list_of_reports_fits(browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from gametheory.io.catalogue import shipped_games

    few = tuple(game for game in shipped_games() if game.name in {"trust_game", "hawk_dove"})
    monkeypatch.setattr("gametheory.io.catalogue.shipped_games", lambda: few)
    assert run("report", "--all", "-o", str(tmp_path)).exit_code == 0
    for width in WIDTHS:
        browser.open(tmp_path / "index.html", width)
        assert browser.complaints() == []
        assert browser.value("document.scrollingElement.scrollWidth") <= width
        assert browser.value("document.querySelectorAll('main a').length") == 2
