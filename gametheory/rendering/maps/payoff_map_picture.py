"""Maps of payoffs: what a player gets, over two parameters, with the borders between regimes."""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

import numpy as np

from gametheory.errors import UnsupportedGameError
from gametheory.rendering.draw import Picture
from gametheory.rendering.maps.map_frame import SIDE, MapFrame
from gametheory.rendering.maps.map_legend import legend
from gametheory.rendering.maps.map_letters import place_letters
from gametheory.rendering.maps.regime_map_picture import legend_entries, map_notes, replace_rare
from gametheory.rendering.maps.regions import mixed_parts
from gametheory.rendering.maps.strip_regions import map_regions
from gametheory.rendering.pictures.axes import across_height, tick_text
from gametheory.rendering.pictures.canvas import FontRuler
from gametheory.rendering.pictures.color_scale import NUM_LEVELS, scale_color
from gametheory.rendering.pictures.page import PageTexts, compose
from gametheory.rendering.pictures.plot_frame import fitted, round_ticks
from gametheory.rendering.pictures.scene import Area, Box, Line, Sheet, Tiles, shifted
from gametheory.rendering.pictures.style import INK, NAME_FONT, NOTE_FONT, PAPER, QUIET_INK
from gametheory.rendering.pictures.text_block import TypeSetter
from gametheory.rendering.sentences.game_title import title_at

if TYPE_CHECKING:
    from gametheory.array_types import FloatArray, IndexArray
    from gametheory.rendering.maps.map_legend import Entry
    from gametheory.studies.regime_map import RegimeMap

NO_LEVEL = -1
BAR_LEFT = SIDE + 28.0
BAR_WIDTH = 11.0
TICK = 3.0
BORDER = (2.6, 1.0)
"""Widths of the white and the black line of a border, which is seen on every color."""
LEGEND_WIDTH = SIDE + 60.0
SELECTED = {
    "first": "the first equilibrium that is listed",
    "payoff_dominant": "the payoff-dominant equilibrium",
    "risk_dominant": "the risk-dominant equilibrium",
}


def draw_payoff_map(found: RegimeMap, player: str, select: str) -> Picture:
    """Return the heat map of a player's payoff, with the borders and letters of the regimes.

    Parameters
    ----------
    found
        A map with payoffs.
    player
        Key of the player whose payoffs these are.
    select
        Which equilibrium was taken where there are several.

    Raises
    ------
    UnsupportedGameError
        If there is a payoff at no place.

    Examples
    --------
    >>> from gametheory import load
    >>> from gametheory.studies.regime_map import map_axis, regime_map, with_payoffs
    >>> model = load("price_monitoring")
    >>> sides = map_axis(model, "commission", None, 5), map_axis(model, "suppressed", None, 4)
    >>> found = with_payoffs(regime_map(model, sides), "seller", "seller")
    >>> draw_payoff_map(found, "seller", "seller")
    <Picture 'Price monitoring: payoff of Top seller by commission and suppressed': ... inches>
    """
    if found.payoffs is None or not np.isfinite(found.payoffs).any():
        raise UnsupportedGameError(
            "expected an equilibrium with payoffs somewhere on the map, got none; look at 'gametheory sweep'"
        )
    setter = TypeSetter(FontRuler())
    gathered = replace_rare(found)
    frame = MapFrame(gathered)
    low, high = float(np.nanmin(found.payoffs)), float(np.nanmax(found.payoffs))
    sheet = Sheet()
    levels = _levels(found.payoffs, low, high)
    sheet.extend(_tiles(levels, frame))
    for inner, outline in mixed_parts(gathered, *frame.places):
        level = int(levels[inner[0]])
        sheet.add(Area(outline, scale_color(level) if level != NO_LEVEL else PAPER))
    for width, color in zip(BORDER, (PAPER, INK), strict=True):
        sheet.extend(Line(line, width, color) for line in map_regions(gathered, frame).borders)
    frame.draw(sheet, setter)
    place_letters(sheet, gathered, frame, setter)
    _place_scale(sheet, low, high, setter)
    entries, same = legend_entries(found)
    top = SIDE + across_height() + 3.0 + NAME_FONT.line_height + 14.0
    sheet.extend(shifted(item, 0.0, top) for item in _legend_without_color(entries, setter).items)
    notes = [_reading(found, player, select), same, frame.star_note(), *map_notes(found)]
    texts = PageTexts(payoff_title(found, player), (), tuple(note for note in notes if note))
    return Picture(compose(fitted(sheet, setter.ruler), texts, setter))


