"""What must not depend on how a two-player game is told: equilibria, maximal subsets, components and their indices.

The small games go through Python's integers and through the compiled search, which `solve` keeps for larger ones.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gametheory import NormalFormGame, solve
from gametheory.analysis.stability.component_index import component_indices
from gametheory.core.profiles import MixedProfile
from gametheory.kernels import extreme_equilibria

Matrix = list[list[Fraction]]
Strategy = tuple[Fraction, ...]
Pair = tuple[Strategy, Strategy]
Change = Callable[[Strategy], Strategy]


class Bimatrix(NamedTuple):
    """A game as two tables ``[row][column]``."""

    rows: Matrix
    columns: Matrix

    def with_actions(self, rows: list[int], columns: list[int]) -> Bimatrix:
        """The game with these actions in this order; one may stand there twice."""
        return Bimatrix(*([[table[row][column] for column in columns] for row in rows] for table in self))

    @property
    def transposed(self) -> Bimatrix:
        """The game with its players exchanged."""
        return Bimatrix(*([list(column) for column in zip(*table, strict=True)] for table in (self.columns, self.rows)))


class Found(NamedTuple):
    """The equilibria of a game, each component with its index."""

    components: frozenset[tuple[frozenset[Pair], int | None]]
    subsets: frozenset[tuple[frozenset[Strategy], frozenset[Strategy]]]

    def changed(self, row: Change, column: Change, *, is_turned: bool = False) -> Found:
        """The same with every strategy changed, and perhaps the players exchanged."""
        turn = -1 if is_turned else 1
        return Found(
            frozenset(
                (frozenset((row(x), column(y))[::turn] for x, y in pairs), index) for pairs, index in self.components
            ),
            frozenset(
                (frozenset(map(row, xs)), frozenset(map(column, ys)))[::turn]  # type: ignore[misc]
                for xs, ys in self.subsets
            ),
        )


@pytest.fixture(params=["integers", "compiled"])
def _search(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Which search answers small games."""
    least = 1 if request.param == "compiled" else 10**9
    monkeypatch.setattr(extreme_equilibria, "LEAST_LOADED_CELLS", least)
    monkeypatch.setattr(extreme_equilibria, "LEAST_CELLS", least)
    return


@st.composite
def bimatrices(draw: st.DrawFn, largest: int = 4) -> Bimatrix:
    """Games of all shapes with few different payoffs, so that ties are common, and some with many."""
    shape = draw(st.integers(1, largest)), draw(st.integers(1, largest))
    top = draw(st.sampled_from([1, 2, 3, 50]))
    line = st.lists(st.integers(0, top).map(Fraction), min_size=shape[1], max_size=shape[1])
    matrix = st.lists(line, min_size=shape[0], max_size=shape[0])
    return Bimatrix(draw(matrix), draw(matrix))


def found(game: Bimatrix) -> Found:
    """All equilibria; a pair listed twice, or an empty list, is a mistake, and so are indices that do not sum to +1."""
    solution = solve(NormalFormGame.from_bimatrix(*game))
    profiles = [one.profile for one in solution.equilibria if isinstance(one.profile, MixedProfile)]
    pairs = [(profile.strategies[0], profile.strategies[1]) for profile in profiles]
    assert len(set(pairs)) == len(pairs) == len(solution.equilibria) > 0
    given_game = solution.game
    assert isinstance(given_game, NormalFormGame)
    groups = [[profiles[place] for place in component] for component in solution.components]
    indices = solution.component_indices or component_indices(given_game, groups)
    assert sum(index or 0 for index in indices) == 1
    components = [frozenset(pairs[place] for place in component) for component in solution.components]
    subsets = [subset.strategies for subset in solution.nash_subsets]
    return Found(
        frozenset(zip(components, indices, strict=True)),
        frozenset((frozenset(xs), frozenset(ys)) for xs, ys in subsets),
    )


def unchanged(strategy: Strategy) -> Strategy:
    return strategy


def reordered(order: list[int]) -> Change:
    return lambda strategy: tuple(strategy[action] for action in order)


def merged(copied: int) -> Change:
    """Give the weight of a copy, which stands last, back to its original."""
    return lambda strategy: tuple(
        weight + strategy[-1] * (action == copied) for action, weight in enumerate(strategy[:-1])
    )


several = settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])


@pytest.mark.usefixtures("_search")
@several
@given(bimatrices(), st.data())
def test_the_order_of_actions(game: Bimatrix, data: st.DataObject) -> None:
    rows = data.draw(st.permutations(range(len(game.rows))))
    columns = data.draw(st.permutations(range(len(game.rows[0]))))
    assert found(game.with_actions(rows, columns)) == found(game).changed(reordered(rows), reordered(columns))


@pytest.mark.usefixtures("_search")
@several
@given(bimatrices())
def test_the_order_of_players(game: Bimatrix) -> None:
    assert found(game.transposed) == found(game).changed(unchanged, unchanged, is_turned=True)


@pytest.mark.usefixtures("_search")
@several
@given(
    bimatrices(),
    st.tuples(*[st.fractions(Fraction(1, 10**12), 10**12)] * 2),
    st.lists(st.fractions(-(10**9), 10**9), min_size=4, max_size=4),
    st.lists(st.fractions(-(10**9), 10**9), min_size=4, max_size=4),
)
def test_units_and_what_nobody_can_change(
    game: Bimatrix, factors: tuple[Fraction, Fraction], row_shifts: list[Fraction], column_shifts: list[Fraction]
) -> None:
    """A player's payoffs may get another factor, and for each action of the other player something on top."""
    rows = [[factors[0] * entry + shift for entry, shift in zip(line, row_shifts, strict=False)] for line in game.rows]
    columns = [
        [factors[1] * entry + shift for entry in line] for line, shift in zip(game.columns, column_shifts, strict=False)
    ]
    assert found(Bimatrix(rows, columns)) == found(game)


@pytest.mark.usefixtures("_search")
@several
@given(bimatrices(largest=3), st.data())
def test_an_action_that_stands_twice(game: Bimatrix, data: st.DataObject) -> None:
    """With the copies merged, components and their indices are the same."""
    row, column = data.draw(st.integers(0, len(game.rows) - 1)), data.draw(st.integers(0, len(game.rows[0]) - 1))
    doubled = game.with_actions([*range(len(game.rows)), row], [*range(len(game.rows[0])), column])
    assert found(doubled).changed(merged(row), merged(column)).components == found(game).components


@pytest.mark.usefixtures("_search")
@several
@given(game=bimatrices(largest=3), is_row=st.booleans())
def test_an_action_that_pays_less_whatever_happens(*, game: Bimatrix, is_row: bool) -> None:
    """A strictly dominated action changes nothing but the length of strategies."""
    told = game if is_row else game.transposed
    worse = [min(entries) - 1 for entries in zip(*told.rows, strict=True)]
    longer = Bimatrix([*told.rows, worse], [*told.columns, told.columns[0]])
    expected = found(told).changed(lambda strategy: (*strategy, Fraction(0)), unchanged)
    if not is_row:
        longer, expected = longer.transposed, expected.changed(unchanged, unchanged, is_turned=True)
    assert found(longer) == expected
