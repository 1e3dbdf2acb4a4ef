from __future__ import annotations

import random

from gametheory.kernels.best_response_vertices import complementary_pairs
from gametheory.kernels.lemke_howson_network import joined_pairs


def joined(row_payoffs: list[list[int]], column_payoffs: list[list[int]]) -> list[tuple[tuple[int, ...], ...]]:
    pairs = [pair for pair in joined_pairs(row_payoffs, column_payoffs) if pair is not None]
    assert len({pair.basis for pair in pairs}) == len(pairs)
    return [pair.weights for pair in pairs]


def test_an_equilibrium_in_another_part_of_the_network_is_not_reached() -> None:
    # Wilson's game in Shapley (1974): two of its three equilibria are joined to each other only
    table = [[0, 3, 0], [2, 2, 0], [3, 0, 1]]
    transposed = [list(column) for column in zip(*table, strict=True)]
    assert joined(table, transposed) == [((0, 0, 1), (0, 0, 1))]
    assert len([pair for pair in complementary_pairs(table, transposed) if pair]) == 3


def test_an_equilibrium_that_no_first_path_reaches() -> None:
    found = joined([[3, 3], [2, 5], [0, 6]], [[3, 2], [2, 6], [3, 1]])
    assert found == [((1, 0, 0), (1, 0)), ((0, 1, 2), (1, 2)), ((4, 1, 0), (2, 1))]


def test_equilibria_found_lead_to_others() -> None:
    # coordination on the diagonal: pure equilibria from the start, mixed ones only from those
    size = 3
    identity = [[int(row == column) for column in range(size)] for row in range(size)]
    found = joined(identity, identity)
    assert set(found) == {pair for pair in complementary_pairs(identity, identity) if pair}
    assert found[:3] == [((1, 0, 0), (1, 0, 0)), ((0, 1, 0), (0, 1, 0)), ((0, 0, 1), (0, 0, 1))]


def test_what_is_found_are_extreme_equilibria() -> None:
    rng = random.Random(3)
    for _ in range(60):
        shape = rng.randint(1, 5), rng.randint(1, 5)
        A, B = ([[rng.randint(0, 2) for _ in range(shape[1])] for _ in range(shape[0])] for _ in range(2))
        found = set(joined(A, B))
        assert found
        assert found <= {pair for pair in complementary_pairs(A, B) if pair}


def test_heartbeats_count_pivots() -> None:
    beats = list(joined_pairs([[1]], [[1]]))
    assert [pair is None for pair in beats] == [True, True, False, True, True]
