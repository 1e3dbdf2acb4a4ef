"""Square systems of linear equations in integers, solved exactly without keeping a run for long.

Small systems are solved by FLINT in one call. A call into C cannot be interrupted, so larger ones are solved by Dixon's
p-adic lifting in slices: from an inverse modulo a prime come the digits of the solution to that base, one after the
other, until they determine the rational numbers. They do as soon as some rationals that fit them all are so short that
what the equations leave of them is below the power of the prime that it is a multiple of, so 0. Otherwise the bound of
Hadamard on determinants, usually far longer, says when to stop.
"""

from __future__ import annotations

from itertools import count
from math import ceil, isqrt, log2
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from gametheory.kernels.modular_matrices import MOST_TERMS, PRIME, inverse_modulo, residues

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence

    from numpy.typing import NDArray

    from gametheory.array_types import FloatArray

    Solution: TypeAlias = tuple[list[int], int]

MOST_AT_ONCE = 3e8
"""Systems that FLINT is given: at most so large is the cube of their size times the bits of entries; that is 0.03 s."""
OVERHEAD_BITS = 20
FLOAT_BITS, INT64_BITS, LEAST_EXPONENT = 53, 62, -400
FIRST_LOOK, LOOK_GROWTH = 6, 1.6
"""Digits after which one looks whether they determine the solution, and how much later one looks again."""
SPARE_BITS = 40
"""By how many bits a fraction must be shorter than its residue not to be one of chance."""
LARGEST_FACTOR = 1_000
SLICE_ROWS = 50
SLICE_STEPS = 250
"""Rows that are converted, and steps of Euclid's algorithm, between two heartbeats."""


class IntegerEquations:
    """Equations ``A x = b`` and ``x' A = b'`` for several right-hand sides.

    Parameters
    ----------
    matrix
        ``A``: as many rows as columns, integers of any size.
    """

    def __init__(self, matrix: Sequence[Sequence[int]]) -> None:
        self._matrix = matrix
        self._bits = max((max(abs(min(row)), abs(max(row))).bit_length() for row in matrix), default=0)
        self.is_small = len(matrix) ** 3 * (OVERHEAD_BITS + self._bits) <= MOST_AT_ONCE or len(matrix) > MOST_TERMS
        self._limbs: list[FloatArray] = []
        self._shifts: list[int] = []
        self._inverse: FloatArray

    def prepare(self) -> Generator[None, None, None]:
        """Do what all right-hand sides share.

        Raises
        ------
        ZeroDivisionError
            If the matrix of a large system is singular modulo the prime, so most likely altogether.
        """
        if self.is_small:
            return
        size = len(self._matrix)
        limb_bits = FLOAT_BITS - PRIME.bit_length() - size.bit_length()  # limbs times digits add up exactly in floats
        self._shifts = list(range(0, self._bits + 1, limb_bits))
        self._limbs = [np.empty((size, size)) for _ in self._shifts]
        for start in range(0, size, SLICE_ROWS):
            yield
            rest: NDArray[np.int64] = np.array(
                self._matrix[start : start + SLICE_ROWS], dtype=self._integers(self._bits)
            )
            for limb in self._limbs[:-1]:
                limb[start : start + SLICE_ROWS] = rest & (1 << limb_bits) - 1
                rest = rest >> limb_bits
            self._limbs[-1][start : start + SLICE_ROWS] = rest
        whole = np.zeros((size, size))
        for shift, limb in zip(self._shifts, self._limbs, strict=True):
            yield
            whole = residues(whole + residues(residues(limb) * pow(2, shift, PRIME)))
        inverse = yield from inverse_modulo(whole)
        if inverse is None:
            raise ZeroDivisionError("the matrix is singular modulo a prime")
        self._inverse = inverse

    @staticmethod
    def _integers(bits: int) -> type:
        """Type of arrays that hold integers of so many bits."""
        return np.int64 if bits <= INT64_BITS else object

    def solved(self, right_side: Sequence[int], *, is_transposed: bool = False) -> Generator[None, None, Solution]:
        """Numerators and their common denominator, positive and as small as can be.

        Parameters
        ----------
        right_side
            ``b``
        is_transposed
            Whether to solve ``x' A = b'`` instead of ``A x = b``.

        Yields
        ------
        None
            Heartbeats.

        Raises
        ------
        ZeroDivisionError
            If the matrix of a small system is singular.
        """
        if self.is_small:
            yield
            return self._solved_at_once(right_side, is_transposed=is_transposed)
        limbs = [limb.T if is_transposed else limb for limb in self._limbs]
        inverse = self._inverse.T if is_transposed else self._inverse
        largest = max(map(abs, right_side)).bit_length()
        rest = (len(right_side) << self._bits) + (1 << largest)
        num_bits = self._bits_of_answer(limbs, right_side)
        enough = ceil((num_bits + max(num_bits, rest.bit_length()) + 2) / log2(PRIME))
        integers = self._integers(max(largest, self._bits + PRIME.bit_length() + len(right_side).bit_length()) + 1)
        residual: NDArray[np.int64] = np.array(right_side, dtype=integers)
        digits: list[FloatArray] = []
        next_look = FIRST_LOOK
        while True:
            yield
            digits.append(residues(inverse @ residues((residual % PRIME).astype(np.float64))))
            for shift, limb in zip(self._shifts, limbs, strict=True):
                residual = residual - ((limb @ digits[-1]).astype(np.int64).astype(integers) << shift)
            residual = residual // PRIME
            if len(digits) in {next_look, enough}:
                next_look = ceil(LOOK_GROWTH * len(digits))
                if len(digits) == enough or (yield from _has_short_mean(digits)):
                    solution = yield from _proved_solution(digits, rest)
                    if solution is not None:
                        return solution

    def _solved_at_once(self, right_side: Sequence[int], *, is_transposed: bool) -> Solution:
        """Numerators and denominator from FLINT."""
        from flint import fmpz_mat

        if not self._matrix:
            return [], 1
        matrix = fmpz_mat([[int(entry) for entry in row] for row in self._matrix])
        solution: Any = (matrix.transpose() if is_transposed else matrix).solve(
            fmpz_mat([[int(entry)] for entry in right_side])
        )
        numerators, denominator = solution.numer_denom()
        return [int(entry) for entry in numerators.entries()], int(denominator)

    def _bits_of_answer(self, limbs: Sequence[FloatArray], right_side: Sequence[int]) -> int:
        """Bits at most of determinants with right-hand sides for columns, by Hadamard's bound on rows."""
        bits = max(map(abs, right_side)).bit_length()
        largest = max(self._bits, bits)
        squares = np.full(len(right_side), 4.0 ** max(bits - largest, LEAST_EXPONENT))
        whole = np.zeros_like(limbs[0])
        for shift, limb in zip(self._shifts, limbs, strict=True):
            whole += limb * 2.0 ** max(shift - largest, LEAST_EXPONENT)
        norms = np.sqrt(squares + np.square(whole).sum(axis=1))
        return ceil(float(np.log2(norms).sum()) + len(right_side) * largest) + 1


