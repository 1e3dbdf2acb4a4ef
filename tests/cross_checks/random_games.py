"""Seeded random games for the comparisons, as exact tables."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import product
from typing import NamedTuple, TypeAlias

import numpy as np

from gametheory.core.normal_form import NormalFormGame

Matrix: TypeAlias = list[list[Fraction]]


class Bimatrix(NamedTuple):
    """A two-player game as two tables ``[row][column]``."""

    rows: Matrix
    columns: Matrix

    @classmethod
    def of_integers(cls, rows: list[list[int]], columns: list[list[int]]) -> Bimatrix:
        return cls(*([[Fraction(entry) for entry in row] for row in table] for table in (rows, columns)))

    @property
    def num_actions(self) -> tuple[int, int]:
        return len(self.rows), len(self.rows[0])

    def to_game(self) -> NormalFormGame:
        return NormalFormGame.from_bimatrix(self.rows, self.columns)

    def in_units(self, units: str) -> Bimatrix:
        """Both tables in one of ``UNITS``."""
        factor, shift = UNITS[units]
        return self.affine((factor, factor), (shift, shift))

    def affine(self, factors: tuple[Fraction, Fraction], shifts: tuple[Fraction, Fraction]) -> Bimatrix:
        """Both tables in other units, one factor and one shift for each player."""
        return Bimatrix(
            *(
                [[factor * entry + shift for entry in row] for row in table]
                for table, factor, shift in zip(self, factors, shifts, strict=True)
            )
        )


Draw: TypeAlias = Callable[[random.Random], Fraction]

DRAWS: dict[str, Draw] = {
    "0..1": lambda rng: Fraction(rng.randint(0, 1)),
    "0..2": lambda rng: Fraction(rng.randint(0, 2)),
    "0..9": lambda rng: Fraction(rng.randint(0, 9)),
    "0..100": lambda rng: Fraction(rng.randint(0, 100)),
    "0..1000000": lambda rng: Fraction(rng.randint(0, 10**6)),
    "-3..3 / 1..4": lambda rng: Fraction(rng.randint(-3, 3), rng.randint(1, 4)),
    "-1000..1000 / 1..30": lambda rng: Fraction(rng.randint(-1000, 1000), rng.randint(1, 30)),
}

UNITS = {
    "as drawn": (Fraction(1), Fraction(0)),
    "in trillionths": (Fraction(1, 10**12), Fraction(0)),
    "in ten billions": (Fraction(10**10), Fraction(0)),
    "from a billion": (Fraction(1), Fraction(10**9)),
}
"""Factor and shift of both players' payoffs."""

SMALL_SIZES = list(product(range(1, 5), repeat=2))


def matrix(rng: random.Random, num_actions: tuple[int, int], draw: Draw) -> Matrix:
    return [[draw(rng) for _ in range(num_actions[1])] for _ in range(num_actions[0])]


def bimatrix(rng: random.Random, num_actions: tuple[int, int], kind: str) -> Bimatrix:
    return Bimatrix(matrix(rng, num_actions, DRAWS[kind]), matrix(rng, num_actions, DRAWS[kind]))


def bimatrices(kind: str, sizes: list[tuple[int, int]], repetitions: int) -> Iterator[tuple[str, Bimatrix]]:
    """Games of every size, each with the name under which it can be drawn again."""
    for size in sizes:
        for repetition in range(repetitions):
            name = f"{kind} {size[0]}x{size[1]} #{repetition}"
            yield name, bimatrix(random.Random(name), size, kind)


def structured_bimatrices(sizes: list[tuple[int, int]], repetitions: int) -> Iterator[tuple[str, Bimatrix]]:
    """Games that are degenerate by their build: doubled rows and columns, zero-sum, common interest, constant rows."""
    for size, repetition in product(sizes, range(repetitions)):
        name = f"structured {size[0]}x{size[1]} #{repetition}"
        rng = random.Random(name)
        rows, columns = bimatrix(rng, size, "0..2")
        yield f"{name} zero-sum", Bimatrix(rows, [[-entry for entry in row] for row in rows])
        yield f"{name} common interest", Bimatrix(rows, rows)
        yield f"{name} indifferent column player", Bimatrix(rows, [[row[0]] * size[1] for row in columns])
        small = bimatrix(rng, size, "0..9")
        kept_rows = [rng.randrange(size[0]) for _ in range(size[0])]
        kept_columns = [rng.randrange(size[1]) for _ in range(size[1])]
        yield (
            f"{name} doubled",
            Bimatrix(*([[table[row][column] for column in kept_columns] for row in kept_rows] for table in small)),
        )


def tables(rng: random.Random, num_actions: tuple[int, ...], kind: str) -> np.ndarray:
    """Payoffs ``[player, a_0, ..., a_(n-1)]`` as Fractions."""
    payoffs = np.empty((len(num_actions), *num_actions), dtype=object)
    for position in np.ndindex(payoffs.shape):
        payoffs[position] = DRAWS[kind](rng)
    return payoffs


def random_strategy(rng: random.Random, num_actions: int) -> tuple[Fraction, ...]:
    weights = [rng.randint(0, 4) for _ in range(num_actions)]
    weights[rng.randrange(num_actions)] += 1
    return tuple(Fraction(weight, sum(weights)) for weight in weights)
