"""All Nash regimes of a two-player normal form on a line: a walk over the roots of its bordered minors."""

from __future__ import annotations

from fractions import Fraction
from math import comb, lcm
from typing import TYPE_CHECKING

from gametheory.errors import UnsupportedGameError
from gametheory.kernels.bordered_minors import bits, bordered_minors
from gametheory.models.formulas.degrees import MAX_DEGREE
from gametheory.polynomials import Polynomial
from gametheory.studies.lines.extreme_pairs import ExtremePairs, named_regime
from gametheory.studies.lines.labelled_vertices import LabelledVertices
from gametheory.studies.lines.line_regimes import PieceRegimes, RegimeChange
from gametheory.studies.lines.minor_charts import minor_chart

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from gametheory.core.players import Player
    from gametheory.polynomials import RationalFunction, RealRoot
    from gametheory.studies.lines.extreme_pairs import MaskRegime
    from gametheory.studies.lines.minor_charts import MinorChart
    from gametheory.studies.lines.parameter_line import Piece, TracedGame
    from gametheory.studies.regimes import Regime

    Key = tuple[int, int]

MOST_MINORS = 40_000
"""Minors of both players up to which a game is walked."""


def number_of_minors(rows: int, columns: int) -> int:
    """Return the number of bordered minors of both players.

    Examples
    --------
    >>> number_of_minors(2, 3), number_of_minors(8, 8)
    (15, 22880)
    """
    return comb(rows + columns, rows + 1) + comb(rows + columns, columns + 1)


class TwoPlayerLine:
    """The walk for one model.

    Parameters
    ----------
    players
        Both.
    actions
        Names of each player's actions.

    Raises
    ------
    UnsupportedGameError
        If there are more than ``MOST_MINORS`` minors.
    """

    def __init__(self, players: Sequence[Player], actions: Sequence[Sequence[str]]) -> None:
        self._players, self._actions = players, actions
        self._num_actions = rows, columns = len(actions[0]), len(actions[1])
        num_minors = number_of_minors(rows, columns)
        if num_minors > MOST_MINORS:
            raise UnsupportedGameError(
                f"exact thresholds need at most {MOST_MINORS:,} bordered minors, got {num_minors:,} "
                f"({rows} x {columns} actions)"
            )
        self._last: tuple[TracedGame, list[tuple[RealRoot, MaskRegime]]] | None = None

    @property
    def notes(self) -> tuple[str, ...]:
        """Nothing: every equilibrium is in the regimes."""
        return ()

    def on_piece(self, piece: Piece, tick: Callable[[], object]) -> PieceRegimes:
        """Return all regimes on a piece: between neighboring roots of the minors nothing can change.

        Raises
        ------
        UnsupportedGameError
            If a minor's degree may be above ``MAX_DEGREE``.
        """
        first, second = (self._entries(player, piece.content, piece.sample) for player in range(2))
        minors = minor_chart((first, second), piece.low, piece.high, tick)
        walk = _Walk(minors, self._num_actions)
        at_low = walk.at_end(minors.zeros_at_ends[0], walk.first)
        changes = walk.changes(tick)
        at_high = walk.at_end(minors.zeros_at_ends[1], changes[-1][2] if changes else walk.first)
        self._last = piece.content, [(piece.low, at_low), (piece.high, at_high)]
        signs = minors.chart.signs
        parts = signs[: len(minors.keys[0])], signs[len(minors.keys[0]) :]
        zero = [
            [key for key, sign in zip(keys, part, strict=True) if not sign]
            for keys, part in zip(minors.keys, parts, strict=True)
        ]
        return PieceRegimes(
            self._named(walk.first),
            tuple(RegimeChange(root, self._named(at), self._named(after)) for root, at, after in changes),
            minors.num_polynomials,
            len(minors.chart.crossings),
            (*self._ties(zero[0], 0), *self._ties(zero[1], 1)),
        )

    def at_value(self, root: RealRoot, traced: TracedGame, tick: Callable[[], object]) -> Regime:
        """Return the regime at one value."""
        if self._last is not None and traced is self._last[0]:
            for end, regime in self._last[1]:
                if end is root:
                    return self._named(regime)
        sides = []
        for player, (rows, columns) in enumerate((self._num_actions, self._num_actions[::-1])):
            if root.value is None:
                minors = bordered_minors(self._entries(player, traced, root), Polynomial([1]), tick=tick)
                signs = {key: root.sign_of(minor) for key, minor in minors.items()}
            else:
                numbers = bordered_minors(_integers(opponent_payoffs(player, traced), root.value), 1, tick=tick)
                signs = {key: (minor > 0) - (minor < 0) for key, minor in numbers.items()}
            sides.append(LabelledVertices(rows, columns, signs))
        return self._named(ExtremePairs(*sides).regime())

    def _named(self, masks: MaskRegime) -> Regime:
        return named_regime(masks, self._players, self._actions)

    def _entries(self, player: int, traced: TracedGame, near: Fraction | RealRoot) -> list[list[Polynomial]]:
        """Return polynomials whose minors judge the mixtures of a player: the opponent's payoffs."""
        entries = ordering_polynomials(opponent_payoffs(player, traced), near)
        degree = max(entry.degree for row in entries for entry in row)
        if degree * min(self._num_actions) > MAX_DEGREE:
            raise UnsupportedGameError(
                f"exact thresholds need minors of degree at most {MAX_DEGREE:,}, got payoffs of degree {degree:,} "
                f"with {min(self._num_actions)} actions"
            )
        return entries

    def _ties(self, zero: Sequence[Key], player: int) -> list[str]:
        """Return sentences for the smallest ones of a player's minors that are 0 everywhere."""
        smallest = [key for key in zero if not any(_is_inside(other, key) for other in zero)]
        mixing, replying = self._players[player], self._players[1 - player]
        sentences = []
        for rows, columns in smallest:
            against = " and ".join(self._actions[player][row] for row in bits(rows))
            replies = " and ".join(self._actions[1 - player][column] for column in bits(columns))
            if rows.bit_count() == 1:
                sentences.append(f"{replying.label} gets the same from {replies} against {against}")
            else:
                sentences.append(
                    f"a mixture of {against} by {mixing.label} at which all but one of {replies} tie for "
                    f"{replying.label} makes all of them tie"
                )
        return sentences


