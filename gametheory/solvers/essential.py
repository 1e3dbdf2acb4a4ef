"""Components of Nash equilibria of two players that no small change of the payoffs can remove."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from gametheory.analysis.two_player_tables import own_tables
from gametheory.core.rationals import over_common_denominator, to_fraction
from gametheory.core.solution import Coverage
from gametheory.kernels.equilibrium_index import component_indices
from gametheory.kernels.maximal_nash_subsets import connected_components
from gametheory.solvers.refinement import check_two_players, conclude, nash_set, unfinished

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence

    from gametheory.core.equilibrium import Play
    from gametheory.core.profiles import Strategy
    from gametheory.solvers.problem import Conclusion, Problem
    from gametheory.solvers.refinement import Product


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
    components = _components(found.products)
    indices = _indices(problem, components)
    essential = [
        (sides, index) for index, component in zip(indices, components, strict=True) if index for sides in component
    ]
    unresolved = _unresolved(indices)
    coverage = Coverage.PARTIAL if unresolved else Coverage.ALL
    products, numbers = [sides for sides, _ in essential], [index for _, index in essential]
    return conclude(problem, products, coverage=coverage, unresolved=unresolved, indices=numbers)


def _indices(problem: Problem, components: Sequence[Sequence[Product]]) -> tuple[int | None, ...]:
    """Return the index of each component of maximal Nash subsets."""
    row_payoffs, column_table = own_tables(problem.normal_form)
    pairs: list[tuple[Strategy, Strategy]] = []
    positions = []
    for component in components:
        start = len(pairs)
        pairs += dict.fromkeys(pair for sides in component for pair in product(*sides))
        positions.append(range(start, len(pairs)))
    weights = {strategy: _weights(strategy) for pair in pairs for strategy in pair}
    return component_indices(
        row_payoffs,
        list(zip(*column_table, strict=True)),
        [(weights[row], weights[column]) for row, column in pairs],
        positions,
        heartbeat=problem.watch.tick,
    )


def _weights(strategy: Strategy) -> tuple[int, ...]:
    """Return probabilities as integers in their proportion."""
    return tuple(over_common_denominator(map(to_fraction, strategy))[0])


def _components(products: Sequence[Product]) -> list[list[Product]]:
    """Return the products of each connected component: those that share a strategy belong together."""
    rows: dict[Strategy, int] = {}
    columns: dict[Strategy, int] = {}
    edges: list[tuple[int, int]] = []
    starts = []
    for sides in products:
        starts.append(len(edges))
        star = [(sides[0][0], column) for column in sides[1]] + [(row, sides[1][0]) for row in sides[0]]
        edges += [(rows.setdefault(row, len(rows)), columns.setdefault(column, len(columns))) for row, column in star]
    product_at = dict(zip(starts, products, strict=True))
    return [
        [product_at[position] for position in positions if position in product_at]
        for positions in connected_components(edges)
    ]


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
