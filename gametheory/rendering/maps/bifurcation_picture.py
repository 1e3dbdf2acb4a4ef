"""Bifurcation diagrams: what is played in every equilibrium, against a parameter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from gametheory.core.rationals import rounded_text
from gametheory.core.solution import Termination
from gametheory.errors import UnsupportedGameError
from gametheory.rendering.draw import Picture
from gametheory.rendering.maps.map_frame import axis_name, fixed_note, meaning_notes, value_text
from gametheory.rendering.maps.map_legend import Entry, legend, letter_room, place_letter
from gametheory.rendering.maps.outlines import Region
from gametheory.rendering.maps.regime_colors import MOST_LOOKS, hatch_lines, look
from gametheory.rendering.pictures.axes import Scale, across_axis, across_height, upright_axis
from gametheory.rendering.pictures.canvas import FontRuler
from gametheory.rendering.pictures.equilibrium_marks import equilibrium_star
from gametheory.rendering.pictures.page import PageTexts, compose
from gametheory.rendering.pictures.plot_frame import LineSample, fitted, line_legend
from gametheory.rendering.pictures.scene import Area, Line, Sheet, shifted
from gametheory.rendering.pictures.style import INK, NAME_FONT, PALE_RULE, PLAYER_COLORS, QUIET_INK, pale
from gametheory.rendering.pictures.text_block import TypeSetter
from gametheory.rendering.pictures.text_wrap import wrap
from gametheory.rendering.sentences.game_title import title_at
from gametheory.rendering.sentences.numbers import fraction_text
from gametheory.rendering.sentences.regime_sentences import told_regimes
from gametheory.rendering.sentences.wording import joined, quoted
from gametheory.studies.regime_map import MapAxis

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gametheory.studies.bifurcation import Bifurcation, Branch
    from gametheory.studies.regimes import Regime
    from gametheory.studies.thresholds.threshold_records import Threshold

WIDTH = 380.0
HEIGHT = 104.0
STRIP = 15.0
BELOW_STRIP = 10.0
BETWEEN_PANELS = 14.0
LINE = 1.6
SPAN = 3.4
"""Width of the line of a component at a threshold alone."""
BAND_PALENESS = 0.72
DASHES: tuple[tuple[float, float] | None, ...] = (
    None,
    (6.0, 2.4),
    (1.6, 2.0),
    (10.0, 3.0),
    (3.0, 3.4),
    (14.0, 2.4),
    (1.0, 4.0),
)
MOST_LINES = len(DASHES)
MOST_PANELS = 8
MOST_TOLD = 6
"""Thresholds that are written out."""
STILL = 1e-9
"""Probabilities that move less are said to stay."""


@dataclass(frozen=True, slots=True)
class _Panel:
    """The choices of a player at one information set.

    Parameters
    ----------
    title
        Whose they are.
    columns
        Columns of the probabilities that are drawn.
    names
        Their actions.
    num_hidden
        Actions that are played somewhere and not drawn.
    """

    title: str
    columns: tuple[int, ...]
    names: tuple[str, ...]
    num_hidden: int


def draw_bifurcation(traced: Bifurcation) -> Picture:
    """Return the diagram: a strip with the regimes, and below it a panel for each player, or information set.

    Raises
    ------
    UnsupportedGameError
        If no player has a choice.

    Examples
    --------
    >>> from gametheory import load
    >>> from gametheory.studies.bifurcation import bifurcation
    >>> from gametheory.studies.regime_map import map_axis
    >>> model = load("price_monitoring")
    >>> draw_bifurcation(bifurcation(model, map_axis(model, "scan_cost")))
    <Picture 'Price monitoring: every equilibrium by scan_cost': ... inches>
    """
    setter = TypeSetter(FontRuler())
    panels, still = _panels(traced)
    diagram = _Diagram(traced, setter)
    labels = regime_labels(traced)
    diagram.place_strip(labels)
    top = STRIP + BELOW_STRIP
    for panel in panels:
        top = diagram.place_panel(panel, top) + BETWEEN_PANELS
    bottom = top - BETWEEN_PANELS
    diagram.place_axis(bottom)
    sheet = Sheet([*diagram.ground.items, *diagram.curves.items])
    texts, _ = told_regimes(list(labels), traced.found.model.players)
    entries = [Entry(label, text) for label, text in enumerate(texts)]
    below = legend(entries[:MOST_LOOKS], WIDTH, setter)
    under = bottom + across_height() + 3.0 + NAME_FONT.line_height + 14.0
    sheet.extend(shifted(item, 0.0, under) for item in below.sheet.items)
    notes = [note for note in _notes(traced, still) if note]
    return Picture(compose(fitted(sheet, setter.ruler), PageTexts(diagram_title(traced), (), tuple(notes)), setter))


def diagram_title(traced: Bifurcation) -> str:
    """Return what the diagram shows."""
    found = traced.found
    concept = "equilibrium" if found.concept == "nash" else f"{found.concept.replace('_', ' ')} equilibrium"
    return f"{title_at(found.model.title or 'A game', found.model)}: every {concept} by {found.parameter}"


def regime_labels(traced: Bifurcation) -> dict[Regime | None, int]:
    """Return the label of each regime between thresholds, in order from the left."""
    labels: dict[Regime | None, int] = {}
    for _, _, regime in traced.found.stretches:
        labels.setdefault(regime, len(labels))
    return labels


def _panels(traced: Bifurcation) -> tuple[list[_Panel], list[str]]:
    """Return the panels, and what stays at every value in all equilibria, in words."""
    groups: dict[tuple[str, str], list[int]] = {}
    for column, choice in enumerate(traced.choices):
        groups.setdefault((choice.player, choice.infoset), []).append(column)
    players = {player.key: player.label for player in traced.found.model.players}
    lows, highs = _extremes(traced.branches, len(traced.choices))
    moving, still = [], []
    for (player, infoset), columns in groups.items():
        if len(columns) == 1:
            continue
        where = f"{players[player]}, {infoset}" if infoset else players[player]
        if all(highs[column] - lows[column] <= STILL for column in columns):
            names = [traced.choices[column].action for column in columns if highs[column] > STILL]
            still.append(f"{where}: {joined([quoted(name) for name in names])}")
        else:
            moving.append(_panel(traced, where, columns, highs))
    if len(moving) > MOST_PANELS:
        still.append(f"and not drawn: {len(moving) - MOST_PANELS} information sets more, which move")
    if not moving and not still:
        raise UnsupportedGameError("expected a game in which somebody has a choice, got one without; there is no curve")
    return moving[:MOST_PANELS], still


def _extremes(branches: Sequence[Branch], num_choices: int) -> tuple[list[float], list[float]]:
    """Return the least and the largest probability of each choice in all branches."""
    lows, highs = np.full(num_choices, np.inf), np.full(num_choices, -np.inf)
    for branch in branches:
        lows = np.fmin(lows, np.fmin.reduce(branch.lows, axis=0))
        highs = np.fmax(highs, np.fmax.reduce(branch.highs, axis=0))
    return lows.tolist(), highs.tolist()


def _panel(traced: Bifurcation, where: str, columns: Sequence[int], highs: Sequence[float]) -> _Panel:
    """Return a panel: of two actions the first alone, of more those that are ever played, the most likely first."""
    actions = [traced.choices[column].action for column in columns]
    is_tier = traced.choices[columns[0]].player in _tiers(traced)
    if len(columns) == 2:
        word = "share at" if is_tier else "probability of"
        return _Panel(f"{where}: {word} {quoted(actions[0])}", (columns[0],), (actions[0],), 0)
    played = sorted((column for column in columns if highs[column] > STILL), key=lambda column: -highs[column])
    drawn = tuple(sorted(played[:MOST_LINES]))
    names = tuple(traced.choices[column].action for column in drawn)
    return _Panel(f"{where}: {'shares' if is_tier else 'probabilities'}", drawn, names, len(played) - len(drawn))


def _tiers(traced: Bifurcation) -> frozenset[str]:
    """Return the keys of the tiers, whose sellers have shares."""
    return frozenset(player.key for player in traced.found.model.description.players if player.count is not None)


class _Diagram:
    """A diagram as it grows, its upper left corner at 0, 0.

    Parameters
    ----------
    traced
        What it shows.
    setter
        Measures texts.

    Attributes
    ----------
    ground, curves
        What lies below the curves, and these.
    """

    def __init__(self, traced: Bifurcation, setter: TypeSetter) -> None:
        self._traced, self._setter = traced, setter
        self._across = Scale(float(traced.found.low), float(traced.found.high), 0.0, WIDTH)
        self.ground, self.curves = Sheet(), Sheet()

    def place_strip(self, labels: dict[Regime | None, int]) -> None:
        """Draw the strip of regimes above all panels."""
        regions = []
        for low, high, regime in self._traced.found.stretches:
            left, right = self._across.place(float(low)), self._across.place(float(high))
            appearance = look(labels[regime])
            outline = ((left, 0.0), (left, STRIP), (right, STRIP), (right, 0.0))
            regions.append(Region(labels[regime], outline, STRIP * (right - left)))
            self.ground.add(Area(outline, appearance.fill), Line(((right, 0.0), (right, STRIP)), 0.6, INK))
            if appearance.letter and right - left > letter_room() + 4.0:
                place_letter(self.ground, ((left + right) / 2, STRIP / 2), appearance.letter, self._setter)
        self.ground.extend(hatch_lines(regions, (WIDTH, STRIP)))
        corners = ((0.0, 0.0), (WIDTH, 0.0), (WIDTH, STRIP), (0.0, STRIP), (0.0, 0.0))
        self.ground.add(Line(corners, 0.6, INK))

    def place_panel(self, panel: _Panel, top: float) -> float:
        """Draw a panel whose top is given, and return where it ends."""
        title = self._setter.lines(wrap(panel.title, NAME_FONT, WIDTH, self._setter.ruler, max_lines=2), NAME_FONT)
        self.ground.extend(title.place(0.0, top))
        top += title.height + 5.0
        colors = PLAYER_COLORS[: len(panel.columns)]
        dashes = DASHES[: len(panel.columns)]
        if len(panel.columns) > 1:
            looks = zip(panel.names, colors, dashes, strict=True)
            key = line_legend([LineSample(name, color, LINE, dash) for name, color, dash in looks], WIDTH, self._setter)
            self.ground.extend(shifted(item, 0.0, top) for item in key.sheet.items)
            top += key.height + 5.0
        bottom = top + HEIGHT
        upright = Scale(0.0, 1.0, bottom, top)
        self.ground.extend(upright_axis(upright, 0.0, self._setter))
        self.ground.add(Line(((0.0, bottom), (WIDTH, bottom)), 0.7, PALE_RULE))
        for cut in self._traced.found.values:
            place = self._across.place(float(cut))
            self.ground.add(Line(((place, top - 2.0), (place, bottom)), 0.6, QUIET_INK, (2.0, 2.0)))
        for column, color, dash in zip(panel.columns, colors, dashes, strict=True):
            offset = SPAN * (panel.columns.index(column) - (len(panel.columns) - 1) / 2)
            pen = _Pen(column, color, dash, offset)
            for branch in self._traced.branches:
                self.curves.extend(_branch_items(branch, pen, (self._across, upright)))
        return bottom

    def place_axis(self, bottom: float) -> None:
        """Draw the axis of the parameter, its name, and the star at the file's own value."""
        found = self._traced.found
        self.ground.extend(across_axis(self._across, bottom, self._setter))
        name = self._setter.lines([axis_name(found.model, found.parameter)], NAME_FONT)
        self.ground.extend(name.place(WIDTH / 2, bottom + across_height() + 3.0, "middle"))
        own = found.model.parameters[found.parameter].value
        if found.low <= own <= found.high:
            self.ground.add(equilibrium_star((self._across.place(float(own)), bottom)))


