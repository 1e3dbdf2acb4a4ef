"""Shares of actions over time: one panel for each player, every line named at its end."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gametheory.dynamics.catalogue import DYNAMICS
from gametheory.errors import UnsupportedGameError
from gametheory.rendering.pictures.axes import Scale, across_axis, across_height, thinned, upright_axis
from gametheory.rendering.pictures.plot_frame import spread
from gametheory.rendering.pictures.scene import Drawing, Line, Sheet
from gametheory.rendering.pictures.style import LABEL_FONT, NAME_FONT, NOTE_FONT, PALE_RULE, PLAYER_COLORS, QUIET_INK
from gametheory.rendering.pictures.text_wrap import wrap

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gametheory.array_types import FloatArray
    from gametheory.dynamics.trajectory import Trajectory
    from gametheory.rendering.pictures.scene import Item, Point
    from gametheory.rendering.pictures.text_block import TextBlock, TypeSetter

MOST_PANELS = 12
MOST_NAMED_LINES = 7
"""In a panel; the others are pale."""
WIDTH = 360.0
HEIGHT = 110.0
LEFT = 30.0
LEADER = 20.0
WIDEST_LABEL = 190.0
BETWEEN_PANELS = 16.0
DASHES = (None, (6.0, 2.4), (1.6, 2.0), (10.0, 3.0), (3.0, 3.4), (14.0, 2.4), (1.0, 4.0))
LINE = 1.4
PALE_LINE = 0.7


def check_size(trajectory: Trajectory) -> None:
    """Raise UnsupportedGameError where a game has too many players for a picture of shares."""
    if trajectory.game.num_players > MOST_PANELS:
        raise UnsupportedGameError(
            f"a picture of shares has panels for at most {MOST_PANELS} players, got {trajectory.game.num_players}; "
            f"take the shares from trajectory.to_xarray()"
        )


def draw_shares(trajectory: Trajectory, setter: TypeSetter) -> Drawing:
    """Return the panels below each other, over one axis of time."""
    check_size(trajectory)
    dynamics = DYNAMICS[trajectory.dynamics]
    num_panels = 1 if trajectory.is_single_population else trajectory.game.num_players
    low, high = float(trajectory.times[0]), float(trajectory.times[-1])
    is_logarithmic = dynamics.is_average and high >= 10 * low
    time = Scale(low, high, LEFT, LEFT + WIDTH, is_logarithmic=is_logarithmic)
    panels = [_Panel(trajectory, player, time, setter) for player in range(num_panels)]
    bottom = sum(panel.height for panel in panels) + BETWEEN_PANELS * (num_panels - 1)
    sheet = Sheet(list(across_axis(time, bottom, setter)))
    top = 0.0
    for panel in panels:
        sheet.extend(panel.items(top))
        top += panel.height + BETWEEN_PANELS
    top = bottom + across_height() + 2.0
    unit = f"{dynamics.time_unit}{', logarithmic' if is_logarithmic else ''}"
    name = setter.lines([unit], NOTE_FONT, QUIET_INK)
    sheet.extend(name.place(LEFT + WIDTH / 2, top, "middle"))
    return Drawing(sheet, max(panel.right for panel in panels), top + name.height)


class _Panel:
    """The lines of one player, or of the one population."""

    def __init__(self, trajectory: Trajectory, player: int, time: Scale, setter: TypeSetter) -> None:
        self._shares: FloatArray = trajectory.strategies[player]
        self._actions = trajectory.game.actions[player]
        self._times = trajectory.times
        self._time = time
        self._setter = setter
        title = "The population" if trajectory.is_single_population else trajectory.game.players[player].label
        self._title = setter.lines(wrap(title, NAME_FONT, WIDTH, setter.ruler, max_lines=2), NAME_FONT)
        self._named = _most_played(self._shares)
        self._labels = [self._name(action) for action in self._named]
        num_pale = len(self._actions) - len(self._named)
        if num_pale:
            self._labels.append(setter.lines([f"{num_pale:,} others, pale"], LABEL_FONT, QUIET_INK))

    @property
    def height(self) -> float:
        """Of title and plot; the plot is high enough for its labels."""
        return self._title.height + 6.0 + self._plot_height

    @property
    def _plot_height(self) -> float:
        return max(HEIGHT, sum(label.height for label in self._labels))

    @property
    def right(self) -> float:
        """Where the widest label ends."""
        return LEFT + WIDTH + LEADER + max(label.width for label in self._labels)

    def items(self, top: float) -> Iterator[Item]:
        """Yield everything of the panel, whose top is given."""
        yield from self._title.place(LEFT, top)
        top += self._title.height + 6.0
        bottom = top + self._plot_height
        upright = Scale(0, 1, bottom, top)
        yield from upright_axis(upright, LEFT, self._setter)
        yield Line(((LEFT, bottom), (LEFT + WIDTH, bottom)), 0.7, PALE_RULE)
        for action in range(len(self._actions)):
            if action not in self._named:
                yield Line(self._points(action, upright), PALE_LINE, PALE_RULE)
        for order, action in reversed(list(enumerate(self._named))):
            yield Line(self._points(action, upright), LINE, PLAYER_COLORS[order], DASHES[order])
        yield from self._named_ends(upright, top, bottom)

    def _points(self, action: int, upright: Scale) -> tuple[Point, ...]:
        """Return the line of an action; a single time makes a dot."""
        shares = self._shares[:, action].tolist()
        points = [
            (self._time.place(time), upright.place(share))
            for time, share in zip(self._times.tolist(), shares, strict=True)
        ]
        return thinned(points)

    def _name(self, action: int) -> TextBlock:
        color = PLAYER_COLORS[self._named.index(action)]
        text = f"{self._shares[-1, action]:.4g} {self._actions[action]}"
        return self._setter.lines(
            wrap(text, LABEL_FONT, WIDEST_LABEL, self._setter.ruler, max_lines=2), LABEL_FONT, color
        )

    def _named_ends(self, upright: Scale, top: float, bottom: float) -> Iterator[Item]:
        """Yield the names of the lines at their ends, moved apart where they would overlap, each with its leader."""
        ends = [upright.place(float(self._shares[-1, action])) for action in self._named]
        wanted = [*ends, *([bottom] if len(self._labels) > len(ends) else [])]
        overhang = LABEL_FONT.line_height / 2
        heights = [label.height for label in self._labels]
        middles = spread(wanted, heights, 0.0, (top - overhang, bottom + overhang))
        left = LEFT + WIDTH
        for order, (end, middle) in enumerate(zip(ends, middles, strict=False)):
            leader = ((left + 1.5, end), (left + LEADER - 3.0, middle))
            yield Line(leader, PALE_LINE, PLAYER_COLORS[order])
        for label, middle in zip(self._labels, middles, strict=True):
            yield from label.place(left + LEADER, middle - label.height / 2)


def _most_played(shares: FloatArray) -> list[int]:
    """Return the actions whose lines are named: those with the largest shares over time and at the end, in order."""
    weights = shares.mean(axis=0) + shares[-1]
    chosen = np.argsort(-weights, kind="stable")[:MOST_NAMED_LINES]
    return sorted(chosen.tolist())
