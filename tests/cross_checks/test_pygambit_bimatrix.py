"""All extreme equilibria of two-player games, as exact sets, against pygambit's rational enumeration."""

from __future__ import annotations

import random
from collections.abc import Iterator
from fractions import Fraction

import pytest

from cross_checks.exact_references import components, is_pure, maximal_subsets
from cross_checks.pygambit_games import extreme_equilibria, to_pygambit_table
from cross_checks.random_games import SMALL_SIZES, Bimatrix, bimatrices, structured_bimatrices
from cross_checks.solved import check_complete, components_of, mixed_profiles, subsets_of
from gametheory import solve

SAMPLES = {"0..1": 8, "0..2": 20, "0..9": 6, "0..100": 5, "-3..3 / 1..4": 6, "-1000..1000 / 1..30": 4}


def sample(kind: str) -> Iterator[tuple[str, Bimatrix]]:
    return (
        structured_bimatrices(SMALL_SIZES, 2) if kind == "structured" else bimatrices(kind, SMALL_SIZES, SAMPLES[kind])
    )


@pytest.mark.parametrize("kind", [*SAMPLES, "structured"])
def test_equilibria_subsets_and_components(kind: str) -> None:
    compared = 0
    for name, bimatrix in sample(kind):
        game = bimatrix.to_game()
        theirs = extreme_equilibria(to_pygambit_table(game))
        solution = solve(game)
        check_complete(solution)
        assert mixed_profiles(solution) == theirs, name
        assert subsets_of(solution) == maximal_subsets(theirs), name
        listed = [equilibrium.profile.strategies for equilibrium in solution.equilibria]
        assert components_of(solution, listed) == components(theirs), name
        compared += bool(theirs)
    assert compared >= 48


def test_units_beyond_their_range() -> None:
    # pygambit solves the game in small units, the package in units in which pygambit would fail.
    factors = (Fraction(10**13, 7), Fraction(1, 10**11))
    shifts = (Fraction(-(10**9)), Fraction(10**18, 3))
    for name, bimatrix in bimatrices("0..2", [(3, 3), (4, 3), (2, 4)], 10):
        scaled = bimatrix.affine(factors, shifts)
        assert mixed_profiles(solve(scaled.to_game())) == extreme_equilibria(to_pygambit_table(bimatrix.to_game())), (
            name
        )


@pytest.mark.parametrize("size", [(5, 5), (6, 3), (3, 7), (2, 9)])
def test_larger_games(size: tuple[int, int]) -> None:
    for name, bimatrix in [*bimatrices("0..2", [size], 3), *bimatrices("0..9", [size], 2)]:
        game = bimatrix.to_game()
        assert mixed_profiles(solve(game)) == extreme_equilibria(to_pygambit_table(game)), name


def test_pure_equilibria() -> None:
    for name, bimatrix in bimatrices("0..2", SMALL_SIZES, 3):
        game = bimatrix.to_game()
        theirs = {profile for profile in extreme_equilibria(to_pygambit_table(game)) if all(map(is_pure, profile))}
        assert mixed_profiles(solve(game, "pure")) == theirs, name


def test_relabelled_actions() -> None:
    for name, bimatrix in bimatrices("0..2", [(3, 4), (4, 4)], 10):
        rng = random.Random(name)
        row_order, column_order = (rng.sample(range(size), size) for size in bimatrix.num_actions)
        moved = Bimatrix(
            *([[table[row][column] for column in column_order] for row in row_order] for table in bimatrix)
        )
        theirs = extreme_equilibria(to_pygambit_table(bimatrix.to_game()))
        expected = {
            (tuple(row[index] for index in row_order), tuple(column[index] for index in column_order))
            for row, column in theirs
        }
        assert mixed_profiles(solve(moved.to_game())) == expected, name