@dataclass(frozen=True, slots=True)
class _Pen:
    """What draws the curves of a choice.

    Parameters
    ----------
    column
        Of the probabilities.
    color, dashes
        Of its curves.
    offset
        Of its line at a threshold alone, so that the lines of several choices stand side by side.
    """

    column: int
    color: str
    dashes: tuple[float, float] | None
    offset: float


def _branch_items(branch: Branch, pen: _Pen, scales: tuple[Scale, Scale]) -> Iterator[Area | Line]:
    """Yield the curve of an equilibrium, the band of a component, or its line at a threshold alone."""
    across, upright = scales
    lows, highs = branch.lows[:, pen.column], branch.highs[:, pen.column]
    known = [
        (across.place(value), upright.place(float(low)), upright.place(float(high)))
        for value, low, high in zip(branch.values, lows, highs, strict=True)
        if not np.isnan(low)
    ]
    if not known:
        return
    is_band = bool(np.nanmax(highs - lows) > STILL)
    if len(known) == 1:
        if is_band:
            place, low, high = known[0]
            yield Line(((place + pen.offset, low), (place + pen.offset, high)), SPAN, pen.color)
        return
    if is_band:
        lower, upper = [(x, low) for x, low, _ in known], [(x, high) for x, _, high in known]
        yield Area((*lower, *reversed(upper)), pale(pen.color, BAND_PALENESS))
        yield Line(tuple(upper), LINE / 2, pen.color)
        yield Line(tuple(lower), LINE / 2, pen.color)
    else:
        yield Line(tuple((x, low) for x, low, _ in known), LINE, pen.color, pen.dashes)


