"""Systems of products of powers: solved in powers of integers, or refuted by powers of the equations."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations
from math import gcd, prod
from random import Random

import pytest

from gametheory.analysis.beliefs.multiplicative_systems import coprime_bases, solve_products


@pytest.mark.parametrize("seed", range(40))
def test_a_solution_solves_and_a_refutation_refutes(seed: int) -> None:
    """In floats for solutions; in whole numbers for refutations, where the unknowns must cancel."""
    rng = Random(seed)
    names = "abcd"[: rng.randint(1, 4)]
    equations = [{name: rng.randint(-2, 2) for name in names} for _ in range(rng.randint(1, 4))]
    products = [Fraction(rng.randint(1, 12), rng.randint(1, 12)) for _ in equations]
    found = solve_products(equations, products)
    if found.is_solved:
        for equation, value in zip(equations, products, strict=True):
            got = prod(float(found.values[name]) ** power for name, power in equation.items())
            assert got == pytest.approx(float(value))
        return
    for name in names:
        assert sum(times * equation[name] for times, equation in zip(found.conflict, equations, strict=True)) == 0
    expected = prod((Fraction(value**times) for value, times in zip(products, found.conflict, strict=True)), start=1)
    assert found.product == expected != 1


def test_rational_solutions_are_told_as_fractions() -> None:
    found = solve_products([{"a": 1, "b": -1}, {"b": 1, "c": 1}], [Fraction(3, 4), Fraction(10)])
    values = {name: value.rational for name, value in found.values.items()}
    assert None not in values.values()
    assert values["a"] / values["b"] == Fraction(3, 4)  # type: ignore[operator]
    assert values["b"] * values["c"] == 10  # type: ignore[operator]


def test_irrational_solutions_are_powers() -> None:
    found = solve_products([{"a": 2}], [Fraction(12)])
    assert (found.values["a"].rational, str(found.values["a"])) == (None, "12^(1/2)")


def test_large_numbers_need_no_prime_factors() -> None:
    large = (10**40 + 7) * (10**39 + 3)
    assert solve_products([{"a": 1}, {"a": 2}], [Fraction(large), Fraction(large**2)]).is_solved
    assert not solve_products([{"a": 1}, {"a": 2}], [Fraction(large), Fraction(large**2 + 1)]).is_solved


def test_coprime_bases_make_up_every_number() -> None:
    numbers = [60, 84, 1, 1001, 60]
    bases = coprime_bases(numbers)
    assert all(gcd(one, other) == 1 for one, other in combinations(bases, 2))
    for number in numbers:
        assert prod(base**10 for base in bases) % number == 0


def test_no_equations_have_a_solution() -> None:
    assert solve_products([], []).is_solved
