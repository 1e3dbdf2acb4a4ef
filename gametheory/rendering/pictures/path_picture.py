"""Pictures of quantal response: how likely each action is, against the precision of choices."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from gametheory.core.normal_form import NormalFormGame
from gametheory.core.path import choices_of
from gametheory.errors import UnsupportedGameError
from gametheory.rendering.draw import Picture
from gametheory.rendering.pictures.axes import Scale, across_axis, across_height, thinned, upright_axis
from gametheory.rendering.pictures.canvas import FontRuler
from gametheory.rendering.pictures.page import PageTexts, compose
from gametheory.rendering.pictures.plot_frame import fitted, spread
from gametheory.rendering.pictures.scene import Line, Marker, Sheet
from gametheory.rendering.pictures.style import (
    INK,
    LABEL_FONT,
    NAME_FONT,
    NOTE_FONT,
    PALE_RULE,
    PAPER,
    PLAYER_COLORS,
    PLAYER_SHAPES,
    QUIET_INK,
)
from gametheory.rendering.pictures.text_block import TypeSetter
from gametheory.rendering.pictures.text_wrap import wrap
from gametheory.rendering.tables.path_tables import fit_heading, path_heading

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gametheory.array_types import FloatArray
    from gametheory.core.path import Path
    from gametheory.core.source import GameSource
    from gametheory.rendering.pictures.scene import Item, Point
    from gametheory.rendering.pictures.text_block import TextBlock
    from gametheory.studies.quantal_response.fit_records import FittedChoice, LogitFit

MOST_PANELS = 12
MOST_NAMED_LINES = 7
"""In a panel; the others are pale."""
WIDTH = 360.0
HEIGHT = 110.0
LEFT = 30.0
LEADER = 20.0
WIDEST_LABEL = 170.0
BETWEEN_PANELS = 16.0
LINE = 1.4
ARM_LINE = 0.9
PALE_LINE = 0.7
MARKER = 3.2
DASHES = (None, (6.0, 2.4), (1.6, 2.0), (10.0, 3.0), (3.0, 3.4), (14.0, 2.4), (1.0, 4.0))
STILL = 1e-3
"""Probabilities that differ less from those at the start, or at the end, are not drawn on."""
BETWEEN_POINTS = 24
"""Points drawn between two of a path, so that lines are smooth."""
MOST_DRAWN = 4_000
"""Points of a path up to which others are drawn between them."""


def draw_path(path: Path, fit: LogitFit | None = None, *, source: GameSource | None = None) -> Picture:
    """Return the picture of a path: one panel for each player or information set, precision on a logarithmic axis.

    Parameters
    ----------
    path
        A path; arms that were followed are drawn thin.
    fit
        A fit along this path: the observed shares are marked at its precision.
    source
        What the game was made from; the parameters that were set in it stand in the title.

    Raises
    ------
    UnsupportedGameError
        If nobody has a choice, or too many places have one.

    Examples
    --------
    >>> from gametheory import load
    >>> from gametheory.solvers.quantal_response.principal_branch import logit_path
    >>> draw_path(logit_path(load("matching_pennies")))
    <Picture 'Matching pennies, quantal response': ... inches>
    """
    setter = TypeSetter(FontRuler())
    places = _places(path, fit)
    scale = Scale(*_window(path, fit), LEFT, LEFT + WIDTH, is_logarithmic=True)
    curves = [_Curve(path, scale), *(_Curve(arm, scale) for arm in path.arms)]
    precision = None if fit is None else fit.precision
    panels = [_Panel(place, curves, setter, precision) for place in places]
    bottom = sum(panel.height for panel in panels) + BETWEEN_PANELS * (len(panels) - 1)
    sheet = Sheet()
    for place in _marked_precisions(path, scale):
        sheet.add(Line(((place, 0.0), (place, bottom)), 0.6, QUIET_INK, (2.0, 2.0)))
    if precision is not None and scale.low <= precision <= scale.high:
        sheet.add(Line(((scale.place(precision), 0.0), (scale.place(precision), bottom)), 0.8, INK))
    sheet.extend(across_axis(scale, bottom, setter))
    top = 0.0
    for panel in panels:
        sheet.extend(panel.items(top, scale))
        top += panel.height + BETWEEN_PANELS
    name = setter.lines(["precision per unit of payoff, logarithmic"], NOTE_FONT, QUIET_INK)
    sheet.extend(name.place(LEFT + WIDTH / 2, bottom + across_height() + 2.0, "middle"))
    heading = path_heading(path, source) if fit is None else fit_heading(fit, source)
    return Picture(compose(fitted(sheet, setter.ruler), PageTexts(heading, (), tuple(_notes(path, fit))), setter))


@dataclass(frozen=True, slots=True)
class _Place:
    """A player, or an information set, with a choice.

    Parameters
    ----------
    title
        Whose choice it is.
    start
        Position of its first action among all.
    actions
        Their names.
    observed
        Observed shares; empty where nothing was observed.
    """

    title: str
    start: int
    actions: tuple[str, ...]
    observed: tuple[float, ...]


def _places(path: Path, fit: LogitFit | None) -> list[_Place]:
    """Return the places where there is a choice."""
    game = path.game
    found, start = [], 0
    for player, infoset, actions in choices_of(game):
        label = game.players[player].label
        title = label if isinstance(game, NormalFormGame) else f"{label}: {game.infosets[infoset].key}"
        seen = fit.choices[start : start + len(actions)] if fit is not None else ()
        if len(actions) > 1:
            found.append(_Place(title, start, actions, _observed(seen)))
        start += len(actions)
    if not found:
        raise UnsupportedGameError("expected a game in which somebody has a choice, got one without; there is no curve")
    if len(found) > MOST_PANELS:
        raise UnsupportedGameError(
            f"a picture of quantal response has panels for at most {MOST_PANELS} players or information sets, got "
            f"{len(found)}; take the numbers from path.precisions and path.log_probabilities"
        )
    return found


def _observed(choices: Sequence[FittedChoice]) -> tuple[float, ...]:
    """Return observed shares, none where nothing was observed."""
    shares = tuple(choice.observed for choice in choices if choice.observed is not None)
    return shares if len(shares) == len(choices) else ()


def _window(path: Path, fit: LogitFit | None) -> tuple[float, float]:
    """Return the precisions between which something happens: on the path, its arms, and at the fit."""
    lows, highs = [], []
    for each in (path, *path.arms):
        with np.errstate(under="ignore"):
            probabilities = np.exp(each.log_probabilities)
        rising = each.precisions > 0.0
        first = np.abs(probabilities - np.exp(path.log_probabilities[0])).max(axis=1) > STILL
        last = np.abs(probabilities - probabilities[-1]).max(axis=1) > STILL
        moving = np.flatnonzero(rising & first & last)
        if len(moving):
            lows.append(float(each.precisions[moving[0]]))
            highs.append(float(each.precisions[min(moving[-1] + 1, len(each.precisions) - 1)]))
    if fit is not None and fit.precision > 0.0:
        lows.append(fit.precision / 2.0)
        highs.append(fit.precision * 2.0)
    if not lows:
        highest = float(path.precisions.max())
        return (highest / 1000.0, highest) if highest > 0.0 else (0.1, 10.0)
    low, high = min(lows) / 2.0, max(highs)
    return low, max(high, 10.0 * low)


class _Curve:
    """A path as it is drawn: precisions and probabilities, with points between its own.

    Parameters
    ----------
    path
        The path.
    scale
        Of the precision.
    """

    def __init__(self, path: Path, scale: Scale) -> None:
        precisions, logs = path.precisions, path.log_probabilities
        if len(precisions) < MOST_DRAWN and len(precisions) > 1:
            precisions, logs = _smooth(path)
        inside = (precisions >= scale.low) & (precisions <= scale.high)
        with np.errstate(under="ignore"):
            self.probabilities = np.exp(logs[inside])
        self.across = [scale.place(value) for value in precisions[inside].tolist()]

    def points(self, column: int, upright: Scale) -> tuple[Point, ...]:
        """Return the line of an action."""
        heights = [upright.place(value) for value in self.probabilities[:, column].tolist()]
        points = list(zip(self.across, heights, strict=True))
        return thinned(points) if points else ()


def _smooth(path: Path) -> tuple[FloatArray, FloatArray]:
    """Return precisions and log probabilities with points of the path between its own."""
    from gametheory.errors import SolverError
    from gametheory.solvers.quantal_response.path_points import PathCurve

    curve = PathCurve(path)
    found = []
    for position in range(path.num_points - 1):
        moved = float(
            np.abs(np.exp(path.log_probabilities[position]) - np.exp(path.log_probabilities[position + 1])).max()
        )
        for number in range(1 + round(BETWEEN_POINTS * min(moved * 4.0, 1.0))):
            share = number / (1 + round(BETWEEN_POINTS * min(moved * 4.0, 1.0)))
            try:
                found.append(curve.point(position + share))
            except SolverError:
                continue
    points = np.array([*found, curve.point(path.num_points - 1)])
    return points[:, -1] / curve.unit, points[:, :-1]


def _marked_precisions(path: Path, scale: Scale) -> list[float]:
    """Return where bifurcations stand on the axis."""
    return [scale.place(fork.precision) for fork in path.bifurcations if scale.low <= fork.precision <= scale.high]


class _Panel:
    """The lines of one player or information set."""

    def __init__(self, place: _Place, curves: Sequence[_Curve], setter: TypeSetter, precision: float | None) -> None:
        self._place, self._curves, self._setter, self._precision = place, curves, setter, precision
        self._title = setter.lines(wrap(place.title, NAME_FONT, WIDTH, setter.ruler, max_lines=2), NAME_FONT)
        columns = slice(place.start, place.start + len(place.actions))
        shares = curves[0].probabilities[:, columns]
        weights = shares.mean(axis=0) + shares[-1]
        chosen = np.argsort(-weights, kind="stable")[:MOST_NAMED_LINES]
        self._named = sorted(chosen.tolist())
        self._ends = [float(shares[-1, action]) for action in self._named]
        self._labels = [self._label(order, action) for order, action in enumerate(self._named)]
        hidden = len(place.actions) - len(self._named)
        if hidden:
            self._labels.append(setter.lines([f"{hidden:,} others, pale"], LABEL_FONT, QUIET_INK))

    def _label(self, order: int, action: int) -> TextBlock:
        text = f"{round(self._ends[order], 4):g} {self._place.actions[action]}"
        lines = wrap(text, LABEL_FONT, WIDEST_LABEL, self._setter.ruler, max_lines=2)
        return self._setter.lines(lines, LABEL_FONT, PLAYER_COLORS[order])

    @property
    def height(self) -> float:
        """Of title and plot; the plot is high enough for its labels."""
        return self._title.height + 6.0 + self._plot_height

    @property
    def _plot_height(self) -> float:
        return max(HEIGHT, sum(label.height for label in self._labels))

    def items(self, top: float, scale: Scale) -> Iterator[Item]:
        """Yield everything of the panel, whose top is given."""
        yield from self._title.place(LEFT, top)
        top += self._title.height + 6.0
        bottom = top + self._plot_height
        upright = Scale(0, 1, bottom, top)
        yield from upright_axis(upright, LEFT, self._setter)
        yield Line(((LEFT, bottom), (LEFT + WIDTH, bottom)), 0.7, PALE_RULE)
        for action in range(len(self._place.actions)):
            if action not in self._named:
                yield from self._lines(action, upright, (PALE_RULE, PALE_LINE, None))
        for order, action in reversed([*enumerate(self._named)]):
            yield from self._lines(action, upright, (PLAYER_COLORS[order], LINE, DASHES[order]))
        yield from self._marks(upright, scale)
        yield from self._named_ends(upright, (top, bottom))

    def _lines(
        self, action: int, upright: Scale, look: tuple[str, float, tuple[float, float] | None]
    ) -> Iterator[Line]:
        """Yield the line of an action on the path, and thin on its arms."""
        color, width, dashes = look
        for number, curve in enumerate(self._curves):
            points = curve.points(self._place.start + action, upright)
            if len(points) > 1:
                yield Line(points, min(width, ARM_LINE) if number else width, color, dashes)

    def _marks(self, upright: Scale, scale: Scale) -> Iterator[Marker]:
        """Yield the observed shares at the fitted precision."""
        if self._precision is None or not self._place.observed:
            return
        across = scale.place(min(max(self._precision, scale.low), scale.high))
        for order, action in enumerate(self._named):
            share = self._place.observed[action]
            yield Marker(across, upright.place(share), PLAYER_SHAPES[order], MARKER, PAPER, PLAYER_COLORS[order])

    def _named_ends(self, upright: Scale, within: tuple[float, float]) -> Iterator[Item]:
        """Yield the names of the lines at their ends, moved apart where they would overlap, each with its leader."""
        top, bottom = within
        ends = [upright.place(end) for end in self._ends]
        wanted = [*ends, *([bottom] if len(self._labels) > len(ends) else [])]
        overhang = LABEL_FONT.line_height / 2
        heights = [label.height for label in self._labels]
        middles = spread(wanted, heights, 0.0, (top - overhang, bottom + overhang))
        left = LEFT + WIDTH
        for order, (end, middle) in enumerate(zip(ends, middles, strict=False)):
            yield Line(((left + 1.5, end), (left + LEADER - 3.0, middle)), PALE_LINE, PLAYER_COLORS[order])
        for label, middle in zip(self._labels, middles, strict=True):
            yield from label.place(left + LEADER, middle - label.height / 2)


def _notes(path: Path, fit: LogitFit | None) -> list[str]:
    """Return what the picture says and does not say."""
    notes = []
    if fit is not None:
        notes.append(f"Marks on the upright line: observed shares, at the fitted precision {fit.precision:.6g}.")
    forks = path.bifurcations
    if forks:
        told = ", ".join(f"{fork.precision:.6g}" for fork in forks[:4])
        notes.append(
            f"Dotted: bifurcation at precision {told}. Thin lines: the arms that leave it, as far as followed."
        )
    if path.turns:
        notes.append("The path turns back: at some precisions there are several equilibria on it.")
    if path.limit.is_exact:
        notes.append("Labels at the right give the probabilities there; the path leads to an exact Nash equilibrium.")
    return [*notes, *path.unresolved]
