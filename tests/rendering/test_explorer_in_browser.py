"""Trees as pages in a real browser: folding, keys, equilibria, light and dark, and thousands of nodes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from cli.program import run
from gametheory import TreeBuilder, solve
from gametheory.rendering.explorer.page import explore
from rendering.browser import PROGRAM, Browser
from rendering.hostile_game import ENDS, SCRIPT

pytestmark = pytest.mark.skipif(PROGRAM is None, reason="needs a browser: Debian's package chromium")

COMPLETE_LEVELS = 12
DRAWN = "document.querySelectorAll('#tree [data-node]').length"
CURRENT = "Number(document.querySelector('#tree [aria-selected]').dataset.node)"
DETAILS = "document.getElementById('details').innerText"
FRAMES = """
(async () => {
  const tree = document.getElementById("tree");
  const frame = () => new Promise(done => requestAnimationFrame(done));
  const times = [];
  for (let step = 1; step <= 20; step++) {
    tree.scrollTop = step * tree.scrollHeight / 21;
    const start = performance.now();
    await frame(); await frame();
    times.push(performance.now() - start);
  }
  times.sort((one, other) => one - other);
  return times[10];
})()
"""


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with Browser(tmp_path_factory.mktemp("browser")) as opened:
        yield opened


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("pages") / "breakfast.html"
    result = run("draw", "beer_quiche", "--concept", "nash", "--equilibrium", "3", "-o", str(path))
    assert (result.exit_code, result.stdout) == (0, f"wrote {path}\n")
    return path


def press(browser: Browser, key: str) -> None:
    """Press a key while the tree has the focus."""
    browser.value("document.getElementById('tree').focus()")
    browser.value(
        f"document.getElementById('tree').dispatchEvent(new KeyboardEvent('keydown', {{key: '{key}', bubbles: true}}))"
    )


def large_tree() -> Any:
    """Return a tree of 8,191 nodes in which two players take turns."""
    builder = TreeBuilder(["one", "two"])
    ranks = [[0]]
    for level in range(COMPLETE_LEVELS):
        ranks.append(
            [
                child
                for node in ranks[-1]
                for child in builder.move(node, ("one", "two")[level % 2], ["left", "right"], infoset=f"{node}")
            ]
        )
    for place, node in enumerate(ranks[-1]):
        builder.payoffs(node, [place % 7, place % 5])
    return builder.build(title="Two to the twelfth")


@pytest.mark.parametrize("width", [1280, 390])
def test_page_is_quiet_and_fits(browser: Browser, page: Path, width: int) -> None:
    browser.open(page, width)
    assert browser.complaints() == []
    assert browser.requests() == [page.as_uri()]
    assert browser.value("document.scrollingElement.scrollWidth") <= width
    assert browser.value(DRAWN) == 15


def test_the_asked_equilibrium_is_shown_and_others_can_be(browser: Browser, page: Path) -> None:
    browser.open(page, 1280)
    note = "document.getElementById('note').textContent"
    assert browser.value(note).startswith("Nash equilibrium 3 of 4 listed. Expected payoffs: Stranger: 2.1, Bully: 0.9")
    press(browser, "e")
    assert browser.value(note).startswith("Nash equilibrium 4 of 4 listed.")
    press(browser, "e")
    assert browser.value(note).startswith("Nash equilibrium 1 of 4 listed. Expected payoffs: Stranger: 2.9")
    browser.value(
        "const one = document.getElementById('equilibrium'); one.value = '-1'; one.dispatchEvent(new Event('change'))"
    )
    assert browser.value(note) == ""
    assert browser.value("document.querySelectorAll('#tree .path').length") == 0


def test_keys_walk_along_play_and_fold(browser: Browser, page: Path) -> None:
    browser.open(page, 1280)
    press(browser, "p")
    assert browser.value(DETAILS).startswith("Strong")
    press(browser, "p")
    assert browser.value(DETAILS).startswith("Strong \N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK} Quiche")
    assert "one of 2 nodes that cannot be told apart" in browser.value(DETAILS)
    assert "Play comes here with probability \N{ALMOST EQUAL TO}0.9" not in browser.value(DETAILS)
    assert "Play comes here with probability 0.9" in browser.value(DETAILS)
    node = browser.value(CURRENT)
    press(browser, "Enter")
    assert browser.value(f"document.getElementById('node-{node}').getAttribute('aria-expanded')") == "false"
    assert browser.value(DRAWN) == 13
    press(browser, "ArrowRight")
    assert browser.value(DRAWN) == 15
    press(browser, "ArrowLeft")
    assert browser.value(CURRENT) == node
    press(browser, "Home")
    assert browser.value(CURRENT) == 0


def test_pointer_shows_what_is_to_be_expected(browser: Browser, page: Path) -> None:
    browser.open(page, 1280)
    browser.value(
        "document.querySelector('[data-node=\"0\"]').dispatchEvent(new PointerEvent('pointermove', {bubbles: true}))"
    )
    told = browser.value(DETAILS)
    assert told.startswith("Root")
    assert "Stranger\texpects 2.1" in told
    assert "Bully\texpects 0.9" in told
    browser.value("document.getElementById('tree').dispatchEvent(new PointerEvent('pointerleave'))")
    assert browser.value("document.getElementById('details').hidden")


def test_the_first_view_shows_all_of_the_path_of_play(browser: Browser, tmp_path: Path) -> None:
    builder = TreeBuilder(["one", "two"])
    ranks = [[0]]
    for level in range(6):
        ranks.append([child for node in ranks[-1] for child in builder.move(node, level % 2, ["high", "low"])])
    for place, node in enumerate(ranks[-1]):
        builder.payoffs(node, [place, place])
    game = builder.build()
    browser.open(explore(game, solve(game, "subgame_perfect")).save(tmp_path / "war.html"), 1280)
    inside = """
    (() => {
      const frame = document.getElementById("tree").getBoundingClientRect();
      const boxes = [...document.querySelectorAll("#tree .path")].map(part => part.getBoundingClientRect());
      return boxes.length > 5 && boxes.every(box => box.top >= frame.top && box.bottom <= frame.bottom);
    })()
    """
    assert browser.value(inside)
    assert browser.value("document.querySelectorAll('#tree .fold').length") > 5


def test_dark_and_light(browser: Browser, page: Path) -> None:
    browser.open(page, 1280)
    paper = "getComputedStyle(document.body).backgroundColor"
    assert browser.value(paper) == "rgb(255, 255, 255)"
    browser.value("document.getElementById('theme').click()")
    assert browser.value(paper) == "rgb(22, 25, 29)"
    assert browser.value("getComputedStyle(document.documentElement).getPropertyValue('--player-0')") == "#56B4E9"


def test_a_reader_hears_the_tree(browser: Browser, page: Path) -> None:
    browser.open(page, 1280)
    items = browser.names_of("treeitem")
    assert "Root, chance moves" in items
    assert "Quiche, Bully moves" in items
    assert any(name.startswith("Leave, probability 1/2, Stranger gets 3") or "Stranger gets" in name for name in items)


def test_thousands_of_nodes_stay_fluid(browser: Browser, tmp_path: Path) -> None:
    game = large_tree()
    assert game.num_nodes == 8_191
    path = explore(game).save(tmp_path / "large.html")
    browser.open(path, 1280)
    assert browser.complaints() == []
    assert 20 < browser.value(DRAWN) < 200
    browser.value("document.getElementById('unfold').click()")
    drawn = browser.value(DRAWN)
    assert 20 < drawn < 1_000
    answer = browser.ask("Runtime.evaluate", expression=FRAMES, returnByValue=True, awaitPromise=True)
    assert answer["result"]["value"] < 1_000
    press(browser, "Home")
    assert browser.value(CURRENT) == 0


def test_nothing_of_a_hostile_game_runs(browser: Browser, tmp_path: Path) -> None:
    builder = TreeBuilder([SCRIPT, "two"])
    first, last = builder.move(0, SCRIPT, [SCRIPT, ENDS], infoset=ENDS)
    builder.payoffs(first, [1, 2])
    builder.label(last, SCRIPT)
    path = explore(builder.build(title=SCRIPT + ENDS)).save(tmp_path / "hostile.html")
    browser.open(path, 1280)
    assert browser.complaints() == []
    assert browser.value("document.querySelectorAll('img, iframe, b, textarea').length") == 0
    assert browser.value("document.querySelectorAll('script').length") == 2
    assert browser.value("document.querySelector('h1').textContent") == SCRIPT + ENDS
    press(browser, "ArrowRight")
    assert browser.value(DETAILS).startswith(SCRIPT)
