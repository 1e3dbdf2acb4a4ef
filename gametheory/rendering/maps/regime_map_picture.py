"""Maps of regimes: which equilibria there are, over two parameters."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from gametheory.core.solution import Termination
from gametheory.rendering.draw import Picture
from gametheory.rendering.maps.map_frame import SIDE, MapFrame, fixed_note, meaning_notes
from gametheory.rendering.maps.map_legend import Entry, legend
from gametheory.rendering.maps.map_letters import place_letters
from gametheory.rendering.maps.regime_colors import MOST_LOOKS, hatch_lines, look
from gametheory.rendering.maps.strip_regions import map_regions
from gametheory.rendering.pictures.axes import across_height
from gametheory.rendering.pictures.canvas import FontRuler
from gametheory.rendering.pictures.page import PageTexts, compose
from gametheory.rendering.pictures.plot_frame import fitted
from gametheory.rendering.pictures.scene import Area, Line, Sheet, shifted
from gametheory.rendering.pictures.style import INK, NAME_FONT
from gametheory.rendering.pictures.text_block import TypeSetter
from gametheory.rendering.sentences.game_title import title_at
from gametheory.rendering.sentences.regime_sentences import told_regimes
from gametheory.studies.regime_map import UNKNOWN

if TYPE_CHECKING:
    from gametheory.studies.regime_map import RegimeMap

BORDER = 1.1
WIDER_LEGEND = 60.0
"""Points by which the legend is wider than the map."""
BELOW_AXIS = 14.0
MOST_BESIDE = 8
"""Letters that stand beside the map; with more their lines would hide it, while colors and hatching tell."""
MERGED = "Of several borders between neighboring lines one is drawn, in their middle. "
NOT_DETERMINED = "not determined"


def draw_regime_map(found: RegimeMap) -> Picture:
    """Return the map: regions in colors, hatched from the ninth on, with letters, borders and a legend in words.

    Examples
    --------
    >>> from gametheory import load
    >>> from gametheory.studies.regime_map import map_axis, regime_map
    >>> model = load("price_monitoring")
    >>> sides = map_axis(model, "commission", None, 5), map_axis(model, "suppressed", None, 4)
    >>> draw_regime_map(regime_map(model, sides))
    <Picture 'Price monitoring: equilibria by commission and suppressed': ... inches>
    """
    setter = TypeSetter(FontRuler())
    gathered = replace_rare(found)
    frame = MapFrame(gathered)
    sheet = Sheet()
    parts = map_regions(gathered, frame)
    sheet.extend(Area(region.outline, look(region.label).fill) for region in parts.regions)
    sheet.extend(hatch_lines(parts.regions, (SIDE, SIDE)))
    sheet.extend(Line(line, BORDER, INK) for line in parts.borders)
    frame.draw(sheet, setter)
    place_letters(sheet, gathered, frame, setter, most_beside=MOST_BESIDE)
    entries, same = legend_entries(found)
    below = legend(entries, SIDE + WIDER_LEGEND, setter)
    top = SIDE + across_height() + 3.0 + NAME_FONT.line_height + BELOW_AXIS
    sheet.extend(shifted(item, -WIDER_LEGEND / 2, top) for item in below.sheet.items)
    notes = [note for note in (same, frame.star_note(), *map_notes(found)) if note]
    return Picture(compose(fitted(sheet, setter.ruler), PageTexts(map_title(found), (), tuple(notes)), setter))


def replace_rare(found: RegimeMap) -> RegimeMap:
    """Return the map with all regimes that have no look of their own under one label."""
    strips = tuple(
        strip._replace(labels=tuple(min(label, MOST_LOOKS) for label in strip.labels)) for strip in found.strips
    )
    return replace(found, labels=np.minimum(found.labels, MOST_LOOKS), strips=strips)


def map_title(found: RegimeMap) -> str:
    """Return what the map shows."""
    across, upright = (axis.name for axis in found.axes)
    title = title_at(found.model.title or "A game", found.model)
    concept = "equilibria" if found.concept == "nash" else f"{found.concept.replace('_', ' ')} equilibria"
    return f"{title}: {concept} by {across} and {upright}"


def legend_entries(found: RegimeMap) -> tuple[list[Entry], str]:
    """Return the entries of the legend, and a sentence on what all of them share, which may be empty."""
    texts, same = told_regimes(found.regimes, found.model.players)
    entries = [Entry(label, text) for label, text in enumerate(texts[:MOST_LOOKS])]
    more = len(texts) - MOST_LOOKS
    if more > 0:
        entries.append(Entry(MOST_LOOKS, "one other regime" if more == 1 else f"{more:,} other regimes, the rarest"))
    if (found.labels == UNKNOWN).any():
        entries.append(Entry(UNKNOWN, NOT_DETERMINED))
    return entries, same


def map_notes(found: RegimeMap) -> list[str]:
    """Return how the map was made and what it does not show."""
    size = " by ".join(str(len(nodes)) for nodes in found.nodes)
    if found.strips:
        made = (
            "Exact: borders follow the curves of polynomials, and no region is left out, however small. On a border "
            "itself there may be other equilibria."
        )
    elif found.is_exact:
        made = (
            f"Proved along {size} lines across and upright: each is crossed by borders exactly where they are drawn, "
            f"and nowhere else; from line to line they run straight. {MERGED if found.has_merged_borders else ''}"
            "On a border itself there may be other equilibria."
        )
    else:
        made = _sampled_note(found, size)
    notes = [made]
    if found.unseen:
        texts, _ = told_regimes(found.unseen, found.model.players)
        notes.append(
            f"Too narrow for the grid, and not drawn: {'; '.join(texts[:3])}{' and others' * (len(texts) > 3)}."
        )
    if len(found.regimes) > MOST_LOOKS:
        notes.append(
            "There are more regimes than colors: draw a smaller part of the ranges, or what a player gets (--payoff)."
        )
    if found.termination is not Termination.EXHAUSTED:
        notes.append(found.termination.sentence)
    meanings = meaning_notes(found.model, (axis.name for axis in found.axes))
    return [*meanings, *notes, fixed_note(found.model, found.axes)]


def _sampled_note(found: RegimeMap, size: str) -> str:
    """Return how a map was made of which nothing is proved."""
    solved = f"{found.labels.size - found.num_taken} of " if found.num_taken else ""
    others = ", the others being among places of one color" if found.num_taken else ""
    narrowed = ", and were narrowed down there" if found.crossings else ""
    return (
        f"Solved at {solved}{size} places{others}; borders lie somewhere between places of different colors{narrowed}. "
        "Narrower regions may be missing."
    )
