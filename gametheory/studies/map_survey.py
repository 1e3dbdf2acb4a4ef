"""How a map is made: borders are followed, or lines of a grid traced, or its places solved."""

from __future__ import annotations

import math
from bisect import bisect
from collections import Counter
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from gametheory.core.normal_form import NormalFormGame
from gametheory.core.solution import Limits, Termination
from gametheory.errors import InconsistentGameFileError, UnsupportedGameError
from gametheory.models.tier_stages import has_tiers
from gametheory.polynomials.plane_cells import Rectangle
from gametheory.solvers.solve import solve
from gametheory.solvers.watch import LimitReachedError
from gametheory.studies.borders.plane_survey import PlaneSurvey
from gametheory.studies.borders.strips import strips
from gametheory.studies.dominance_solved import UNSOLVED, dominance_solved
from gametheory.studies.map_records import UNKNOWN, RegimeMap
from gametheory.studies.place_refinement import OPEN, refined
from gametheory.studies.regimes import regime
from gametheory.studies.sweeps.sweep_chunks import REGIME_KEYS, REGIME_TEXTS, solve_chunk
from gametheory.studies.sweeps.sweep_job import sweep_job
from gametheory.studies.sweeps.sweep_regimes import NO_REGIME, read_regime
from gametheory.studies.thresholds.thresholds import thresholds

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gametheory.array_types import IndexArray
    from gametheory.models.model import GameModel
    from gametheory.solvers.watch import Watch
    from gametheory.studies.borders.strips import Strip
    from gametheory.studies.map_records import Edge, MapAxis, Nodes
    from gametheory.studies.regimes import Regime
    from gametheory.studies.sweeps.sweep_job import SweepJob, SweepQuestion
    from gametheory.studies.thresholds.threshold_records import Thresholds

QUICK_NODES = 61
SLOW_NODES = 25
FINE_NODES = 49
"""On each axis by default: of games whose rows are traced exactly or solved on arrays; of others where the number of
places along the other axis is given; and of others that are solved from coarse to fine, at most."""
MOST_PLACES = 300
"""Solved one by one, until a map made from coarse to fine is what it is."""
MOST_HALVINGS = 4
"""Of a way between two places with different labels."""
FIRST_LINE_SECONDS = 2.0
TIER_LINE_SECONDS = 8.0
"""In which the first row has to be proved, of games of tiers; where it is not, all places are solved one by one."""
INSETS = ((Fraction(1, 4099), Fraction(1, 5003)), (Fraction(1, 3989), Fraction(1, 5101)))
"""By axis: how far the first and the last place lie inside the range, as a share of it, so that places of the grid lie
on no border, where equilibria are others than on both sides."""


def places_job(model: GameModel, axes: tuple[MapAxis, MapAxis], nodes: Nodes, question: SweepQuestion) -> SweepJob:
    """Return the sweep of all places."""
    return sweep_job(model, {axis.name: list(places) for axis, places in zip(axes, nodes, strict=True)}, question)


