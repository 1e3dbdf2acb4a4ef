"""Elimination: what one unknown must satisfy."""

from __future__ import annotations

import random
from fractions import Fraction
from itertools import product

import pytest

from gametheory.polynomials.elimination import MOST_TERMS, eliminant


def nothing() -> None:
    """Hear a tick."""


def planted(num_unknowns: int, seed: int) -> tuple[list[dict[tuple[int, ...], Fraction]], list[Fraction]]:
    """A system of multilinear equations, the i-th without the i-th unknown, and a root of it."""
    rng = random.Random(seed)
    root = [Fraction(rng.randint(1, 9), 10) for _ in range(num_unknowns)]
    system = []
    for left_out in range(num_unknowns):
        terms = {}
        for powers in product((0, 1), repeat=num_unknowns):
            if not powers[left_out]:
                terms[powers] = Fraction(rng.choice((-9, -7, -4, -2, 1, 3, 5, 8)))
        value = Fraction(0)
        for powers, coefficient in terms.items():
            term = coefficient
            for number, power in zip(root, powers, strict=True):
                term *= number**power
            value += term
        terms[(0,) * num_unknowns] -= value
        system.append(terms)
    return system, root


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("num_unknowns", [2, 3, 4])
def test_planted_roots_are_roots_of_every_eliminant(num_unknowns: int, seed: int) -> None:
    system, root = planted(num_unknowns, seed)
    for unknown, number in enumerate(root):
        found = eliminant(system, unknown, num_unknowns, tick=nothing)
        assert found is not None
        assert found(number) == 0
        assert found.degree > 0


def test_factors_that_are_not_zero_inside_are_left_out() -> None:
    found = eliminant([{(1, 1): 2, (1, 0): -1}, {(1, 0): 3, (0, 1): -1}], 1, 2, tick=nothing)
    assert str(found) == "2*x - 1"


def test_a_constant_where_there_is_no_solution() -> None:
    found = eliminant([{(1,): 1, (0,): -3}, {(1,): 1, (0,): -5}], 0, 1, tick=nothing)
    assert found is not None
    assert found.is_constant


def test_infinitely_many_solutions_give_nothing() -> None:
    line = {(1, 0): 1, (0, 1): 1, (0, 0): -1}
    twice = {powers: 2 * value for powers, value in line.items()}
    assert eliminant([line, twice], 0, 2, tick=nothing) is None
    assert eliminant([line], 0, 2, tick=nothing) is None
    assert eliminant([], 0, 2, tick=nothing) is None


def test_resultants_that_grow_too_long_are_not_worked_out() -> None:
    system, _ = planted(6, 1)
    assert eliminant(system, 0, 6, tick=nothing) is None
    assert MOST_TERMS < 2**10


def test_ticks_between_steps() -> None:
    ticks: list[None] = []
    system, _ = planted(4, 2)
    eliminant(system, 0, 4, tick=lambda: ticks.append(None))
    assert len(ticks) >= 3
