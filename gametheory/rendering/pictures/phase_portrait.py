"""Phase portraits of two players with two actions each: where play is drawn to, and where it went."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from gametheory.core.profiles import MixedProfile
from gametheory.dynamics.catalogue import DYNAMICS
from gametheory.rendering.pictures.axes import Scale, across_axis, across_height, thinned, upright_axis
from gametheory.rendering.pictures.equilibrium_marks import component_area, component_band, equilibrium_star
from gametheory.rendering.pictures.page import LegendEntry
from gametheory.rendering.pictures.scene import Box, Drawing, Line, Marker, Sheet
from gametheory.rendering.pictures.style import INK, NAME_FONT, PALE_RULE, PAPER, RULE, player_color
from gametheory.rendering.pictures.text_wrap import wrap

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gametheory.core.solution import Solution
    from gametheory.dynamics.catalogue import Drift
    from gametheory.dynamics.trajectory import Trajectory
    from gametheory.rendering.pictures.scene import Item
    from gametheory.rendering.pictures.text_block import TextBlock, TypeSetter

SIDE = 300.0
LEFT = 24.0
ARROWS = 11
LONGEST_ARROW = 0.8
"""Of the distance between arrows."""
HEAD = 3.4
PATH = 1.5
START, END, EQUILIBRIUM, IN_LEGEND = 8.0, 6.5, 9.8, 7.0


def is_portrayed(trajectory: Trajectory) -> bool:
    """Whether a course is drawn as a phase portrait: of two players with two actions each."""
    return trajectory.game.num_actions == (2, 2) and not trajectory.is_single_population


def draw_portrait(trajectory: Trajectory, solution: Solution | None, setter: TypeSetter) -> Drawing:
    """Return the square of all profiles with arrows, the course of play, and the known equilibria."""
    names = [_axis_name(trajectory, player, setter) for player in range(2)]
    sheet = Sheet()
    sheet.extend(names[1].place(0.0, 0.0))
    top = names[1].height + 8.0
    across, upright = Scale(0, 1, LEFT, LEFT + SIDE), Scale(0, 1, top + SIDE, top)
    sheet.extend(across_axis(across, top + SIDE, setter))
    sheet.extend(upright_axis(upright, LEFT, setter))
    sheet.add(Box(LEFT, top, SIDE, SIDE, None, RULE, 0.7))
    drift = DYNAMICS[trajectory.dynamics].drift
    if drift is not None:
        sheet.extend(_arrows(trajectory, drift, across, upright))
    if solution is not None:
        sheet.extend(_sets(solution, across, upright))
    first, second = (table[:, 0].tolist() for table in trajectory.strategies)
    path = [(across.place(x), upright.place(y)) for x, y in zip(first, second, strict=True)]
    sheet.add(Line(thinned(path), PATH, INK))
    if solution is not None:
        sheet.extend(_points(solution, across, upright))
    sheet.add(_start(*path[0]), _end(*path[-1]))
    below = top + SIDE + across_height() + 3.0
    sheet.extend(names[0].place(LEFT + SIDE, below, "right"))
    width = max(LEFT + SIDE + EQUILIBRIUM / 2, names[1].width)
    return Drawing(sheet, width, below + names[0].height)


def portrait_legend(solution: Solution | None) -> tuple[LegendEntry, ...]:
    """Return what the markers stand for."""
    entries = [LegendEntry(_start(0, 0), "start", INK), LegendEntry(_end(0, 0), "end", INK)]
    if solution is not None and solution.equilibria:
        entries.append(LegendEntry(equilibrium_star((0, 0), IN_LEGEND), "known equilibrium", INK))
    return tuple(entries)


def portrait_notes(trajectory: Trajectory) -> tuple[str, ...]:
    """Return what the arrows mean; nothing where there are none, since a profile does not tell where play goes."""
    drift = DYNAMICS[trajectory.dynamics].drift
    return () if drift is None else (drift.sentence,)


def _axis_name(trajectory: Trajectory, player: int, setter: TypeSetter) -> TextBlock:
    game = trajectory.game
    text = f"{game.players[player].label}: share of {game.actions[player][0]}"
    return setter.lines(wrap(text, NAME_FONT, SIDE, setter.ruler, max_lines=3), NAME_FONT, player_color(player))


def _start(x: float, y: float) -> Marker:
    return Marker(x, y, "circle", START, PAPER, INK)


def _end(x: float, y: float) -> Marker:
    return Marker(x, y, "square", END, INK, PAPER)


def _arrows(trajectory: Trajectory, drift: Drift, across: Scale, upright: Scale) -> Iterator[Item]:
    """Yield arrows at the middles of a grid; their lengths grow with the root of the speed."""
    places = (np.arange(ARROWS) + 0.5) / ARROWS
    grid = [(x, y) for x in places.tolist() for y in places.tolist()]
    ways = [drift.at(trajectory, [np.array([x, 1 - x]), np.array([y, 1 - y])]) for x, y in grid]
    speeds = [math.hypot(way[0][0], way[1][0]) for way in ways]
    fastest = max(speeds)
    for (x, y), way, speed in zip(grid, ways, speeds, strict=True):
        if speed > 1e-3 * fastest:
            length = LONGEST_ARROW * SIDE / ARROWS * math.sqrt(speed / fastest)
            right, down = float(way[0][0]) / speed, -float(way[1][0]) / speed
            yield from _arrow((across.place(x), upright.place(y)), (right, down), length)


def _arrow(middle: tuple[float, float], toward: tuple[float, float], length: float) -> Iterator[Item]:
    """Yield shaft and head of an arrow around its middle."""
    (x, y), (right, down) = middle, toward
    tip = (x + right * length / 2, y + down * length / 2)
    tail = (x - right * length / 2, y - down * length / 2)
    head = min(HEAD, length / 2)
    wings = [
        (tip[0] - head * (right - side * 0.5 * down), tip[1] - head * (down + side * 0.5 * right)) for side in (1, -1)
    ]
    yield Line((tail, tip), 0.8, PALE_RULE)
    yield Line((wings[0], tip, wings[1]), 0.8, PALE_RULE)


def _points(solution: Solution, across: Scale, upright: Scale) -> Iterator[Item]:
    """Yield a star at each listed equilibrium."""
    for equilibrium in solution.equilibria:
        if isinstance(equilibrium.play, MixedProfile):
            first, second = equilibrium.play.strategies
            yield equilibrium_star((across.place(float(first[0])), upright.place(float(second[0]))), EQUILIBRIUM)


def _sets(solution: Solution, across: Scale, upright: Scale) -> Iterator[Item]:
    """Yield a band, or a shaded area, for each connected set of infinitely many equilibria."""
    for subset in solution.nash_subsets:
        if subset.num_extreme > 1:
            (left, right), (low, high) = (
                (float(min(point[0] for point in points)), float(max(point[0] for point in points)))
                for points in subset.strategies
            )
            if left < right and low < high:
                corner = (across.place(left), upright.place(high))
                yield component_area(corner, across.place(right) - corner[0], upright.place(low) - corner[1])
            else:
                ends = ((across.place(left), upright.place(low)), (across.place(right), upright.place(high)))
                yield component_band(ends)
