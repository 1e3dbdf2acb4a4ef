"""Pictures of numbers against a number: panels below each other, over one axis."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gametheory.rendering.draw import Picture
from gametheory.rendering.pictures.panels import MOST_MARKED_POINTS, Panel, Series, panels_scene

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["MOST_MARKED_POINTS", "Panel", "Series", "draw_panels"]


def draw_panels(panels: Sequence[Panel], *, title: str, across: str, notes: Sequence[str] = ()) -> Picture:
    """Return the picture of panels below each other, over one axis.

    Parameters
    ----------
    panels
        At least one.
    title
        Above the picture.
    across
        What the axis along the bottom counts.
    notes
        Sentences below.

    Examples
    --------
    >>> line = Series("paid", ((1, 2.5), (2, 3.0), (4, 7.0)))
    >>> draw_panels([Panel("Cost", (line,), (0, 8))], title="What exclusion costs", across="buyers")
    <Picture 'What exclusion costs': ... inches>
    """
    return Picture(panels_scene(panels, title=title, across=across, notes=notes))
