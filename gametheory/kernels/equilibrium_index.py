"""Index of each component of equilibria of a two-player game, exactly, in integers.

Row ``i`` gets a bonus ``a_i``, column ``j`` a bonus ``b_j``, so small that only their order counts: each is
infinitely larger than the one before. The game with these bonuses is nondegenerate, and each of its equilibria lies
infinitely near an extreme equilibrium of the game. There the index has a sign by Shapley's formula (1974); the index
of a component is the sum over the equilibria near it. Near ``(x, y)`` only actions that tie have to be decided: best
replies that are not played.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from gametheory.kernels.determinant_signs import determinant_sign
from gametheory.kernels.integer_tableau import (
    CONSTANT_COLUMN,
    NO_VARIABLE,
    IntegerTableau,
    pivot,
    pivot_out,
    without_columns,
    without_rows,
)
from gametheory.kernels.regular_equilibria import regular_signs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

Weights: TypeAlias = tuple[int, ...]
Matrix: TypeAlias = "Sequence[Sequence[int]]"

MOST_CANDIDATES = 20_000
"""Partly decided sets of ties, over all extreme equilibria of a game, beyond which further indices are unknown."""
MANY_EQUILIBRIA = 64
"""Extreme equilibria from which on those without ties are treated together."""


class _TooManyCandidatesError(Exception):
    """The ties of a component are too many to be decided."""


@dataclass(frozen=True, slots=True)
class _Ties:
    """Best replies of one player at an extreme equilibrium.

    Parameters
    ----------
    support
        Actions that are played.
    unplayed
        Best replies that are not played: the ties.
    """

    support: tuple[int, ...]
    unplayed: tuple[int, ...]


@dataclass(slots=True)
class _Candidate:
    """Ties of which some are decided.

    Parameters
    ----------
    sides
        For the row and for the column player's strategies the first-order change by the bonuses: a label's variable
        is the probability of an own action, or what another player's action loses.
    played
        Labels decided as played, beyond the supports.
    """

    sides: tuple[IntegerTableau, IntegerTableau]
    played: frozenset[int]


def component_indices(
    row_payoffs: Matrix,
    column_payoffs: Matrix,
    equilibria: Sequence[tuple[Weights, Weights]],
    components: Sequence[Sequence[int]],
    *,
    most_candidates: int = MOST_CANDIDATES,
    heartbeat: Callable[[], None] | None = None,
) -> tuple[int | None, ...]:
    """Index of each component of equilibria; all indices of a game sum to +1.

    Parameters
    ----------
    row_payoffs, column_payoffs
        Payoffs of the two players, ``num_rows`` x ``num_columns``, integers of any size.
    equilibria
        All extreme equilibria, as weights of the row player's and of the column player's actions.
    components
        All components, each as positions in ``equilibria``.
    most_candidates
        Work for all components together beyond which further indices are unknown.
    heartbeat
        Called at every few steps; what it raises ends the computation. None for nobody.

    Returns
    -------
    tuple of int or None
        One for each component; None is unknown. Where only one would be unknown, it is 1 less the sum of the others.

    References
    ----------
    shapley1974 (the sign at a nondegenerate equilibrium); govindan2005 (index and stability of components).

    Examples
    --------
    A segment that vanishes under a small change of the payoffs, and a point that does not:

    >>> row_payoffs, column_payoffs = [[3, 3], [2, 5], [0, 6]], [[3, 3], [2, 6], [3, 1]]
    >>> equilibria = [((1, 0, 0), (1, 0)), ((1, 0, 0), (2, 1)), ((0, 1, 2), (1, 2))]
    >>> component_indices(row_payoffs, column_payoffs, equilibria, [(0, 1), (2,)])
    (0, 1)
    """
    if len(components) == 1:
        return (1,)
    payoffs = (row_payoffs, tuple(zip(*column_payoffs, strict=True)))
    beat = heartbeat or _nothing
    known: dict[int, int] = {}
    if len(equilibria) >= MANY_EQUILIBRIA:
        known = regular_signs(row_payoffs, column_payoffs, equilibria, heartbeat=beat)
    indices: list[int | None] = []
    search = _IndexSearch(payoffs, most_candidates, beat)
    for component in components:
        try:
            indices.append(
                sum(known.get(position) or search.index_near(equilibria[position]) for position in component)
            )
        except _TooManyCandidatesError:
            indices.append(None)
    if indices.count(None) == 1:
        indices[indices.index(None)] = 1 - sum(index for index in indices if index is not None)
    return tuple(indices)


def _nothing() -> None:
    """Do nothing: nobody wants to stop the computation."""


class _IndexSearch:
    """Equilibria of the game with bonuses near the extreme equilibria of a game.

    Parameters
    ----------
    payoffs
        Of each player, ``[own action][other's action]``.
    most_candidates, heartbeat
        As for `component_indices`.
    """

    def __init__(self, payoffs: tuple[Matrix, Matrix], most_candidates: int, heartbeat: Callable[[], None]) -> None:
        self._payoffs = payoffs
        self._num_rows = len(payoffs[0])
        self._num_left = most_candidates
        self._heartbeat = heartbeat

    def index_near(self, equilibrium: tuple[Weights, Weights]) -> int:
        """Sum of the indices of the equilibria with bonuses that lie near an extreme equilibrium."""
        self._heartbeat()
        rows = _ties(self._payoffs[0], equilibrium[0], equilibrium[1])
        columns = _ties(self._payoffs[1], equilibrium[1], equilibrium[0])
        if not rows.unplayed and not columns.unplayed:
            return self._sign(rows.support, columns.support)
        column_side = self._side(0, rows, columns)
        row_side = self._side(1, columns, rows) if column_side is not None else None
        if column_side is None or row_side is None:
            return 0
        total = 0
        for played in self._decided(_Candidate((row_side, column_side), frozenset())):
            more_rows = [label for label in played if label < self._num_rows]
            more_columns = [label - self._num_rows for label in played if label >= self._num_rows]
            total += self._sign(
                sorted([*rows.support, *more_rows]),
                sorted([*columns.support, *more_columns]),
            )
        return total

    def _sign(self, rows: Sequence[int], columns: Sequence[int]) -> int:
        """Shapley's formula for the equilibrium whose best replies are these rows and columns, all of them played.

        The determinant of the differences has the sign of that of the payoffs made positive, up to one factor for both
        players.
        """
        signs = (
            determinant_sign(_differences(self._payoffs[0], rows, columns)),
            determinant_sign(_differences(self._payoffs[1], columns, rows)),
        )
        return signs[0] * signs[1] * (1 if len(rows) % 2 else -1)

    def _side(self, payer: int, paid: _Ties, mixing: _Ties) -> IntegerTableau | None:
        """First-order changes of the strategy that makes one player's best replies tie; None if there are none.

        Parameters
        ----------
        payer
            The player whose payoffs tie.
        paid
            That player's actions: those played keep their tie, the unplayed ones may lose.
        mixing
            The other player's actions: the probabilities of those played change freely, the others may grow.
        """
        first_label = (0, self._num_rows)[payer]
        mixing_label = (self._num_rows, 0)[payer]
        actions, mixed = [*paid.support, *paid.unplayed], [*mixing.support, *mixing.unplayed]
        rows = _differences(self._payoffs[payer], actions, mixed)
        bonuses = _bonuses(rows, actions)
        tableau = IntegerTableau(
            [[bonuses[0] - bonus, *row] for bonus, row in zip(bonuses[1:], rows, strict=True)],
            [first_label + action for action in actions[1:]],
            [NO_VARIABLE, *(mixing_label + action for action in mixed[1:])],
            1,
        )
        ties = {first_label + action for action in paid.support}
        free = {mixing_label + action for action in mixing.support}
        return _reduced(tableau, ties, free)

    def _decided(self, first: _Candidate) -> Iterator[frozenset[int]]:
        """Labels that are played in the equilibria with bonuses, one set for each of them."""
        waiting = [first]
        while waiting:
            self._heartbeat()
            candidate = waiting.pop()
            self._num_left -= 1
            if self._num_left < 0:
                raise _TooManyCandidatesError
            if not _is_settled(candidate, self._num_rows):
                continue
            label = _branching_label(candidate)
            if label is None:
                yield candidate.played
                continue
            for side in (0, 1):
                child = _Candidate(candidate.sides, candidate.played)
                if _fix(child, label, side, self._num_rows):
                    waiting.append(child)


def _ties(payoffs: Matrix, own: Weights, other: Weights) -> _Ties:
    """Played and unplayed best replies of a player at an equilibrium."""
    used = [action for action, weight in enumerate(other) if weight]
    values = [sum(row[action] * other[action] for action in used) for row in payoffs]
    best = max(values)
    replies = [action for action, value in enumerate(values) if value == best]
    return _Ties(
        tuple(action for action in replies if own[action]), tuple(action for action in replies if not own[action])
    )


def _differences(payoffs: Matrix, rows: Sequence[int], columns: Sequence[int]) -> list[list[int]]:
    """Differences of differences against the first row and column: one row and one column fewer."""
    first, *others = columns
    reference = payoffs[rows[0]]
    steps = [reference[column] - reference[first] for column in others]
    return [
        [payoffs[row][column] - payoffs[row][first] - step for column, step in zip(others, steps, strict=True)]
        for row in rows[1:]
    ]


def _bonuses(rows: list[list[int]], actions: Sequence[int]) -> list[int]:
    """Bonuses of actions, ordered as the actions: each so much larger than the last that no minor outweighs it."""
    size = max((abs(entry) for row in rows for entry in row), default=0) or 1
    most = min(len(rows), len(rows[0])) if rows else 0
    # Hadamard: a minor is at most (size * sqrt(most)) ** most; a constant sums over as many as there are actions.
    bits = most * (size.bit_length() + (most.bit_length() + 1) // 2) + len(actions).bit_length() + 2
    place = {action: position for position, action in enumerate(sorted(actions))}
    return [1 << (bits * place[action]) for action in actions]


def _reduced(tableau: IntegerTableau, ties: set[int], free: set[int]) -> IntegerTableau | None:
    """Equations without the variables that stay zero (``ties``) and those of any sign (``free``); None if unsolvable.

    At a vertex the free variables are determined by the others.
    """
    for variable in free.intersection(tableau.nonbasic):
        column = tableau.nonbasic.index(variable)
        candidates = [index for index, row in enumerate(tableau.rows) if row[column]]
        index = min(candidates, key=lambda index: tableau.basic[index] not in ties)
        exchange = pivot_out if tableau.basic[index] in ties else pivot
        tableau = without_rows(exchange(tableau, index, column), {index})
    for variable in ties.intersection(tableau.basic):
        reduced = _at_zero(tableau, variable)
        if reduced is None:
            return None
        tableau = reduced
    return tableau


def _at_zero(tableau: IntegerTableau, variable: int) -> IntegerTableau | None:
    """The same equations with a variable fixed at zero; None if it cannot be zero. Constants of any sign."""
    if variable in tableau.nonbasic:
        return without_columns(tableau, {tableau.nonbasic.index(variable)})
    index = tableau.basic.index(variable)
    row = tableau.rows[index]
    column = next((column for column in range(1, len(row)) if row[column]), 0)
    return pivot_out(tableau, index, column) if column else None


def _fix(candidate: _Candidate, label: int, side: int, num_rows: int) -> bool:
    """Let the variable of a label be zero on one side; False if it cannot be.

    On the column player's side (1) the variable of a row is its loss: at zero the row is played. On the row player's
    (0) it is its probability. For columns it is the other way round.
    """
    fixed = _at_zero(candidate.sides[side], label)
    if fixed is None:
        return False
    sides = candidate.sides
    candidate.sides = (fixed, sides[1]) if side == 0 else (sides[0], fixed)
    if (label < num_rows) == (side == 1):
        candidate.played |= {label}
    return True


def _is_settled(candidate: _Candidate, num_rows: int) -> bool:
    """Fix at zero on one side what single equations show to be positive on the other; False if none is left."""
    is_changed = True
    while is_changed:
        is_changed = False
        for side in (0, 1):
            positive = _positive(candidate.sides[side])
            if positive is None:
                return False
            other = candidate.sides[1 - side]
            for label in positive.intersection([*other.basic, *other.nonbasic]):
                is_changed = True
                if not _fix(candidate, label, 1 - side, num_rows):
                    return False
    return True


def _positive(tableau: IntegerTableau) -> set[int] | None:
    """Variables that are positive at every nonnegative solution, as single rows show; None if there is none."""
    found = set()
    for variable, row in zip(tableau.basic, tableau.rows, strict=True):
        constant = row[CONSTANT_COLUMN]
        if constant > 0:
            if max(row[1:], default=0) <= 0:
                found.add(variable)
            continue
        lowering = [column for column in range(1, len(row)) if row[column] < 0]
        if not lowering:
            return None
        if len(lowering) == 1:
            found.add(tableau.nonbasic[lowering[0]])
    return found


def _branching_label(candidate: _Candidate) -> int | None:
    """Label to decide next, one that the negative equation with the fewest remedies needs; None if all are decided."""
    first, second = ({*side.basic, *side.nonbasic[1:]} for side in candidate.sides)
    undecided = first & second
    fewest: list[int] = []
    for side in candidate.sides:
        for row in side.rows:
            if row[CONSTANT_COLUMN] < 0:
                remedies = [
                    variable
                    for variable, entry in zip(side.nonbasic[1:], row[1:], strict=True)
                    if entry < 0 and variable in undecided
                ]
                if remedies and (not fewest or len(remedies) < len(fewest)):
                    fewest = remedies
    return min(fewest or undecided, default=None)
