"""Plots of numbers against a number: panels below each other, every line named at its end, areas named inside."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gametheory.rendering.pictures.axes import Scale, across_axis, across_height, thinned, upright_axis
from gametheory.rendering.pictures.canvas import FontRuler
from gametheory.rendering.pictures.page import PageTexts, compose
from gametheory.rendering.pictures.plot_frame import fitted, spread
from gametheory.rendering.pictures.scene import Area, Line, Marker, Sheet
from gametheory.rendering.pictures.style import (
    LABEL_FONT,
    NAME_FONT,
    NOTE_FONT,
    PALE_RULE,
    PAPER,
    PLAYER_COLORS,
    PLAYER_SHAPES,
    QUIET_INK,
    pale,
)
from gametheory.rendering.pictures.text_block import TypeSetter
from gametheory.rendering.pictures.text_wrap import wrap

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gametheory.rendering.pictures.scene import Item, Point, Scene

WIDTH = 360.0
HEIGHT = 130.0
LEFT = 34.0
LEADER = 18.0
WIDEST_LABEL = 150.0
BETWEEN_PANELS = 16.0
LINE = 1.4
LEADER_LINE = 0.7
MARKER = 2.6
DASHES = (None, (6.0, 2.4), (1.6, 2.0), (10.0, 3.0), (3.0, 3.4), (14.0, 2.4), (1.0, 4.0))
MOST_MARKED_POINTS = 24
"""A line with more points bears no markers."""
PALENESS = (0.86, 0.7, 0.54)
"""Share of white in areas, one above the other."""


@dataclass(frozen=True, slots=True)
class Series:
    """A line of a plot.

    Parameters
    ----------
    label
        What it shows, written at its end.
    points
        Pairs of a place across and a place upright, from left to right, at least one.
    is_filled
        Whether what lies above it, up to the top of the panel, is colored.
    """

    label: str
    points: tuple[tuple[float, float], ...]
    is_filled: bool = False


@dataclass(frozen=True, slots=True)
class Panel:
    """One plot.

    Parameters
    ----------
    title
        Above it: what is plotted upright.
    series
        Its lines, at most seven.
    upright
        Least and largest number of the upright axis.
    """

    title: str
    series: tuple[Series, ...]
    upright: tuple[float, float]


def panels_scene(panels: Sequence[Panel], *, title: str, across: str, notes: Sequence[str] = ()) -> Scene:
    """Return the page with panels below each other, over one axis.

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
    >>> panels_scene([Panel("Cost", (line,), (0, 8))], title="What exclusion costs", across="buyers").title
    'What exclusion costs'
    """
    setter = TypeSetter(FontRuler())
    numbers = [number for panel in panels for series in panel.series for number, _ in series.points]
    scale = Scale(min(numbers), max(numbers), LEFT, LEFT + WIDTH)
    sheet = Sheet()
    top = 0.0
    for panel in panels:
        bottom = top + _title_height(panel, setter) + HEIGHT
        sheet.extend(_panel_items(panel, scale, top, setter))
        top = bottom + BETWEEN_PANELS
    bottom = top - BETWEEN_PANELS
    sheet.extend(across_axis(scale, bottom, setter))
    name = setter.lines([across], NOTE_FONT, QUIET_INK)
    sheet.extend(name.place(LEFT + WIDTH / 2, bottom + across_height() + 2.0, "middle"))
    return compose(fitted(sheet, setter.ruler), PageTexts(title, (), tuple(notes)), setter)


def _title_height(panel: Panel, setter: TypeSetter) -> float:
    """Return what the title of a panel takes above its plot."""
    return setter.lines([panel.title], NAME_FONT).height + 7.0


def _panel_items(panel: Panel, scale: Scale, top: float, setter: TypeSetter) -> Iterator[Item]:
    """Yield everything of a panel, whose top is given."""
    yield from setter.lines([panel.title], NAME_FONT).place(LEFT, top)
    top += _title_height(panel, setter)
    upright = Scale(*panel.upright, top + HEIGHT, top)
    yield from upright_axis(upright, LEFT, setter)
    yield Line(((LEFT, top + HEIGHT), (LEFT + WIDTH, top + HEIGHT)), 0.7, PALE_RULE)
    lines = [
        tuple((scale.place(number), upright.place(value)) for number, value in series.points) for series in panel.series
    ]
    for order, (series, line) in enumerate(zip(panel.series, lines, strict=True)):
        if series.is_filled:
            corners = (*line, (line[-1][0], top), (line[0][0], top))
            yield Area(corners, pale(PLAYER_COLORS[0], PALENESS[order % len(PALENESS)]))
    for order, line in reversed([*enumerate(lines)]):
        yield Line(thinned(line), LINE, PLAYER_COLORS[order], DASHES[order])
        if len(line) <= MOST_MARKED_POINTS:
            for x, y in line:
                yield Marker(x, y, PLAYER_SHAPES[order], MARKER, PAPER, PLAYER_COLORS[order])
    yield from _named_ends(panel, lines, (top, top + HEIGHT), setter)


def _named_ends(
    panel: Panel, lines: Sequence[Sequence[Point]], within: tuple[float, float], setter: TypeSetter
) -> Iterator[Item]:
    """Yield the names of the lines at their ends, moved apart where they would overlap, each with its leader."""
    labels = [
        setter.lines(
            wrap(series.label, LABEL_FONT, WIDEST_LABEL, setter.ruler, max_lines=3), LABEL_FONT, PLAYER_COLORS[order]
        )
        for order, series in enumerate(panel.series)
    ]
    ends = [line[-1] for line in lines]
    overhang = LABEL_FONT.line_height / 2
    middles = spread(
        [y for _, y in ends], [label.height for label in labels], 2.0, (within[0] - overhang, within[1] + overhang)
    )
    right = LEFT + WIDTH
    for order, ((x, y), middle, label) in enumerate(zip(ends, middles, labels, strict=True)):
        yield Line(((x + MARKER + 1.5, y), (right + LEADER - 3.0, middle)), LEADER_LINE, PLAYER_COLORS[order])
        yield from label.place(right + LEADER, middle - label.height / 2)
