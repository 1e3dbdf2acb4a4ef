"""Pictures within a page: size, and words for screen readers."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from gametheory import NormalFormGame, draw, load, solve
from gametheory.rendering.report.inline_picture import inline_picture
from gametheory.rendering.report.report_content import Figure
from rendering.hostile_game import ENDS, SCRIPT

MODEL = load("price_monitoring")
FIGURE = Figure("game", draw(MODEL, solve(MODEL)), "Payoff <table>", "Both mix.")


def test_picture_has_its_own_title_and_description() -> None:
    root = inline_picture(FIGURE)
    assert (root.tag, root.get("role"), root.get("id")) == ("svg", "img", "picture-game")
    named = {found.get("id"): found.text for found in root.iter()}
    assert named[root.get("aria-labelledby")] == "Payoff <table>"
    assert named[root.get("aria-describedby")] == "Both mix."
    assert [found.tag for found in root][:2] == ["title", "desc"]
    assert sum(found.tag in {"title", "desc"} for found in root) == 2


def test_picture_scales_within_bounds() -> None:
    root = inline_picture(FIGURE)
    width = FIGURE.picture.scene.width * 96 / 72
    assert root.get("style") == f"max-width: {width:.0f}px; min-width: {0.7 * width:.0f}px"
    assert root.get("viewBox", "").startswith("0 0 ")
    assert "width" not in root.attrib


def test_texts_are_kept() -> None:
    texts = {found.text for found in inline_picture(FIGURE).iter("text")}
    assert {"Price monitoring", "Monitor", "Amazon"} <= texts


def test_hostile_labels_stay_texts() -> None:
    game = NormalFormGame([[0, 1]], players=["a"], actions=[[f"{SCRIPT} {ENDS}\x07", "b"]], title=SCRIPT)
    root = inline_picture(Figure("game", draw(game), SCRIPT, ENDS))
    assert {found.tag for found in root.iter()} <= {"svg", "title", "desc", "rect", "text", "polyline", "tspan", "path"}
    assert "<script" not in ET.tostring(root, encoding="unicode", method="html")
