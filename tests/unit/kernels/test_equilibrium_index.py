"""Index of components: named games, the sum over random ones, and what an index may not depend on."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations

import pytest

from gametheory.core.rationals import over_common_denominator
from gametheory.kernels import equilibrium_index
from gametheory.kernels.equilibrium_index import component_indices
from gametheory.kernels.extreme_equilibria import extreme_equilibria
from gametheory.kernels.maximal_nash_subsets import connected_components
from oracles.best_response_vertices import extreme_equilibria as by_definition
from oracles.test_normal_forms import SEVENTY_FIVE_A, SEVENTY_FIVE_B

Matrix = list[list[int]]
Weights = tuple[int, ...]
Equilibria = list[tuple[Weights, Weights]]


def equilibria_of(A: Matrix, B: Matrix) -> Equilibria:
    return [pair for pair in extreme_equilibria(A, B) if pair is not None]


def components_of(equilibria: Equilibria) -> tuple[tuple[int, ...], ...]:
    rows: dict[Weights, int] = {}
    columns: dict[Weights, int] = {}
    return connected_components(
        [(rows.setdefault(x, len(rows)), columns.setdefault(y, len(columns))) for x, y in equilibria]
    )


def indices_of(A: Matrix, B: Matrix) -> dict[frozenset[tuple[Weights, Weights]], int | None]:
    """Index by component; an empty component more, so that one alone is computed too."""
    equilibria = equilibria_of(A, B)
    components = components_of(equilibria)
    indices = component_indices(A, B, equilibria, [*components, ()])
    assert indices[-1] == 0
    return {
        frozenset(equilibria[position] for position in component): index
        for component, index in zip(components, indices[:-1], strict=True)
    }


def random_game(seed: int) -> tuple[Matrix, Matrix]:
    rng = random.Random(seed)
    num_rows, num_columns, most = rng.randint(1, 6), rng.randint(1, 6), rng.choice([1, 1, 2, 3])
    return tuple(  # type: ignore[return-value]
        [[rng.randint(0, most) for _ in range(num_columns)] for _ in range(num_rows)] for _ in range(2)
    )


def test_segment_and_point_of_von_stengel() -> None:
    indices = indices_of([[3, 3], [2, 5], [0, 6]], [[3, 3], [2, 6], [3, 1]])
    assert {len(component): index for component, index in indices.items()} == {2: 0, 1: 1}


def test_duplicate_row_leaves_the_mixed_segment_with_minus_one() -> None:
    indices = indices_of([[2, 0], [2, 0], [0, 1]], [[1, 0], [1, 0], [0, 2]])
    assert sorted(((len(component), index) for component, index in indices.items()), key=str) == [
        (1, 1),
        (2, -1),
        (2, 1),
    ]


def test_weakly_dominated_equilibrium_has_index_zero() -> None:
    indices = indices_of([[0, 0], [0, 1]], [[0, 0], [0, 1]])
    assert indices == {frozenset([((1, 0), (1, 0))]): 0, frozenset([((0, 1), (0, 1))]): 1}


def test_seventy_five_equilibria() -> None:
    assert Counter(indices_of(SEVENTY_FIVE_A, SEVENTY_FIVE_B).values()) == {1: 38, -1: 37}


def test_coordination_counts_supports() -> None:
    size = 7
    identity = [[int(row == column) for column in range(size)] for row in range(size)]
    supports = [support for number in range(1, size + 1) for support in combinations(range(size), number)]
    weights = [tuple(int(action in support) for action in range(size)) for support in supports]
    indices = component_indices(identity, identity, [(x, x) for x in weights], [(k,) for k in range(len(weights))])
    assert indices == tuple(1 if len(support) % 2 else -1 for support in supports)


@pytest.mark.parametrize("seed", range(300))
def test_indices_sum_to_one(seed: int) -> None:
    assert sum(index for index in indices_of(*random_game(seed)).values() if index is not None) == 1


@pytest.mark.parametrize("seed", range(60))
def test_no_order_of_players_or_actions_matters(seed: int) -> None:
    rng = random.Random(-seed)
    A, B = random_game(1000 + seed)
    expected = indices_of(A, B)
    rows, columns = list(range(len(A))), list(range(len(A[0])))
    rng.shuffle(rows)
    rng.shuffle(columns)
    renamed = indices_of(*([[table[row][column] for column in columns] for row in rows] for table in (A, B)))
    back = {
        frozenset((unshuffled(x, rows), unshuffled(y, columns)) for x, y in component): index
        for component, index in renamed.items()
    }
    assert back == expected
    transposed = indices_of(*([list(row) for row in zip(*table, strict=True)] for table in (B, A)))
    assert {frozenset((y, x) for x, y in component): index for component, index in transposed.items()} == expected


def unshuffled(weights: Weights, order: list[int]) -> Weights:
    return tuple(weight for _, weight in sorted(zip(order, weights, strict=True)))


@pytest.mark.parametrize("seed", range(40))
def test_units_do_not_matter(seed: int) -> None:
    A, B = random_game(2000 + seed)
    rng = random.Random(seed)
    shifts = [rng.randint(-5, 5) for _ in A[0]]
    scaled_a = [[10**12 * entry + shift for entry, shift in zip(row, shifts, strict=True)] for row in A]
    scaled_b = [[7 * entry + 10**20 for entry in row] for row in B]
    assert indices_of(scaled_a, scaled_b) == indices_of(A, B)


@pytest.mark.parametrize("seed", range(40))
def test_copies_of_a_row_do_not_change_the_multiset(seed: int) -> None:
    A, B = random_game(3000 + seed)
    copied = indices_of([*A, A[0]], [*B, B[0]])
    assert Counter(copied.values()) == Counter(indices_of(A, B).values())


@pytest.mark.parametrize("seed", range(25))
def test_against_a_nearby_game(seed: int) -> None:
    """The index is the number of equilibria with +1 less those with -1 near the component, in a generic game nearby."""
    A, B = random_game(4000 + seed)
    if len(A) + len(A[0]) > 9:
        A, B = [row[:4] for row in A[:4]], [row[:4] for row in B[:4]]
    rng = random.Random(seed)
    unit = 10**9
    near = [[[unit * entry + rng.randint(0, 1000) for entry in row] for row in table] for table in (A, B)]
    found: Counter[frozenset[tuple[Weights, Weights]]] = Counter()
    expected = indices_of(A, B)
    for x, y in by_definition(*near):
        component = min(expected, key=lambda component: min(distance((x, y), member) for member in component))
        found[component] += shapley_sign(near, x, y)
    # every equilibrium of the nearby game lies near a vertex of its component: those of generic games do
    assert {component: found[component] for component in expected} == expected


def distance(point: tuple[tuple[Fraction, ...], ...], member: tuple[Weights, Weights]) -> float:
    return sum(
        abs(float(share) - weight / sum(weights))
        for strategy, weights in zip(point, member, strict=True)
        for share, weight in zip(strategy, weights, strict=True)
    )


def shapley_sign(tables: list[Matrix], x: tuple[Fraction, ...], y: tuple[Fraction, ...]) -> int:
    """Shapley's formula with positive payoffs, determinants by Leibniz' formula."""
    rows, columns = ([index for index, share in enumerate(strategy) if share] for strategy in (x, y))
    lowest = min(entry for table in tables for row in table for entry in row)
    product = 1
    for table in tables:
        product *= leibniz([[table[row][column] - lowest + 1 for column in columns] for row in rows])
    return (1 if product > 0 else -1) * (1 if len(rows) % 2 else -1)


def leibniz(matrix: Matrix) -> int:
    if not matrix:
        return 1
    return sum(
        (-1) ** index * entry * leibniz([row[:index] + row[index + 1 :] for row in matrix[1:]])
        for index, entry in enumerate(matrix[0])
    )


def test_single_component_needs_no_equilibria() -> None:
    assert component_indices([[0]], [[0]], [], [()]) == (1,)


def test_one_unknown_index_follows_from_the_others() -> None:
    equilibria = [((1, 0, 0), (1, 0)), ((1, 0, 0), (2, 1)), ((0, 1, 2), (1, 2))]
    tables = [[3, 3], [2, 5], [0, 6]], [[3, 3], [2, 6], [3, 1]]
    assert component_indices(*tables, equilibria, [(0, 1), (2,)], most_candidates=0) == (0, 1)


def test_several_unknown_indices_stay_unknown() -> None:
    coordination = [[0, 0, 0], [0, 1, 0], [0, 0, 0]]
    equilibria = equilibria_of(coordination, coordination)
    tied, strict = sorted(components_of(equilibria), key=len, reverse=True)
    indices = component_indices(coordination, coordination, equilibria, [tied, strict, tied], most_candidates=0)
    assert indices == (None, 1, None)


def test_extreme_degeneracy_is_decided_quickly() -> None:
    constant = [[5] * 12 for _ in range(12)]
    units = [tuple(int(index == action) for index in range(12)) for action in range(12)]
    equilibria = [(x, y) for x in units for y in units]
    beats: list[None] = []
    indices = component_indices(constant, constant, equilibria, [range(144), ()], heartbeat=lambda: beats.append(None))
    assert indices == (1, 0)
    assert len(beats) < 1000


def test_heartbeat_ends_the_computation() -> None:
    def stop() -> None:
        raise TimeoutError("enough")

    with pytest.raises(TimeoutError, match="enough"):
        component_indices([[1, 0], [0, 1]], [[1, 0], [0, 1]], [((1, 0), (1, 0))], [(0,), ()], heartbeat=stop)


def test_many_equilibria_take_the_same_indices(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = 0
    for A, B in larger_games():
        equilibria = equilibria_of(A, B)
        components = [*components_of(equilibria), ()]
        monkeypatch.setattr(equilibrium_index, "MANY_EQUILIBRIA", 1)
        together = component_indices(A, B, equilibria, components)
        monkeypatch.setattr(equilibrium_index, "MANY_EQUILIBRIA", 10**9)
        assert component_indices(A, B, equilibria, components) == together
        seen += len(equilibria)
    assert seen > 100


def larger_games() -> Iterator[tuple[Matrix, Matrix]]:
    for seed in range(12):
        rng = random.Random(seed)
        size, most = rng.choice([(7, 2), (8, 100), (6, 5)])
        yield tuple([[rng.randint(0, most) for _ in range(size)] for _ in range(size)] for _ in range(2))  # type: ignore[misc]


def test_weights_need_no_lowest_terms() -> None:
    weights = over_common_denominator([Fraction(1, 2), Fraction(1, 2)])[0]
    game = [[1, 0], [0, 1]]
    equilibria = [((1, 0), (1, 0)), ((0, 1), (0, 1)), ((3 * weights[0], 3 * weights[1]), (5, 5))]
    assert component_indices(game, game, equilibria, [(0,), (1,), (2,)]) == (1, 1, -1)
