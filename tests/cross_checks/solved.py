"""What the package answers, as sets that can be compared."""

from __future__ import annotations

from cross_checks.exact_references import Pair, Point, Subset
from gametheory.core.profiles import MixedProfile
from gametheory.core.solution import Coverage, Solution, Termination


def mixed_profiles(solution: Solution) -> set[tuple[Point, ...]]:
    """The listed equilibria of a normal form, each checked to be proved and listed once."""
    listed = []
    for equilibrium in solution.equilibria:
        assert isinstance(equilibrium.profile, MixedProfile)
        assert equilibrium.max_regret == 0
        listed.append(equilibrium.profile.strategies)
    assert len(set(listed)) == len(listed)
    return set(listed)


def check_complete(solution: Solution, coverage: Coverage = Coverage.ALL) -> None:
    """A list that says it is all."""
    assert (solution.coverage, solution.termination) == (coverage, Termination.EXHAUSTED)
    assert (solution.arithmetic, solution.num_extreme) == ("exact", len(solution.equilibria))
    assert solution.unresolved == ()


def subsets_of(solution: Solution) -> set[Subset]:
    """The maximal Nash subsets as pairs of sets of points."""
    found = [(frozenset(rows), frozenset(columns)) for rows, columns in (s.strategies for s in solution.nash_subsets)]
    assert len(set(found)) == len(found)
    return set(found)


def components_of(solution: Solution, pairs: list[Pair]) -> set[frozenset[Pair]]:
    """The components as sets of pairs, given the pair of each listed equilibrium."""
    return {frozenset(pairs[index] for index in component) for component in solution.components}
