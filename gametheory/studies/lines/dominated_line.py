"""Nash regimes on a line of large games of two players, most of whose actions are dominated at each value."""

from __future__ import annotations

from itertools import pairwise
from math import inf
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import numpy as np

from gametheory.errors import UnsupportedGameError
from gametheory.polynomials import RealRoot, Stretch, between
from gametheory.polynomials.enclosed_root import EnclosedRoot
from gametheory.studies.lines.line_regimes import PieceRegimes, RegimeChange, settled
from gametheory.studies.lines.parameter_line import TracedGame
from gametheory.studies.lines.two_player_line import TwoPlayerLine, number_of_minors

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from fractions import Fraction

    from numpy.typing import NDArray

    from gametheory.core.normal_form import NormalFormGame
    from gametheory.polynomials import RationalFunction
    from gametheory.studies.lines.continuous_functions import ContinuousReader, Parts
    from gametheory.studies.lines.line_regimes import AnyRegime
    from gametheory.studies.regimes import Regime

    Floats = NDArray[np.float64]

Kept: TypeAlias = "tuple[tuple[int, ...], tuple[int, ...]]"
"""For each of two players the actions that remain."""
MOST_MINORS = 1_000
"""Minors of what remains up to which it is walked."""
MARGIN = 1e-9
"""By how much an action seems to be dominated before that is proved, as a share of the largest payoff."""

ROUNDING = 2.0**-50
"""How far apart a number and its float are at most, as a share of its size, with room to spare."""


class _Region(NamedTuple):
    """An interval on which eliminations hold, and what remains."""

    low: RealRoot
    high: RealRoot
    kept: Kept


class DominatedLine:
    """Elimination guessed in floats and proved on intervals, then the walk over what remains.

    Parameters
    ----------
    game
        Of two players; gives the names.
    reader
        Reads continuous functions on a range.
    payoffs
        Shape ``[player, a_0, a_1]``.

    Notes
    -----
    An action is left out on an interval where another one pays more against all that remains. The difference of two
    payoffs is looked at once for the whole range: where it changes its sign is kept.
    """

    def __init__(
        self, game: NormalFormGame, reader: ContinuousReader, payoffs: Sequence[Sequence[Sequence[Parts]]]
    ) -> None:
        self._game, self._reader, self._payoffs = game, reader, payoffs
        self._floats = _FloatPayoffs(payoffs)
        self._gains: dict[tuple[int, int, int], list[_Gain | None]] = {}
        self._used = [np.zeros((size, size), dtype=bool) for size in game.num_actions]
        self._walks: dict[Kept, TwoPlayerLine] = {}
        self.breakpoints = sorted(
            {
                id(part.high): part.high for table in payoffs for row in table for parts in row for part in parts[:-1]
            }.values()
        )

    @property
    def notes(self) -> tuple[str, ...]:
        """Nothing: every equilibrium is in the regimes."""
        return ()

    def regimes(self, tick: Callable[[], object]) -> PieceRegimes:
        """Return all regimes between the ends of the range.

        Raises
        ------
        UnsupportedGameError
            If too much remains somewhere.
        """
        changes: list[RegimeChange] = []
        first: AnyRegime = None
        before: Regime | None = None
        num_polynomials = num_candidates = 0
        regions = self._regions(tick)
        for region in regions:
            for piece in self._pieces(region):
                walked = self._walk(region.kept).on_piece(piece, tick)
                begins = settled(walked.first)
                if before is None:
                    first = begins
                else:
                    num_candidates += 1
                    at = self.at_value(piece.low, tick)
                    if at != before or at != begins:
                        changes.append(RegimeChange(piece.low, at, begins or ()))
                changes += walked.changes
                before = settled(changes[-1].after) if walked.changes else begins
                num_polynomials += walked.num_polynomials
                num_candidates += walked.num_candidates
        num_gains = sum(gain is not None for gains in self._gains.values() for gain in gains)
        return PieceRegimes(first or (), tuple(changes), num_polynomials + num_gains, num_candidates)

    def at_value(self, root: RealRoot, tick: Callable[[], object]) -> Regime:
        """Return the regime at one value; errors are those of `regimes`."""
        tick()
        kept, _ = self._remaining(root)
        return self._walk(kept).at_value(root, self._restricted(kept, root), tick)

    def _regions(self, tick: Callable[[], object]) -> list[_Region]:
        """Return the range cut into intervals on which eliminations hold."""
        found: list[_Region] = []
        waiting = [self._reader.ends]
        while waiting:
            tick()
            low, high = waiting.pop()
            sample = RealRoot.rational(between(low, high))
            kept, (start, end) = self._remaining(sample)
            start, end = max(start, low), min(end, high)
            if sample in (start, end):
                # some difference is 0 at the sample: go on to both sides of it
                waiting += [(low, sample), (sample, high)]
                continue
            found.append(_Region(start, end, kept))
            waiting += [(low, start)] if start > low else []
            waiting += [(end, high)] if end < high else []
        return sorted(found, key=lambda region: region.low)

    def _pieces(self, region: _Region) -> list[Stretch[TracedGame]]:
        """Return a region cut where a payoff that remains has another form."""
        inside = [
            part.high
            for table in self._payoffs
            for action in region.kept[0]
            for other in region.kept[1]
            for part in table[action][other][:-1]
            if region.low < part.high < region.high
        ]
        borders = [region.low]
        for root in sorted(inside):
            if root > borders[-1]:
                borders.append(root)
        pieces = []
        for low, high in pairwise([*borders, region.high]):
            sample = between(low, high)
            pieces.append(Stretch(low, high, sample, self._restricted(region.kept, RealRoot.rational(sample))))
        return pieces

    def _remaining(self, value: RealRoot) -> tuple[Kept, tuple[RealRoot, RealRoot]]:
        """Return what remains at a value, and the interval around it on which that is proved."""
        around = _Around(value, *self._reader.ends)
        kept = [set(range(size)) for size in self._game.num_actions]
        for steps in _guessed(self._floats.at(float(value)), self._used):
            dominated = []
            for player, action, better in steps:
                if better not in kept[player]:
                    continue
                self._used[player][better, action] = True
                if around.are_positive(self._gains_of(player, action, better, kept[1 - player])):
                    dominated.append((player, action))
            for player, action in dominated:
                kept[player].discard(action)
        first, second = (tuple(sorted(actions)) for actions in kept)
        return (first, second), around.ends

    def _gains_of(self, player: int, action: int, better: int, others: Iterable[int]) -> Iterator[_Gain]:
        """Yield what one action gains over another one against some of the opponent's."""
        key = player, action, better
        if key not in self._gains:
            self._gains[key] = [None] * self._game.num_actions[1 - player]
        known = self._gains[key]
        for other in others:
            gain = known[other]
            if gain is None:
                table = self._payoffs[player]
                own, best = (table[one][other] if player == 0 else table[other][one] for one in (action, better))
                gain = known[other] = _Gain(*self._reader.signs_of_difference(best, own))
            yield gain

    def _walk(self, kept: Kept) -> TwoPlayerLine:
        """Return the walk over what remains, whose regimes have the names of the whole game."""
        if kept not in self._walks:
            if number_of_minors(*map(len, kept)) > MOST_MINORS:
                raise UnsupportedGameError(
                    f"exact thresholds need at most {MOST_MINORS:,} bordered minors of what strict dominance leaves, "
                    f"got {len(kept[0])} x {len(kept[1])} actions"
                )
            names = [
                [names[action] for action in actions] for names, actions in zip(self._game.actions, kept, strict=True)
            ]
            self._walks[kept] = TwoPlayerLine(self._game.players, names)
        return self._walks[kept]

    def _restricted(self, kept: Kept, value: RealRoot) -> TracedGame:
        """Return the game of the actions that remain, as it is next to a value or at it."""
        payoffs = np.empty((2, *map(len, kept)), dtype=object)
        for player, table in enumerate(self._payoffs):
            for row, action in enumerate(kept[0]):
                for column, other in enumerate(kept[1]):
                    payoffs[player, row, column] = _function_at(table[action][other], value)
        return TracedGame(self._game, payoffs)