@dataclass
class MapSurvey:
    """Follows borders, traces the rows and columns of a grid, or solves its places."""

    model: GameModel
    axes: tuple[MapAxis, MapAxis]
    concept: str
    watch: Watch
    nodes: Nodes = ((), ())
    plane: PlaneSurvey | None = None
    regimes: dict[Regime | None, int] = field(default_factory=dict)
    crossings: dict[Edge, float] = field(default_factory=dict)
    between: set[Regime] = field(default_factory=set)
    has_merged_borders: bool = False
    num_taken: int = 0
    num_solved: int = 0
    strips: tuple[Strip, ...] = ()

    def run(self) -> RegimeMap:
        """Return the map."""
        is_tiered = has_tiers(self.model.description.players)
        self._place(SLOW_NODES if is_tiered else QUICK_NODES)
        labels = np.full((len(self.nodes[0]), len(self.nodes[1])), UNKNOWN, dtype=np.int32)
        termination = Termination.EXHAUSTED
        is_exact = False
        seconds = TIER_LINE_SECONDS if is_tiered else FIRST_LINE_SECONDS
        try:
            self.plane = self._surveyed()
            is_exact = self.plane is not None or self._traced(1, 0, seconds).proved
            is_quick = is_exact or self._is_quick()
            if not is_quick:
                self._place(FINE_NODES if self._is_free() else SLOW_NODES)
                labels = np.full((len(self.nodes[0]), len(self.nodes[1])), UNKNOWN, dtype=np.int32)
            if is_exact:
                is_exact = self._trace(labels)
            if not is_exact and self._is_free() and not is_quick:
                labels = self._refine(labels)
            elif not is_exact:
                self._solve(labels)
        except LimitReachedError as error:
            termination, is_exact = error.termination, False
            labels[labels == OPEN] = UNKNOWN
        return self._map(labels, is_exact=is_exact, termination=termination)

    def _surveyed(self) -> PlaneSurvey | None:
        """Return the curves of all borders; None where they are not known exactly."""
        if self.concept != "nash":
            return None
        across, upright = self.axes
        rectangle = Rectangle((across.low, across.high), (upright.low, upright.high))
        try:
            survey = PlaneSurvey(self.model, (across.name, upright.name), rectangle, self.watch.tick)
            survey.run()
        except UnsupportedGameError:
            return None
        return None if survey.plane.is_rounded else survey

    def _place(self, num_nodes: int) -> None:
        """Choose the places of the grid."""
        across, upright = (
            axis.nodes(axis.num_nodes or num_nodes, insets) for axis, insets in zip(self.axes, INSETS, strict=True)
        )
        self.nodes = across, upright

    def _is_quick(self) -> bool:
        """Whether places are solved on arrays."""
        job = places_job(self.model, self.axes, self.nodes, {"concept": self.concept})
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
                found = self._along(fixed, index)
                if found is None:
                    return False
                cuts, regimes = found
                if fixed:
                    labels[:, index] = self._labels_along(cuts, regimes)
                self._note_crossings(fixed, index, cuts)
        if self.plane is not None:
            for column in self.plane.cells:
                for cell in column:
                    self.regimes.setdefault(self.plane.regime(cell.signs), len(self.regimes))
            self.strips = strips(self.plane, self.regimes, self.watch.tick)
        return True

    def _along(self, fixed: int, index: int) -> tuple[list[float], list[Regime | None]] | None:
        """Return where a row or a column crosses borders, and the regimes between; None where that is not proved."""
        if self.plane is not None:
            roots, between = self.plane.along(fixed, self.nodes[fixed][index])
            return list(map(float, roots)), between
        found = self._traced(fixed, index)
        if found.termination.was_cut_short:
            raise LimitReachedError(found.termination)
        if not found.proved:
            return None
        return [float(value) for value in found.values], [regime for _, _, regime in found.stretches]

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
        job = places_job(self.model, self.axes, self.nodes, question)
        for chunk in range(job.num_chunks):
            self.watch.tick()
            found = solve_chunk(job, chunk)
            named = {
                key: self.regimes.setdefault(read_regime(text), len(self.regimes))
                for key, text in zip(found[REGIME_KEYS].tolist(), found[REGIME_TEXTS].tolist(), strict=True)
            }
            named[NO_REGIME] = UNKNOWN
            labels[job.block(chunk).slices] = [[named[key] for key in column] for column in found["regime"].tolist()]

    def _is_free(self) -> bool:
        """Whether the places along both axes may be chosen."""
        return all(axis.num_nodes is None for axis in self.axes)

    def _refine(self, labels: IndexArray) -> IndexArray:
        """Return the labels of the places, as many as are solved in a while; those without a doubt are at once."""
        labels[:] = OPEN
        self.watch.tick()
        self._label_dominance_solved(labels)
        found = refined(labels, self._label_at)
        across, upright = self.nodes
        self.nodes = across[:: found.step], upright[:: found.step]
        self.num_taken = found.num_taken
        self._narrow_crossings(found.labels)
        return found.labels

    def _narrow_crossings(self, labels: IndexArray) -> None:
        """Narrow down where ways between places of different labels are crossed, as far as a while allows."""
        ways = []
        for axis in range(2):
            before, after = (np.moveaxis(labels, axis, 0)[part] for part in (slice(None, -1), slice(1, None)))
            is_crossed = (before != after) & (before != UNKNOWN) & (after != UNKNOWN)
            ways += [(axis, *place) for place in np.argwhere(np.moveaxis(is_crossed, 0, axis)).tolist()]
        num_halvings = min((MOST_PLACES - self.num_solved) // max(len(ways), 1), MOST_HALVINGS)
        for axis, column, row in ways if num_halvings > 0 else ():
            start, low, high = labels[column, row], Fraction(0), Fraction(1)
            for _ in range(num_halvings):
                middle = (low + high) / 2
                point = [self.nodes[0][column], self.nodes[1][row]]
                places = self.nodes[axis]
                at = (column, row)[axis]
                point[axis] += middle * (places[at + 1] - places[at])
                if self._label_of(*point) == start:
                    low = middle
                else:
                    high = middle
            self.crossings[axis, column, row] = float((low + high) / 2)

    def _label_dominance_solved(self, labels: IndexArray) -> None:
        """Label the places at which strict dominance leaves one profile of a normal form."""
        game = self.model.to_game()
        if self.concept not in ("nash", "pure") or not isinstance(game, NormalFormGame):
            return
        names = [axis.name for axis in self.axes]
        fixed = {name: value for name, value in self.model.parameter_values.items() if name not in names}
        grids = np.meshgrid(*([float(value) for value in places] for places in self.nodes), indexing="ij")
        points = dict(zip(names, (grid.ravel() for grid in grids), strict=True))
        profiles = dominance_solved(self.model.formulas(), fixed, points).T.reshape(*labels.shape, -1)
        for column, row in np.argwhere((profiles != UNSOLVED).all(axis=2)).tolist():
            support = tuple(
                (player.key, "", (names[action],))
                for player, names, action in zip(game.players, game.actions, profiles[column, row], strict=True)
            )
            labels[column, row] = self.regimes.setdefault(((support,),), len(self.regimes))

    def _label_at(self, column: int, row: int) -> int:
        """Return the label of a place that is solved; errors are those of `solve`."""
        return self._label_of(self.nodes[0][column], self.nodes[1][row])

    def _label_of(self, across: Fraction, upright: Fraction) -> int:
        """Return the label at two values, where the game is solved."""
        self.watch.tick()
        self.num_solved += 1
        values = dict(zip((axis.name for axis in self.axes), (across, upright), strict=True))
        try:
            solution = solve(self.model.with_values(**values), self.concept)
        except InconsistentGameFileError:
            return UNKNOWN
        if solution.termination.was_cut_short:
            raise KeyboardInterrupt
        answer = regime(solution)
        return UNKNOWN if answer is None else self.regimes.setdefault(answer, len(self.regimes))

    def _map(self, labels: IndexArray, *, is_exact: bool, termination: Termination) -> RegimeMap:
        """Return the map with regimes ordered by how many places they hold."""
        counts = Counter(labels.ravel().tolist())
        known = list(self.regimes)
        drawn = set(counts) | {label for strip in self.strips for label in strip.labels}
        order = sorted((label for label in drawn if label != UNKNOWN), key=lambda label: (-counts[label], label))
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
            num_taken=self.num_taken,
            strips=tuple(strip._replace(labels=tuple(new[label] for label in strip.labels)) for strip in self.strips),
        )