def _notes(traced: Bifurcation, still: Sequence[str]) -> list[str]:
    """Return what the diagram says and does not say."""
    found = traced.found
    own = found.model.parameters[found.parameter].value
    is_inside = found.low <= own <= found.high
    star = "Star: the file's own value" if is_inside else "Outside: the file's own value"
    notes = [f"{star}, {value_text(found.parameter, own)}."]
    if any(not branch.is_isolated for branch in traced.branches):
        many = "families of" if _tiers(traced) else "components with infinitely many"
        notes.append(f"Bands, and thick upright lines at a threshold: {many} equilibria.")
    notes += _threshold_notes(traced)
    if still:
        notes.append(f"The same in every equilibrium at every value: {'; '.join(still)}.")
    if traced.termination is not Termination.EXHAUSTED:
        notes.append(traced.termination.sentence)
    meanings = meaning_notes(found.model, [found.parameter])
    return [
        *meanings,
        *notes,
        *traced.notes,
        fixed_note(found.model, (MapAxis(found.parameter, found.low, found.high),)),
    ]


def _threshold_notes(traced: Bifurcation) -> list[str]:
    """Return the thresholds in words, and whether there may be others."""
    found = traced.found
    if not found.thresholds:
        return ["No threshold, proved." if found.proved else "No threshold was found; there may be some."]
    told = [_threshold_text(threshold) for threshold in found.thresholds[:MOST_TOLD]]
    more = len(found.thresholds) - MOST_TOLD
    words = joined([*told, *([f"{more} more"] if more > 0 else [])])
    proof = "proved to be all" if found.proved else "others may have been missed"
    return [f"Thresholds, {proof}: {words}."]


def _threshold_text(threshold: Threshold) -> str:
    """Return a threshold, exactly where that is short."""
    value = getattr(threshold.value, "value", None)
    if value is None:
        return f"≈{float(threshold.value):.6g}"
    exact = fraction_text(value)
    return exact if value.denominator == 1 or "≈" in exact else f"{exact} = {rounded_text(value)}"