class _End(NamedTuple):
    """An end of an interval, and floats between which it lies."""

    root: EnclosedRoot
    bottom: float
    top: float

    @classmethod
    def of(cls, root: EnclosedRoot) -> _End:
        """Return a number as an end."""
        low, high = map(float, root.interval)
        margin = ROUNDING * (abs(low) + abs(high))
        return cls(root, low - margin, high + margin)


class _Gain:
    """Where a difference of payoffs changes its sign: the numbers, the signs there, and those between."""

    __slots__ = ("at", "ends", "signs")

    def __init__(self, borders: Sequence[tuple[EnclosedRoot, int]], signs: Sequence[int]) -> None:
        self.ends: list[_End] = []
        self.at: list[int] = []
        self.signs = [signs[0]]
        for (root, sign), after in zip(borders, signs[1:], strict=True):
            # a border of parts at which the sign stays is none
            if not sign == after == self.signs[-1]:
                self.ends.append(_End.of(root))
                self.at.append(sign)
                self.signs.append(after)


class _Around:
    """An interval around a value, which becomes smaller with each thing that is to hold on it.

    Parameters
    ----------
    value
        Inside.
    low, high
        Its ends at first.
    """

    def __init__(self, value: RealRoot, low: RealRoot, high: RealRoot) -> None:
        self.value = value
        self._low, self._high = _End(EnclosedRoot.of(low), -inf, -inf), _End(EnclosedRoot.of(high), inf, inf)
        middle = float(value)
        margin = 2 * ROUNDING * abs(middle)
        self._bottom, self._top = middle - margin, middle + margin

    @property
    def ends(self) -> tuple[RealRoot, RealRoot]:
        """Ends of the interval."""
        return self._low.root.root, self._high.root.root

    def are_positive(self, gains: Iterable[_Gain]) -> bool:
        """Whether gains are positive at the value; if so, cut the interval to where they are."""
        low, high = self._low, self._high
        for gain in gains:
            ends = gain.ends
            if not ends:
                if gain.signs[0] <= 0:
                    return False
                continue
            place = self._place(ends)
            if place < 0:
                if gain.at[~place] <= 0:
                    return False
                value = EnclosedRoot.of(self.value)
                low, high = _End(value, inf, inf), _End(value, -inf, -inf)
                continue
            if gain.signs[place] <= 0:
                return False
            low, high = _cut(low, high, ends, place)
        self._low, self._high = low, high
        return True

    def _place(self, ends: Sequence[_End]) -> int:
        """Return the number of roots below the value; the inverse of that where it is a root itself."""
        for place, end in enumerate(ends):
            if self._top < end.bottom:
                return place
            if self._bottom <= end.top:
                order = end.root.root.compare(self.value)
                if order >= 0:
                    return place if order else ~place
        return len(ends)


