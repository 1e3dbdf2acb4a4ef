"""Which equilibria there are over a rectangle of two parameters, and exactly where rows and columns cross a border."""

from __future__ import annotations

import math
from bisect import bisect
from collections import Counter
from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from gametheory.core.names import nearest
from gametheory.core.solution import Limits, Termination
from gametheory.errors import InvalidParameterError
from gametheory.solvers.watch import LimitReachedError, Watch
from gametheory.studies.sweeps.sweep_chunks import REGIME_KEYS, REGIME_TEXTS, solve_chunk
from gametheory.studies.sweeps.sweep_job import SweepQuestion, sweep_job
from gametheory.studies.sweeps.sweep_regimes import NO_REGIME, read_regime
from gametheory.studies.thresholds.thresholds import threshold_limits, thresholds

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gametheory.array_types import FloatArray, IndexArray
    from gametheory.core.solution import ProgressListener
    from gametheory.models.model import GameModel
    from gametheory.studies.regimes import Regime
    from gametheory.studies.sweeps.sweep_job import SweepJob
    from gametheory.studies.thresholds.threshold_records import Thresholds

UNKNOWN = -1
"""Label of places that were not reached."""
QUICK_NODES = 61
SLOW_NODES = 25
"""On each axis by default: of games whose rows are traced exactly or solved on arrays, and of others."""
FIRST_LINE_SECONDS = 2.0
"""In which the first row has to be proved; where it is not, all places are solved one by one."""
INSETS = ((Fraction(1, 4099), Fraction(1, 5003)), (Fraction(1, 3989), Fraction(1, 5101)))
"""By axis: how far the first and the last place lie inside the range, as a share of it, so that places of the grid lie
on no border, where equilibria are others than on both sides."""


@dataclass(frozen=True, slots=True)
class MapAxis:
    """One side of a map.

    Parameters
    ----------
    name
        The parameter.
    low, high
        The range.
    num_nodes
        Places at which the game is solved; None chooses.
    """

    name: str
    low: Fraction
    high: Fraction
    num_nodes: int | None = None

    def nodes(self, num_nodes: int, insets: tuple[Fraction, Fraction]) -> tuple[Fraction, ...]:
        """Return places at equal distances, nearly from end to end."""
        low, high = (self.low + insets[0] * (self.high - self.low), self.high - insets[1] * (self.high - self.low))
        return tuple(low + (high - low) * Fraction(index, num_nodes - 1) for index in range(num_nodes))


Nodes: TypeAlias = "tuple[tuple[Fraction, ...], tuple[Fraction, ...]]"
"""For each axis the places of the grid."""
Edge: TypeAlias = "tuple[int, int, int]"
"""Axis and indices of a place of the grid: the way from it to the next place along the axis."""


@dataclass(frozen=True, eq=False)
class RegimeMap:
    """The regimes over a rectangle of two parameters.

    Parameters
    ----------
    model
        Has the values of the other parameters.
    concept
        What is solved.
    axes
        Both sides.
    nodes
        For each axis the places of the grid.
    regimes
        Those that were met, the most frequent first; None stands for places without a game.
    labels
        Shape ``[x, y]``: index of the regime at each place, ``UNKNOWN`` where none was determined.
    crossings
        For ways between neighboring places of different regimes: where the border is crossed, as a share of the way.
    is_exact
        Whether all crossings are exact and all regimes proved; otherwise borders lie between neighboring places.
    has_merged_borders
        Whether several borders are crossed on one way somewhere; the crossing is then in their middle.
    unseen
        Regimes that lie on the way between places and at none of them.
    termination
        Why the search ended.
    payoffs
        Shape ``[x, y]``: what a player gets; None where that was not asked.
    """

    model: GameModel
    concept: str
    axes: tuple[MapAxis, MapAxis]
    nodes: Nodes
    regimes: tuple[Regime | None, ...]
    labels: IndexArray
    crossings: dict[Edge, float]
    is_exact: bool
    has_merged_borders: bool = False
    unseen: tuple[Regime, ...] = ()
    termination: Termination = Termination.EXHAUSTED
    payoffs: FloatArray | None = None

    def crossing(self, axis: int, column: int, row: int) -> float:
        """Return where the way from a place to its next crosses the border, from 0 to 1; halfway where not known."""
        return self.crossings.get((axis, column, row), 0.5)


def map_axis(
    model: GameModel, name: str, within: tuple[object, object] | None = None, num_nodes: int | None = None
) -> MapAxis:
    """Return one side of a map, checked.

    Parameters
    ----------
    model
        The model.
    name
        A parameter of it.
    within
        Both ends; None takes the parameter's own range.
    num_nodes
        Places at which the game is solved; None chooses.

    Raises
    ------
    InvalidParameterError
        If there is no such parameter, no range, or only one place.

    Examples
    --------
    >>> from gametheory import load
    >>> map_axis(load("price_monitoring"), "commission", ("0.1", "0.3"))
    MapAxis(name='commission', low=Fraction(1, 10), high=Fraction(3, 10), num_nodes=None)
    """
    if num_nodes is not None and num_nodes < 2:
        raise InvalidParameterError(f"expected at least 2 places along {name!r}, got {num_nodes}; take 61, say")
    return MapAxis(name, *threshold_limits(model, name, within), num_nodes)


