"""What a run found and proved, put together as a solution."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gametheory.core.read_only import read_only
from gametheory.core.solution import Coverage, NashSubset, Solution
from gametheory.core.source import WelfareSource
from gametheory.solvers.solution_order import leading

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gametheory.core.continuum import Continuum
    from gametheory.core.solution import Termination
    from gametheory.core.source import GameSource
    from gametheory.solvers.method import Method
    from gametheory.solvers.problem import Conclusion, Problem
    from gametheory.solvers.proofs import Proofs


class Answer:
    """What is known at the end of a run.

    Parameters
    ----------
    problem
        The game and what was asked.
    proofs
        What was proved.
    num_kept
        Number of profiles kept by the search, proved or not.
    conclusion
        What the search said at its end; None if it was stopped.
    refusals
        Why preferred methods did not apply, in sentences.
    """

    def __init__(
        self, problem: Problem, proofs: Proofs, num_kept: int, *, conclusion: Conclusion | None, refusals: Sequence[str]
    ) -> None:
        self._problem = problem
        self._proofs = proofs
        self._num_kept = num_kept
        self._conclusion = conclusion
        self._refusals = refusals

    def solution(self, source: GameSource, method: Method, termination: Termination, *, is_rounded: bool) -> Solution:
        """Return all that is known as a solution; the method may have answered in floats."""
        conclusion = self._conclusion
        equilibria = tuple(listed.equilibrium for listed in self._proofs.listed)
        if isinstance(source, WelfareSource):
            equilibria = tuple(replace(equilibrium, source=source) for equilibrium in equilibria)
        index, reason = leading(equilibria)
        has_rounded_payoffs = source.game_arithmetic == "float"
        components = self._components()
        return Solution(
            game=self._problem.game,
            concept=self._problem.concept,
            method=method.name,
            equilibria=equilibria,
            coverage=self._coverage(is_rounded=has_rounded_payoffs),
            termination=termination,
            components=tuple(members for members, _ in components),
            component_indices=tuple(number for _, number in components) if _has_indices(conclusion) else (),
            nash_subsets=self._nash_subsets(),
            continua=self._continua(),
            num_extreme=conclusion.num_extreme if conclusion else None,
            num_components=(len(conclusion.components) or None) if conclusion else None,
            arithmetic="float" if is_rounded else self._arithmetic(source.game_arithmetic),
            unresolved=self._unresolved(method, is_rounded=has_rounded_payoffs),
            statistics=read_only(self._statistics()),
            options=read_only(self._problem.options_as_given()),
            source=source,
            leading=index,
            leading_reason=reason,
        )

    def _arithmetic(self, of_game: str) -> str:
        """Return how far the numbers of the answer are exact."""
        is_enclosed = self._conclusion is not None and self._conclusion.arithmetic == "interval"
        return "interval" if is_enclosed and of_game == "exact" else of_game

    @property
    def num_found(self) -> int:
        """Number of profiles found, of which only those that can be listed are kept."""
        return num_found(self._problem, self._num_kept, self._conclusion)

    def _indices(self, groups: Iterable[Sequence[int]]) -> list[tuple[int, ...]]:
        """Return groups of positions among the found profiles as indices of the listed equilibria."""
        index_of = {listed.position: index for index, listed in enumerate(self._proofs.listed)}
        return [tuple(sorted(index_of[position] for position in group if position in index_of)) for group in groups]

    def _components(self) -> list[tuple[tuple[int, ...], int | None]]:
        """Return the components of which an equilibrium is listed, each with its index where that is known."""
        if self._conclusion is None:
            return []
        members = self._indices(self._conclusion.components)
        numbers = self._conclusion.component_indices or (None,) * len(members)
        listed = [(found, number) for found, number in zip(members, numbers, strict=True) if found]
        return sorted(listed, key=lambda component: component[0])

    def _nash_subsets(self) -> tuple[NashSubset, ...]:
        """Return the subsets in the order of their equilibria; those of which none is listed come last."""
        found = self._conclusion.subsets if self._conclusion else ()
        members = self._indices(subset.members for subset in found)
        subsets = [NashSubset(subset.strategies, listed) for subset, listed in zip(found, members, strict=True)]
        return tuple(sorted(subsets, key=lambda subset: (not subset.equilibria, subset.equilibria)))

    def _continua(self) -> tuple[Continuum, ...]:
        """Return the sets of infinitely many equilibria in the order of their points."""
        found = self._conclusion.continua if self._conclusion else ()
        points = self._indices(continuum.equilibria for continuum in found)
        listed = [replace(continuum, equilibria=own) for continuum, own in zip(found, points, strict=True)]
        return tuple(sorted(listed, key=lambda continuum: (not continuum.equilibria, continuum.equilibria)))

    @property
    def _num_unproved(self) -> int:
        return min(self._num_kept, self._problem.num_listed) - len(self._proofs.listed)

    def _coverage(self, *, is_rounded: bool) -> Coverage:
        """Return how much the list, or the subsets with it, hold; of rounded payoffs nothing is certain."""
        if self._conclusion is None or self._num_unproved:
            return Coverage.PARTIAL
        is_determined = self._conclusion.subsets or len(self._proofs.listed) == self.num_found
        coverage = self._conclusion.coverage if is_determined else Coverage.PARTIAL
        return Coverage.APPROXIMATE if is_rounded and coverage.is_complete else coverage

    def _unresolved(self, method: Method, *, is_rounded: bool) -> tuple[str, ...]:
        """Return what was not decided; a method that was made for what is asked takes the place of those before it."""
        refusals = () if method.concepts[0] == self._problem.concept else self._refusals
        known = (*refusals, *(self._conclusion.unresolved if self._conclusion else ()))
        if is_rounded:
            known = (*known, "some payoffs are irrational and were rounded: where they tie, equilibria can be missing")
        unjudged = self._proofs.num_unjudged
        if unjudged:
            known = (*known, f"whether {unjudged:,} of the profiles are subgame perfect was not decided")
        if not self._num_unproved:
            return known
        return (*known, f"{self._num_unproved:,} profiles were found, but the run stopped before they were proved")

    def _statistics(self) -> dict[str, int | float | str]:
        counts = self._conclusion.statistics if self._conclusion else {}
        watch = self._problem.watch
        return {"seconds": watch.seconds, "steps": watch.steps, "found": self.num_found, **counts}


def num_found(problem: Problem, num_kept: int, conclusion: Conclusion | None) -> int:
    """Return the number of profiles found, of which only those that can be listed are kept."""
    if conclusion is None:
        return problem.watch.found
    return num_kept if conclusion.num_found is None else conclusion.num_found


def _has_indices(conclusion: Conclusion | None) -> bool:
    return conclusion is not None and bool(conclusion.component_indices)
