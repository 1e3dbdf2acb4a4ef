"""Formulas as polynomials over counts of tiers, conditions written with as few counts as can be."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from gametheory.models.formulas.normal_polynomials import Normalizer

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gametheory.models.formulas.normal_polynomials import Polynomial
    from gametheory.models.formulas.tape import Tape


class CountNormalizer(Normalizer):
    """A normalizer that knows which counts add up to which numbers.

    Bounds on a condition are wide where it is written with counts that are not its own: that of two actions left, say,
    for a condition on the third one, whose range a box knows.

    Parameters
    ----------
    source, target, inputs
        As of `Normalizer`.
    sums
        For each tier the registers of the target that hold its counts, and its number of sellers.

    Examples
    --------
    >>> from gametheory.models.formulas.operations import Operation
    >>> from gametheory.models.formulas.tape import Tape
    >>> source, target = Tape(["share"]), Tape(["a", "b", "c"])
    >>> a, b, c = (target.parameter(name) for name in "abc")
    >>> rest = {((a, 1),): Fraction(-1, 6), ((b, 1),): Fraction(-1, 6), (): Fraction(1)}
    >>> is_small = source.emit(Operation.LESS, source.parameter("share"), source.constant(Fraction(1, 2)))
    >>> normalizer = CountNormalizer(source, target, {"share": rest}, [((a, b, c), 6)])
    >>> target.parameters_of(normalizer.written(normalizer.polynomial(is_small)))
    ('c',)
    """

    def __init__(
        self,
        source: Tape,
        target: Tape,
        inputs: Mapping[str, Polynomial],
        sums: Sequence[tuple[tuple[int, ...], int]],
    ) -> None:
        super().__init__(source, target, inputs)
        self._sums = sums

    def _whole(self, polynomial: Polynomial) -> Polynomial:
        """Return a positive multiple with whole coefficients of what is compared with 0, with few counts."""
        for registers, count in self._sums:
            polynomial = _shortest(polynomial, registers, count)
        return super()._whole(polynomial)


def _shortest(polynomial: Polynomial, registers: tuple[int, ...], count: int) -> Polynomial:
    """Return a polynomial that is equal where counts add up, with as few of them as can be in its linear terms."""
    monomials = [((register, 1),) for register in registers]
    weights = [polynomial.get(monomial, Fraction(0)) for monomial in monomials]
    common = min(dict.fromkeys([Fraction(0), *weights]), key=lambda weight: len(weights) - weights.count(weight))
    if len(weights) - weights.count(common) >= len(weights) - weights.count(Fraction(0)):
        return polynomial
    result = dict(polynomial)
    for monomial, weight in zip(monomials, weights, strict=True):
        if weight != common:
            result[monomial] = weight - common
        else:
            result.pop(monomial, None)
    result[()] = result.get((), Fraction(0)) + common * count
    return result if result[()] else {monomial: weight for monomial, weight in result.items() if monomial}
