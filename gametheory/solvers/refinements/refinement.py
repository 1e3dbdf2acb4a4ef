"""What refinements of Nash equilibrium of two players share: the set they choose from, and the list they end with."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from gametheory.core.profiles import MixedProfile
from gametheory.core.rationals import to_fraction
from gametheory.core.solution import Coverage
from gametheory.errors import UnsupportedGameError
from gametheory.kernels.maximal_nash_subsets import connected_components
from gametheory.solvers.methods import methods_for
from gametheory.solvers.problem import Conclusion, FoundSubset, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gametheory.core.profiles import Strategy
    from gametheory.solvers.watch import Watch

Product: TypeAlias = "tuple[tuple[Strategy, ...], tuple[Strategy, ...]]"
"""Extreme strategies of the row and of the column player, of which every combination is an equilibrium."""


class NashSet(NamedTuple):
    """All Nash equilibria of a game.

    Parameters
    ----------
    products
        The maximal Nash subsets; empty if the search did not come to its end.
    conclusion
        What the search said.
    """

    products: tuple[Product, ...]
    conclusion: Conclusion

    @property
    def is_complete(self) -> bool:
        """Whether the search came to its end."""
        return self.conclusion.coverage is Coverage.ALL


def check_two_players(problem: Problem, concept: str) -> None:
    """Raise UnsupportedGameError, in the name of a concept, unless the game has two players."""
    game = problem.normal_form
    if game.num_players != 2:
        raise UnsupportedGameError(
            f"{concept} needs 2 players, got {game.num_players}; for more players use concept 'nash' or 'strict'"
        )


def nash_set(problem: Problem) -> NashSet:
    """Return all Nash equilibria of a two-player normal form, found by the preferred complete method."""
    (method, *_) = methods_for("nash", "normal form")
    running = method.search(Problem(problem.normal_form, "nash", problem.watch, num_listed=0))
    while True:
        try:
            next(running)
        except StopIteration as end:
            conclusion: Conclusion = end.value
            break
    products = tuple((tuple(subset.strategies[0]), tuple(subset.strategies[1])) for subset in conclusion.subsets)
    return NashSet(products, conclusion)


def unfinished(found: NashSet) -> Conclusion:
    """Return the end of a method whose search for Nash equilibria did not come to its own: nothing is claimed."""
    before = found.conclusion
    return Conclusion(
        Coverage.PARTIAL,
        profiles=(),
        unresolved=(*before.unresolved, "which equilibria the concept admits was not decided"),
        termination=before.termination,
    )


def maximal_products(products: Iterable[Product], watch: Watch) -> list[Product]:
    """Return products of extreme strategies without those that others contain, each once, while the clock looks on."""
    listed = list(dict.fromkeys(products))
    sides = [(frozenset(rows), frozenset(columns)) for rows, columns in listed]
    maximal = []
    for kept, (rows, columns) in zip(listed, sides, strict=True):
        watch.tick()
        if not any(
            rows <= other_rows and columns <= other_columns and (rows, columns) != (other_rows, other_columns)
            for other_rows, other_columns in sides
        ):
            maximal.append(kept)
    return maximal


def conclude(
    problem: Problem,
    products: Sequence[Product],
    *,
    coverage: Coverage = Coverage.ALL,
    unresolved: tuple[str, ...] = (),
    indices: Sequence[int] = (),
) -> Conclusion:
    """Return the end of a method whose answer is a union of products of polytopes.

    Parameters
    ----------
    problem
        A normal form of two players.
    products
        The extreme strategies of each product; none contains another.
    coverage, unresolved
        As for ``Conclusion``.
    indices
        For each product the index of the component that it belongs to; empty where they are not determined.
    """
    rows, columns = (_in_order(found[side] for found in products) for side in (0, 1))
    numbered = [([rows[row] for row in found[0]], [columns[column] for column in found[1]]) for found in products]
    pairs = sorted({pair for sides in numbered for pair in product(*sides)})
    positions = {pair: position for position, pair in enumerate(pairs[: problem.num_listed])}
    row_strategies, column_strategies = list(rows), list(columns)
    game = problem.normal_form
    components = connected_components(pairs)
    place_of = {pairs[position]: place for place, component in enumerate(components) for position in component}
    subsets = tuple(
        FoundSubset(
            found,
            tuple(sorted(positions[pair] for pair in product(*sides) if pair in positions)),
            place_of[sides[0][0], sides[1][0]],
        )
        for found, sides in zip(products, numbered, strict=True)
    )
    index_of = {
        pair: index for index, sides in zip(indices, numbered, strict=bool(indices)) for pair in product(*sides)
    }
    return Conclusion(
        coverage,
        profiles=[MixedProfile(game, (row_strategies[row], column_strategies[column])) for row, column in positions],
        is_in_order=True,
        num_found=len(pairs),
        components=tuple(
            tuple(position for position in component if position < len(positions)) for component in components
        ),
        component_indices=tuple(index_of[pairs[component[0]]] for component in components) if indices else (),
        subsets=subsets,
        num_extreme=len(pairs),
        unresolved=unresolved,
    )


def _in_order(groups: Iterable[tuple[Strategy, ...]]) -> dict[Strategy, int]:
    """Return strategies with their places: by probabilities in the order of the actions, larger first."""
    strategies = {strategy for group in groups for strategy in group}
    ordered = sorted(strategies, key=lambda strategy: [-to_fraction(probability) for probability in strategy])
    return {strategy: place for place, strategy in enumerate(ordered)}
