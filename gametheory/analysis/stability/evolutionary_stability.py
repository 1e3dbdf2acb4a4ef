"""Evolutionary stability in symmetric two-player games, decided by copositivity, with the mutant that refutes it."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from typing import TYPE_CHECKING

from gametheory.analysis.heartbeat import no_heartbeat
from gametheory.analysis.profiles.two_player_tables import own_tables
from gametheory.analysis.structure import is_symmetric
from gametheory.core.profiles import to_strategy
from gametheory.core.rationals import to_fraction
from gametheory.errors import SolverError, UnsupportedGameError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gametheory.analysis.heartbeat import Heartbeat
    from gametheory.analysis.profiles.two_player_tables import OwnTable
    from gametheory.core.normal_form import NormalFormGame
    from gametheory.core.profiles import Strategy

Vector = list[Fraction]

MOST_UNUSED_REPLIES = 12
"""Best replies outside the support up to which stability is decided where positive definiteness does not settle it."""


@dataclass(frozen=True, slots=True)
class EvolutionaryStability:
    """Whether a strategy of a symmetric game is evolutionarily stable.

    Parameters
    ----------
    is_stable
        None where that is undecided: more unused best replies than ``MOST_UNUSED_REPLIES``.
    mutant
        A strategy that can invade, if the strategy is not stable: a better reply to it, or a best reply that does
        no worse against itself than the strategy does against it.
    """

    is_stable: bool | None
    mutant: tuple[Fraction, ...] = ()


def judge_evolutionary_stability(
    game: NormalFormGame, strategy: Strategy, *, heartbeat: Heartbeat | None = None
) -> EvolutionaryStability:
    """Return whether a strategy of a symmetric two-player game is evolutionarily stable (an ESS).

    Against every other strategy it must do better in a population of itself with few mutants: be a best reply to
    itself, and do better against every other best reply than that does against itself.

    Parameters
    ----------
    game
        Two players, symmetric: the column player's payoffs are the transpose of the row player's.
    strategy
        One probability for each action; floats keep their exact binary value and are scaled to sum to 1.
    heartbeat
        Called for each set of actions that is looked at; what it raises ends the proof. None for nobody.

    Raises
    ------
    UnsupportedGameError
        Unless the game is symmetric and has two players.
    InvalidProfileError
        If the strategy does not fit the game.

    Notes
    -----
    Exact. A quadratic form must be strictly copositive where unused best replies may only gain probability (Haigh 1975;
    Abakuks 1980). Positive definite forms are; others are decided by their principal minors (Hadeler 1983), whose
    number grows as 2 to the number of unused best replies.

    References
    ----------
    maynardsmith1973; haigh1975; hadeler1983.

    Examples
    --------
    Hawk and dove, a fight costing more than the prize:

    >>> from gametheory import NormalFormGame
    >>> game = NormalFormGame.from_bimatrix([[-1, 4], [0, 2]], [[-1, 0], [4, 2]])
    >>> judge_evolutionary_stability(game, (Fraction(2, 3), Fraction(1, 3))).is_stable
    True
    >>> [str(probability) for probability in judge_evolutionary_stability(game, (Fraction(1), Fraction(0))).mutant]
    ['0', '1']
    """
    table = symmetric_table(game)
    exact = [to_fraction(probability) for probability in to_strategy(strategy, len(table), "for the strategy")]
    incumbent = [probability / sum(exact) for probability in exact]
    payoffs = [_product(row, incumbent) for row in table]
    best = max(payoffs)
    size = len(table)
    if _product(payoffs, incumbent) < best:
        return EvolutionaryStability(False, tuple(_unit(payoffs.index(best), size)))
    replies = [action for action, payoff in enumerate(payoffs) if payoff == best]
    search = _Invasion(table, incumbent, replies, heartbeat or no_heartbeat)
    direction = search.direction()
    if direction is None:
        return EvolutionaryStability(None if search.is_too_large else True)
    share = min(own / -change for own, change in zip(incumbent, direction, strict=True) if change < 0)
    mutant = [own + share * change for own, change in zip(incumbent, direction, strict=True)]
    _check(table, incumbent, mutant)
    return EvolutionaryStability(False, tuple(mutant))


def symmetric_table(game: NormalFormGame) -> OwnTable:
    """Return the payoffs of either player of a symmetric game, own action first, as integers.

    Raises
    ------
    UnsupportedGameError
        Unless the game is symmetric and has two players.
    """
    table, _ = own_tables(game)
    if not is_symmetric(game):
        raise UnsupportedGameError(
            "evolutionary stability needs a symmetric game, in which the column player's payoffs are the transpose of "
            "the row player's; use concept 'nash' or 'perfect'"
        )
    return table


def _check(table: OwnTable, incumbent: Vector, mutant: Vector) -> None:
    """Raise SolverError unless a mutant can invade, from the payoffs alone."""
    own = [_product(row, incumbent) for row in table]
    against = [_product(row, mutant) for row in table]
    is_reply = _product(own, mutant) == max(own)
    if (
        mutant == incumbent
        or min(mutant) < 0
        or not is_reply
        or _product(against, incumbent) > _product(against, mutant)
    ):
        raise SolverError("the search for a mutant gave one that cannot invade: a mistake; please report the game")


class _Invasion:
    """Directions of change from the incumbent in which mutants do not lose.

    A direction sums to 0; the change of one used action, the pivot, is what the others leave. In the other best
    replies the loss of mutants is a quadratic form, ``form``; it must be positive, where unused replies may only gain.
    """

    def __init__(self, table: OwnTable, incumbent: Vector, replies: Sequence[int], heartbeat: Heartbeat) -> None:
        self._size = len(table)
        self._heartbeat = heartbeat
        used = [action for action in replies if incumbent[action]]
        self._pivot, self._free = used[0], used[1:]
        self._unused = [action for action in replies if not incumbent[action]]
        self._others = [*self._free, *self._unused]
        self._form = [[self._loss(table, first, second) for second in self._others] for first in self._others]
        self.is_too_large = False

    def _loss(self, table: OwnTable, first: int, second: int) -> Fraction:
        """Return an entry of the quadratic form."""
        pivot = self._pivot
        gains = table[first][second] + table[second][first] + 2 * table[pivot][pivot]
        losses = table[first][pivot] + table[pivot][first] + table[second][pivot] + table[pivot][second]
        return Fraction(losses - gains)

    def direction(self) -> Vector | None:
        """Return a direction in which mutants do not lose; None if there is none, or if that is undecided."""
        remaining = [row.copy() for row in self._form]
        for step in range(len(self._others)):
            self._heartbeat()
            if remaining[step][step] <= 0:
                if step < len(self._free):
                    return self._completed(_unit(step, len(self._others)), step)
                break
            _eliminate(remaining, step)
        else:
            return None
        return self._unused_direction()

    def _unused_direction(self) -> Vector | None:
        """Return a direction found from the form in the unused replies, the free changes being those that help most."""
        reduced = [row.copy() for row in self._form]
        num_free = len(self._free)
        for step in range(num_free):
            _eliminate(reduced, step)
        form = [row[num_free:] for row in reduced[num_free:]]
        if len(form) > MOST_UNUSED_REPLIES and min(form[index][index] for index in range(len(form))) > 0:
            self.is_too_large = True
            return None
        for number in range(1, len(form) + 1):
            for chosen in combinations(range(len(form)), number):
                self._heartbeat()
                weights = _nonpositive_point([[form[first][second] for second in chosen] for first in chosen])
                if weights:
                    change = [Fraction()] * len(self._others)
                    for index, weight in zip(chosen, weights, strict=True):
                        change[num_free + index] = weight
                    return self._completed(change, num_free)
        return None

    def _completed(self, change: Vector, num_free: int) -> Vector:
        """Return a direction over all actions: the first free changes minimize the form, given the others."""
        rows = [
            [
                *row[:num_free],
                -sum((entry * part for entry, part in zip(row[num_free:], change[num_free:], strict=True)), Fraction()),
            ]
            for row in self._form[:num_free]
        ]
        for step in range(num_free):
            _eliminate(rows, step)
        change = [*(row[-1] / row[step] for step, row in enumerate(rows)), *change[num_free:]]
        direction = [Fraction()] * self._size
        for action, part in zip(self._others, change, strict=True):
            direction[action] = part
        direction[self._pivot] = -sum(change, Fraction())
        return direction


def _eliminate(rows: list[Vector], step: int) -> None:
    """Subtract a row from all others so that its column is zero there; its own entry on the diagonal is not zero."""
    pivot_row = rows[step]
    for index, row in enumerate(rows):
        if index != step and row[step]:
            factor = row[step] / pivot_row[step]
            rows[index] = [entry - factor * other for entry, other in zip(row, pivot_row, strict=True)]


def _nonpositive_point(form: list[Vector]) -> Vector:
    """Return a positive vector at which a form is not positive, its parts being strictly copositive; empty if none.

    Hadeler (1983): there is one exactly if the determinant is at most 0 and the adjugate positive.
    """
    rows = [[*row, Fraction(-1)] for row in form]
    size = len(rows)
    sign = 1
    for step in range(size):
        index = next((index for index in range(step, size) if rows[index][step]), -1)
        if index < 0:  # a direction of the kernel
            kernel = [-row[step] / row[place] for place, row in enumerate(rows[:step])] + [Fraction(1)]
            found = kernel + [Fraction()] * (size - step - 1)
            break
        if index != step:
            rows[step], rows[index] = rows[index], rows[step]
            sign = -sign
        sign = sign if rows[step][step] > 0 else -sign
        _eliminate(rows, step)
    else:
        found = [row[-1] / row[step] for step, row in enumerate(rows)] if sign < 0 else []
    return found if found and min(found) > 0 else []


def _unit(action: int, size: int) -> Vector:
    """Return the strategy that takes one action for certain."""
    return [Fraction(index == action) for index in range(size)]


def _product(payoffs: Sequence[int | Fraction], weights: Vector) -> Fraction:
    """Return the mean payoff."""
    return sum((payoff * weight for payoff, weight in zip(payoffs, weights, strict=True) if weight), Fraction())
