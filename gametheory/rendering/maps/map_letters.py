"""The letters of regimes on a map: inside where there is room, otherwise beside the map with a line to the place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from gametheory.rendering.maps.map_frame import SIDE
from gametheory.rendering.maps.map_legend import letter_room, place_letter
from gametheory.rendering.maps.regime_colors import MOST_LOOKS, look
from gametheory.rendering.maps.regions import room
from gametheory.rendering.maps.strip_regions import middle_places
from gametheory.rendering.pictures.plot_frame import spread
from gametheory.rendering.pictures.scene import Line, Marker
from gametheory.rendering.pictures.style import INK

if TYPE_CHECKING:
    from gametheory.rendering.maps.map_frame import MapFrame
    from gametheory.rendering.pictures.scene import Point, Sheet
    from gametheory.rendering.pictures.text_block import TypeSetter
    from gametheory.studies.regime_map import RegimeMap

BESIDE = 12.0
"""From the map to the middle of a letter beside it."""
DOT = 2.6
LEADER = 0.6


@dataclass(frozen=True, slots=True)
class LetterPlace:
    """Where a letter stands.

    Parameters
    ----------
    letter
        The letter.
    place
        A place in its region.
    is_inside
        Whether the letter has room there.
    """

    letter: str
    place: Point
    is_inside: bool


def letter_places(found: RegimeMap, frame: MapFrame) -> list[LetterPlace]:
    """Return one place for each regime that has a letter: the roomiest, of several the middle one.

    Where there is no room it is the one of these that is nearest to the right side. A regime between places of the grid
    has its letter where it is widest.
    """
    taken = [] if frame.star is None else [frame.nearest_node(frame.star)]
    steps = room(found.labels, taken)
    step = SIDE / max(found.labels.shape)
    places = []
    for label in np.unique(found.labels).tolist():
        best = np.where(found.labels == label, steps, 0)
        deepest = np.argwhere(best == best.max())
        is_inside = bool((best.max() - 1) * step > letter_room() / 2)
        if is_inside:
            column, row = deepest[((deepest - deepest.mean(axis=0)) ** 2).sum(axis=1).argmin()].tolist()
        else:
            column, row = deepest[-1].tolist()
        places.append(LetterPlace(look(label).letter, (frame.places[0][column], frame.places[1][row]), is_inside))
    on_grid = set(np.unique(found.labels).tolist())
    if len(on_grid) < len(found.regimes):
        middles = middle_places(found.strips, frame.scales)
        between = sorted(set(middles) - on_grid)
        places += [LetterPlace(look(label).letter, middles[label], is_inside=False) for label in between]
    return [one for one in places if one.letter]


def place_letters(
    sheet: Sheet, found: RegimeMap, frame: MapFrame, setter: TypeSetter, *, most_beside: int = MOST_LOOKS
) -> None:
    """Write the letters; those beside the map stand below each other, in the order of what they lead to.

    Parameters
    ----------
    sheet
        Where to draw.
    found, frame
        The map and its frame.
    setter
        Measures texts.
    most_beside
        Letters beside the map; the rarest regimes beyond it are told by their look alone.
    """
    places = letter_places(found, frame)
    for one in places:
        if one.is_inside:
            place_letter(sheet, one.place, one.letter, setter)
    outside = [one for one in places if not one.is_inside][:most_beside]
    if not outside:
        return
    half = letter_room() / 2
    heights = spread([one.place[1] for one in outside], [2 * half] * len(outside), 3.0, (-half, SIDE))
    for one, height in zip(outside, heights, strict=True):
        disc = (SIDE + BESIDE, height)
        sheet.add(Line((one.place, disc), LEADER, INK), Marker(*one.place, "circle", DOT, INK, INK))
        place_letter(sheet, disc, one.letter, setter)
