"""What players get in Nash equilibria: ranges of payoffs, one for each maximal Nash subset."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, TypeAlias

from gametheory.core.solution import Coverage, Limits
from gametheory.errors import UnsupportedGameError
from gametheory.solvers.solve import solve

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gametheory.core.normal_form import NormalFormGame
    from gametheory.core.solution import Solution

Range: TypeAlias = "tuple[Fraction, Fraction]"
"""The lowest and the highest of some payoffs."""


@dataclass(frozen=True, slots=True)
class NashPayoffs:
    """Payoffs of the Nash equilibria that were found.

    Parameters
    ----------
    ranges
        For each set of equilibria that belong together a range for each player; with two players, all combinations of
        payoffs within them are those of equilibria. Each once.
    equilibria
        For each of them the indices of the equilibria with these payoffs.
    solution
        With the equilibria; its coverage says whether there can be others.
    """

    ranges: tuple[tuple[Range, ...], ...]
    equilibria: tuple[tuple[int, ...], ...]
    solution: Solution

    @property
    def is_complete(self) -> bool:
        """Whether no Nash equilibrium, pure or mixed, is missing."""
        return self.solution.coverage in {Coverage.ALL, Coverage.ALL_EXTREME}

    @property
    def best_in_words(self) -> str:
        """What the best of these equilibria may be called: the best of all, of the pure ones, or that was found."""
        if self.is_complete:
            return "the best Nash equilibrium"
        if self.solution.coverage is Coverage.ALL_PURE:
            return "the best pure Nash equilibrium"
        return "the best Nash equilibrium that was found"

    def best(self, player: int) -> Fraction:
        """Return the largest payoff of a player in an equilibrium that was found."""
        return max(ranges[player][1] for ranges in self.ranges)


def nash_payoffs(game: NormalFormGame, *, seconds: float) -> NashPayoffs | None:
    """Return what the players get in Nash equilibria; None if no method finds one within a time.

    In a maximal Nash subset of two players each one's payoff depends on the other's strategy only: its payoffs fill a
    rectangle, whose corners are those of extreme equilibria.

    Parameters
    ----------
    game
        Any normal form.
    seconds
        For the search.

    Examples
    --------
    >>> from gametheory import NormalFormGame
    >>> found = nash_payoffs(NormalFormGame.from_bimatrix([[6, 2], [7, 0]], [[6, 7], [2, 0]]), seconds=10)
    >>> [[str(highest) for _, highest in ranges] for ranges in found.ranges]
    [['2', '7'], ['14/3', '14/3'], ['7', '2']]
    """
    try:
        solution = solve(game, "nash", limits=Limits(time=seconds))
    except UnsupportedGameError:  # three players without a pure equilibrium
        return None
    grouped: dict[tuple[Range, ...], list[int]] = {}
    for ranges, listed in _ranges(solution):
        known = grouped.setdefault(ranges, [])
        known.extend(index for index in listed if index not in known)
    if not grouped:
        return None
    return NashPayoffs(tuple(grouped), tuple(map(tuple, grouped.values())), solution)


def _ranges(solution: Solution) -> Iterator[tuple[tuple[Range, ...], tuple[int, ...]]]:
    """Yield the payoffs of each subset, or of each equilibrium, with the equilibria."""
    members = [subset.equilibria for subset in solution.nash_subsets if subset.equilibria]
    for listed in members or [(index,) for index in range(len(solution.equilibria))]:
        payoffs = zip(*(solution.equilibria[index].payoffs for index in listed), strict=True)
        yield tuple((min(paid), max(paid)) for paid in payoffs), listed
