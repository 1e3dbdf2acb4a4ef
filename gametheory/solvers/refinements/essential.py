"""Components of Nash equilibria of two players that no small change of the payoffs can remove."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gametheory.core.solution import Coverage
from gametheory.solvers.refinements.refinement import check_two_players, conclude, nash_set, unfinished

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence

    from gametheory.core.equilibrium import Play
    from gametheory.solvers.problem import Conclusion, Problem


def search(problem: Problem) -> Generator[Play, None, Conclusion]:
    """Find the components of Nash equilibria that are proved essential: their index is not 0.

    A component is essential if every game with payoffs near enough has an equilibrium near the component. A component
    of index 0 may be essential or not; where there is one, the answer says so and is partial. There is always an
    essential component, since the indices sum to +1.

    Parameters
    ----------
    problem
        A normal form of two players.

    Yields
    ------
    Play
        Nothing before the end.

    Raises
    ------
    UnsupportedGameError
        Unless there are two players.

    Notes
    -----
    Exact.

    References
    ----------
    kohlberg1986; govindan2005.
    """
    check_two_players(problem, "essential")
    yield from ()
    found = nash_set(problem)
    if not found.is_complete:
        return unfinished(found)
    indices = found.conclusion.component_indices
    essential = [
        (sides, index)
        for sides, subset in zip(found.products, found.conclusion.subsets, strict=True)
        if (index := indices[subset.component])
    ]
    unresolved = _unresolved(indices)
    coverage = Coverage.PARTIAL if unresolved else Coverage.ALL
    products, numbers = [sides for sides, _ in essential], [index for _, index in essential]
    return conclude(problem, products, coverage=coverage, unresolved=unresolved, indices=numbers)


def _unresolved(indices: Sequence[int | None]) -> tuple[str, ...]:
    """Return what the indices leave open, in sentences."""
    num_zero, num_unknown = indices.count(0), indices.count(None)
    sentences = []
    if num_zero:
        are = "1 component has" if num_zero == 1 else f"{num_zero:,} components have"
        sentences.append(f"{are} index 0 and may vanish under a small change of the payoffs; that was not decided")
    if num_unknown:
        are = "1 component is" if num_unknown == 1 else f"{num_unknown:,} components are"
        sentences.append(f"the index of {are} unknown: too many ties to decide")
    return tuple(sentences)
