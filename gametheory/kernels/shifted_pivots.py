"""From an interior point near an equilibrium to that equilibrium, by pivots.

With payoffs above 0, strategies divided by what best replies pay against them are the nonnegative solutions of

    A y + r = 1,    B'x + s = 1,

of which at an equilibrium every action has a probability or a loss of 0. Which of the two that is shows at an interior
point, for nearly all actions. Solved for the others, the basic variables, the equations give an equilibrium if all of
these are nonnegative. Where some are not, a multiple `z` of a shift is added to them, which for `z` = 1 makes them what
they are at the interior point: positive. As `z` falls one after the other becomes 0 and leaves the basis, and the other
variable of the same action enters, as in Lemke's method, until `z` is 0.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from gametheory.kernels.compiled import compiled
from gametheory.kernels.dense_factors import SLICE, lu_factors

if TYPE_CHECKING:
    from collections.abc import Generator

    from numpy.typing import NDArray

    from gametheory.array_types import FloatArray
    from gametheory.kernels.equilibrium_path import Game
    from gametheory.kernels.product_equations import InteriorPoint

    Variables = NDArray[np.intp]
    Strategies = tuple[FloatArray, FloatArray]

SMALLEST_PIVOT = 1e-9
"""Rate, against the largest one, up to which a variable counts as staying as it is."""
TIE = 1e-11
"""How near 0 the multiple of the shift ends a path, and up to which a probability counts as 0."""
PIVOTS_AT_ONCE = 8
"""Pivots between two heartbeats."""


def shifted_pivots(game: Game, point: InteriorPoint, most_pivots: int) -> Generator[None, None, Strategies | None]:
    """The equilibrium to which pivots from a point lead, in floats; None if they lead to none.

    Parameters
    ----------
    game
        Its payoffs, scaled to 0..1.
    point
        An interior point.
    most_pivots
        After which the search ends.

    Yields
    ------
    None
        At least every 0.1 s.
    """
    sides = _sides(point, len(game.row_payoffs))
    tableaux = []
    for player in (0, 1):
        tableau = yield from _tableau(game, point, sides, player)
        if tableau is None:
            return None
        tableaux.append(tableau)
    path = _Path(tableaux, len(point.strategies))
    for number in range(most_pivots):
        if number % PIVOTS_AT_ONCE == 0:
            yield
        if path.is_finished:
            return path.strategies(len(game.row_payoffs))
        if not path.advance():
            return None
    return None


@compiled
def subtract_product(entries: FloatArray, factors: FloatArray, row: FloatArray) -> None:
    """Subtract factors times a row: what BLAS does too, but on more threads than so short a work is worth."""
    for place in range(len(factors)):
        factor = factors[place]
        for column in range(len(row)):
            entries[place, column] -= factor * row[column]


@dataclass(slots=True)
class _Side:
    """Actions of a player: those that are played, as many as of the other player, and the others."""

    played: Variables
    unplayed: Variables


def _sides(point: InteriorPoint, num_rows: int) -> tuple[_Side, _Side]:
    """Return which actions are more likely played than they lose, equally many of both players."""
    clearness = point.strategies / point.losses
    players = np.split(np.arange(len(clearness)), [num_rows])
    size = max(1, min(int((clearness[actions] > 1.0).sum()) for actions in players))
    ordered = [actions[np.argsort(-clearness[actions], kind="stable")] for actions in players]
    first, second = (_Side(np.sort(actions[:size]), np.sort(actions[size:])) for actions in ordered)
    return first, second


@dataclass(slots=True)
class _Tableau:
    """One of the two equations: ``basic + entries @ nonbasic == right``.

    Variables are numbered: probabilities of all actions, losses of all actions, the multiple of the shift.
    """

    entries: FloatArray
    right: FloatArray
    basic: Variables
    nonbasic: Variables

    def exchange(self, row: int, column: int) -> None:
        """Exchange a basic and a nonbasic variable."""
        pivot_row = self.entries[row] / self.entries[row, column]
        pivot_row[column] = 1.0 / self.entries[row, column]
        value = self.right[row] / self.entries[row, column]
        factors = self.entries[:, column].copy()
        factors[row] = 0.0
        self.entries[:, column] = 0.0
        subtract_product(self.entries, factors, pivot_row)
        self.entries[row] = pivot_row
        self.right -= factors * value
        self.right[row] = value
        self.basic[row], self.nonbasic[column] = self.nonbasic[column], self.basic[row]

    def place(self, variable: int) -> int:
        """Return the column of a nonbasic variable, -1 if it is none."""
        places = np.flatnonzero(self.nonbasic == variable)
        return int(places[0]) if places.size else -1


def _tableau(
    game: Game, point: InteriorPoint, sides: tuple[_Side, _Side], player: int
) -> Generator[None, None, _Tableau | None]:
    """The equation of a player's payoffs, solved for what is larger at a point; None if it cannot be."""
    payoffs, own, other = game[player], sides[player], sides[1 - player]
    num_actions = len(point.strategies)
    firsts = (0, len(game.row_payoffs))
    rows, others = own.played - firsts[player], own.unplayed - firsts[player]
    columns, free = other.played - firsts[1 - player], other.unplayed - firsts[1 - player]
    shifted = payoffs + 1.0
    size = len(rows)
    factors = yield from lu_factors(np.asfortranarray(shifted[np.ix_(rows, columns)]))
    if factors is None:
        return None
    yield
    entries = np.empty((len(payoffs), 1 + payoffs.shape[1]))
    rest = shifted[np.ix_(others, columns)]
    right = _solved(np.ones((len(payoffs), 1)), factors, rest)[:, 0]
    basic = np.concatenate([other.played, num_actions + own.unplayed])
    values = np.concatenate([point.strategies, point.losses])[basic] / (1.0 + point.payoffs[player])
    entries[:, 0] = right - values
    width = 1 + int(SLICE / (size * len(payoffs)))
    for start in range(0, payoffs.shape[1], width):
        yield
        wanted = np.arange(start, min(start + width, payoffs.shape[1]))
        part = np.zeros((len(payoffs), len(wanted)))
        is_free = wanted < len(free)
        part[:, is_free] = shifted[np.ix_(np.concatenate([rows, others]), free[wanted[is_free]])]
        part[wanted[~is_free] - len(free), np.flatnonzero(~is_free)] = 1.0
        entries[:, 1 + wanted] = _solved(part, factors, rest)
    nonbasic = np.concatenate([[2 * num_actions], other.unplayed, num_actions + own.played])
    return _Tableau(entries, right, basic, nonbasic)


