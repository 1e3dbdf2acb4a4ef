"""Letters stand in their regions, or beside the map."""

from __future__ import annotations

from dataclasses import replace

from gametheory.rendering.maps.map_frame import SIDE, MapFrame
from gametheory.rendering.maps.map_letters import letter_places, place_letters
from gametheory.rendering.pictures.canvas import FontRuler
from gametheory.rendering.pictures.scene import Marker, Sheet
from gametheory.rendering.pictures.text_block import TypeSetter
from unit.rendering.maps.games import map_of


def test_each_letter_lies_in_its_region() -> None:
    found = map_of("many", "left", "right")
    labels = found.labels.clip(max=24)
    shown = replace(found, labels=labels)
    frame = MapFrame(shown)
    places = letter_places(shown, frame)
    assert len(places) == 24
    for label, one in enumerate(places):
        column, row = frame.nearest_node(one.place)
        assert labels[column, row] == label


def test_narrow_regions_have_their_letter_beside_the_map() -> None:
    found = map_of("price_monitoring", "commission", "suppressed")
    frame = MapFrame(found)
    assert [(one.letter, one.is_inside) for one in letter_places(found, frame)] == [
        ("A", True),
        ("B", True),
        ("C", False),
    ]
    sheet = Sheet()
    place_letters(sheet, found, frame, TypeSetter(FontRuler()))
    assert [item.x > SIDE for item in sheet.items if isinstance(item, Marker) and item.size > 5] == [False, False, True]


def test_letters_keep_away_from_the_star() -> None:
    found = map_of("inspection_game", "wage", "inspection")
    frame = MapFrame(found)
    assert frame.star is not None
    for one in letter_places(found, frame):
        assert abs(one.place[0] - frame.star[0]) + abs(one.place[1] - frame.star[1]) > 15


def test_only_so_many_stand_beside() -> None:
    found = replace(map_of("many", "left", "right"), labels=map_of("many", "left", "right").labels.clip(max=24))
    sheet = Sheet()
    place_letters(sheet, found, MapFrame(found), TypeSetter(FontRuler()), most_beside=2)
    assert sum(isinstance(item, Marker) and item.x > SIDE for item in sheet.items) == 2
