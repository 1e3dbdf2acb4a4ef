from __future__ import annotations

from gametheory.rendering.draw import Picture
from gametheory.rendering.pictures.panels import Panel, Series, panels_scene
from gametheory.rendering.pictures.series_plot import draw_panels


def test_the_page_is_the_one_that_is_drawn() -> None:
    panels = [Panel("Cost", (Series("paid", ((1.0, 2.5), (2.0, 3.0))),), (0, 8))]
    scene = panels_scene(panels, title="What exclusion costs", across="buyers", notes=["a note"])
    assert scene.title == "What exclusion costs"
    assert (
        Picture(scene).svg == draw_panels(panels, title="What exclusion costs", across="buyers", notes=["a note"]).svg
    )