def _solved(columns: FloatArray, factors: tuple[FloatArray, Any], rest: FloatArray) -> FloatArray:
    """Return columns of the equations, solved for the probabilities of as many actions as there are factors."""
    from scipy.linalg.lapack import dgetrs

    size = len(factors[0])
    top = dgetrs(*factors, columns[:size])[0]
    return np.concatenate([top, columns[size:] - rest @ top])


class _Path:
    """The path on which every action has a probability or a loss of 0, and the shift becomes smaller or larger.

    Parameters
    ----------
    tableaux
        Of the row player's and of the column player's payoffs; the multiple of the shift is no basic variable.
    num_actions
        Of both players.
    """

    def __init__(self, tableaux: list[_Tableau], num_actions: int) -> None:
        self._tableaux = tableaux
        self._num_actions = num_actions
        self._shift = 2 * num_actions
        self._home = 0  # the tableau of which the multiple of the shift is a basic variable
        self._shift_row = -1
        self._entering = self._shift
        self.is_finished = not self._begin()

    def _begin(self) -> bool:
        """Find the smallest multiple at which all variables are nonnegative; return whether it is positive."""
        least = 0.0
        for number, tableau in enumerate(self._tableaux):
            rates = -tableau.entries[:, 0]
            rows = np.flatnonzero(tableau.right < 0.0)
            if not rows.size:
                continue
            multiples = -tableau.right[rows] / rates[rows]
            row = int(np.argmax(multiples))
            if multiples[row] > least:
                least, self._home, self._shift_row = float(multiples[row]), number, int(rows[row])
        if least == 0.0:
            return False
        self._leave(self._tableaux[self._home], self._shift_row, 0)
        return True

    def _leave(self, tableau: _Tableau, row: int, column: int) -> None:
        """Let a basic variable leave; its partner enters next."""
        leaving = int(tableau.basic[row])
        tableau.exchange(row, column)
        self._entering = (leaving + self._num_actions) % (2 * self._num_actions)

    def advance(self) -> bool:
        """Let the next variable enter; return whether the path goes on."""
        home, away = self._tableaux[self._home], self._tableaux[1 - self._home]
        multiple = home.right[self._shift_row]
        shift_column = away.place(self._shift)
        column = home.place(self._entering)
        if column < 0:
            return self._advance_away(away, shift_column, multiple)
        falls = home.entries[:, column]
        row, ratio = _first(home.right, falls)
        to_zero = multiple / falls[self._shift_row] if falls[self._shift_row] > 0.0 else np.inf
        other_row, other_ratio = _first(
            away.right - away.entries[:, shift_column] * multiple,
            -away.entries[:, shift_column] * falls[self._shift_row],
        )
        if min(ratio, other_ratio, to_zero) == np.inf:
            return False
        if to_zero <= min(ratio, other_ratio) + TIE:
            home.exchange(self._shift_row, column)
            self.is_finished = True
        elif ratio <= other_ratio:
            self._leave(home, row, column)
        else:
            home.exchange(self._shift_row, column)
            self._leave(away, other_row, shift_column)
            self._home, self._shift_row = 1 - self._home, other_row
        return True

    def _advance_away(self, away: _Tableau, shift_column: int, multiple: float) -> bool:
        """The same where the multiple of the shift stays as it is."""
        column = away.place(self._entering)
        row, ratio = _first(away.right - away.entries[:, shift_column] * multiple, away.entries[:, column])
        if ratio == np.inf:
            return False
        self._leave(away, row, column)
        return True

    def strategies(self, num_rows: int) -> Strategies | None:
        """Return the strategies at the end of the path; None where all variables of strategies are 0."""
        values = np.zeros(2 * self._num_actions)
        for tableau in self._tableaux:
            values[tableau.basic] = np.where(tableau.right > TIE, tableau.right, 0.0)
        first, second = np.split(values[: self._num_actions], [num_rows])
        return (first / first.sum(), second / second.sum()) if first.any() and second.any() else None


def _first(values: FloatArray, falls: FloatArray) -> tuple[int, float]:
    """Return which variable becomes 0 first, and when; infinity if none does."""
    rows = np.flatnonzero(falls > SMALLEST_PIVOT * max(1.0, float(np.abs(falls).max())))
    if not rows.size:
        return -1, np.inf
    ratios = np.maximum(values[rows], 0.0) / falls[rows]
    place = int(np.argmin(ratios))
    return int(rows[place]), float(ratios[place])
