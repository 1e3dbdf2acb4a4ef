"""Maps and diagrams as one page of HTML: the picture, and what holds at the place that the reader points to."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import numpy as np

from gametheory.rendering.maps.bifurcation_picture import STRIP, WIDTH
from gametheory.rendering.maps.map_frame import SIDE, MapFrame
from gametheory.rendering.maps.regime_colors import look
from gametheory.rendering.maps.regime_map_picture import NOT_DETERMINED
from gametheory.rendering.maps.strip_regions import map_regions
from gametheory.rendering.pictures.equilibrium_marks import LETTER_FONT
from gametheory.rendering.pictures.scene import Line
from gametheory.rendering.report.html_page import element
from gametheory.rendering.report.inline_picture import inline_picture
from gametheory.rendering.report.report_content import Figure
from gametheory.rendering.scripted_page import PageData, ScriptedPage, scripted_html
from gametheory.rendering.sentences.regime_sentences import told_regimes

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from gametheory.models.model import GameModel
    from gametheory.rendering.draw import Picture
    from gametheory.rendering.pictures.scene import Scene
    from gametheory.studies.bifurcation import Bifurcation
    from gametheory.studies.regime_map import RegimeMap

SCRIPT, STYLE = "map.js", "map.css"
HOW_TO = "Point at the picture, or focus it and press the arrow keys, to read what is played there."
DIGITS = 5
NEARLY = 0.01
"""Points by which lengths on a page may differ from what they are."""


class MapPage(ScriptedPage):
    """A page with a map or a diagram, which tells what is played where the reader points."""


def regime_page(picture: Picture, found: RegimeMap, payoff_of: str = "") -> MapPage:
    """Return the page of a map of regimes, or of payoffs.

    Parameters
    ----------
    picture
        The map, drawn.
    found
        What it shows.
    payoff_of
        Label of the player whose payoffs are told; empty for none.

    Examples
    --------
    >>> from gametheory import load
    >>> from gametheory.rendering.maps.regime_map_picture import draw_regime_map
    >>> from gametheory.studies.regime_map import map_axis, regime_map
    >>> model = load("price_monitoring")
    >>> found = regime_map(model, (map_axis(model, "commission", None, 5), map_axis(model, "suppressed", None, 4)))
    >>> regime_page(draw_regime_map(found), found)
    <MapPage: ... characters>
    """
    frame = MapFrame(found)
    texts, _ = told_regimes(found.regimes, found.model.players)
    data: dict[str, Any] = {
        "frame": [*_corner(picture.scene, (SIDE, SIDE)), SIDE, SIDE],
        "axes": [_axis(found.model, axis.name, float(axis.low), float(axis.high)) for axis in found.axes],
        "regimes": [{"letter": look(label).letter, "text": text} for label, text in enumerate(texts)],
        "unknown": NOT_DETERMINED,
        "regions": [
            [region.label, [[round(x, 2), round(y, 2)] for x, y in region.outline]]
            for region in map_regions(found, frame).regions
        ],
    }
    if found.payoffs is not None and payoff_of:
        data["payoff"] = {"label": payoff_of, "unit": found.model.unit, "values": _rounded(found.payoffs)}
    return MapPage(_page(picture, data))


def bifurcation_page(picture: Picture, traced: Bifurcation) -> MapPage:
    """Return the page of a bifurcation diagram.

    Examples
    --------
    >>> from gametheory import load
    >>> from gametheory.rendering.maps.bifurcation_picture import draw_bifurcation
    >>> from gametheory.studies.bifurcation import bifurcation
    >>> from gametheory.studies.regime_map import map_axis
    >>> model = load("price_monitoring")
    >>> traced = bifurcation(model, map_axis(model, "scan_cost"))
    >>> bifurcation_page(draw_bifurcation(traced), traced)
    <MapPage: ... characters>
    """
    found = traced.found
    regimes = [regime for _, _, regime in found.stretches]
    texts, _ = told_regimes(list(dict.fromkeys(regimes)), found.model.players)
    order = {regime: label for label, regime in enumerate(dict.fromkeys(regimes))}
    players = {player.key: player.label for player in found.model.players}
    left, top = _corner(picture.scene, (WIDTH, STRIP))
    data = {
        "frame": [left, top, WIDTH, _axis_height(picture.scene) - top],
        "axes": [_axis(found.model, found.parameter, float(found.low), float(found.high))],
        "regimes": [{"letter": look(label).letter, "text": text} for label, text in enumerate(texts)],
        "unknown": NOT_DETERMINED,
        "stretches": [[float(low), float(high), order[regime]] for low, high, regime in found.stretches],
        "choices": [
            [players[choice.player], " ".join(filter(None, (choice.infoset, choice.action)))]
            for choice in traced.choices
        ],
        "branches": [
            {
                "values": [float(f"{value:.10g}") for value in branch.values],
                "lows": _rounded(branch.lows),
                "highs": _rounded(branch.highs),
            }
            for branch in traced.branches
            if len(branch.values) > 1
        ],
    }
    return MapPage(_page(picture, data))


def _axis(model: GameModel, name: str, low: float, high: float) -> dict[str, Any]:
    """Return what the script knows of an axis."""
    return {"name": name, "unit": model.parameters[name].unit, "low": low, "high": high}


def _rounded(table: np.ndarray[Any, Any]) -> list[list[float | None]]:
    """Return numbers for JSON, None where there is none."""
    return [[None if np.isnan(value) else float(f"{value:.{DIGITS}g}") for value in row] for row in table.tolist()]


def _corner(scene: Scene, size: tuple[float, float]) -> tuple[float, float]:
    """Return the upper left corner of the rectangle of this size that is outlined on a page."""
    for item in scene.items:
        if isinstance(item, Line) and len(item.points) == 5 and item.points[0] == item.points[4]:
            across, down = zip(*item.points, strict=True)
            if abs(max(across) - min(across) - size[0]) + abs(max(down) - min(down) - size[1]) < NEARLY:
                return round(min(across), 2), round(min(down), 2)
    return 0.0, 0.0


def _axis_height(scene: Scene) -> float:
    """Return where the lowest line across a diagram lies, which is its axis."""
    return max(
        item.points[0][1]
        for item in scene.items
        if isinstance(item, Line)
        and len(item.points) == 2
        and item.points[0][1] == item.points[1][1]
        and abs(item.points[1][0] - item.points[0][0] - WIDTH) < NEARLY
    )


def _page(picture: Picture, data: dict[str, Any]) -> str:
    """Return the text of the page."""
    title = picture.scene.title
    place = element("div", _picture(picture), id="map", tabindex="0", role="group", aria_label=title)
    told = element("div", id="told", role="status", aria_live="polite")
    button = element("button", "Dark", id="theme", type="button", title="Dark or light page")
    content = [element("header", element("p", HOW_TO), button), element("main", place, told)]
    read = PageData("data", json.dumps(data, separators=(",", ":"), ensure_ascii=False))
    return scripted_html(title, content, read, script=_resource(SCRIPT), style=_resource(STYLE))


def _picture(picture: Picture) -> Element:
    """Return the picture as an element whose letters of regimes can be told from other texts."""
    scene = picture.scene
    root = inline_picture(Figure("map", picture, scene.title, scene.description or scene.title))
    for found in root.iter("text"):
        if found.get("font-weight") == "bold" and found.get("font-size") == f"{LETTER_FONT.size:g}":
            found.set("class", "letter")
    return root


@cache
def _resource(name: str) -> str:
    """Return a file that comes with this package."""
    return files(__package__).joinpath(name).read_text(encoding="utf-8")
