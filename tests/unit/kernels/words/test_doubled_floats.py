from __future__ import annotations

import random
from fractions import Fraction

from gametheory.kernels.words.doubled_floats import DOUBLED_UNIT, Doubled, doubled_product, doubled_sum


def doubled(number: Fraction) -> Doubled:
    high = float(number)
    return high, float(number - Fraction(high))


def exact(number: Doubled) -> Fraction:
    return Fraction(number[0]) + Fraction(number[1])


def test_thirty_digits_are_right() -> None:
    rng = random.Random(3)
    for _ in range(200):
        one, other = (doubled(Fraction(rng.randint(-(10**40), 10**40), 10 ** rng.randint(35, 45))) for _ in range(2))
        size = abs(exact(one)) + abs(exact(other))
        assert abs(exact(doubled_sum(one, other)) - exact(one) - exact(other)) <= DOUBLED_UNIT * size
        product = exact(one) * exact(other)
        assert abs(exact(doubled_product(one, other)) - product) <= DOUBLED_UNIT * abs(product)


def test_what_floats_lose_is_kept() -> None:
    assert exact(doubled_sum((1.0, 0.0), (2.0**-80, 0.0))) == 1 + Fraction(1, 2**80)
    assert exact(doubled_product((1.0 + 2.0**-40, 0.0), (1.0 + 2.0**-41, 0.0))) == (1 + Fraction(1, 2**40)) * (
        1 + Fraction(1, 2**41)
    )
