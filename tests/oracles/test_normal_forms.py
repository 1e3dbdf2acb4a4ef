"""Normal forms that made published engines answer wrongly, each with its exact set of extreme equilibria."""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from gametheory import Coverage, NormalFormGame, Solution, Termination, solve
from oracles.best_response_vertices import extreme_equilibria, strategies, support_equilibria


@dataclass(frozen=True)
class Row:
    """A two-player game, its extreme equilibria (``x | y``) and the number of their components."""

    A: Any
    B: Any
    expected: tuple[str, ...]
    num_components: int
    source: str


BY_HAND = "best replies by hand"
VON_STENGEL = "von Stengel (2002), Computing equilibria for two-person games, the 3 x 2 example"
MCLENNAN_PARK = "von Stengel (1999), New maximal numbers of equilibria in bimatrix games: 6 x 6 with 75 equilibria"

SIX = [
    [0, -1, -1, -1, 1, -1],
    [1, 0, 1, -1, -1, -1],
    [1, -1, 0, -1, -1, 1],
    [1, 1, 1, 0, -1, -1],
    [-1, 1, 1, 1, 0, -1],
    [1, 1, -1, 1, 1, 0],
]
SEVENTY_FIVE_A = [
    [-81, 36, -126, 126, -36, 90],
    [-180, 72, -333, 297, -153, 270],
    [20, -3, 42, -33, 17, -30],
    [-30, 17, -33, 42, -3, 20],
    [270, -153, 297, -333, 72, -180],
    [90, -36, 126, -126, 36, -81],
]
SEVENTY_FIVE_B = [
    [72, 36, 17, -3, -36, -153],
    [-180, -81, -30, 20, 90, 270],
    [297, 126, 42, -33, -126, -333],
    [-333, -126, -33, 42, 126, 297],
    [270, 90, 20, -30, -81, -180],
    [-153, -36, -3, 17, 36, 72],
]
COORDINATION = [[0, 0], [0, 1]]
ROWS = {
    "two by two with a tie": Row([[-3, 3], [-3, 5]], [[2, 7], [4, 2]], ("0 1 | 1 0", "2/7 5/7 | 1 0"), 1, BY_HAND),
    "von Stengel 3 x 2, degenerate": Row(
        [[3, 3], [2, 5], [0, 6]],
        [[3, 3], [2, 6], [3, 1]],
        ("1 0 0 | 1 0", "1 0 0 | 2/3 1/3", "0 1/3 2/3 | 1/3 2/3"),
        2,
        VON_STENGEL,
    ),
    "von Stengel 3 x 2, nondegenerate": Row(
        [[3, 3], [2, 5], [0, 6]],
        [[3, 2], [2, 6], [3, 1]],
        ("1 0 0 | 1 0", "4/5 1/5 0 | 2/3 1/3", "0 1/3 2/3 | 1/3 2/3"),
        3,
        VON_STENGEL,
    ),
    "dominant row": Row(
        [[-1, -1, -1], [0, 0, 0], [-1, -1, -10000]],
        [[-1, -1, -1], [0, 0, 0], [-1, -1, -10000]],
        ("0 1 0 | 1 0 0", "0 1 0 | 0 1 0", "0 1 0 | 0 0 1"),
        1,
        BY_HAND,
    ),
    "6 x 6 zero-sum": Row(
        SIX,
        (-np.array(SIX)).tolist(),
        ("0 0 1/3 0 1/3 1/3 | 0 0 1/3 0 1/3 1/3",),
        1,
        "skew-symmetric, so the value is 0; unique by enumeration of all vertices",
    ),
    "all zero": Row(
        [[0, 0], [0, 0]], [[0, 0], [0, 0]], ("1 0 | 1 0", "1 0 | 0 1", "0 1 | 1 0", "0 1 | 0 1"), 1, BY_HAND
    ),
    "one row": Row([[1, 1, 1]], [[2, 2, 1]], ("1 | 1 0 0", "1 | 0 1 0"), 1, BY_HAND),
    "one by one": Row([[4]], [[-2]], ("1 | 1",), 1, BY_HAND),
    "duplicate row": Row(
        [[2, 0], [2, 0], [0, 1]],
        [[1, 0], [1, 0], [0, 2]],
        ("1 0 0 | 1 0", "0 1 0 | 1 0", "2/3 0 1/3 | 1/3 2/3", "0 2/3 1/3 | 1/3 2/3", "0 0 1 | 0 1"),
        3,
        BY_HAND,
    ),
    "cycling": Row(
        [[0, 0, 0], [0, 1, 1], [1, 1, 0]],
        [[1, 0, 1], [1, 1, 0], [0, 0, 2]],
        ("0 2/3 1/3 | 0 1 0", "0 2/3 1/3 | 1/2 0 1/2", "0 1 0 | 0 1 0"),
        1,
        "smallest-index pivoting cycles on it; vertices by enumeration",
    ),
    "weakly dominated": Row(COORDINATION, COORDINATION, ("1 0 | 1 0", "0 1 | 0 1"), 2, BY_HAND),
    "mixed dominator": Row(
        [[4, 0], [0, 4], [1, 1]],
        [[1, 0], [0, 1], [1, 1]],
        ("1 0 0 | 1 0", "1/2 1/2 0 | 1/2 1/2", "0 1 0 | 0 1"),
        3,
        BY_HAND,
    ),
    "constant sum": Row([[7, 2], [4, 6]], [[3, 8], [6, 4]], ("2/7 5/7 | 4/7 3/7",), 1, BY_HAND),
    "chicken": Row(
        [[6, 2], [7, 0]], [[6, 7], [2, 0]], ("1 0 | 0 1", "2/3 1/3 | 2/3 1/3", "0 1 | 1 0"), 3, "Aumann (1974)"
    ),
    "Shapley": Row(
        np.eye(3, dtype=int).tolist(),
        [[0, 1, 0], [0, 0, 1], [1, 0, 0]],
        ("1/3 1/3 1/3 | 1/3 1/3 1/3",),
        1,
        "Shapley (1964), Some topics in two-person games",
    ),
}


