"""From a guess to a rational point or a narrow box."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from gametheory import MixedProfile, NormalFormGame
from gametheory.analysis.profiles.enclosure_certificate import judge_enclosed
from gametheory.core.enclosed_profile import EnclosedProfile, EnclosureCertificate
from gametheory.solvers.many_players.enclosures import WIDTH, box_radius, enclosed, rational_root, refined
from gametheory.solvers.many_players.mean_payoffs import Slopes

FULL = ((0, 1), (0, 1), (0, 1))
NAU = NormalFormGame(
    [
        [[[3, 1], [0, 0]], [[0, 0], [1, 2]]],
        [[[0, 0], [2, 1]], [[1, 3], [0, 0]]],
        [[[2, 0], [0, 0]], [[0, 0], [0, 3]]],
    ]
)
NEAR = [[0.6192, 0.3808], [0.4798, 0.5202], [0.3788, 0.6212]]


def nothing() -> None:
    """Hear a tick."""


def test_an_irrational_equilibrium_is_enclosed_and_proved() -> None:
    found = refined(NAU, FULL, NEAR, nothing)
    assert isinstance(found, EnclosedProfile)
    assert isinstance(judge_enclosed(found), EnclosureCertificate)
    for own in found.numbers:
        for number in own or ():
            assert isinstance(number, tuple)
            assert 0 < number[1] - number[0] <= WIDTH


@pytest.mark.parametrize("scale", [Fraction(1, 10**12), Fraction(10**10)])
def test_units_do_not_matter(scale: Fraction) -> None:
    game = NormalFormGame(np.array(NAU.payoffs.tolist(), dtype=object) * scale)
    found = refined(game, FULL, NEAR, nothing)
    assert isinstance(found, EnclosedProfile)
    assert isinstance(judge_enclosed(found), EnclosureCertificate)


def test_a_rational_equilibrium_is_recognized() -> None:
    game = NormalFormGame.from_bimatrix([[2, 0], [0, 5]], [[3, 0], [0, 4]])
    found = refined(game, ((0, 1), (0, 1)), [[0.57, 0.43], [0.71, 0.29]], nothing)
    assert isinstance(found, MixedProfile)
    assert found.strategies == ((Fraction(4, 7), Fraction(3, 7)), (Fraction(5, 7), Fraction(2, 7)))


def test_a_root_with_a_weight_of_zero_is_no_equilibrium_of_the_supports() -> None:
    game = NormalFormGame.from_bimatrix([[0, 0], [0, 5]], [[3, 0], [0, 4]])
    supports, guess = ((0, 1), (0, 1)), [[0.57, 0.43], [0.999, 0.001]]
    assert refined(game, supports, guess, nothing) is None
    assert rational_root(game, supports, guess, nothing) == [(Fraction(4, 7), Fraction(3, 7)), (1, 0)]


def test_newton_does_not_settle_where_nothing_is_determined() -> None:
    idle = NormalFormGame(np.zeros((3, 2, 2, 2), dtype=np.int64))
    assert refined(idle, FULL, NEAR, nothing) is None
    assert rational_root(idle, FULL, NEAR, nothing) is None


def test_numbers_that_are_known_are_told() -> None:
    center = MixedProfile(NAU, [["5/8", "3/8"], [1, 0], ["1/4", "3/4"]])
    radius = box_radius(center, Slopes.at(NAU, center.strategies, nothing))
    assert 0 < radius <= WIDTH / 2
    known = [[Fraction(5, 8), Fraction(3, 8)], [None, None], [None, None]]
    numbers = enclosed(center, radius, known).numbers
    assert numbers[0] == (Fraction(5, 8), Fraction(3, 8))
    assert numbers[1] == (1, 0)
    assert numbers[2] == (
        (Fraction(1, 4) - radius, Fraction(1, 4) + radius),
        (Fraction(3, 4) - radius, Fraction(3, 4) + radius),
    )