def _has_short_mean(digits: Sequence[FloatArray]) -> Generator[None, None, bool]:
    """Whether a weighted sum of all unknowns, which has their common denominator, seems to be determined."""
    modulus: int = PRIME ** len(digits)
    factors = np.random.default_rng(len(digits[0])).integers(1, LARGEST_FACTOR, len(digits[0])).astype(np.float64)
    (total,), _ = yield from _joined([np.array([factors @ digit]) for digit in digits])
    numerator, denominator = yield from _rational(total % modulus, modulus, isqrt(modulus // 2))
    num_bits = int(numerator).bit_length() + int(denominator).bit_length()
    return num_bits < modulus.bit_length() - SPARE_BITS


def _proved_solution(digits: Sequence[FloatArray], rest: int) -> Generator[None, None, Solution | None]:
    """The solution if its first digits prove it, else None.

    What numerators and denominator up to a bound leave of the equations is at most ``rest`` times the bound, and a
    multiple of the power of the prime: 0 if it is less.
    """
    values, modulus = yield from _joined(digits)
    bound = min(isqrt(modulus // 2), (modulus - 1) // rest)
    return (yield from _over_common_denominator(values, modulus, bound))


def _joined(digits: Sequence[FloatArray]) -> Generator[None, None, tuple[list[int], int]]:
    """Integers with these digits to the base of the prime, lowest first, and the power that they are modulo."""
    parts = [digit.astype(np.int64).tolist() for digit in digits]
    base = PRIME
    while len(parts) > 1:
        joined = []
        for low, high in zip(parts[::2], parts[1::2], strict=False):
            made: list[int] = []
            for start in range(0, len(low), SLICE_ROWS):
                pieces = zip(low[start : start + SLICE_ROWS], high[start : start + SLICE_ROWS], strict=True)
                made.extend(first + base * second for first, second in pieces)
                yield
            joined.append(made)
        parts = joined + parts[2 * len(joined) :]
        base *= base
    return parts[0], PRIME ** len(digits)


def _over_common_denominator(values: Sequence[int], modulus: int, bound: int) -> Generator[None, None, Solution | None]:
    """The rationals with these residues, numerators and common denominator within a bound; None if there are none."""
    denominator = 1
    numerators: list[int] = []
    for value in values:
        yield
        numerator = value * denominator % modulus
        if 2 * numerator > modulus:
            numerator -= modulus
        if abs(numerator) > bound:
            numerator, factor = yield from _rational(numerator % modulus, modulus, bound)
            denominator *= factor
            if denominator > bound:
                return None
            numerators = [factor * earlier for earlier in numerators]
        numerators.append(numerator)
    is_within = max(map(abs, numerators), default=0) <= bound
    return (numerators, denominator) if is_within else None


def _rational(value: int, modulus: int, bound: int) -> Generator[None, None, tuple[int, int]]:
    """The fraction with a residue whose numerator is within a bound, by Euclid's algorithm stopped half way."""
    last, rest = modulus, value
    last_factor, factor = 0, 1
    for step in count():
        if rest <= bound:
            break
        if step % SLICE_STEPS == 0:
            yield
        quotient = last // rest
        last, rest = rest, last - quotient * rest
        last_factor, factor = factor, last_factor - quotient * factor
    return (rest, factor) if factor > 0 else (-rest, -factor)
