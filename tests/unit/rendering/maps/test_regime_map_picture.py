"""Maps as pictures: the legend has all that is drawn, notes are true."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from gametheory.core.solution import Termination
from gametheory.rendering.draw import Picture
from gametheory.rendering.maps.regime_colors import FILLS, MOST_LOOKS, OTHER_FILL
from gametheory.rendering.maps.regime_map_picture import draw_regime_map, legend_entries, map_notes
from gametheory.rendering.pictures.scene import Area, Box, Line, Marker, Text
from unit.rendering.maps.games import map_of


def texts(picture: Picture) -> str:
    return " ".join(item.content for item in picture.scene.items if isinstance(item, Text))


def test_every_color_of_the_map_is_in_the_legend() -> None:
    for names in (("price_monitoring", "commission", "suppressed"), ("many", "left", "right")):
        picture = draw_regime_map(map_of(*names))
        painted = {item.fill for item in picture.scene.items if isinstance(item, Area)}
        sampled = {item.fill for item in picture.scene.items if isinstance(item, Box)}
        assert painted
        assert painted == sampled


def test_the_legend_says_what_is_played() -> None:
    found = map_of("price_monitoring", "commission", "suppressed")
    entries, same = legend_entries(found)
    assert [entry.text for entry in entries] == [
        "Amazon: Monitor + Ignore; Top seller: Undercut on Temu + Keep parity",
        "Amazon: Ignore; Top seller: Undercut on Temu",
        "Amazon: Monitor; Top seller: Undercut on Temu",
    ]
    assert same == ""
    picture = draw_regime_map(found)
    assert picture.scene.title == "Price monitoring: equilibria by commission and suppressed"
    assert all(entry.text in texts(picture) for entry in entries)
    letters = [item.content for item in picture.scene.items if isinstance(item, Text) and item.content in set("ABC")]
    assert sorted(letters) == ["A", "A", "B", "B", "C", "C"]


def test_beyond_eight_regimes_are_hatched_and_the_rarest_share_a_color() -> None:
    found = map_of("many", "left", "right")
    assert len(found.regimes) > MOST_LOOKS
    entries, _ = legend_entries(found)
    assert entries[-1].text == f"{len(found.regimes) - MOST_LOOKS} other regimes, the rarest"
    picture = draw_regime_map(found)
    fills = {item.fill for item in picture.scene.items if isinstance(item, Area)}
    assert fills == {*FILLS, OTHER_FILL}
    hatching = [item for item in picture.scene.items if isinstance(item, Line) and item.width == 0.6]
    assert len(hatching) > 50


def test_the_file_s_values_are_marked() -> None:
    picture = draw_regime_map(map_of("inspection_game", "wage", "inspection"))
    assert [item.shape for item in picture.scene.items if isinstance(item, Marker)].count("star") == 1
    assert "Star: the file's own values, wage = 5 and inspection = 1." in texts(picture)


def test_notes_say_what_is_proved() -> None:
    curves = map_of("inspection_game", "wage", "inspection")
    assert map_notes(curves)[0].startswith("Exact: borders follow the curves of polynomials")
    found = replace(curves, strips=(), has_merged_borders=False)
    exact, fixed = map_notes(found)
    assert exact.startswith("Proved along 17 by 17 lines")
    assert "in their middle" not in exact
    assert fixed == "All other parameters stay at the file's values."
    assert "in their middle" in map_notes(replace(found, has_merged_borders=True))[0]
    assert map_notes(replace(found, is_exact=False))[0].startswith("Solved at 17 by 17 places")
    assert Termination.TIME_LIMIT.sentence in map_notes(replace(found, termination=Termination.TIME_LIMIT))
    narrow = map_notes(replace(found, unseen=tuple(one for one in found.regimes if one is not None)[:1]))
    assert any(note.startswith("Too narrow for the grid, and not drawn: Employee:") for note in narrow)


def test_what_was_not_determined_is_white_and_in_the_legend() -> None:
    found = map_of("inspection_game", "wage", "inspection")
    labels = found.labels.copy()
    labels[:4] = -1
    entries, _ = legend_entries(replace(found, labels=labels))
    assert entries[-1].text == "not determined"
    assert np.unique(labels)[0] == -1
    assert "not determined" in texts(draw_regime_map(replace(found, labels=labels)))