class _Walk:
    """Goes from root to root and keeps the extreme equilibria up to date."""

    def __init__(self, minors: MinorChart, num_actions: tuple[int, int]) -> None:
        first, second = minors.keys
        self._chart, self._keys, self._num_first = minors.chart, [*first, *second], len(first)
        self._signs = list(self._chart.signs)
        rows, columns = num_actions
        own, other = self._split(range(len(self._keys)))
        self._sides = LabelledVertices(rows, columns, own), LabelledVertices(columns, rows, other)
        self._pairs = ExtremePairs(*self._sides)
        self.first = self._pairs.regime()

    def changes(self, tick: Callable[[], object]) -> list[tuple[RealRoot, MaskRegime, MaskRegime]]:
        """Return the roots at which the regime is not that before, with the regimes at and after them.

        Where none of the minors that make a pair a vertex is 0, all vertices stay what they are, and no other comes:
        those that come somewhere are next to a vertex that another pair made before.
        """
        found, current = [], self.first
        for crossing in self._chart.crossings:
            tick()
            if not self._is_concerned(crossing.zeros):
                for place in crossing.flips:
                    self._signs[place] = -self._signs[place]
                    self._side(place).note(self._keys[place], self._signs[place])
                continue
            flips = {place: -self._signs[place] for place in crossing.flips}
            back = {place: flips.get(place, self._signs[place]) for place in crossing.zeros}
            at = self._moved(dict.fromkeys(crossing.zeros, 0), current)
            after = self._moved(back, at)
            if at != current or after != current:
                found.append((crossing.root, at, after))
            current = after
        return found

    def at_end(self, zeros: Sequence[int], current: MaskRegime) -> MaskRegime:
        """Return the regime at the end of the piece where the walk is, at which some minors are 0."""
        if not self._is_concerned(zeros):
            return current
        back = {place: self._signs[place] for place in zeros}
        at = self._moved(dict.fromkeys(zeros, 0), current)
        self._moved(back, at)
        return at

    def _is_concerned(self, places: Iterable[int]) -> bool:
        """Whether one of some minors is among those that make a pair a vertex."""
        return any(self._side(place).depends_on(self._keys[place]) for place in places)

    def _side(self, place: int) -> LabelledVertices:
        """Return the vertices that the signs of a minor tell."""
        return self._sides[place >= self._num_first]

    def _moved(self, signs: dict[int, int], current: MaskRegime) -> MaskRegime:
        """Take over new signs and return the regime."""
        for place, sign in signs.items():
            self._signs[place] = sign
        return self._pairs.regime() if self._pairs.change(*self._split(signs)) else current

    def _split(self, places: Iterable[int]) -> tuple[dict[Key, int], dict[Key, int]]:
        """Return the signs at some places, those of the first player's mixtures and of the second's."""
        first: dict[Key, int] = {}
        second: dict[Key, int] = {}
        for place in places:
            (first if place < self._num_first else second)[self._keys[place]] = self._signs[place]
        return first, second


def _is_inside(smaller: Key, larger: Key) -> bool:
    """Whether a minor takes some of the rows and columns of another one."""
    return smaller != larger and not (smaller[0] & ~larger[0] or smaller[1] & ~larger[1])


def opponent_payoffs(player: int, traced: TracedGame) -> list[list[RationalFunction]]:
    """Return the opponent's payoffs, the player's actions as rows."""
    payoffs = traced.payoffs[1 - player]
    return list((payoffs if player == 0 else payoffs.T).tolist())


def _integers(payoffs: list[list[RationalFunction]], value: Fraction) -> list[list[int]]:
    """Return integers that order mixtures' payoffs as they are at a rational."""
    numbers = [[entry(value) for entry in row] for row in payoffs]
    denominator = lcm(*(number.denominator for row in numbers for number in row))
    return [[int((number - row[0]) * denominator) for number in row] for row in numbers]


def ordering_polynomials(payoffs: list[list[RationalFunction]], near: Fraction | RealRoot) -> list[list[Polynomial]]:
    """Return polynomials that order mixtures' payoffs alike: less the first column, times a positive function."""
    rows = [[entry - row[0] for entry in row] for row in payoffs]
    common = Polynomial([1])
    for denominator in {entry.denominator for row in rows for entry in row}:
        common = common * denominator.quotient(common.greatest_common_divisor(denominator))
    sign = common.sign_at(near) if isinstance(near, Fraction) else near.sign_of(common)
    scaled = [[entry.numerator * common.quotient(entry.denominator) for entry in row] for row in rows]
    integers = lcm(*(value.denominator for row in scaled for entry in row for value in entry.coefficients))
    factor = Polynomial([Fraction(sign * integers)])
    return [[entry * factor for entry in row] for row in scaled]
