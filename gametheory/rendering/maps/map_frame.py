"""The frame of a map: axes with names and ticks, places of the grid on the page, and the mark of the file's values."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from gametheory.core.rationals import rounded_text
from gametheory.rendering.pictures.axes import Scale, across_axis, across_height, upright_axis
from gametheory.rendering.pictures.equilibrium_marks import equilibrium_star
from gametheory.rendering.pictures.scene import Line
from gametheory.rendering.pictures.style import INK, NAME_FONT
from gametheory.rendering.sentences.numbers import fraction_text
from gametheory.rendering.sentences.wording import joined

if TYPE_CHECKING:
    from collections.abc import Iterable
    from fractions import Fraction

    from gametheory.models.model import GameModel
    from gametheory.rendering.pictures.scene import Point, Sheet
    from gametheory.rendering.pictures.text_block import TypeSetter
    from gametheory.studies.regime_map import MapAxis, RegimeMap

SIDE = 320.0
STAR_SIZE = 10.0
ABOVE = 9.0


class MapFrame:
    """Where the numbers of a map stand: a square whose upper left corner is at 0, 0.

    Parameters
    ----------
    found
        The map.
    """

    def __init__(self, found: RegimeMap) -> None:
        self._found = found
        across, upright = found.axes
        self.scales = (
            Scale(float(across.low), float(across.high), 0.0, SIDE),
            Scale(float(upright.low), float(upright.high), SIDE, 0.0),
        )

    @cached_property
    def places(self) -> tuple[tuple[float, ...], tuple[float, ...]]:
        """Where the places of the grid stand, across and upright; the outermost on the frame, which they nearly are."""
        across, upright = (
            (scale.start, *(scale.place(float(value)) for value in values[1:-1]), scale.end)
            for scale, values in zip(self.scales, self._found.nodes, strict=True)
        )
        return across, upright

    @cached_property
    def own_values(self) -> tuple[Fraction, Fraction] | None:
        """The file's own values of both parameters; None where they lie outside."""
        model = self._found.model
        across, upright = (model.parameters[axis.name].value for axis in self._found.axes)
        is_inside = all(
            axis.low <= value <= axis.high for axis, value in zip(self._found.axes, (across, upright), strict=True)
        )
        return (across, upright) if is_inside else None

    @property
    def star(self) -> Point | None:
        """Where the file's own values stand."""
        if self.own_values is None:
            return None
        return self.scales[0].place(float(self.own_values[0])), self.scales[1].place(float(self.own_values[1]))

    def nearest_node(self, place: Point) -> tuple[int, int]:
        """Return the place of the grid that is nearest to a point of the page."""
        column, row = (
            min(range(len(places)), key=lambda index: abs(places[index] - at))
            for places, at in zip(self.places, place, strict=True)
        )
        return column, row

    def draw(self, sheet: Sheet, setter: TypeSetter) -> None:
        """Draw outline, ticks, names and star."""
        sheet.extend(across_axis(self.scales[0], SIDE, setter))
        sheet.extend(upright_axis(self.scales[1], 0.0, setter))
        outline = ((0.0, 0.0), (SIDE, 0.0), (SIDE, SIDE), (0.0, SIDE), (0.0, 0.0))
        sheet.add(Line(outline, 0.8, INK))
        across, upright = (axis_name(self._found.model, axis.name) for axis in self._found.axes)
        block = setter.lines([across], NAME_FONT, INK)
        sheet.extend(block.place(SIDE / 2, SIDE + across_height() + 3.0, "middle"))
        block = setter.lines([f"{upright} ↑"], NAME_FONT, INK)
        sheet.extend(block.place(0.0, -block.height - ABOVE))
        if self.star is not None:
            sheet.add(equilibrium_star(self.star, STAR_SIZE))

    def star_note(self) -> str:
        """Return what the star says."""
        names = [axis.name for axis in self._found.axes]
        if self.own_values is None:
            values = joined([value_text(name, self._found.model.parameters[name].value) for name in names])
            return f"The file's own values, {values}, lie outside."
        return f"Star: the file's own values, {joined(list(map(value_text, names, self.own_values)))}."


def axis_name(model: GameModel, name: str) -> str:
    """Return a parameter with its unit."""
    unit = model.parameters[name].unit
    return f"{name}, {unit}" if unit else name


def meaning_notes(model: GameModel, names: Iterable[str]) -> list[str]:
    """Return what parameters mean, where the file says it: ``suppressed: share of sales lost when caught.``."""
    meanings = ((name, model.parameters[name].meaning.rstrip(". ")) for name in names)
    return [f"{name}: {meaning}." for name, meaning in meanings if meaning]


def value_text(name: str, value: Fraction) -> str:
    """Return a parameter with a value: ``commission = 0.15``."""
    return f"{name} = {rounded_text(value) if 10_000 % value.denominator == 0 else fraction_text(value)}"


def fixed_note(model: GameModel, varied: tuple[MapAxis, ...]) -> str:
    """Return at which values the other parameters stay; empty where there are no others."""
    names = {axis.name for axis in varied}
    if len(model.parameters) == len(names):
        return ""
    changed = [value_text(name, value) for name, value in model.changed_parameters.items() if name not in names]
    if not changed:
        return "All other parameters stay at the file's values."
    return f"Set: {joined(changed)}. All other parameters stay at the file's values."