def found(solution: Solution) -> set[tuple[Any, ...]]:
    """The listed strategies; a profile that is listed twice is a mistake."""
    listed = [equilibrium.profile.strategies for equilibrium in solution.equilibria]
    assert len(set(listed)) == len(listed) > 0
    return set(listed)


@pytest.mark.parametrize("row", ROWS.values(), ids=ROWS)
def test_two_player_game(row: Row) -> None:
    solution = solve(NormalFormGame.from_bimatrix(row.A, row.B))
    assert found(solution) == set(strategies(row.expected))
    assert solution.num_extreme == len(row.expected)
    assert solution.num_components == len(solution.components) == row.num_components
    assert (solution.coverage, solution.termination) == (Coverage.ALL, Termination.EXHAUSTED)


@pytest.mark.parametrize("row", ROWS.values(), ids=ROWS)
def test_rows_themselves_agree_with_the_definition(row: Row) -> None:
    assert extreme_equilibria(row.A, row.B) == set(strategies(row.expected))


@pytest.mark.parametrize(
    ("factor", "shift"),
    [(Fraction(1, 10**12), 0), (10**10, 0), (1, 10**9), (Fraction(1, 10**12), 10**9), (10**10, 2**63)],
)
@pytest.mark.parametrize("row", ROWS.values(), ids=ROWS)
def test_units_do_not_matter(row: Row, factor: Fraction, shift: int) -> None:
    A = [[factor * value + shift for value in line] for line in row.A]
    B = [[value * factor - 3 * shift for value in line] for line in row.B]
    assert found(solve(NormalFormGame.from_bimatrix(A, B))) == set(strategies(row.expected))


def test_seventy_five_equilibria() -> None:
    solution = solve(NormalFormGame.from_bimatrix(SEVENTY_FIVE_A, SEVENTY_FIVE_B))
    assert solution.num_extreme == solution.num_components == 75, MCLENNAN_PARK
    assert found(solution) == support_equilibria(SEVENTY_FIVE_A, SEVENTY_FIVE_B)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_wide_game(seed: int) -> None:
    A, B = np.random.default_rng(seed).integers(0, 1000, (2, 2, 70)).tolist()
    assert found(solve(NormalFormGame.from_bimatrix(A, B))) == support_equilibria(A, B)


def test_unsigned_input() -> None:
    solution = solve(NormalFormGame.zero_sum(np.array([[1, 2], [3, 0]], dtype=np.uint8)))
    assert found(solution) == set(strategies(["3/4 1/4 | 1/2 1/2"]))
    assert solution.equilibria[0].payoffs == (Fraction(3, 2), Fraction(-3, 2))


def test_payoffs_of_the_constant_sum_game() -> None:
    row = ROWS["constant sum"]
    (equilibrium,) = solve(NormalFormGame.from_bimatrix(row.A, row.B)).equilibria
    assert equilibrium.payoffs == (Fraction(34, 7), Fraction(36, 7))


NAU = {  # Nau, Gomez Canovas and Hansen (2004), section 4: (row, column, matrix) -> payoffs
    (0, 0, 0): (3, 0, 2),
    (1, 0, 0): (0, 1, 0),
    (0, 1, 0): (0, 2, 0),
    (1, 1, 0): (1, 0, 0),
    (0, 0, 1): (1, 0, 0),
    (1, 0, 1): (0, 3, 0),
    (0, 1, 1): (0, 1, 0),
    (1, 1, 1): (2, 0, 3),
}


def irrational_game() -> NormalFormGame:
    payoffs = np.zeros((3, 2, 2, 2), dtype=np.int64)
    for place, values in NAU.items():
        payoffs[(slice(None), *place)] = values
    return NormalFormGame(payoffs)


def test_the_only_equilibrium_is_irrational() -> None:
    (equilibrium,) = solve(irrational_game()).equilibria
    weight = (math.sqrt(601) - 23) / 4
    expected = [(3 - 2 * weight) / (4 - weight), (2 - weight) / (3 + weight), weight]
    assert [float(own[0]) for own in equilibrium.profile.strategies if own] == pytest.approx(expected, abs=1e-15)
    assert equilibrium.certificate.is_equilibrium
    solution = solve(irrational_game(), "pure")
    assert (solution.equilibria, solution.num_extreme, solution.coverage) == ((), 0, Coverage.ALL_PURE)
