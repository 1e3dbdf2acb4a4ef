"""Maps as pages in a real browser: what is played where the reader points, keys, light and dark."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from gametheory.rendering.maps.bifurcation_picture import draw_bifurcation
from gametheory.rendering.maps.map_page import bifurcation_page, regime_page
from gametheory.rendering.maps.regime_map_picture import draw_regime_map
from rendering.browser import PROGRAM, Browser
from unit.rendering.maps.games import curves_of, map_of

pytestmark = pytest.mark.skipif(PROGRAM is None, reason="needs a browser: Debian's package chromium")

TOLD = "document.getElementById('told').innerText"
POINT = """
(() => {{
  const svg = document.querySelector("#map svg");
  const [left, top, width, height] = JSON.parse(document.getElementById("data").textContent).frame;
  const spot = new DOMPoint(left + {x} * width, top + {y} * height).matrixTransform(svg.getScreenCTM());
  const event = new PointerEvent("pointermove", {{ clientX: spot.x, clientY: spot.y, bubbles: true }});
  document.getElementById("map").dispatchEvent(event);
}})()
"""
PRESS = """
document.getElementById("map").dispatchEvent(new KeyboardEvent("keydown", {{ key: "{key}", shiftKey: {shift} }}))
"""


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with Browser(tmp_path_factory.mktemp("browser")) as opened:
        yield opened


def open_map(browser: Browser, tmp_path: Path) -> None:
    found = map_of("price_monitoring", "commission", "suppressed")
    browser.open(regime_page(draw_regime_map(found), found).save(tmp_path / "map.html"), 1000)


def test_pointing_tells_what_is_played(browser: Browser, tmp_path: Path) -> None:
    open_map(browser, tmp_path)
    browser.value(POINT.format(x=0.02, y=0.02))
    told = browser.value(TOLD)
    assert told.startswith("commission = 0.009, suppressed = 0.98")
    assert "B: Amazon: Ignore; Top seller: Undercut on Temu" in told
    browser.value(POINT.format(x=0.9, y=0.99))
    assert "C: Amazon: Monitor; Top seller: Undercut on Temu" in browser.value(TOLD)
    browser.value(POINT.format(x=1.2, y=0.5))
    assert "C: Amazon" in browser.value(TOLD)
    assert browser.complaints() == []
    assert browser.requests() == [(tmp_path / "map.html").as_uri()]


def test_keys_move_the_place(browser: Browser, tmp_path: Path) -> None:
    open_map(browser, tmp_path)
    assert "commission = 0.225, suppressed = 0.5" in browser.value(TOLD)
    browser.value(PRESS.format(key="ArrowRight", shift="false"))
    browser.value(PRESS.format(key="ArrowDown", shift="true"))
    assert "commission = 0.2295, suppressed = 0.4" in browser.value(TOLD)
    for _ in range(5):
        browser.value(PRESS.format(key="ArrowDown", shift="true"))
    assert "suppressed = 0\n" in browser.value(TOLD)


def test_curves_tell_every_equilibrium(browser: Browser, tmp_path: Path) -> None:
    traced = curves_of("hawk_dove", "resource")
    browser.open(bifurcation_page(draw_bifurcation(traced), traced).save(tmp_path / "curves.html"), 1000)
    browser.value(POINT.format(x=0.15, y=0.5))
    told = browser.value(TOLD)
    assert told.startswith("resource = 1.5")
    assert "Equilibrium 3" in told
    assert "Hawk\t0.5" in told
    assert browser.complaints() == []


def test_light_and_dark(browser: Browser, tmp_path: Path) -> None:
    open_map(browser, tmp_path)
    colors = []
    for _ in range(2):
        colors.append(browser.value("getComputedStyle(document.querySelector('#map text')).fill"))
        browser.value("document.getElementById('theme').click()")
    assert sorted(colors) == ["rgb(236, 236, 236)", "rgb(26, 26, 26)"]


def test_narrow_windows_need_no_scrolling(browser: Browser, tmp_path: Path) -> None:
    found = map_of("price_monitoring", "commission", "suppressed")
    browser.open(regime_page(draw_regime_map(found), found).save(tmp_path / "map.html"), 380)
    assert browser.value("document.documentElement.scrollWidth <= window.innerWidth")
