"""Systems of products of powers of unknown positive numbers: solved, or refuted, in whole numbers."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import gcd, lcm
from typing import TYPE_CHECKING, Generic, TypeVar

from gametheory.core.assessments import PowerProduct

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

Name = TypeVar("Name")
Unknown = TypeVar("Unknown")


@dataclass(frozen=True, slots=True)
class MultiplicativeSolution(Generic[Unknown]):
    """Positive numbers that solve a system, or the proof that there are none.

    Parameters
    ----------
    values
        A number for each unknown, not all of them rational; empty where there is no solution.
    conflict
        For each equation an integer power: multiplied with these, the unknowns cancel. Empty if there is a solution.
    product
        What the right-hand sides then multiply to, where 1 is needed.
    """

    values: Mapping[Unknown, PowerProduct]
    conflict: tuple[int, ...] = ()
    product: Fraction = Fraction(1)

    @property
    def is_solved(self) -> bool:
        """Whether there is a solution."""
        return not self.conflict


def solve_products(
    equations: Sequence[Mapping[Unknown, int]], products: Sequence[Fraction]
) -> MultiplicativeSolution[Unknown]:
    """Return positive numbers whose powers multiply to given positive rationals, or why there are none.

    Parameters
    ----------
    equations
        For each equation the power of each unknown in it.
    products
        What each equation has to give.

    Notes
    -----
    In logarithms the system is linear. Its right-hand sides are written in the logarithms of integers without common
    divisors, which are linearly independent over the rationals: so elimination in rationals decides exactly.

    Examples
    --------
    >>> found = solve_products([{"a": 1, "b": -1}, {"a": 1, "b": 1}], [Fraction(2), Fraction(3)])
    >>> {name: str(value) for name, value in found.values.items()}
    {'a': '2^(1/2) 3^(1/2)', 'b': '2^(-1/2) 3^(1/2)'}
    >>> refuted = solve_products([{"a": 1, "b": -1}, {"a": 2, "b": -2}], [Fraction(2), Fraction(5)])
    >>> refuted.conflict, refuted.product
    ((2, -1), Fraction(4, 5))
    """
    bases = coprime_bases(number for value in products for number in (value.numerator, value.denominator))
    rows = [
        _Row(
            {unknown: Fraction(power) for unknown, power in equation.items() if power},
            _exponents(value, bases),
            {index: Fraction(1)},
        )
        for index, (equation, value) in enumerate(zip(equations, products, strict=True))
    ]
    pivots = _eliminate(rows)
    contradiction = next((row for row in rows if not row.powers and row.exponents), None)
    if contradiction is not None:
        return _refuted(contradiction, products)
    values = {unknown: PowerProduct() for equation in equations for unknown in equation}
    for unknown, row in pivots.items():
        values[unknown] = PowerProduct(tuple(sorted(row.exponents.items())))
    return MultiplicativeSolution(values)


@dataclass(slots=True)
class _Row(Generic[Unknown]):
    """An equation: powers of unknowns, exponents of the right-hand side, and the equations it is made of."""

    powers: dict[Unknown, Fraction]
    exponents: dict[int, Fraction]
    origin: dict[int, Fraction]

    def distance_from_one(self, unknown: Unknown) -> Fraction:
        """Return by how much the power of an unknown differs from 1 or -1."""
        return abs(abs(self.powers[unknown]) - 1)

    def scale(self, factor: Fraction) -> None:
        """Raise the whole equation to a power."""
        self.powers = {unknown: factor * power for unknown, power in self.powers.items()}
        self.exponents = {base: factor * exponent for base, exponent in self.exponents.items()}
        self.origin = {index: factor * power for index, power in self.origin.items()}

    def subtract(self, other: _Row[Unknown], factor: Fraction) -> None:
        """Divide by a power of another equation."""
        _subtract(self.powers, other.powers, factor)
        _subtract(self.exponents, other.exponents, factor)
        _subtract(self.origin, other.origin, factor)


def _subtract(terms: dict[Name, Fraction], others: Mapping[Name, Fraction], factor: Fraction) -> None:
    """Subtract a multiple of some terms from others; what becomes 0 is dropped."""
    for name, coefficient in others.items():
        value = terms.get(name, Fraction(0)) - factor * coefficient
        if value:
            terms[name] = value
        else:
            terms.pop(name, None)


def _eliminate(rows: Sequence[_Row[Unknown]]) -> dict[Unknown, _Row[Unknown]]:
    """Solve the rows for one unknown each, where they hold any; all other unknowns of theirs count as 1."""
    pivots: dict[Unknown, _Row[Unknown]] = {}
    for row in rows:
        for unknown, solved in pivots.items():
            if unknown in row.powers:
                row.subtract(solved, row.powers[unknown])
        if not row.powers:
            continue
        # a power of 1 or -1 keeps exponents whole, and so the numbers rational
        pivot = min(row.powers, key=row.distance_from_one)
        row.scale(1 / row.powers[pivot])
        for solved in pivots.values():
            if pivot in solved.powers:
                solved.subtract(row, solved.powers[pivot])
        pivots[pivot] = row
    return pivots


def _refuted(row: _Row[Unknown], products: Sequence[Fraction]) -> MultiplicativeSolution[Unknown]:
    """Return the proof that a row without unknowns, and with something on the right, contains."""
    scale = lcm(*(power.denominator for power in row.origin.values()))
    conflict = [int(row.origin.get(index, Fraction(0)) * scale) for index in range(len(products))]
    divisor = gcd(*conflict) if next(filter(None, conflict)) > 0 else -gcd(*conflict)
    conflict = [power // divisor for power in conflict]
    product = Fraction(1)
    for value, power in zip(products, conflict, strict=True):
        product *= Fraction(value**power)
    return MultiplicativeSolution({}, tuple(conflict), product)


def coprime_bases(numbers: Iterable[int]) -> tuple[int, ...]:
    """Return integers above 1 without common divisors, of which all the given positive integers are products.

    Examples
    --------
    >>> coprime_bases([12, 18, 35])
    (2, 3, 35)
    """
    waiting = list(numbers)
    bases: list[int] = []
    while waiting:
        number = waiting.pop()
        if number == 1:
            continue
        for index, base in enumerate(bases):
            shared = gcd(number, base)
            if shared > 1:
                del bases[index]
                waiting += [shared, base // shared, number // shared]
                break
        else:
            bases.append(number)
    return tuple(sorted(bases))


def _exponents(value: Fraction, bases: Sequence[int]) -> dict[int, Fraction]:
    """Return the exponents of the bases in a positive rational."""
    found = {}
    for base in bases:
        exponent = _multiplicity(value.numerator, base) - _multiplicity(value.denominator, base)
        if exponent:
            found[base] = Fraction(exponent)
    return found


def _multiplicity(number: int, base: int) -> int:
    """Return how often a base divides a number."""
    count = 0
    while number % base == 0:
        number //= base
        count += 1
    return count