def regime_map(
    model: GameModel,
    axes: tuple[MapAxis, MapAxis],
    *,
    concept: str | None = None,
    limits: Limits | None = None,
    progress: ProgressListener | None = None,
) -> RegimeMap:
    """Return which equilibria there are over a rectangle of two parameters.

    Where thresholds are exact, all rows and columns of a grid are traced: the regime at each place is proved, and so is
    where a border crosses a row or a column. Elsewhere the game is solved at every place.

    Parameters
    ----------
    model
        Has the values of the other parameters.
    axes
        As `map_axis` returns them: across and upright.
    concept
        None is the model's own, otherwise ``nash``.
    limits
        Time of the whole; what was not reached is unknown.
    progress
        Called at most every 0.1 s.

    Raises
    ------
    InvalidParameterError
        If both axes have the same parameter.

    Examples
    --------
    >>> from gametheory import load
    >>> model = load("price_monitoring")
    >>> found = regime_map(model, (map_axis(model, "commission", None, 4), map_axis(model, "suppressed", None, 3)))
    >>> found.labels.tolist(), found.is_exact
    ([[1, 1, 1], [2, 0, 0], [2, 0, 0], [2, 0, 0]], True)
    """
    if axes[0].name == axes[1].name:
        raise InvalidParameterError(f"expected two parameters, got {axes[0].name!r} twice; name one to draw its curves")
    watch = Watch(limits or Limits(), progress)
    asked = concept or model.default_concept or "nash"
    return _Survey(model, axes, asked, watch).run()


def with_payoffs(found: RegimeMap, player: str, select: str, *, limits: Limits | None = None) -> RegimeMap:
    """Return the map with what a player gets at every place.

    Parameters
    ----------
    found
        A map.
    player
        Key of the player.
    select
        Which equilibrium where there are several, as of `sweep`.
    limits
        Time for it; places that were not reached have no payoff, and the map says why it ended.

    Raises
    ------
    InvalidParameterError
        If there is no such player or rule.

    Examples
    --------
    >>> from gametheory import load
    >>> model = load("price_monitoring")
    >>> sides = map_axis(model, "commission", None, 3), map_axis(model, "suppressed", None, 2)
    >>> with_payoffs(regime_map(model, sides), "amazon", "amazon").payoffs.round(2).tolist()
    [[0.0, 0.0], [6.29, 6.24], [12.68, 12.81]]
    """
    check_player(found.model, player)
    keys = [known.key for known in found.model.players]
    question: SweepQuestion = {"concept": found.concept, "select": select, "outputs": ["payoff"]}
    job = _job(found.model, found.axes, found.nodes, question)
    payoffs = np.full(job.grid.shape, np.nan)
    watch = Watch(limits or Limits())
    try:
        for chunk in range(job.num_chunks):
            watch.tick()
            payoffs[job.block(chunk).slices] = solve_chunk(job, chunk)["payoff"][..., keys.index(player)]
    except LimitReachedError as error:
        return replace(found, payoffs=payoffs, termination=error.termination)
    return replace(found, payoffs=payoffs)


def check_player(model: GameModel, key: str) -> str:
    """Return the label of a player.

    Raises
    ------
    InvalidParameterError
        If there is no player of this key.

    Examples
    --------
    >>> from gametheory import load
    >>> check_player(load("price_monitoring"), "seller")
    'Top seller'
    """
    labels = {player.key: player.label for player in model.players}
    if key not in labels:
        raise InvalidParameterError(
            f"expected a player ({', '.join(map(repr, labels))}), got {key!r}{nearest(key, labels)}"
        )
    return labels[key]


def _job(model: GameModel, axes: tuple[MapAxis, MapAxis], nodes: Nodes, question: SweepQuestion) -> SweepJob:
    """Return the sweep of all places."""
    return sweep_job(model, {axis.name: list(places) for axis, places in zip(axes, nodes, strict=True)}, question)


