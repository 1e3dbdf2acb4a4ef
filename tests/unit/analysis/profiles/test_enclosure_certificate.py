"""The test that proves exactly one equilibrium in a box."""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np
import pytest

from gametheory import MixedProfile, NormalFormGame
from gametheory.analysis.profiles.enclosure_certificate import judge_enclosed
from gametheory.core.enclosed_profile import EnclosedProfile, EnclosureCertificate, KnownNumber
from gametheory.polynomials import Polynomial, RealRoot

NAU_PAYOFFS = [
    [[[3, 1], [0, 0]], [[0, 0], [1, 2]]],
    [[[0, 0], [2, 1]], [[1, 3], [0, 0]]],
    [[[2, 0], [0, 0]], [[0, 0], [0, 3]]],
]
"""Nau, Gomez Canovas and Hansen (2004), section 4: [player][top, bottom][left, right][first, second]."""
NAU = NormalFormGame(NAU_PAYOFFS)
BITS = 100
RADIUS = Fraction(1, 2**50)


def rounded(value: Fraction, bits: int = BITS) -> Fraction:
    return Fraction(round(value * 2**bits), 2**bits)


def nau_center(error: Fraction = Fraction(0)) -> MixedProfile:
    """The only equilibrium of Nau's game, rounded; the first player's probability off by an error."""
    first = (Fraction(math.isqrt(601 * 4**BITS), 2**BITS) - 23) / 4
    top, left = (3 - 2 * first) / (4 - first), (2 - first) / (3 + first)
    mixed = [rounded(top) + error, rounded(left), rounded(first)]
    return MixedProfile(NAU, [[weight, 1 - weight] for weight in mixed])


def boxed(center: MixedProfile, radius: Fraction = RADIUS) -> EnclosedProfile:
    """The box around a profile, told by its sides."""
    numbers: list[tuple[KnownNumber, ...]] = []
    for own in center.strategies:
        exact = [Fraction(weight) for weight in own]
        num_others = sum(weight > 0 for weight in exact) - 1
        first = next(place for place, weight in enumerate(exact) if weight)
        reach = [radius * (num_others if place == first else 1) for place in range(len(exact))]
        numbers.append(
            tuple((w - far, w + far) if w and num_others else w for w, far in zip(exact, reach, strict=True))
        )
    return EnclosedProfile(center, tuple(numbers), center, radius)


def test_the_equilibrium_of_nau_is_proved() -> None:
    certificate = judge_enclosed(boxed(nau_center()))
    assert isinstance(certificate, EnclosureCertificate)
    assert certificate.is_equilibrium
    assert (certificate.index, certificate.slack) == (1, None)
    assert 0 < certificate.max_regret < Fraction(1, 2**90)


@pytest.mark.parametrize("error", [Fraction(1, 2**49), Fraction(-1, 2**40), Fraction(1, 10)])
def test_a_box_without_the_equilibrium_is_refused(error: Fraction) -> None:
    certificate = judge_enclosed(boxed(nau_center(error)))
    assert not isinstance(certificate, EnclosureCertificate)
    assert not certificate.is_equilibrium


def test_a_box_that_reaches_beyond_the_simplex_is_refused() -> None:
    assert not isinstance(judge_enclosed(boxed(nau_center(), Fraction(2, 5))), EnclosureCertificate)


def test_roots_that_are_told_must_lie_in_the_box() -> None:
    center = nau_center()
    top, left, first = (Fraction(own[0]) for own in center.strategies)
    tiny = Fraction(1, 2**60)

    def told(polynomial: list[int]) -> EnclosedProfile:
        root = RealRoot(Polynomial(polynomial), first - tiny, first + tiny)
        sides = boxed(center).numbers
        return EnclosedProfile(center, (*sides[:2], (root, sides[2][1])), center, RADIUS)

    assert isinstance(judge_enclosed(told([-9, 23, 2])), EnclosureCertificate)
    wide = EnclosedProfile(
        center,
        (*boxed(center).numbers[:2], ((first - RADIUS / 2, first + RADIUS), 1 - first)),
        center,
        RADIUS,
    )
    assert not isinstance(judge_enclosed(wide), EnclosureCertificate)
    assert top != left


def test_actions_outside_must_lose_in_the_whole_box() -> None:
    payoffs = np.zeros((3, 3, 2, 2), dtype=object)
    payoffs[:, :2] = np.array(NAU_PAYOFFS, dtype=object)
    payoffs[0, 2] = Fraction(-1, 7)
    game = NormalFormGame(payoffs)
    center = nau_center()
    wider = MixedProfile(game, [[*center.strategies[0], 0], *center.strategies[1:]])
    certificate = judge_enclosed(boxed(wider))
    assert isinstance(certificate, EnclosureCertificate)
    assert certificate.slack is not None
    worth = certificate.payoffs[0] + Fraction(1, 7)
    assert worth - Fraction(1, 2**40) < certificate.slack < worth
    payoffs[0, 2] = 1
    refused = NormalFormGame(payoffs)
    assert not isinstance(judge_enclosed(boxed(MixedProfile(refused, wider.strategies))), EnclosureCertificate)


@pytest.mark.parametrize("scale", [Fraction(1, 10**12), Fraction(10**10)])
def test_units_do_not_matter(scale: Fraction) -> None:
    payoffs = np.array(NAU_PAYOFFS, dtype=object)
    payoffs[1] = payoffs[1] * scale + 10**9
    game = NormalFormGame(payoffs)
    assert isinstance(judge_enclosed(boxed(MixedProfile(game, nau_center().strategies))), EnclosureCertificate)


def test_a_singular_point_is_refused() -> None:
    game = NormalFormGame(np.zeros((3, 2, 2, 2), dtype=np.int64))
    half = MixedProfile(game, [["1/2", "1/2"]] * 3)
    assert not isinstance(judge_enclosed(boxed(half)), EnclosureCertificate)
