"""How rare mistakes have to be, one beside the other, so that some nodes become less likely than others."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import TYPE_CHECKING

from gametheory.analysis.beliefs.trembles import is_of_chance
from gametheory.analysis.heartbeat import no_heartbeat
from gametheory.errors import SolverError
from gametheory.linear_program import LinearProgram, LinearProgramStatus, Relation, solve_linear_program, verify

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gametheory.analysis.beliefs.trembles import Mistake
    from gametheory.analysis.heartbeat import Heartbeat


@dataclass(frozen=True, slots=True)
class RankRow:
    """The difference of the total ranks of two nodes: the first must be rarer than the second, or as rare.

    Parameters
    ----------
    powers
        How often each mistake is on the way to the first node, minus how often on the way to the second.
    is_tie
        Whether both must be as rare.
    """

    powers: Mapping[Mistake, int]
    is_tie: bool


@dataclass(frozen=True, slots=True)
class RankSolution:
    """Ranks of mistakes, or the proof that there are none.

    Parameters
    ----------
    ranks
        At least 1 for each mistake in a row.
    conflict
        One multiplier for each row, at least 0 unless it is a tie: the rows combined with them contradict each other.
        Empty if there are ranks.
    """

    ranks: Mapping[Mistake, int]
    conflict: tuple[Fraction, ...] = ()


def solve_ranks(rows: Sequence[RankRow], heartbeat: Heartbeat = no_heartbeat) -> RankSolution:
    """Return small whole ranks that make nodes as rare as the rows say, or why there are none.

    Parameters
    ----------
    rows
        Comparisons of nodes. Of mistakes of chance each is rarer than all of players together.
    heartbeat
        Called before each step of the linear program.

    Raises
    ------
    SolverError
        If the linear program does not prove its answer.

    Examples
    --------
    >>> ann, bob = (0, 1), (2, 0)
    >>> dict(solve_ranks([RankRow({ann: 1, bob: -1}, is_tie=False)]).ranks)
    {(0, 1): 2, (2, 0): 1}
    >>> rows = [RankRow({ann: 1, bob: -1}, is_tie=False), RankRow({ann: -1, bob: 1}, is_tie=False)]
    >>> [str(weight) for weight in solve_ranks(rows).conflict]
    ['1/2', '1/2']
    """
    raised = _raised(rows)
    kept = [index for index in range(len(rows)) if index not in raised.dropped]
    conflict, ranks = _solved([rows[index] for index in kept], heartbeat)
    if conflict:
        weights = dict(zip(kept, conflict, strict=True))
        return RankSolution({}, tuple(weights.get(index, Fraction(0)) for index in range(len(rows))))
    for mistake, served in reversed(raised.order):
        ranks[mistake] = Fraction(1)
        for index in served:
            others = (power * ranks.setdefault(name, Fraction(1)) for name, power in rows[index].powers.items())
            short = 1 - sum(others, Fraction(0))
            if short > 0:
                ranks[mistake] += short / rows[index].powers[mistake]
    scale = lcm(*(rank.denominator for rank in ranks.values()))
    return RankSolution({mistake: int(rank * scale) for mistake, rank in ranks.items()})


class _Raised:
    """Mistakes that only make nodes rarer that have to be: raised high enough at the end, they settle their rows.

    ``order`` holds them with the rows that each settles, ``dropped`` all these rows.
    """

    def __init__(self) -> None:
        self.order: list[tuple[Mistake, tuple[int, ...]]] = []
        self.dropped: set[int] = set()


def _raised(rows: Sequence[RankRow]) -> _Raised:
    """Find such mistakes one after the other; with mistakes of chance in play there are none to be found this way."""
    raised = _Raised()
    places: dict[Mistake, set[int]] = {}
    for index, row in enumerate(rows):
        for mistake in row.powers:
            places.setdefault(mistake, set()).add(index)
    if any(map(is_of_chance, places)):
        return raised
    waiting = sorted(places)
    while waiting:
        mistake = waiting.pop()
        open_rows = places[mistake] - raised.dropped
        if open_rows and all(not rows[index].is_tie and rows[index].powers[mistake] > 0 for index in open_rows):
            raised.order.append((mistake, tuple(sorted(open_rows))))
            raised.dropped |= open_rows
            waiting += sorted({name for index in open_rows for name in rows[index].powers} - {mistake})
    return raised


def _solved(rows: Sequence[RankRow], heartbeat: Heartbeat) -> tuple[tuple[Fraction, ...], dict[Mistake, Fraction]]:
    """Return multipliers of contradicting rows, or the ranks with the smallest sum; variables are ranks less 1."""
    mistakes = sorted({mistake for row in rows for mistake in row.powers})
    if not rows:
        return (), {}
    relations = [Relation.EQUAL if row.is_tie else Relation.AT_LEAST for row in rows]
    matrix = [[row.powers.get(mistake, 0) for mistake in mistakes] for row in rows]
    bounds = [(0 if row.is_tie else 1) - sum(row.powers.values()) for row in rows]
    of_players = [0 if is_of_chance(mistake) else 1 for mistake in mistakes]
    for position, mistake in enumerate(mistakes):
        if is_of_chance(mistake):
            matrix.append([int(place == position) - own for place, own in enumerate(of_players)])
            relations.append(Relation.AT_LEAST)
            bounds.append(sum(of_players))
    problem = LinearProgram([-1] * len(mistakes), matrix, relations, bounds)
    result = solve_linear_program(problem, heartbeat=heartbeat)
    if not verify(problem, result):
        raise SolverError("an answer to a linear program fails its proof: a mistake of the program")
    if result.status is LinearProgramStatus.INFEASIBLE:
        return tuple(-weight for weight in result.multipliers[: len(rows)]), {}
    return (), {mistake: 1 + extra for mistake, extra in zip(mistakes, result.point, strict=True)}