@dataclass
class _Survey:
    """Traces the rows and columns of a grid, or solves its places."""

    model: GameModel
    axes: tuple[MapAxis, MapAxis]
    concept: str
    watch: Watch
    nodes: Nodes = ((), ())
    regimes: dict[Regime | None, int] = field(default_factory=dict)
    crossings: dict[Edge, float] = field(default_factory=dict)
    between: set[Regime] = field(default_factory=set)
    has_merged_borders: bool = False

    def run(self) -> RegimeMap:
        """Return the map."""
        self._place(QUICK_NODES)
        first = self._traced(1, 0, FIRST_LINE_SECONDS)
        is_exact = first.proved
        if not is_exact and not self._is_quick():
            self._place(SLOW_NODES)
        labels = np.full((len(self.nodes[0]), len(self.nodes[1])), UNKNOWN, dtype=np.int32)
        termination = Termination.EXHAUSTED
        try:
            if is_exact:
                is_exact = self._trace(labels)
            if not is_exact:
                self._solve(labels)
        except LimitReachedError as error:
            termination, is_exact = error.termination, False
        return self._map(labels, is_exact=is_exact, termination=termination)

    def _place(self, num_nodes: int) -> None:
        """Choose the places of the grid."""
        across, upright = (
            axis.nodes(axis.num_nodes or num_nodes, insets) for axis, insets in zip(self.axes, INSETS, strict=True)
        )
        self.nodes = across, upright

    def _is_quick(self) -> bool:
        """Whether places are solved on arrays."""
        job = _job(self.model, self.axes, self.nodes, {"concept": self.concept})
        return job.is_small_normal_form or job.is_seen_tree

    def _traced(self, fixed: int, index: int, seconds: float | None = None) -> Thresholds:
        """Return the thresholds along a row (the axis that is fixed is 1) or along a column."""
        axis = self.axes[1 - fixed]
        left = max(min(self.watch.seconds_left, math.inf if seconds is None else seconds), 0.0)
        time = None if left == math.inf else left
        line = self.model.with_values(**{self.axes[fixed].name: self.nodes[fixed][index]})
        return thresholds(line, axis.name, within=(axis.low, axis.high), concept=self.concept, limits=Limits(time=time))

    def _trace(self, labels: IndexArray) -> bool:
        """Label all places row by row, then look where columns cross borders; return whether all of it is proved."""
        for fixed in (1, 0):
            for index in range(len(self.nodes[fixed])):
                self.watch.tick()
                found = self._traced(fixed, index)
                if found.termination.was_cut_short:
                    raise LimitReachedError(found.termination)
                if not found.proved:
                    return False
                cuts = [float(value) for value in found.values]
                regimes = [regime for _, _, regime in found.stretches]
                if fixed:
                    labels[:, index] = self._labels_along(cuts, regimes)
                self._note_crossings(fixed, index, cuts)
        return True

    def _labels_along(self, cuts: Sequence[float], regimes: Sequence[Regime | None]) -> list[int]:
        """Return the labels of the places of a row."""
        self.between |= {regime for regime in regimes if regime is not None}
        found = [regimes[bisect(cuts, float(place))] for place in self.nodes[0]]
        return [self.regimes.setdefault(regime, len(self.regimes)) for regime in found]

    def _note_crossings(self, fixed: int, index: int, cuts: Sequence[float]) -> None:
        """Note where the ways along a row or a column are crossed; of several borders the middle."""
        axis = 1 - fixed
        places = [float(place) for place in self.nodes[axis]]
        for start, (low, high) in enumerate(pairwise(places)):
            inside = cuts[bisect(cuts, low) : bisect(cuts, high)]
            if inside:
                share = ((inside[0] + inside[-1]) / 2 - low) / (high - low)
                self.crossings[(axis, start, index) if fixed else (axis, index, start)] = share
                self.has_merged_borders |= len(inside) > 1

    def _solve(self, labels: IndexArray) -> None:
        """Label all places by solving the game there."""
        self.regimes.clear()
        self.crossings.clear()
        self.between.clear()
        self.has_merged_borders = False
        question: SweepQuestion = {"concept": self.concept, "outputs": []}
        job = _job(self.model, self.axes, self.nodes, question)
        for chunk in range(job.num_chunks):
            self.watch.tick()
            found = solve_chunk(job, chunk)
            named = {
                key: self.regimes.setdefault(read_regime(text), len(self.regimes))
                for key, text in zip(found[REGIME_KEYS].tolist(), found[REGIME_TEXTS].tolist(), strict=True)
            }
            named[NO_REGIME] = UNKNOWN
            labels[job.block(chunk).slices] = [[named[key] for key in column] for column in found["regime"].tolist()]

    def _map(self, labels: IndexArray, *, is_exact: bool, termination: Termination) -> RegimeMap:
        """Return the map with regimes ordered by how many places they hold."""
        counts = Counter(labels.ravel().tolist())
        known = list(self.regimes)
        order = sorted((label for label in counts if label != UNKNOWN), key=lambda label: (-counts[label], label))
        new = {label: place for place, label in enumerate(order)} | {UNKNOWN: UNKNOWN}
        regimes = tuple(known[label] for label in order)
        return RegimeMap(
            self.model,
            self.concept,
            self.axes,
            self.nodes,
            regimes,
            np.array([[new[label] for label in column] for column in labels.tolist()], dtype=np.int32),
            self.crossings,
            is_exact,
            has_merged_borders=self.has_merged_borders,
            unseen=tuple(sorted(self.between - set(regimes))),
            termination=termination,
        )