def payoff_title(found: RegimeMap, player: str) -> str:
    """Return what the heat map shows."""
    across, upright = (axis.name for axis in found.axes)
    label = _label(found, player)
    return f"{title_at(found.model.title or 'A game', found.model)}: payoff of {label} by {across} and {upright}"


def _label(found: RegimeMap, player: str) -> str:
    return next(known.label for known in found.model.players if known.key == player)


def _reading(found: RegimeMap, player: str, select: str) -> str:
    """Return how to read the colors."""
    label = _label(found, player)
    rule = SELECTED.get(select) or f"the best equilibrium for {_label(found, select)}"
    unit = f", in {found.model.unit}" if found.model.unit else ""
    return f"Darker: {label} gets more{unit}. Where there are several equilibria, {rule} counts."


def _levels(payoffs: FloatArray, low: float, high: float) -> IndexArray:
    """Return the color level at each place, shape ``[x, y]``; ``NO_LEVEL`` where there is no payoff."""
    if low == high:
        return np.where(np.isnan(payoffs), NO_LEVEL, NUM_LEVELS // 2)
    shares = np.nan_to_num((payoffs - low) / (high - low), nan=0.0)
    levels = np.minimum((shares * NUM_LEVELS).astype(np.int64), NUM_LEVELS - 1)
    return np.where(np.isnan(payoffs), NO_LEVEL, levels)


def _tiles(levels: IndexArray, frame: MapFrame) -> list[Tiles]:
    """Return the cells around the places of the grid, by color, equal neighbors along a row as one."""
    across, upright = (_borders(places) for places in frame.places)
    boxes: defaultdict[int, list[tuple[float, float, float, float]]] = defaultdict(list)
    for row, colors in enumerate(levels.T.tolist()):
        start = 0
        for level, members in groupby(colors):
            end = start + sum(1 for _ in members)
            top, bottom = upright[row + 1], upright[row]
            boxes[level].append((across[start], top, across[end] - across[start], bottom - top))
            start = end
    return [Tiles(tuple(boxes[level]), scale_color(level)) for level in sorted(boxes) if level != NO_LEVEL]


def _borders(places: tuple[float, ...]) -> list[float]:
    """Return where the cells around places begin and end."""
    between = [(before + after) / 2 for before, after in pairwise(places)]
    return [places[0], *between, places[-1]]


def _place_scale(sheet: Sheet, low: float, high: float, setter: TypeSetter) -> None:
    """Draw the scale of colors with its numbers, right of the map."""
    levels = range(NUM_LEVELS) if low < high else [NUM_LEVELS // 2]
    step = SIDE / len(levels)
    for index, level in enumerate(reversed(levels)):
        sheet.add(Box(BAR_LEFT, index * step, BAR_WIDTH, SIDE - index * step, scale_color(level)))
    sheet.add(Box(BAR_LEFT, 0.0, BAR_WIDTH, SIDE, None, QUIET_INK, 0.7))
    ticks = round_ticks(Fraction(str(low)), Fraction(str(high))) if low < high else [Fraction(str(low))]
    for tick in ticks:
        y = SIDE * (1 - (float(tick) - low) / (high - low)) if low < high else SIDE / 2
        right = BAR_LEFT + BAR_WIDTH
        sheet.add(Line(((right, y), (right + TICK, y)), 0.6, QUIET_INK))
        block = setter.lines([tick_text(float(tick))], NOTE_FONT, QUIET_INK)
        sheet.extend(block.place(right + TICK + 3.0, y - block.height / 2))


def _legend_without_color(entries: list[Entry], setter: TypeSetter) -> Sheet:
    """Return the legend of the letters: the colors of this map are those of the payoffs."""
    items = legend(entries, LEGEND_WIDTH, setter).sheet.items
    return Sheet([item for item in items if not isinstance(item, Box | Line)])
