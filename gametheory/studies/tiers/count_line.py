"""Where along a parameter counts of tiers are an equilibrium: branch and bound over counts and values at once."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations, product
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from gametheory.core.tiered_game import Deviation
from gametheory.errors import UnsupportedGameError
from gametheory.studies.tiers.count_conditions import CountCondition, GainTest

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from gametheory.array_types import BooleanArray, FloatArray, IndexArray
    from gametheory.core.tiered_game import Counts, Slopes, TieredGame
    from gametheory.models.tier_payoffs import TierFormulas

MOST_BOXES = 30_000
"""Boxes that are looked at before the search is given up."""
MOST_OPEN = 4_000
"""Boxes that are open at a time."""
MOST_PIECES = 8
"""Into which a box is cut where few are open."""
NARROWEST = 2.0**-12
"""Share of the range below which counts are cut, not values."""
NARROW = 16
"""Multiple of it that is narrow for boxes in which several tiers, or three actions of one, split."""
MOST_NARROW = 300
"""Such boxes, of which more are left undecided."""
WIDEST = 0.251
"""Share of the range above which values are cut first of all: products of values and counts are bounded badly else."""
MOST_SELLERS = 64
"""Of a tier, up to which count vectors are told apart wherever nothing else decides."""
_SLACK = 1e-13
"""More than all rounding in a sum of products of floats, relative to the sum of their sizes."""
_JUMP = 1e200
"""Stands for an infinite slope where boxes are cut."""


class _Gains(NamedTuple):
    """Bounds on gains over boxes.

    Parameters
    ----------
    lower, upper
        Shape ``[deviation, box]``.
    needed
        Whether somebody can make the deviation, everywhere in a box or nowhere.
    """

    lower: FloatArray
    upper: FloatArray
    needed: BooleanArray

    @property
    def is_somebody_better_off(self) -> BooleanArray:
        """Whether somebody gains everywhere in a box."""
        is_gaining: BooleanArray = np.any(self.needed & (self.lower > 0), axis=0)
        return is_gaining

    @property
    def asked(self) -> BooleanArray:
        """Which gains may be above 0 somewhere in a box."""
        return self.needed & ~(self.upper <= 0)


class CountLine:
    """Counts and values of a parameter at which nobody gains, while the single players keep to their actions.

    Parameters
    ----------
    game
        The game at any value of the parameter.
    payoffs
        Its payoffs with the parameter varying.
    taken
        Action of each single player; None for tiers.
    committed
        Single players who have no choice any more.
    tick
        Called at each step.
    is_listed
        Whether count vectors are told apart, all of them.

    Notes
    -----
    A box holds counts and a range of the parameter. It is thrown away where someone gains all over it, or where the
    gain of a change and that of its opposite add up to more than 0, so that not both can be none. A box of one tier's
    counts at two actions in which the gain falls as more go over holds an equilibrium exactly where the gain is not
    above 0 at its end and not below 0 before its beginning: two signs of functions of the parameter. So do boxes of
    one count vector. All others are cut, along a count or along the parameter.
    """

    def __init__(
        self,
        game: TieredGame,
        payoffs: TierFormulas,
        taken: Sequence[int | None],
        *,
        committed: Collection[int],
        tick: Callable[[], object],
        is_listed: bool = False,
    ) -> None:
        self._game, self._taken, self._tick, self._is_listed = game, tuple(taken), tick, is_listed
        self._starts = np.concatenate(([0], np.cumsum(game.num_actions))).tolist()
        self._deviations = [one for one in self._all_deviations() if one.player not in committed]
        place = {(one.player, one.current, one.other): index for index, one in enumerate(self._deviations)}
        self._current = np.array([self._starts[one.player] + one.current for one in self._deviations], dtype=np.intp)
        swaps = [
            (index, place[one.player, one.other, one.current])
            for index, one in enumerate(self._deviations)
            if one.current < one.other and (one.player, one.other, one.current) in place
        ]
        self._swaps = np.array(swaps, dtype=np.intp).reshape(-1, 2)
        self._bounds = payoffs.gain_bounds(self._taken, self._deviations)
        self._swap_bounds = payoffs.swap_bounds(self._taken, [self._deviations[first] for first, _ in swaps])
        self._found: list[CountCondition] = []
        self.num_boxes = 0
        self.undecided: list[tuple[Fraction, Fraction]] = []

    def conditions(self, low: Fraction, high: Fraction) -> list[CountCondition]:
        """Return which counts are equilibria where in a range; elsewhere in it there are none, proved.

        Raises
        ------
        UnsupportedGameError
            If too many boxes stay open.
        """
        self._found = []
        ends = _float_below(low), _float_above(high)
        narrowest = (ends[1] - ends[0]) * NARROWEST
        boxes = self._faces(*ends)
        while boxes[0].shape[1]:
            self._tick()
            self.num_boxes += boxes[0].shape[1]
            if self.num_boxes > MOST_BOXES or boxes[0].shape[1] > MOST_OPEN:
                raise UnsupportedGameError(
                    f"there are equilibria in which several tiers, or three actions of one, split, so that more than "
                    f"{MOST_OPEN:,} ranges of counts would have to be told apart"
                )
            boxes = self._pieces(self._open_after(*boxes), narrowest)
        return _joined(self._found, low, high)

    def _all_deviations(self) -> Iterator[Deviation]:
        for player, (number, chosen) in enumerate(zip(self._game.num_actions, self._taken, strict=True)):
            for current in range(number) if chosen is None else (chosen,):
                yield from (Deviation(player, current, other) for other in range(number) if other != current)

    def _faces(self, least: float, most: float) -> tuple[FloatArray, FloatArray]:
        """Return one box for each choice of the actions that are chosen by anybody, over the whole range."""
        sides = []
        for number, count, chosen in zip(self._game.num_actions, self._game.counts, self._taken, strict=True):
            supports = [
                support
                for size in range(1, min(number, count) + 1)
                for support in combinations(range(number), size)
                if chosen in (None, *support) and (chosen is None or size == 1)
            ]
            sides.append(
                [
                    [
                        (count if size == 1 else 1, count - size + 1) if action in support else (0, 0)
                        for action in range(number)
                    ]
                    for support in supports
                    for size in [len(support)]
                ]
            )
        faces = [[*(end for side in face for end in side), (least, most)] for face in product(*sides)]
        array = np.array(faces, dtype=np.float64)
        return array[:, :, 0].T.copy(), array[:, :, 1].T.copy()

    def _open_after(self, low: FloatArray, high: FloatArray) -> tuple[FloatArray, FloatArray, FloatArray]:
        """Note what boxes say; return those that are open, and how much gains change along each side of them."""
        if not self._deviations:
            self._note(low, high, np.zeros((0, low.shape[1]), dtype=bool))
            return low[:, :0], high[:, :0], low[:, :0]
        bounds = self._bounds.enclose(low, high)
        gains = _Gains(bounds.lower, bounds.upper, low[self._current] >= 1)
        low, high, gains = _kept(low, high, gains, ~gains.is_somebody_better_off)
        is_single = (low[:-1] == high[:-1]).all(axis=0)
        self._note(low[:, is_single], high[:, is_single], gains.asked[:, is_single])
        low, high, gains = _kept(low, high, gains, ~is_single)
        swaps = self._swap_bounds.enclose(low, high)
        first, second = self._swaps.T
        is_swapped = np.any(gains.needed[first] & gains.needed[second] & (swaps.lower > 0), axis=0)
        low, high, gains = _kept(low, high, gains, ~is_swapped)
        if not low.shape[1]:
            return low, high, low
        return self._by_slopes((low, high), gains, swaps.upper[:, ~is_swapped])

    def _by_slopes(
        self, boxes: tuple[FloatArray, FloatArray], gains: _Gains, swaps: FloatArray
    ) -> tuple[FloatArray, FloatArray, FloatArray]:
        """Note and drop boxes that gains at their centers and slopes decide; return the others and their changes."""
        low, high = boxes
        pairs = self._pairs(low, high)
        least, most = self._begun_earlier(low, high, pairs)
        slopes = self._bounds.slopes(least, most)
        lower, upper = self._mean_values(low, high, slopes)
        gains = _Gains(np.fmax(gains.lower, lower), np.fmin(gains.upper, upper), gains.needed)
        is_decided = gains.is_somebody_better_off
        asked = gains.asked
        for box in np.flatnonzero(~is_decided).tolist():
            if pairs[box] >= 0:
                going = self._swaps[pairs[box], 0]
                fall, rise = self._slope_along(slopes, box, going, going)
                is_falling = rise <= 0 or swaps[pairs[box], box] <= 0
                is_decided[box] = fall > 0 or (
                    is_falling and not self._is_listed and self._is_pair_noted(boxes, asked, slopes, (box, pairs[box]))
                )
            elif not asked[:, box].any() and not self._is_listed:
                self._add((low[-1, box], high[-1, box]), self._counts(low[:-1, box]), ())
                is_decided[box] = True
        size = np.maximum(np.abs(slopes.lower), np.abs(slopes.upper))
        size = np.where(np.isfinite(size), size, _JUMP)
        changes = np.where(asked[:, None, :], size * (high - low), 0.0).max(axis=0)
        return low[:, ~is_decided], high[:, ~is_decided], changes[:, ~is_decided]

    def _pairs(self, low: FloatArray, high: FloatArray) -> IndexArray:
        """Return for each box which swap is between the only two counts that are open in it; -1 where there is none."""
        is_open = low[:-1] < high[:-1]
        pairs = np.full(low.shape[1], -1)
        is_pair = is_open.sum(axis=0) == 2
        for number, (first, _) in enumerate(self._swaps):
            here, there = self._places(first)
            pairs[is_pair & is_open[here] & is_open[there]] = number
        return pairs

    def _begun_earlier(self, low: FloatArray, high: FloatArray, pairs: IndexArray) -> tuple[FloatArray, FloatArray]:
        """Return boxes in which boxes of a pair begin with one seller less at the second action."""
        least, most = low.copy(), high.copy()
        for number, (first, _) in enumerate(self._swaps):
            here, there = self._places(first)
            most[here, pairs == number] += 1
            least[there, pairs == number] -= 1
        return least, most

    def _places(self, index: int) -> tuple[int, int]:
        """Return the places of a deviation's actions."""
        one = self._deviations[index]
        start = self._starts[one.player]
        return start + one.current, start + one.other

    def _slope_along(self, slopes: Slopes, box: int, index: int, going: int) -> tuple[float, float]:
        """Return bounds on how a gain changes with one more seller who has gone over by a deviation."""
        here, there = self._places(going)
        return (
            float(slopes.lower[index, there, box] - slopes.upper[index, here, box]),
            float(slopes.upper[index, there, box] - slopes.lower[index, here, box]),
        )

    def _is_pair_noted(
        self, boxes: tuple[FloatArray, FloatArray], asked: BooleanArray, slopes: Slopes, at: tuple[int, int]
    ) -> bool:
        """Note a box in which a gain falls; return whether that could be done, as no other gain in doubt changes."""
        low, high = boxes
        box, pair = at
        going, back = self._swaps[pair]
        others = [index for index in np.flatnonzero(asked[:, box]).tolist() if index not in (going, back)]
        if any(self._slope_along(slopes, box, index, going) != (0.0, 0.0) for index in others):
            return False
        here, there = self._places(going)
        last, first = low[:-1, box].copy(), low[:-1, box].copy()
        last[there], first[here] = high[there, box], high[here, box]
        tests = [
            GainTest(self._deviations[index], self._counts(counts))
            for index, counts in ((going, last), (back, first), *((other, last) for other in others))
            if asked[index, box]
        ]
        self._add((low[-1, box], high[-1, box]), self._counts(last), tuple(tests), is_single=False)
        return True

    def _note(self, low: FloatArray, high: FloatArray, asked: BooleanArray) -> None:
        """Note boxes of one count vector each, with the gains that are not known to be none."""
        for box in range(low.shape[1]):
            counts = self._counts(low[:-1, box])
            tests = tuple(GainTest(self._deviations[index], counts) for index in np.flatnonzero(asked[:, box]))
            self._add((low[-1, box], high[-1, box]), counts, tests)

    def _add(
        self, ends: tuple[float, float], counts: Counts, tests: tuple[GainTest, ...], *, is_single: bool = True
    ) -> None:
        support = tuple(tuple(action for action, count in enumerate(own) if count) for own in counts)
        low, high = (Fraction(float(end)) for end in ends)
        self._found.append(CountCondition(low, high, support, counts if is_single else None, tests))

    def _mean_values(self, low: FloatArray, high: FloatArray, slopes: Slopes) -> tuple[FloatArray, FloatArray]:
        """Return bounds on the gains from those at the centers and the slopes."""
        middle = (low + high) / 2
        middle[:-1] = np.floor(middle[:-1])
        at_center = self._bounds.enclose(middle, middle)
        down, up = low - middle, high - middle
        with np.errstate(all="ignore"):
            ends = [slope * side for slope in (slopes.lower, slopes.upper) for side in (down, up)]
            is_fixed = low == high
            least = np.where(is_fixed, 0.0, np.minimum.reduce(ends)).sum(axis=1)
            most = np.where(is_fixed, 0.0, np.maximum.reduce(ends)).sum(axis=1)
            sizes = np.where(is_fixed, 0.0, np.maximum.reduce([np.abs(end) for end in ends])).sum(axis=1)
            slack = _SLACK * (sizes + np.abs(at_center.lower) + np.abs(at_center.upper))
            return at_center.lower + least - slack, at_center.upper + most + slack

    def _pieces(
        self, boxes: tuple[FloatArray, FloatArray, FloatArray], narrowest: float
    ) -> tuple[FloatArray, FloatArray]:
        """Return each box cut where gains change most, into more pieces the fewer boxes there are."""
        low, high, changes = self._decidable(boxes, narrowest)
        every = np.arange(low.shape[1])
        if not len(every):
            return low, high
        widths = high - low
        scores = np.where(widths > 0, changes + widths * 1e-30, -1.0)
        is_pair = (widths[:-1] > 0).sum(axis=0) == 2
        scores[-1, (widths[-1] < narrowest) & is_pair] = -1.0
        scores[-1, widths[-1] > narrowest * (WIDEST / NARROWEST)] = np.inf
        cut = scores.argmax(axis=0)
        is_value = cut == len(low) - 1
        number = min(MOST_PIECES, max(2, 400 // len(every)))
        begin, width = low[cut, every], widths[cut, every]
        pieces = []
        for piece in range(number):
            is_last = piece + 1 == number
            starts = begin + np.where(is_value, width * (piece / number), (width + 1) * piece // number)
            ends = begin + np.where(is_value, width * ((piece + 1) / number), (width + 1) * (piece + 1) // number - 1)
            own = low.copy(), high.copy()
            own[0][cut, every] = starts
            own[1][cut, every] = high[cut, every] if is_last else ends
            pieces.append([end[:, starts <= ends] for end in own])
        joined = (np.concatenate(ends, axis=1) for ends in zip(*pieces, strict=True))
        return self._tightened(*joined)

    def _decidable(
        self, boxes: tuple[FloatArray, FloatArray, FloatArray], narrowest: float
    ) -> tuple[FloatArray, FloatArray, FloatArray]:
        """Return boxes without those over narrow ranges that hold many counts of several tiers, or of three actions."""
        low, high, changes = boxes
        if self._is_listed or max(self._game.counts) <= MOST_SELLERS:
            return boxes
        is_left = ((low < high)[:-1].sum(axis=0) > 2) & (high[-1] - low[-1] < narrowest * NARROW)
        if is_left.sum() <= MOST_NARROW:
            return boxes
        ranges = zip(low[-1, is_left].tolist(), high[-1, is_left].tolist(), strict=True)
        self.undecided += [(Fraction(start), Fraction(end)) for start, end in ranges]
        return low[:, ~is_left], high[:, ~is_left], changes[:, ~is_left]

    def _tightened(self, low: FloatArray, high: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Return boxes whose ends are taken by counts that add up; without those in which none do."""
        is_possible = np.ones(low.shape[1], dtype=bool)
        for player in self._game.tiers:
            own = slice(self._starts[player], self._starts[player + 1])
            count = self._game.counts[player]
            for _ in range(2):
                least, most = low[own].copy(), high[own].copy()
                low[own] = np.maximum(least, count - (most.sum(axis=0) - most))
                high[own] = np.minimum(most, count - (least.sum(axis=0) - least))
            is_possible &= (low[own] <= high[own]).all(axis=0)
        return low[:, is_possible], high[:, is_possible]

    def _counts(self, places: FloatArray) -> Counts:
        numbers = [int(count) for count in places]
        return tuple(
            tuple(numbers[first:last]) for first, last in zip(self._starts[:-1], self._starts[1:], strict=True)
        )


def _joined(found: Sequence[CountCondition], low: Fraction, high: Fraction) -> list[CountCondition]:
    """Return conditions inside a range; those that ask for the same are one where their ranges meet."""
    joined: list[CountCondition] = []
    for one in sorted(found, key=_order):
        last = joined[-1] if joined else None
        if last is not None and last[2:] == one[2:] and one.low <= last.high:
            joined[-1] = last._replace(high=max(last.high, one.high))
        else:
            joined.append(one)
    inside = (one._replace(low=max(one.low, low), high=min(one.high, high)) for one in joined)
    return [one for one in inside if one.low <= one.high]


def _kept(
    low: FloatArray, high: FloatArray, gains: _Gains, which: BooleanArray
) -> tuple[FloatArray, FloatArray, _Gains]:
    """Return some of the boxes."""
    return (
        low[:, which],
        high[:, which],
        _Gains(gains.lower[:, which], gains.upper[:, which], gains.needed[:, which]),
    )


def _float_below(value: Fraction) -> float:
    """Return a float that is not above a number."""
    nearest = float(value)
    return nearest if Fraction(nearest) <= value else float(np.nextafter(nearest, -np.inf))


def _float_above(value: Fraction) -> float:
    """Return a float that is not below a number."""
    return -_float_below(-value)


def _order(condition: CountCondition) -> tuple[object, ...]:
    """Return what conditions that ask for the same are sorted by, lower ranges first."""
    tests = tuple(
        (*(test.deviation.player, test.deviation.current, test.deviation.other), test.counts)
        for test in condition.tests
    )
    return condition.support, condition.counts or (), tests, condition.low
