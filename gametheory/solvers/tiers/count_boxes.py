"""Branch and bound over boxes of counts: where nobody in a tier gains, with a proof for every part of the space."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations, product
from typing import TYPE_CHECKING

import numpy as np

from gametheory.core.tiered_game import Deviation, Slopes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from gametheory.array_types import BooleanArray, FloatArray
    from gametheory.core.tiered_game import TieredGame
    from gametheory.solvers.watch import Watch

    IntArray = NDArray[np.int64]

BATCH = 2048
"""Boxes that are bounded at a time."""
MOST_PIECES = 16
"""Pieces into which a box is cut at most, where few boxes are open."""
_SLACK = 1e-13
"""More than all rounding in a sum of products of floats, relative to the sum of their sizes."""
_JUMP = 1e200
"""Stands for an infinite slope where boxes are cut: first of all where a condition is open."""


@dataclass(frozen=True, slots=True)
class Boxes:
    """Boxes of counts.

    Parameters
    ----------
    low, high
        Of shape [place, box], where the places are the actions of all players in order.
    """

    low: IntArray
    high: IntArray

    def __len__(self) -> int:
        return int(self.low.shape[1])

    def chosen(self, which: BooleanArray | slice) -> Boxes:
        """Return some of the boxes."""
        return Boxes(self.low[:, which], self.high[:, which])

    def and_others(self, others: Boxes) -> Boxes:
        """Return these boxes and others."""
        return Boxes(np.concatenate((self.low, others.low), axis=1), np.concatenate((self.high, others.high), axis=1))


class BoxSearch:
    """All equilibria in counts while the single players keep to their actions.

    Parameters
    ----------
    game
        The game.
    profile
        Action of each single player; None for tiers.
    watch
        The clock of the run.
    """

    def __init__(self, game: TieredGame, profile: Sequence[int | None], watch: Watch) -> None:
        self._game = game
        self._profile = tuple(profile)
        self._watch = watch
        self._starts = np.concatenate(([0], np.cumsum(game.num_actions)))
        self._deviations = tuple(self._relevant_deviations())
        self._current = np.array([self._starts[d.player] + d.current for d in self._deviations], dtype=np.intp)
        self._bounds = game.payoffs.gain_bounds(self._profile, self._deviations)
        self.num_boxes = 0
        self.num_exact = 0

    def accepted(self) -> Iterator[Boxes]:
        """Yield boxes all of whose count vectors are equilibria; together they hold every equilibrium."""
        waiting = [self._faces()]
        while waiting:
            boxes = waiting.pop()
            if len(boxes) > BATCH:
                waiting.append(boxes.chosen(slice(BATCH, None)))
                boxes = boxes.chosen(slice(BATCH))
            self._watch.tick()
            self.num_boxes += len(boxes)
            found, remaining = self._decided(boxes)
            if len(found):
                yield found
            if len(remaining):
                waiting.append(remaining)

    def _relevant_deviations(self) -> Iterator[Deviation]:
        """Yield every change of one action for another one that somebody can make."""
        for player, number in enumerate(self._game.num_actions):
            chosen = self._profile[player]
            for current in range(number) if chosen is None else (chosen,):
                for other in range(number):
                    if other != current:
                        yield Deviation(player, current, other)

    def _faces(self) -> Boxes:
        """Return one box for each choice of the actions that are chosen by anybody."""
        sides = [
            list(_supports(number, count)) if chosen is None else [_one_hot(number, chosen)]
            for number, count, chosen in zip(self._game.num_actions, self._game.counts, self._profile, strict=True)
        ]
        low, high = [], []
        for face in product(*sides):
            low.append([end for side in face for end in side[0]])
            high.append([end for side in face for end in side[1]])
        return Boxes(np.array(low, dtype=np.int64).T, np.array(high, dtype=np.int64).T)

    def _decided(self, boxes: Boxes) -> tuple[Boxes, Boxes]:
        """Return the boxes that hold equilibria alone, and the pieces of those that are open."""
        boxes = self._tightened(boxes)
        if not self._deviations:
            return boxes, boxes.chosen(slice(0))
        low, high = boxes.low.astype(np.float64), boxes.high.astype(np.float64)
        needed = boxes.low[self._current] >= 1
        enclosure = self._bounds.enclose(low, high)
        is_dead, is_proved = _verdicts(needed, enclosure.lower, enclosure.upper)
        found = boxes.chosen(is_proved)
        is_open = ~(is_dead | is_proved)
        if not is_open.any():
            return found, boxes.chosen(slice(0))
        boxes, needed = boxes.chosen(is_open), needed[:, is_open]
        is_single = (boxes.low == boxes.high).all(axis=0)
        if is_single.any():
            found = found.and_others(self._exact(boxes.chosen(is_single)))
            boxes, needed = boxes.chosen(~is_single), needed[:, ~is_single]
        if not len(boxes):
            return found, boxes
        undecided, pieces = self._by_slopes(boxes, needed)
        return found.and_others(undecided), pieces

    def _by_slopes(self, boxes: Boxes, needed: BooleanArray) -> tuple[Boxes, Boxes]:
        """Return boxes proved by the gain at their centers and its slopes, and the pieces of those that stay open."""
        low, high = boxes.low.astype(np.float64), boxes.high.astype(np.float64)
        slopes = self._bounds.slopes(low, high)
        common = self._common_slopes(slopes)
        lower, upper = self._mean_values(boxes, slopes, common)
        slopes = Slopes(slopes.lower - common, slopes.upper - common)
        is_dead, is_proved = _verdicts(needed, lower, upper)
        is_open = ~(is_dead | is_proved)
        changes = _changes(slopes, high - low, needed & ~(upper <= 0))
        return boxes.chosen(is_proved), self._pieces(boxes.chosen(is_open), changes[:, is_open])

    def _common_slopes(self, slopes: Slopes) -> FloatArray:
        """Return by how much the slopes of each tier may all be less, as its counts add up: their median.

        It has the shape of the slopes, or is 0 where no tier has three actions, and nothing would be gained.
        """
        wide = [player for player in self._game.tiers if self._game.num_actions[player] > 2]
        common = np.zeros(slopes.lower.shape if wide else (1, 1, 1))
        for player in wide:
            own = slice(int(self._starts[player]), int(self._starts[player + 1]))
            with np.errstate(all="ignore"):
                middles = (slopes.lower[:, own] + slopes.upper[:, own]) / 2
            median = np.sort(middles, axis=1)[:, self._game.num_actions[player] // 2]
            common[:, own] = np.where(np.isfinite(middles).all(axis=1), median, 0.0)[:, None]
        return common

    def _mean_values(self, boxes: Boxes, slopes: Slopes, common: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Return bounds on the gains from those at the centers and the slopes.

        The counts of a tier add up, so that its slopes may all be less by a number: what all its counts together are
        away from the center times this number comes back.
        """
        middle = (boxes.low + boxes.high) // 2
        center = middle.astype(np.float64)
        at_center = self._bounds.enclose(center, center)
        down, up = (boxes.low - middle).astype(np.float64), (boxes.high - middle).astype(np.float64)
        with np.errstate(all="ignore"):
            ends = [slope * side for slope in (slopes.lower - common, slopes.upper - common) for side in (down, up)]
            is_fixed = (down == 0) & (up == 0)
            least = np.where(is_fixed, 0.0, np.minimum.reduce(ends)).sum(axis=1)
            most = np.where(is_fixed, 0.0, np.maximum.reduce(ends)).sum(axis=1)
            sizes = np.where(is_fixed, 0.0, np.maximum.reduce([np.abs(end) for end in ends])).sum(axis=1)
            sizes += 4 * (np.abs(common) * np.maximum(up, -down)).sum(axis=1)
            together = (common * self._missing(middle)).sum(axis=1)
            least, most = least + together, most + together
            slack = _SLACK * (sizes + np.abs(at_center.lower) + np.abs(at_center.upper))
            return at_center.lower + least - slack, at_center.upper + most + slack

    def _missing(self, middle: IntArray) -> FloatArray:
        """Return at one place of each tier how many sellers more it has than the counts at centers, elsewhere 0."""
        missing = np.zeros(middle.shape)
        for player in self._game.tiers:
            first, end = int(self._starts[player]), int(self._starts[player + 1])
            missing[first] = self._game.counts[player] - middle[first:end].sum(axis=0)
        return missing

    def _tightened(self, boxes: Boxes) -> Boxes:
        """Return boxes whose ends are taken by counts that add up; without those in which none do."""
        low, high = boxes.low.copy(), boxes.high.copy()
        is_possible = np.ones(len(boxes), dtype=bool)
        for player in self._game.tiers:
            own = slice(int(self._starts[player]), int(self._starts[player + 1]))
            count = self._game.counts[player]
            for _ in range(2):
                least, most = low[own], high[own]
                total_least, total_most = least.sum(axis=0), most.sum(axis=0)
                low[own] = np.maximum(least, count - (total_most - most))
                high[own] = np.minimum(most, count - (total_least - least))
            is_possible &= (low[own] <= high[own]).all(axis=0)
        return Boxes(low, high).chosen(is_possible)

    def _pieces(self, boxes: Boxes, changes: FloatArray) -> Boxes:
        """Return each box cut where gains change most, into more pieces the fewer boxes there are."""
        number = min(MOST_PIECES, max(2, BATCH // max(1, len(boxes))))
        widths = boxes.high - boxes.low
        scores = np.where(widths > 0, changes + widths * 1e-30, -1.0)
        cut = scores.argmax(axis=0)
        every = np.arange(len(boxes))
        sizes = widths[cut, every] + 1
        pieces = []
        for piece in range(number):
            first, last = sizes * piece // number, sizes * (piece + 1) // number - 1
            low, high = boxes.low.copy(), boxes.high.copy()
            low[cut, every] += first
            high[cut, every] = boxes.low[cut, every] + last
            pieces.append(Boxes(low, high).chosen(first <= last))
        return Boxes(np.concatenate([p.low for p in pieces], axis=1), np.concatenate([p.high for p in pieces], axis=1))

    def _exact(self, boxes: Boxes) -> Boxes:
        """Return those of single count vectors that are equilibria, decided in rationals."""
        verdicts = np.zeros(len(boxes), dtype=bool)
        for index in range(len(boxes)):
            self._watch.tick()
            self.num_exact += 1
            counts = self._counts(boxes.low[:, index])
            verdicts[index] = all(
                self._game.gain(deviation, counts) <= 0
                for deviation in self._deviations
                if counts[deviation.player][deviation.current]
            )
        return boxes.chosen(verdicts)

    def _counts(self, places: IntArray) -> tuple[tuple[int, ...], ...]:
        return tuple(
            tuple(int(number) for number in places[first:last])
            for first, last in zip(self._starts[:-1], self._starts[1:], strict=True)
        )


def _supports(num_actions: int, count: int) -> Iterator[tuple[list[int], list[int]]]:
    """Yield for each set of actions that can be the chosen ones the least and the largest counts."""
    for size in range(1, min(num_actions, count) + 1):
        for support in combinations(range(num_actions), size):
            most = count - size + 1
            yield (
                [int(action in support) for action in range(num_actions)],
                [most if action in support else 0 for action in range(num_actions)],
            )


def _one_hot(num_actions: int, chosen: int) -> tuple[list[int], list[int]]:
    ends = [int(action == chosen) for action in range(num_actions)]
    return ends, ends


def _verdicts(needed: BooleanArray, lower: FloatArray, upper: FloatArray) -> tuple[BooleanArray, BooleanArray]:
    """Return which boxes hold no equilibrium, and which hold equilibria alone."""
    is_dead: BooleanArray = np.any(needed & (lower > 0), axis=0)
    is_proved: BooleanArray = np.all(~needed | (upper <= 0), axis=0)
    return is_dead, is_proved


def _changes(slopes: Slopes, widths: FloatArray, is_asked: BooleanArray) -> FloatArray:
    """Return for each place and box the largest change along it of a gain that is still open."""
    size = np.maximum(np.abs(slopes.lower), np.abs(slopes.upper))
    size = np.where(np.isfinite(size), size, _JUMP)
    largest: FloatArray = np.where(is_asked[:, None, :], size * widths, 0.0).max(axis=0)
    return largest