def _cut(low: _End, high: _End, ends: Sequence[_End], place: int) -> tuple[_End, _End]:
    """Return the ends of an interval, or the numbers next to a place where these are nearer."""
    if place:
        end = ends[place - 1]
        if end.top > low.bottom and (end.bottom > low.top or end.root.root > low.root.root):
            low = end
    if place < len(ends):
        end = ends[place]
        if end.bottom < high.top and (end.top < high.bottom or end.root.root < high.root.root):
            high = end
    return low, high


def _function_at(parts: Parts, value: RealRoot) -> RationalFunction:
    """Return the function that holds at a value."""
    return next((part.function for part in parts[:-1] if value <= part.high), parts[-1].function)


class _FloatPayoffs:
    """Payoffs in floats at any value: quotients of polynomials, the parts side by side."""

    def __init__(self, payoffs: Sequence[Sequence[Sequence[Parts]]]) -> None:
        cells = [parts for table in payoffs for row in table for parts in row]
        self._shape = len(payoffs), len(payoffs[0]), len(payoffs[0][0])
        most = max(map(len, cells))
        functions = {id(part.function): part.function for parts in cells for part in parts}
        place_of = {key: place for place, key in enumerate(functions)}
        self._tops = _coefficients([function.numerator.coefficients for function in functions.values()])
        self._bottoms = _coefficients([function.denominator.coefficients for function in functions.values()])
        self._highs = np.full((len(cells), most - 1), np.inf)
        self._places = np.zeros((len(cells), most), dtype=np.int64)
        for number, parts in enumerate(cells):
            self._highs[number, : len(parts) - 1] = [float(part.high) for part in parts[:-1]]
            self._places[number, : len(parts)] = [place_of[id(part.function)] for part in parts]

    def at(self, value: float) -> Floats:
        """Return the payoffs at a value, shape ``[player, a_0, a_1]``."""
        numbers = _evaluated(self._tops, value) / _evaluated(self._bottoms, value)
        parts = (self._highs < value).sum(axis=1)
        found: Floats = numbers[self._places[np.arange(len(parts)), parts]].reshape(self._shape)
        return found


def _coefficients(polynomials: Sequence[Sequence[Fraction]]) -> Floats:
    """Return coefficients as floats, the constants first."""
    table = np.zeros((max(map(len, polynomials)) or 1, len(polynomials)))
    for number, coefficients in enumerate(polynomials):
        table[: len(coefficients), number] = [float(coefficient) for coefficient in coefficients]
    return table


def _evaluated(coefficients: Floats, value: float) -> Floats:
    total: Floats = coefficients[-1].copy()
    for row in coefficients[-2::-1]:
        total = total * value + row
    return total


def _guessed(payoffs: Floats, used: Sequence[NDArray[np.bool_]]) -> list[list[tuple[int, int, int]]]:
    """Return round by round which player's actions seem to be dominated by which others.

    Pairs that were used before, ``[better, action]`` for each player, come first: their gains are known.
    """
    kept = [np.arange(size) for size in payoffs.shape[1:]]
    margin = MARGIN * float(np.abs(payoffs).max())
    rounds: list[list[tuple[int, int, int]]] = []
    while True:
        tables = payoffs[0][np.ix_(*kept)], payoffs[1][np.ix_(*kept)].T
        steps: list[tuple[int, int, int]] = []
        left = []
        for player, table in enumerate(tables):
            gains = (table[:, None, :] - table[None, :, :]).min(axis=2)
            own = kept[player]
            is_better = gains > margin
            is_dominated = is_better.any(axis=0)
            known = is_better & used[player][np.ix_(own, own)]
            best = np.where(known.any(axis=0), np.where(known, gains, -np.inf).argmax(axis=0), gains.argmax(axis=0))
            steps += [(player, int(own[place]), int(own[best[place]])) for place in np.flatnonzero(is_dominated)]
            left.append(own[~is_dominated])
        if not steps:
            return rounds
        rounds.append(steps)
        kept = left
